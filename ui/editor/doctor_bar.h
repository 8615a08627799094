// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QWidget>

class QToolButton;

namespace twb::workbench {
class TokenDocument;
}

namespace twb::ui {

class Badge;
class TextLabel;

/// The doctor as a bar of 32 at the foot of narrow windows: the worst state in words, counts, profile, “Open”.
class DoctorBar : public QWidget {
    Q_OBJECT
public:
    explicit DoctorBar(QWidget* parent = nullptr);

    void render(const workbench::TokenDocument& document);
    /// The name behind “Profile: ”; empty: nothing.
    void setProfile(const QString& text);
    void setOpen(bool open);
    QToolButton* toggle() const { return m_toggle; }

Q_SIGNALS:
    void toggled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    TextLabel* m_state;
    Badge* m_errors;
    Badge* m_warnings;
    Badge* m_notes;
    TextLabel* m_profile;
    QToolButton* m_toggle;
};

} // namespace twb::ui
