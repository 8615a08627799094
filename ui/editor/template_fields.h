// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/template.h"

#include <map>
#include <QWidget>

namespace twb::doctor {
struct KeyFacts;
struct KeyField;
} // namespace twb::doctor

namespace twb::ui {

class SecretRow;
class TextLabel;

/// The fields of a template, one under the other: label, field, hint, and a warning where one is due. Made for one
/// template; other templates get another widget.
class TemplateFields : public QWidget {
    Q_OBJECT
public:
    explicit TemplateFields(const profiles::Template& start, QWidget* parent = nullptr);

    /// What stands in the fields, secrets aside.
    std::map<std::string, std::string> values() const;
    /// Shows what the document holds (after undo); nothing is emitted.
    void setValues(const std::map<std::string, std::string>& values);
    /// The row of the secret that signs; null if the template has none.
    SecretRow* secret() const { return m_secret; }
    void focusFirst();

Q_SIGNALS:
    void edited();

private:
    struct Row {
        profiles::TemplateField field;
        QWidget* edit = nullptr;
        TextLabel* remark = nullptr;
    };
    QWidget* makeEdit(const profiles::TemplateField& field);
    QString valueOf(const Row& row) const;
    void showRemark(const Row& row);
    void takeEdit();

    std::vector<Row> m_rows;
    SecretRow* m_secret = nullptr;
};

} // namespace twb::ui
