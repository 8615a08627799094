// SPDX-License-Identifier: Apache-2.0
#include "endpoint/form_rows.h"

#include "common/metrics.h"
#include "common/text_label.h"

#include <algorithm>
#include <QCoreApplication>
#include <QGridLayout>
#include <QLineEdit>

namespace twb::ui {

namespace {

constexpr int labelColumn = 104;

struct FormRowWords {
    Q_DECLARE_TR_FUNCTIONS(FormRows)
};

} // namespace

FormRows::FormRows(QWidget* owner)
    : m_owner(owner)
    , m_grid(new QGridLayout) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::space6);
    m_grid->setVerticalSpacing(metrics::gap());
    m_grid->setColumnStretch(1, 1);
}

/// The column of the design, or what the longest label takes in the font in force.
int FormRows::labelWidth(const QWidget* in) {
    const int longest = in->fontMetrics().horizontalAdvance(FormRowWords::tr("Extra parameters"));
    return qMax(metrics::width(labelColumn), longest + metrics::space4);
}

QString FormRows::leftOut() {
    return FormRowWords::tr("none: parameter is left out");
}

int FormRows::add(const QString& label, QWidget* field) {
    auto* const name = new TextLabel(label, Role::Text2);
    name->setFixedWidth(labelWidth(m_owner));
    name->setMinimumHeight(metrics::control());
    name->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    name->setBuddy(field);
    const int row = m_grid->rowCount();
    m_grid->addWidget(name, row, 0, Qt::AlignTop);
    m_grid->addWidget(field, row, 1);
    m_rows.push_back({name, field});
    return static_cast<int>(m_rows.size()) - 1;
}

int FormRows::addWide(QWidget* field) {
    m_grid->addWidget(field, m_grid->rowCount(), 0, 1, 2);
    m_rows.push_back({nullptr, field});
    return static_cast<int>(m_rows.size()) - 1;
}

void FormRows::show(int row, bool shown) {
    Row& each = m_rows[static_cast<std::size_t>(row)];
    each.shown = shown;
    if (each.label != nullptr) {
        each.label->setVisible(shown);
    }
    each.field->setVisible(shown);
}

bool FormRows::anyShown() const {
    return std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.shown; });
}

QLineEdit* FormRows::line(const char* objectName, const QString& name, const QString& placeholder) const {
    auto* edit = new QLineEdit(m_owner);
    edit->setObjectName(QLatin1String(objectName));
    edit->setAccessibleName(name);
    edit->setPlaceholderText(placeholder);
    return edit;
}

QComboBox* FormRows::combo(const char* objectName, const QString& name) const {
    auto* box = new QComboBox(m_owner);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

std::string textOf(const QLineEdit* edit) {
    return edit->text().trimmed().toStdString();
}

} // namespace twb::ui
