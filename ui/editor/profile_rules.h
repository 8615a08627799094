// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/profile_facts.h"

#include <QWidget>

class QVBoxLayout;

namespace twb::ui {

class CheckRow;
class LinkButton;
class TextLabel;

/// What the chosen profile says: its name, one row a rule (broken ones first), and the way to its checklist. Without a
/// profile it takes no space.
class ProfileRules : public QWidget {
    Q_OBJECT
public:
    explicit ProfileRules(QWidget* parent = nullptr);

    void render(const doctor::ProfileFacts& facts);
    /// Rows as they stand, for tests and for scrolling.
    const QList<CheckRow*>& rows() const { return m_rows; }

Q_SIGNALS:
    void checklistRequested();

private:
    TextLabel* m_caption;
    QVBoxLayout* m_column;
    LinkButton* m_checklist;
    QList<CheckRow*> m_rows;
};

} // namespace twb::ui
