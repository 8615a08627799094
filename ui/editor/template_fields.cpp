// SPDX-License-Identifier: Apache-2.0
#include "editor/template_fields.h"
#include "common/badge.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "common/text_label.h"
#include "editor/cpf_edit.h"
#include "editor/secret_row.h"
#include "workbench/qt_text.h"

#include <QComboBox>
#include <QSpinBox>
#include <QVBoxLayout>

namespace twb::ui {

using Kind = profiles::TemplateField::Kind;

namespace {

constexpr int longestLife = 100'000'000; ///< three years in seconds

/// “life” gives `lifeField`.
QString nameFor(const profiles::TemplateField& field) {
    return workbench::qString(field.name) + QStringLiteral("Field");
}

} // namespace

TemplateFields::TemplateFields(const profiles::Template& start, QWidget* parent)
    : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::paneSide, metrics::paneTop, metrics::paneSide, metrics::paneTop);
    column->setSpacing(metrics::space4);
    for (const profiles::TemplateField& field : start.fields) {
        auto* label = new TextLabel(workbench::qString(field.label), Role::Text2, fonts::Size::Label,
                                    fonts::Weight::Regular, this);
        Row row{field, makeEdit(field),
                new TextLabel({}, Role::Text3, fonts::Size::Small, fonts::Weight::Regular, this)};
        label->setBuddy(field.kind == Kind::Secret ? m_secret->edit() : row.edit);
        row.remark->setWordWrap(true);
        row.remark->setObjectName(workbench::qString(field.name) + QStringLiteral("Remark"));
        column->addWidget(label);
        column->addWidget(row.edit);
        column->addWidget(row.remark);
        column->addSpacing(metrics::space8);
        m_rows.push_back(row);
        showRemark(m_rows.back());
    }
    column->addStretch(1);
}

QWidget* TemplateFields::makeEdit(const profiles::TemplateField& field) {
    const QString name = nameFor(field);
    const auto named = [&](QWidget* edit) {
        edit->setObjectName(name);
        edit->setAccessibleName(workbench::qString(field.label));
        edit->setAccessibleDescription(workbench::qString(field.hint));
        edit->setToolTip(workbench::qString(field.hint));
        return edit;
    };
    switch (field.kind) {
    case Kind::Secret:
        m_secret = new SecretRow(workbench::qString(field.label), this);
        m_secret->setObjectName(name);
        m_secret->edit()->setObjectName(QStringLiteral("templateSecretEdit"));
        m_secret->encoding()->setObjectName(QStringLiteral("templateEncodingCombo"));
        return m_secret;
    case Kind::Cpf: {
        auto* edit = new CpfEdit(this);
        edit->setDigits(workbench::qString(field.initial));
        connect(edit, &CpfEdit::digitsEdited, this, &TemplateFields::takeEdit);
        return named(edit);
    }
    case Kind::Minutes:
    case Kind::Seconds: {
        auto* spin = new QSpinBox(this);
        spin->setRange(1, longestLife);
        spin->setValue(workbench::qString(field.initial).toInt());
        connect(spin, &QSpinBox::valueChanged, this, &TemplateFields::takeEdit);
        return named(spin);
    }
    case Kind::Text:
    case Kind::Url:
        break;
    }
    auto* edit = new QLineEdit(workbench::qString(field.initial), this);
    connect(edit, &QLineEdit::textEdited, this, &TemplateFields::takeEdit);
    return named(edit);
}

std::map<std::string, std::string> TemplateFields::values() const {
    std::map<std::string, std::string> values;
    for (const Row& row : m_rows) {
        if (row.field.kind != Kind::Secret) {
            values.insert_or_assign(row.field.name, valueOf(row).toStdString());
        }
    }
    return values;
}

void TemplateFields::setValues(const std::map<std::string, std::string>& values) {
    for (const Row& row : m_rows) {
        const auto given = values.find(row.field.name);
        const QString text = workbench::qString(given != values.end() ? given->second : row.field.initial);
        const QSignalBlocker quiet(row.edit);
        if (auto* cpf = qobject_cast<CpfEdit*>(row.edit)) {
            cpf->setDigits(text);
        } else if (auto* spin = qobject_cast<QSpinBox*>(row.edit)) {
            spin->setValue(text.toInt());
        } else if (auto* edit = qobject_cast<QLineEdit*>(row.edit); edit != nullptr && edit->text() != text) {
            edit->setText(text);
        }
        showRemark(row);
    }
}

void TemplateFields::focusFirst() {
    if (!m_rows.empty()) {
        QWidget* first = m_rows.front().field.kind == Kind::Secret ? m_secret->edit() : m_rows.front().edit;
        first->setFocus();
    }
}

QString TemplateFields::valueOf(const Row& row) const {
    if (const auto* cpf = qobject_cast<const CpfEdit*>(row.edit)) {
        return cpf->digits();
    }
    if (const auto* spin = qobject_cast<const QSpinBox*>(row.edit)) {
        return QString::number(spin->value());
    }
    const auto* edit = qobject_cast<const QLineEdit*>(row.edit);
    return edit != nullptr ? edit->text() : QString();
}

/// The hint; what is wrong instead, where something is.
void TemplateFields::showRemark(const Row& row) {
    QString warning;
    const auto* cpf = qobject_cast<const CpfEdit*>(row.edit);
    const auto* spin = qobject_cast<const QSpinBox*>(row.edit);
    const bool empty = row.field.kind != Kind::Secret && valueOf(row).isEmpty();
    if (empty) {
        warning = row.field.optional ? workbench::qString(row.field.emptyWarning) : tr("Something belongs here");
    } else if (cpf != nullptr) {
        warning = cpf->fault();
    } else if (spin != nullptr && row.field.most > 0 && spin->value() > row.field.most) {
        warning = workbench::qString(row.field.mostWarning);
    } else if (row.field.kind == Kind::Url && !valueOf(row).startsWith(QLatin1String("https://"))) {
        warning = tr("This is no https address");
    }
    row.remark->setRole(warning.isEmpty() ? Role::Text3 : Role::Warn);
    row.remark->setText(warning.isEmpty() ? workbench::qString(row.field.hint) : warning);
    row.remark->setVisible(!row.remark->text().isEmpty());
}

void TemplateFields::takeEdit() {
    for (const Row& row : m_rows) {
        showRemark(row);
    }
    Q_EMIT edited();
}

} // namespace twb::ui
