// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/profile_facts.h"

#include <QWidget>

class QVBoxLayout;

namespace twb::ui {

class CheckRow;
class ExpectedFields;
class LinkButton;
class TextLabel;

/// What the chosen profile says: its name, one row a rule (broken ones first), and the way to its checklist. Without a
/// profile it takes no space.
class ProfileRules : public QWidget {
    Q_OBJECT
public:
    explicit ProfileRules(QWidget* parent = nullptr);

    /// @param expected  what the person said is right: stands in the fields that the profile asks for
    void render(const doctor::ProfileFacts& facts, const profiles::Expected& expected);
    /// Rows as they stand, for tests and for scrolling.
    const QList<CheckRow*>& rows() const { return m_rows; }

Q_SIGNALS:
    void checklistRequested();
    /// As ExpectedFields::changed.
    void expectedChanged(const QString& names, const QString& value);

private:
    TextLabel* m_caption;
    ExpectedFields* m_expected;
    QVBoxLayout* m_column;
    LinkButton* m_checklist;
    QList<CheckRow*> m_rows;
};

} // namespace twb::ui
