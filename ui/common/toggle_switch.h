// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QAbstractButton>

namespace twb::ui {

/// On or off, 44×24 with a knob and always the word beside it. Space toggles; toggled(bool) as any button.
class ToggleSwitch : public QAbstractButton {
    Q_OBJECT
public:
    /// @param name  what is switched, for screen readers; onText, offText  the words beside the knob.
    ToggleSwitch(const QString& name, const QString& onText, const QString& offText, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_onText, m_offText;
};

} // namespace twb::ui
