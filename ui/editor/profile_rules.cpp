// SPDX-License-Identifier: Apache-2.0
#include "editor/profile_rules.h"
#include "common/buttons.h"
#include "common/check_row.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "editor/expected_fields.h"
#include "editor/mood_look.h"
#include "workbench/phrases.h"

#include <algorithm>
#include <QVBoxLayout>

namespace twb::ui {

namespace {

struct Row {
    workbench::RulePhrase phrase;
    int rank = 0;
};

int rankOf(const workbench::RulePhrase& phrase) {
    switch (phrase.mood) {
    case workbench::FactMood::Error:
        return 0;
    case workbench::FactMood::Warning:
        return 1;
    case workbench::FactMood::Good:
        return 2;
    case workbench::FactMood::Neutral:
        break;
    }
    return 3;
}

std::vector<Row> rowsOf(const doctor::ProfileFacts& facts) {
    std::vector<Row> rows;
    for (const profiles::RuleRow& rule : facts.judgement.rows) {
        Row row{workbench::phraseOf(rule), 0};
        row.rank = rankOf(row.phrase);
        rows.push_back(std::move(row));
    }
    const QString reading = workbench::secretReadingText(facts);
    if (!reading.isEmpty()) {
        const bool fits = !facts.secretReadings.empty();
        rows.push_back(
            {{fits ? workbench::FactMood::Good : workbench::FactMood::Error, false, reading, {}}, fits ? 2 : 0});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.rank < b.rank; });
    return rows;
}

} // namespace

ProfileRules::ProfileRules(QWidget* parent)
    : QWidget(parent)
    , m_caption(new TextLabel({}, Role::Text2, fonts::Size::Small, fonts::Weight::SemiBold, this))
    , m_expected(new ExpectedFields(this))
    , m_column(new QVBoxLayout(this))
    , m_checklist(new LinkButton(tr("Integration checklist…"), this)) {
    setObjectName(QStringLiteral("profileRules"));
    m_checklist->setObjectName(QStringLiteral("checklistButton"));
    m_checklist->setToolTip(tr("The points to check before going live, with what this token tells"));
    m_checklist->setAccessibleDescription(m_checklist->toolTip());
    m_caption->setContentsMargins(0, metrics::space12, 0, metrics::space4);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_caption);
    m_column->addWidget(m_expected);
    m_column->addWidget(m_checklist, 0, Qt::AlignLeft);
    connect(m_checklist, &QPushButton::clicked, this, &ProfileRules::checklistRequested);
    connect(m_expected, &ExpectedFields::changed, this, &ProfileRules::expectedChanged);
    hide();
}

void ProfileRules::render(const doctor::ProfileFacts& facts, const profiles::Expected& expected) {
    const bool any = facts.profile != nullptr && facts.state == doctor::ProfileState::Judged;
    setVisible(any);
    if (!any) {
        return;
    }
    m_expected->render(facts.profile->policy ? &*facts.profile->policy : nullptr, expected);
    m_caption->setText(QString::fromStdString(facts.profile->shortName));
    m_checklist->setVisible(!facts.profile->checklist.empty());
    const std::vector<Row> rows = rowsOf(facts);
    while (m_rows.size() > static_cast<qsizetype>(rows.size())) {
        delete m_rows.takeLast();
    }
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const workbench::RulePhrase& phrase = rows[index].phrase;
        const auto place = static_cast<qsizetype>(index);
        if (place == m_rows.size()) {
            auto* row = new CheckRow(factState(phrase.mood), phrase.line, phrase.detail, this);
            m_column->insertWidget(m_column->count() - 1, row);
            m_rows.append(row);
        } else {
            m_rows[place]->setCheck(factState(phrase.mood), phrase.line, phrase.detail);
        }
        if (phrase.isNote) {
            m_rows[place]->setIcon(Icon::Info, Role::Accent);
        }
    }
}

} // namespace twb::ui
