// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QTimer>
#include <QWidget>
class QPushButton;

namespace twb::ui {

/// The “Reveal for 30 s” of one pane: all masked text of the pane follows it.
///
/// The button counts down (“Hide (27 s)”); a second press, the end of the time, or hiding the button masks again.
class RevealControl : public QWidget {
    Q_OBJECT
public:
    explicit RevealControl(QWidget* parent = nullptr);
    bool isRevealed() const { return m_left > 0; }
    /// The name of the button, for tests.
    void setButtonName(const QString& name);
    QPushButton* button() const { return m_button; }
    static constexpr int seconds = 30;

public Q_SLOTS:
    void setRevealed(bool revealed);

Q_SIGNALS:
    void revealedChanged(bool revealed);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void countDown();
    void renderButton();

    QPushButton* m_button;
    QTimer m_second;
    int m_left = 0;
};

} // namespace twb::ui
