// SPDX-License-Identifier: Apache-2.0
#include "common/busy_bar.h"
#include "common/accessible.h"
#include "common/metrics.h"
#include "common/style.h"
#include "common/theme.h"
#include <algorithm>
#include <QPainter>
#include <QPainterPath>
#include <QTimerEvent>

namespace twb::ui {

namespace {
constexpr int barHeight = 8, loopMilliseconds = 1200, frameMilliseconds = 33;
constexpr double share = 0.3; // length of the moving piece
} // namespace

BusyBar::BusyBar(const QString& name, QWidget* parent)
    : QWidget(parent) {
    ensureAccessible();
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        updateTimer();
        update();
    });
}

void BusyBar::setProgress(double progress) {
    progress = std::min(progress, 1.0);
    if (progress == m_progress)
        return;
    m_progress = progress;
    updateTimer();
    update();
}

QSize BusyBar::sizeHint() const {
    return {metrics::width(160), barHeight};
}

QSize BusyBar::minimumSizeHint() const {
    return {metrics::width(40), barHeight};
}

void BusyBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF groove(0, (height() - barHeight) / 2.0, width(), barHeight);
    QPainterPath shape;
    shape.addRoundedRect(groove, barHeight / 2.0, barHeight / 2.0);
    painter.fillPath(shape, color(Role::Sunken));
    painter.setClipPath(shape);
    double from = 0, length = m_progress;
    if (m_progress < 0) {
        length = share;
        // At rest in the middle while nothing may move: still “busy”, not “at the beginning”.
        from = m_timer.isActive()
                   ? double(m_clock.elapsed() % loopMilliseconds) / loopMilliseconds * (1 + share) - share
                   : (1 - share) / 2;
    }
    if (layoutDirection() == Qt::RightToLeft)
        from = 1 - from - length;
    painter.fillRect(QRectF(groove.left() + from * groove.width(), groove.top(), length * groove.width(), barHeight),
                     color(Role::Accent));
    painter.setClipping(false);
    paintBox(painter, groove, barHeight / 2.0, color(Role::Field), {});
}

void BusyBar::timerEvent(QTimerEvent* event) {
    if (event->timerId() == m_timer.timerId())
        update();
    else
        QWidget::timerEvent(event);
}

void BusyBar::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    updateTimer();
}

void BusyBar::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_timer.stop();
}

void BusyBar::updateTimer() {
    const bool moves = m_progress < 0 && isVisible() && Theme::current().motion() == Motion::On;
    if (moves && !m_timer.isActive()) {
        m_clock.start();
        m_timer.start(frameMilliseconds, this);
    } else if (!moves) {
        m_timer.stop();
    }
}

} // namespace twb::ui
