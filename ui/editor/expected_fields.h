// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/judge.h"
#include "profiles/profile.h"

#include <QWidget>

class QFormLayout;
class QLineEdit;

namespace twb::ui {

/// The values that a profile cannot know and the person can (peopleId, nonce, clientId …): one field each, judged while
/// they are typed. Takes no space for a profile that asks for none.
class ExpectedFields : public QWidget {
    Q_OBJECT
public:
    explicit ExpectedFields(QWidget* parent = nullptr);

    /// @param policy  null: no profile judges
    void render(const profiles::Policy* policy, const profiles::Expected& expected);

Q_SIGNALS:
    /// The person changed a value: every name under which the rules look for it, and the value.
    void changed(const QString& names, const QString& value);

private:
    struct Field {
        QString names; ///< as in the rules, separated by blanks
        QLineEdit* edit = nullptr;
    };
    void build(const QList<const profiles::MemberRule*>& rules);

    QFormLayout* m_form;
    QList<Field> m_fields;
};

} // namespace twb::ui
