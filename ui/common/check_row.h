// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/fact_cell.h"
#include <QWidget>

namespace twb::ui {

/// One check that was made: icon of its state, a line, and an optional small second line. Not operable.
///
/// Both lines wrap; the accessible name is “Good: line. second line”.
class CheckRow : public QWidget {
    Q_OBJECT
public:
    CheckRow(FactState state, const QString& line, const QString& detail = {}, QWidget* parent = nullptr);
    void setCheck(FactState state, const QString& line, const QString& detail = {});
    /// Another drawing than the state's own (info for a note).
    void setIcon(Icon icon, Role role);

    QString line() const { return m_line; }
    QString detail() const { return m_detail; }
    FactState state() const { return m_state; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    FactState m_state;
    QString m_line, m_detail;
    Icon m_icon;
    Role m_role;
};

/// The word for a state: “Good”, “Warning”, “Error”, “Not checked”, “Checking”.
QString stateWord(FactState state);

} // namespace twb::ui
