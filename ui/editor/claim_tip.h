// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QFrame>

class QLabel;

namespace twb::ui {

/// The tooltip of a claim: name, meaning, source, dates (ui.md §6.1). It stands below the line at its right, never
/// under the pointer, takes no focus, and stays until the pointer leaves or a key is pressed.
class ClaimTip : public QFrame {
    Q_OBJECT
public:
    explicit ClaimTip(QWidget* parent);

    /// @param richText  from workbench::claimToolTip
    /// @param line      the line on the screen that it explains (global)
    void showAt(const QString& richText, const QRect& line);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* m_text;
};

} // namespace twb::ui
