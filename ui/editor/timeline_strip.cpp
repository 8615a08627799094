// SPDX-License-Identifier: Apache-2.0
#include "timeline_strip.h"

#include "common/fonts.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "editor_accessible.h"
#include "seconds_between.h"

#include <cmath>
#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>

namespace twb::ui {
namespace {

constexpr int trackInset = 24;             // room left and right of the track, so that labels at the ends stay inside
constexpr qint64 latest = 253'402'300'799; // 9999-12-31T23:59:59Z, the last moment a date field can show

} // namespace

TimelineStrip::TimelineStrip(QWidget* parent)
    : QWidget(parent)
    , m_back(new QToolButton(this)) {
    installEditorAccessibility();
    setObjectName(QStringLiteral("timeline"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_back->setText(tr("Back to now"));
    m_back->setToolTip(tr("Judge by the system clock again"));
    m_back->setAccessibleName(m_back->text());
    m_back->setAutoRaise(true);
    m_back->setObjectName(QStringLiteral("backToNowButton"));
    m_back->hide();
    connect(m_back, &QToolButton::clicked, this, &TimelineStrip::onBackClicked);
    setToolTip(tr("Drag “now”, or click the line, to judge the token as of another time"));
    layOut();
}

void TimelineStrip::setInput(const TimelineInput& input) {
    if (input == m_input)
        return;
    // Spoken once for a change of what is shown, not for each second of the clock.
    const bool renamed =
        input.marks != m_input.marks || input.asOfSet != m_input.asOfSet || (input.asOfSet && input.now != m_input.now);
    m_input = input;
    if (m_dragging)
        m_scale.moveNow(input.now);
    else
        m_scale = {};
    layOut();
    if (renamed)
        setAccessibleName(spokenText());
    if (renamed && hasFocus()) {
        QAccessibleValueChangeEvent event(this, input.now);
        QAccessible::updateAccessibility(&event);
    }
}

void TimelineStrip::layOut() {
    if (!m_dragging)
        m_scale = TimelineScale(m_input.marks, m_input.now, trackInset, std::max(trackInset + 1, width() - trackInset));
    m_back->setVisible(m_input.asOfSet);
    if (m_input.asOfSet) {
        m_back->setFont(fonts::ui(fonts::Size::Small));
        const QSize size = m_back->sizeHint();
        const QRectF text = nowTextRect();
        // Beside the badge, on the side away from the line of “now”.
        const bool badgeLeft = text.left() < m_scale.nowX();
        const double x = badgeLeft ? text.left() - metrics::space4 - size.width() : text.right() + metrics::space4;
        m_back->setGeometry(int(x), 0, size.width(), metrics::height(18));
    }
    update();
}

TimelineStrip::Rows TimelineStrip::rows() const {
    // Compact strips (46) move everything up.
    const int lift = height() < metrics::height(54) ? metrics::height(5) : 0;
    return {double(metrics::height(4) - (lift ? metrics::height(4) : 0)), double(metrics::height(25) - lift),
            double(metrics::height(34) - lift)};
}

QSize TimelineStrip::sizeHint() const {
    return {metrics::width(480), metrics::timeline()};
}

QSize TimelineStrip::minimumSizeHint() const {
    return {metrics::width(140), metrics::timeline()};
}

void TimelineStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
}

void TimelineStrip::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        updateGeometry();
        layOut();
    }
}

void TimelineStrip::requestAsOf(qint64 seconds) {
    Q_EMIT asOfDragged(std::clamp<qint64>(seconds, 0, latest));
}

void TimelineStrip::onBackClicked() {
    setFocus(Qt::OtherFocusReason); // the button goes away: focus stays in the strip
    Q_EMIT asOfCleared();
}

void TimelineStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    if (offScaleRect().contains(event->position())) {
        Q_EMIT offScaleClicked();
        return;
    }
    m_dragging = true;
    // Taking hold of the triangle does not move it; any other place does.
    if (std::abs(event->position().x() - m_scale.nowX()) > 6)
        requestAsOf(m_scale.secondsAt(event->position().x()));
}

void TimelineStrip::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragging)
        requestAsOf(m_scale.secondsAt(std::clamp(event->position().x(), m_scale.left(), m_scale.right())));
}

void TimelineStrip::mouseReleaseEvent(QMouseEvent* event) {
    QWidget::mouseReleaseEvent(event);
    if (!m_dragging)
        return;
    m_dragging = false;
    layOut();
}

void TimelineStrip::keyPressEvent(QKeyEvent* event) {
    const qint64 step = event->modifiers() & Qt::ControlModifier ? 3600
                        : event->modifiers() & Qt::ShiftModifier ? 60
                                                                 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return requestAsOf(secondsBetween(step, m_input.now));
    case Qt::Key_Right:
        return requestAsOf(secondsBetween(-step, m_input.now));
    case Qt::Key_Home:
        Q_EMIT asOfCleared();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace twb::ui
