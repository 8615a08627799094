// SPDX-License-Identifier: Apache-2.0
#include "endpoint/field_list.h"

#include "common/metrics.h"
#include "common/secret_edit.h"
#include "common/text_label.h"
#include "profiles/cpf.h"

#include <QGridLayout>
#include <QLineEdit>

namespace twb::ui {

FieldList::FieldList(int labelWidth, QWidget* parent)
    : QWidget(parent)
    , m_labelWidth(labelWidth)
    , m_grid(new QGridLayout(this)) {
    setObjectName(QStringLiteral("endpointFields"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::space6);
    m_grid->setVerticalSpacing(metrics::gap());
    m_grid->setColumnStretch(1, 1);
}

void FieldList::setFields(const std::vector<oauth::PresetField>& fields) {
    while (QLayoutItem* const item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rows.clear();
    int line = 0;
    for (const oauth::PresetField& field : fields) {
        Row row{field, nullptr, nullptr, nullptr};
        const QString label = QString::fromStdString(field.label);
        QWidget* edit = nullptr;
        if (field.privacy == oauth::PresetField::Privacy::Secret) {
            row.secret = new SecretEdit(label, this);
            row.secret->setPlaceholder(QString::fromStdString(field.hint));
            connect(row.secret, &SecretEdit::edited, this, &FieldList::edited);
            edit = row.secret;
        } else {
            row.plain = new QLineEdit(QString::fromStdString(field.value), this);
            row.plain->setAccessibleName(label);
            row.plain->setPlaceholderText(!field.hint.empty() ? QString::fromStdString(field.hint)
                                          : field.need == oauth::PresetField::Need::Optional
                                              ? tr("none: parameter is left out")
                                              : QString());
            connect(row.plain, &QLineEdit::textEdited, this, [this] {
                renewRemarks();
                Q_EMIT edited();
            });
            edit = row.plain;
        }
        edit->setObjectName(QStringLiteral("field_") + QString::fromStdString(field.name));
        auto* const name = new TextLabel(label, Role::Text2);
        name->setFixedWidth(m_labelWidth);
        name->setBuddy(edit);
        m_grid->addWidget(name, line, 0);
        m_grid->addWidget(edit, line++, 1);
        if (field.check != oauth::PresetField::Check::None || !field.warnWhenEmpty.empty()) {
            row.remark = new TextLabel({}, Role::Warn, fonts::Size::Small);
            row.remark->setWordWrap(true);
            m_grid->addWidget(row.remark, line++, 1);
        }
        m_rows.push_back(row);
    }
    renewRemarks();
    setVisible(!m_rows.empty());
}

void FieldList::renewRemarks() {
    for (const Row& row : m_rows) {
        if (row.remark == nullptr || row.plain == nullptr) {
            continue;
        }
        const QString text = row.plain->text();
        QString words = text.isEmpty() ? QString::fromStdString(row.field.warnWhenEmpty) : QString();
        Role role = Role::Warn;
        if (!text.isEmpty() && row.field.check == oauth::PresetField::Check::Cpf) {
            const std::string typed = text.toStdString();
            const bool valid = profiles::checkCpf(typed) == profiles::CpfState::Valid;
            QString digits = text;
            digits.remove(QLatin1Char('.')).remove(QLatin1Char('-')).remove(QLatin1Char(' '));
            words = valid ? tr("%1: the check digits are right")
                                .arg(QString::fromStdString(profiles::formatCpf(digits.toStdString())))
                          : tr("This is no valid CPF: eleven digits, the last two of them check digits");
            role = valid ? Role::Ok : Role::Err;
        }
        row.remark->setText(words);
        row.remark->setRole(role);
        row.remark->setVisible(!words.isEmpty());
    }
}

void FieldList::setValues(const oauth::PresetValues& values) {
    for (const Row& row : m_rows) {
        const auto plain = values.plain.find(row.field.name);
        if (row.plain != nullptr && plain != values.plain.end()) {
            row.plain->setText(QString::fromStdString(plain->second));
        }
        const auto secret = values.secret.find(row.field.name);
        if (row.secret != nullptr && secret != values.secret.end() && secret->second) {
            row.secret->setSecret(*secret->second);
        }
    }
    renewRemarks();
}

oauth::PresetValues FieldList::values() const {
    oauth::PresetValues values;
    for (const Row& row : m_rows) {
        if (row.plain != nullptr) {
            values.plain[row.field.name] = row.plain->text().toStdString();
        } else if (!row.secret->isEmpty()) {
            values.secret[row.field.name] = std::make_shared<const Secret>(row.secret->secret());
        }
    }
    return values;
}

} // namespace twb::ui
