// SPDX-License-Identifier: Apache-2.0
#include "editor/template_rows.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "editor/icon_names.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace twb::ui {

namespace {

enum RowRole { IdRole = Qt::UserRole + 1, SummaryRole, IconRole };

class RowPainter : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {metrics::width(300), metrics::height(52)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = option.rect;
        const bool focus = (option.state & QStyle::State_HasFocus) != 0;
        if (focus || (option.state & QStyle::State_MouseOver) != 0) {
            painter->fillRect(row, color(focus ? Role::Sel : Role::Surface2));
        }
        if (index.row() > 0) {
            painter->fillRect(QRect(row.left(), row.top(), row.width(), 1), color(Role::Border));
        }
        const int tile = metrics::height(34);
        const QRect tilePlace(row.left() + metrics::space12, row.center().y() - tile / 2 + 1, tile, tile);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color(Role::AccentSoft));
        painter->drawRoundedRect(tilePlace, metrics::radiusControl, metrics::radiusControl);
        paintIcon(*painter, tilePlace, static_cast<Icon>(index.data(IconRole).toInt()), Role::Accent,
                  metrics::height(18));
        const int arrow = metrics::height(16);
        const QRect arrowPlace(row.right() - metrics::space12 - arrow, row.top(), arrow, row.height());
        paintIcon(*painter, arrowPlace, Icon::Right, Role::Text2, arrow);

        const QFont titleFont = fonts::ui(fonts::Size::Body, fonts::Weight::SemiBold);
        const QFont summaryFont = fonts::ui(fonts::Size::Small);
        const QFontMetrics titleMetrics(titleFont), summaryMetrics(summaryFont);
        const int left = tilePlace.right() + metrics::space12;
        const int width = arrowPlace.left() - metrics::space8 - left;
        const int top = row.center().y() - (titleMetrics.height() + summaryMetrics.height() + 1) / 2;
        painter->setFont(titleFont);
        painter->setPen(color(Role::Text));
        painter->drawText(QRect(left, top, width, titleMetrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          titleMetrics.elidedText(index.data().toString(), Qt::ElideRight, width));
        painter->setFont(summaryFont);
        painter->setPen(color(Role::Text2));
        painter->drawText(QRect(left, top + titleMetrics.height() + 1, width, summaryMetrics.height()),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          summaryMetrics.elidedText(index.data(SummaryRole).toString(), Qt::ElideRight, width));
        painter->restore();
    }
};

QString qString(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

TemplateRows::TemplateRows(const std::vector<profiles::Template>& templates, QWidget* parent)
    : QListView(parent)
    , m_rows(new QStandardItemModel(this)) {
    setObjectName(QStringLiteral("templateRows"));
    setAccessibleName(tr("Start from a template"));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new RowPainter(this));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const profiles::Template& entry : templates) {
        auto* item = new QStandardItem(qString(entry.title));
        item->setData(qString(entry.id), IdRole);
        item->setData(qString(entry.summary), SummaryRole);
        item->setData(static_cast<int>(iconNamed(entry.icon)), IconRole);
        item->setToolTip(qString(entry.summary));
        item->setAccessibleText(qString(entry.title));
        item->setAccessibleDescription(qString(entry.summary));
        m_rows->appendRow(item);
    }
    setModel(m_rows);
    setCurrentIndex(m_rows->index(0, 0));
    connect(this, &QListView::clicked, this, &TemplateRows::choose);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        updateGeometry();
    });
}

QSize TemplateRows::sizeHint() const {
    return {metrics::width(300), m_rows->rowCount() * metrics::height(52)};
}

void TemplateRows::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
        choose(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

void TemplateRows::choose(const QModelIndex& index) {
    if (index.isValid()) {
        Q_EMIT templateChosen(index.data(IdRole).toString());
    }
}

} // namespace twb::ui
