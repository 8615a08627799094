// SPDX-License-Identifier: Apache-2.0
#include "common/zone_popup.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "workbench/phrases.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTimeZone>
#include <QVBoxLayout>

namespace twb::ui {

namespace {
constexpr int idRole = Qt::UserRole;
constexpr int searchRole = Qt::UserRole + 1;
} // namespace

ZonePopup::ZonePopup(const QByteArray& current, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_search(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_zones(new QStandardItemModel(this))
    , m_filtered(new QSortFilterProxyModel(this)) {
    setObjectName(QStringLiteral("zonePopup"));
    setAccessibleName(tr("Choose a time zone"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_search->setObjectName(QStringLiteral("zoneSearch"));
    m_search->setPlaceholderText(tr("Part of a name, as “paulo”"));
    m_search->setAccessibleName(tr("Search for a time zone"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("zoneList"));
    m_list->setAccessibleName(tr("Time zones"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus); // the keyboard stays in the search field; arrows move the choice

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space8, metrics::space8, metrics::space8, metrics::space8);
    column->setSpacing(metrics::space8);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    fill();
    m_filtered->setSourceModel(m_zones);
    m_filtered->setFilterRole(searchRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_filtered);
    const QModelIndexList found = m_filtered->match(m_filtered->index(0, 0), idRole, current, 1, Qt::MatchExactly);
    m_list->setCurrentIndex(found.isEmpty() ? m_filtered->index(0, 0) : found.first());
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textEdited, this, &ZonePopup::filter);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty()) {
            filter(text); // by the clear button
        }
    });
    connect(m_list, &QListView::clicked, this, &ZonePopup::choose);
}

void ZonePopup::openUnder(const QWidget& control) {
    resize(metrics::width(320), metrics::height(360));
    const QRect free = control.screen()->availableGeometry();
    QPoint place = control.mapToGlobal(QPoint(control.width() - width(), control.height() + metrics::space2));
    if (place.y() + height() > free.bottom()) {
        place.setY(control.mapToGlobal(QPoint(0, 0)).y() - height() - metrics::space2);
    }
    move(qBound(free.left(), place.x(), qMax(free.left(), free.right() - width())), qMax(free.top(), place.y()));
    show();
    m_search->setFocus();
    m_list->scrollTo(m_list->currentIndex(), QAbstractItemView::PositionAtCenter);
}

/// Every zone that has a place or is UTC; the short abbreviations of old systems help nobody.
void ZonePopup::fill() {
    const Time now = SystemClock().now();
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds()) {
        if (!id.contains('/') && id != "UTC") {
            continue;
        }
        const QTimeZone zone(id);
        const QString name = QString::fromLatin1(id).replace(QLatin1Char('_'), QLatin1Char(' '));
        const QString offset = workbench::offsetText(now, zone);
        auto* item = new QStandardItem(QStringLiteral("%1   %2").arg(name, offset));
        item->setData(id, idRole);
        item->setData(
            QStringLiteral("%1 %2 %3").arg(name, QString::fromLatin1(id), QString(offset).replace(QChar(0x2212), u'-')),
            searchRole);
        m_zones->appendRow(item);
    }
}

void ZonePopup::filter(const QString& text) {
    m_filtered->setFilterFixedString(text.trimmed());
    m_list->setCurrentIndex(m_filtered->index(0, 0));
}

void ZonePopup::choose() {
    const QModelIndex index = m_list->currentIndex();
    if (index.isValid()) {
        Q_EMIT zoneChosen(index.data(idRole).toByteArray());
        close();
    }
}

bool ZonePopup::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const int row = m_list->currentIndex().row();
        int step = 0;
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose();
            return true;
        case Qt::Key_Up:
            step = -1;
            break;
        case Qt::Key_Down:
            step = 1;
            break;
        case Qt::Key_PageUp:
            step = -10;
            break;
        case Qt::Key_PageDown:
            step = 10;
            break;
        default:
            return QFrame::eventFilter(watched, event);
        }
        m_list->setCurrentIndex(m_filtered->index(qBound(0, row + step, m_filtered->rowCount() - 1), 0));
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void ZonePopup::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(color(Role::Field));
    painter.setBrush(color(Role::Surface));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace twb::ui
