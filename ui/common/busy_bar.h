// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QBasicTimer>
#include <QElapsedTimer>
#include <QWidget>

namespace twb::ui {

/// A thin bar, 8 high: moving while the length of the work is unknown, filled when it is known. Put words and “Stop”
/// beside it. Does not move while the theme's motion is off.
class BusyBar : public QWidget {
    Q_OBJECT
public:
    explicit BusyBar(const QString& name, QWidget* parent = nullptr);
    /// 0 to 1; below 0: unknown.
    void setProgress(double progress);
    double progress() const { return m_progress; }
    bool isMoving() const { return m_timer.isActive(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void updateTimer();
    double m_progress = -1;
    QBasicTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace twb::ui
