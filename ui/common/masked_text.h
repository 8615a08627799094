// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QTimer>
#include <QWidget>
class QPushButton;

namespace twb::ui {

class Badge;
class TextLabel;

/// The “Reveal for 30 s” of one pane: all masked texts of the pane follow it.
///
/// The button counts down (“Hide (27 s)”); a second press, the end of the time, or hiding the button masks again.
class RevealControl : public QWidget {
    Q_OBJECT
public:
    explicit RevealControl(QWidget* parent = nullptr);
    bool isRevealed() const { return m_left > 0; }
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

/// Text of which only the beginning is seen: 20 characters, “…”, and a badge “712 characters hidden” (ui.md §5).
///
/// A text of 20 characters or fewer is hidden whole, for it would not be masked at all. Hidden characters reach neither
/// the accessible text nor the tooltip; a screen reader hears “712 characters hidden”. What is shown can be selected.
class MaskedText : public QWidget {
    Q_OBJECT
public:
    explicit MaskedText(const QString& text = {}, QWidget* parent = nullptr);

    void setText(const QString& text);
    /// Follows the control of its pane.
    void setReveal(const RevealControl* control);
    bool isRevealed() const { return m_revealed; }
    /// What stands on the screen.
    QString shownText() const;
    int hiddenCharacters() const;

    static constexpr int shownCharacters = 20;

private:
    void setRevealed(bool revealed);
    void render();

    QString m_text;
    bool m_revealed = false;
    TextLabel* m_label;
    Badge* m_badge;
};

} // namespace twb::ui
