// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QComboBox>
#include <QString>
#include <vector>

class QGridLayout;
class QLineEdit;
class QWidget;

namespace twb::ui {

class TextLabel;

/// Rows of label and field in one grid; each can be shown or hidden by its number. The parts of the Endpoint form share
/// the width of the label column.
class FormRows {
public:
    /// @param owner  parent of all labels and fields; outlives this
    explicit FormRows(QWidget* owner);

    QGridLayout* grid() const { return m_grid; }
    /// @return the row's number
    int add(const QString& label, QWidget* field);
    /// A widget over both columns.
    int addWide(QWidget* field);
    void show(int row, bool shown);
    bool anyShown() const;
    /// nullptr for a wide row.
    TextLabel* label(int row) const { return m_rows[static_cast<std::size_t>(row)].label; }

    /// @{ Named for tests and screen readers; not yet in a row.
    QLineEdit* line(const char* objectName, const QString& name, const QString& placeholder = {}) const;
    QComboBox* combo(const char* objectName, const QString& name) const;
    /// @}

    static int labelWidth(const QWidget* in);
    /// “none: parameter is left out”
    static QString leftOut();

private:
    struct Row {
        TextLabel* label;
        QWidget* field;
        bool shown = true;
    };
    QWidget* m_owner;
    QGridLayout* m_grid;
    std::vector<Row> m_rows;
};

/// @{ The value of an enumeration that a combo box carries as its data.
template <typename Enum>
void choose(QComboBox* box, Enum value) {
    box->setCurrentIndex(box->findData(static_cast<int>(value)));
}
template <typename Enum>
Enum chosen(const QComboBox* box) {
    return static_cast<Enum>(box->currentData().toInt());
}
/// @}

/// Trimmed, as UTF-8.
std::string textOf(const QLineEdit* edit);

} // namespace twb::ui
