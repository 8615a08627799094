// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QPushButton>
#include <QTimer>

namespace twb::ui {

/// “Reveal for 30 s”: pressed, it counts down and hides again by itself, or at the next press.
class RevealButton : public QPushButton {
    Q_OBJECT
public:
    explicit RevealButton(QWidget* parent = nullptr);
    bool isRevealed() const { return m_left > 0; }
    void hideAgain();

Q_SIGNALS:
    void revealedChanged(bool revealed);

private:
    void showWords();
    int m_left = 0; ///< seconds
    QTimer m_tick;
};

} // namespace twb::ui
