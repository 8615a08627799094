// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QPointer>
#include <QWidget>

namespace twb::ui {

/// The outer pixel of the focus ring (ui.md §3: 1 outline + 1 outside). A control cannot paint outside itself, so that
/// this thin frame lies around it, follows it, and takes neither mouse nor keyboard.
class FocusRing : public QWidget {
    Q_OBJECT
public:
    /// Follows the keyboard through the whole program from now on, until `owner` goes.
    static void install(QObject* owner);

    /// The control around which a ring belongs when this widget has the keyboard; nullptr: it paints its own.
    static QWidget* controlOf(QWidget* focus);
    QWidget* control() const { return m_control; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    explicit FocusRing(QWidget* control);
    void follow();

    QPointer<QWidget> m_control;
};

} // namespace twb::ui
