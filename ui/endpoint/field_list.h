// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/presets.h"

#include <QWidget>

class QFormLayout;
class QGridLayout;
class QLineEdit;

namespace twb::ui {

class SecretEdit;
class TextLabel;

/// The fields that a grant or a preset asks for, one a row with its label; secrets masked. Rows are made anew when the
/// list is another one.
class FieldList : public QWidget {
    Q_OBJECT
public:
    explicit FieldList(int labelWidth, QWidget* parent = nullptr);

    void setFields(const std::vector<oauth::PresetField>& fields);
    void setValues(const oauth::PresetValues& values);
    oauth::PresetValues values() const;
    bool isEmpty() const { return m_rows.empty(); }

Q_SIGNALS:
    void edited();

private:
    struct Row {
        oauth::PresetField field;
        QLineEdit* plain = nullptr;
        SecretEdit* secret = nullptr;
        TextLabel* remark = nullptr;
    };
    void renewRemarks();

    int m_labelWidth;
    QGridLayout* m_grid;
    std::vector<Row> m_rows;
};

} // namespace twb::ui
