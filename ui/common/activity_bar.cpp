// SPDX-License-Identifier: Apache-2.0
#include "common/activity_bar.h"
#include "common/accessible.h"
#include "common/follow_theme.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/style.h"
#include <algorithm>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace twb::ui {

namespace {
constexpr int cellWidth = 60, cellHeight = 52, narrowCell = 36, wideBar = 72, narrowBar = 48, markWidth = 3;
}

ActivityCell::ActivityCell(Icon icon, const QString& label, const QString& name, QWidget* parent)
    : QAbstractButton(parent)
    , m_icon(icon) {
    ensureAccessible();
    setText(label);
    setAccessibleName(name);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(this);
}

void ActivityCell::setLook(Look look) {
    m_look = look;
    setToolTip(look == Look::IconOnly ? text() : QString());
    updateGeometry();
    update();
}

QSize ActivityCell::sizeHint() const {
    if (m_look == Look::IconOnly)
        return {metrics::height(narrowCell), metrics::height(narrowCell)};
    const QFontMetrics words(fonts::ui(fonts::Size::Small, fonts::Weight::SemiBold)); // as it is when it is chosen
    return {std::max(metrics::width(cellWidth), words.horizontalAdvance(text()) + metrics::space6),
            metrics::height(cellHeight)};
}

void ActivityCell::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool chosen = isChecked();
    if (chosen)
        paintBox(painter, rect(), metrics::radiusPane, color(Role::Border), color(Role::Surface));
    else if (underMouse())
        paintBox(painter, rect(), metrics::radiusPane, {}, color(Role::NeuSoft));
    const Role ink = chosen ? Role::Accent : Role::Text2;
    const qreal side = metrics::height(iconActivity);
    if (m_look == Look::IconOnly) {
        paintIcon(painter, rect(), m_icon, ink, side);
    } else {
        const QFont font = fonts::ui(fonts::Size::Small, chosen ? fonts::Weight::SemiBold : fonts::Weight::Regular);
        const qreal words = QFontMetricsF(font).height();
        const qreal top = (height() - side - words - 3) / 2;
        paintIcon(painter, QRectF(0, top, width(), side), m_icon, ink, side);
        painter.setFont(font);
        painter.setPen(color(ink));
        painter.drawText(QRectF(0, top + side + 3, width(), words),
                         int(Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip), text());
    }
    if (hasFocus())
        paintFocusRing(painter, rect(), metrics::radiusPane);
}

ActivityBar::ActivityBar(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this)) {
    ensureAccessible();
    setObjectName(QStringLiteral("activityBar"));
    setAccessibleName(tr("Workspaces"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_column->setContentsMargins(0, metrics::space8, 0, metrics::space8);
    m_column->setSpacing(metrics::space4);
    m_column->addStretch(1);
    applyMetrics();
    connect(&Theme::current(), &Theme::changed, this, &ActivityBar::applyMetrics);
}

int ActivityBar::addCell(Icon icon, const QString& label, const QString& name, Place place) {
    const int index = count();
    auto* cell = new ActivityCell(icon, label, name, this);
    cell->setLook(m_width == Width::Wide ? ActivityCell::Look::IconAndWord : ActivityCell::Look::IconOnly);
    cell->setFocusPolicy(index == 0 ? Qt::StrongFocus : Qt::ClickFocus);
    cell->installEventFilter(this);
    m_cells.append(cell);
    if (place == Place::Top)
        m_column->insertWidget(m_topCount++, cell, 0, Qt::AlignHCenter);
    else
        m_column->addWidget(cell, 0, Qt::AlignHCenter);
    connect(cell, &ActivityCell::clicked, this, [this, index] {
        m_cells[index]->setChecked(true); // pressing the chosen one must not take the choice away
        setCurrentIndex(index);
    });
    if (m_current < 0)
        setCurrentIndex(0);
    applyMetrics();
    return index;
}

void ActivityBar::setCurrentIndex(int index) {
    if (index < 0 || index >= count() || index == m_current)
        return;
    m_current = index;
    for (int i = 0; i < count(); ++i) {
        m_cells[i]->setChecked(i == index);
        m_cells[i]->setFocusPolicy(i == index ? Qt::StrongFocus : Qt::ClickFocus);
    }
    setFocusProxy(m_cells[index]);
    update();
    Q_EMIT currentIndexChanged(index);
}

void ActivityBar::setWidth(Width width) {
    if (m_width == width)
        return;
    m_width = width;
    for (ActivityCell* cell : std::as_const(m_cells))
        cell->setLook(width == Width::Wide ? ActivityCell::Look::IconAndWord : ActivityCell::Look::IconOnly);
    applyMetrics();
}

void ActivityBar::applyMetrics() {
    int widest = 0; // all cells are as wide as the longest word wants it, in the font in force
    for (const ActivityCell* each : std::as_const(m_cells))
        widest = std::max(widest, each->sizeHint().width());
    for (ActivityCell* each : std::as_const(m_cells))
        each->setMinimumWidth(m_width == Width::Wide ? widest : 0);
    setFixedWidth(m_width == Width::Wide ? std::max(metrics::width(wideBar), widest + metrics::space6)
                                         : metrics::height(narrowBar));
    update();
}

void ActivityBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Bar));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    painter.fillRect(QRect(mirrored ? 0 : width() - 1, 0, 1, height()), color(Role::Border));
    if (const ActivityCell* chosen = cell(m_current)) {
        const QRect place = chosen->geometry();
        painter.fillRect(QRect(mirrored ? width() - markWidth : 0, place.top() + 8, markWidth, place.height() - 16),
                         color(Role::Accent));
    }
}

bool ActivityBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    int next = m_current;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
        next = std::max(0, m_current - 1);
        break;
    case Qt::Key_Down:
        next = std::min(count() - 1, m_current + 1);
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = count() - 1;
        break;
    default:
        return QWidget::eventFilter(watched, event);
    }
    setCurrentIndex(next);
    m_cells[next]->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace twb::ui
