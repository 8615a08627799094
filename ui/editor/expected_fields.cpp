// SPDX-License-Identifier: Apache-2.0
#include "editor/expected_fields.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "editor/cpf_edit.h"

#include <algorithm>
#include <QFormLayout>
#include <QStringList>

namespace twb::ui {

namespace {

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

/// One rule for each name: `iss` and `sub` of an assertion are compared with the same clientId.
QList<const profiles::MemberRule*> rulesWithFields(const profiles::Policy* policy) {
    QList<const profiles::MemberRule*> rules;
    if (policy == nullptr) {
        return rules;
    }
    for (const profiles::MemberRule& rule : policy->members) {
        const bool known = std::any_of(rules.begin(), rules.end(), [&](const profiles::MemberRule* one) {
            return text(one->field).section(QLatin1Char(' '), 0, 0) == text(rule.field).section(QLatin1Char(' '), 0, 0);
        });
        if (!rule.field.empty() && !known) {
            rules.append(&rule);
        }
    }
    return rules;
}

QString valueOf(const QString& names, const profiles::Expected& expected) {
    for (const QString& name : names.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto found = expected.find(name.toStdString());
        if (found != expected.end() && !found->second.empty()) {
            return text(found->second);
        }
    }
    return {};
}

} // namespace

ExpectedFields::ExpectedFields(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this)) {
    setObjectName(QStringLiteral("expectedFields"));
    m_form->setContentsMargins(0, metrics::space4, 0, metrics::space4);
    m_form->setSpacing(metrics::space4);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    hide();
}

void ExpectedFields::build(const QList<const profiles::MemberRule*>& rules) {
    while (m_form->rowCount() > 0) {
        m_form->removeRow(0);
    }
    m_fields.clear();
    for (const profiles::MemberRule* rule : rules) {
        const QString names = text(rule->field);
        const QString name = names.section(QLatin1Char(' '), 0, 0);
        const bool cpf = rule->format == profiles::ValueFormat::Cpf;
        QLineEdit* edit = cpf ? new CpfEdit(this) : new QLineEdit(this);
        edit->setObjectName(QStringLiteral("expected_") + name);
        edit->setPlaceholderText(tr("not compared"));
        edit->setToolTip(rule->note.empty() ? tr("%1 must have this value").arg(text(rule->name)) : text(rule->note));
        edit->setAccessibleName(tr("Expected %1").arg(name));
        edit->setAccessibleDescription(edit->toolTip());
        edit->setClearButtonEnabled(true);
        const auto tell = [this, names](const QString& value) { Q_EMIT changed(names, value); };
        if (cpf) {
            connect(static_cast<CpfEdit*>(edit), &CpfEdit::digitsEdited, this, tell);
        } else {
            connect(edit, &QLineEdit::textEdited, this, tell);
        }
        auto* label =
            new TextLabel(tr("Expected %1").arg(name), Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this);
        label->setBuddy(edit);
        m_form->addRow(label, edit);
        m_fields.append({names, edit});
    }
}

void ExpectedFields::render(const profiles::Policy* policy, const profiles::Expected& expected) {
    const QList<const profiles::MemberRule*> rules = rulesWithFields(policy);
    const bool same = std::equal(
        rules.begin(), rules.end(), m_fields.begin(), m_fields.end(),
        [](const profiles::MemberRule* rule, const Field& field) { return text(rule->field) == field.names; });
    if (!same) {
        build(rules); // another profile
    }
    setVisible(!rules.isEmpty());
    for (const Field& field : std::as_const(m_fields)) {
        const QString value = valueOf(field.names, expected);
        auto* cpf = qobject_cast<CpfEdit*>(field.edit);
        if (cpf != nullptr ? cpf->digits() != value : field.edit->text() != value) {
            cpf != nullptr ? cpf->setDigits(value) : field.edit->setText(value);
            field.edit->setCursorPosition(0); // a long value shows its beginning
        }
    }
}

} // namespace twb::ui
