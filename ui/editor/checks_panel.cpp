// SPDX-License-Identifier: Apache-2.0
#include "editor/checks_panel.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "editor/check_line.h"
#include "editor/summary_card.h"

#include <algorithm>
#include <QScrollArea>
#include <QVBoxLayout>

namespace twb::ui {

using Outcome = doctor::CheckRow::Outcome;

namespace {

enum class Group { Token, Time, Key };

Group groupOf(const std::string& id) {
    if (id == "exp" || id == "nbf" || id == "iat") {
        return Group::Time;
    }
    if (id == "key" || id == "key-strength" || id == "signature" || id == "algorithm-allowed") {
        return Group::Key;
    }
    return Group::Token;
}

bool isFinding(const doctor::CheckRow& row) {
    return row.outcome == Outcome::Fail || row.outcome == Outcome::Warn;
}

/// Findings first, errors before warnings; then by group; else as the engine orders them.
int rank(const doctor::CheckRow& row) {
    switch (row.outcome) {
    case Outcome::Fail:
        return 0;
    case Outcome::Warn:
        return 1;
    default:
        return 2 + static_cast<int>(groupOf(row.id));
    }
}

bool isOneOf(const std::string& id, std::initializer_list<std::string_view> ids) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

} // namespace

std::vector<doctor::CheckRow> checksToShow(const doctor::Version& version) {
    std::vector<doctor::CheckRow> rows;
    for (const doctor::CheckRow& row : version.checks) {
        const bool skipped = row.outcome == Outcome::Skipped;
        if (skipped &&
            isOneOf(row.id, {"issuer", "audience", "typ", "required-claims", "crit", "nbf", "iat", "key-strength"})) {
            continue;
        }
        rows.push_back(row);
        if (row.id == "key" && version.signature.state == doctor::SignatureState::NotCheckedNoKey) {
            rows.back().outcome = Outcome::Skipped;
        }
        // Where all is well the line says it already.
        if (row.outcome == Outcome::Pass &&
            isOneOf(row.id, {"structure", "header", "duplicate-names", "payload-json"})) {
            rows.back().detail.clear();
        }
    }
    return rows;
}

CheckCount countChecks(const std::vector<doctor::CheckRow>& checks) {
    CheckCount count;
    for (const doctor::CheckRow& row : checks) {
        count.errors += row.outcome == Outcome::Fail;
        count.warnings += row.outcome == Outcome::Warn;
        count.passed += row.outcome == Outcome::Pass;
    }
    return count;
}

QString checkCountText(const CheckCount& count) {
    const QString errors = count.errors == 0   ? ChecksPanel::tr("No errors")
                           : count.errors == 1 ? ChecksPanel::tr("1 error")
                                               : ChecksPanel::tr("%1 errors").arg(count.errors);
    const QString warnings = count.warnings == 0   ? ChecksPanel::tr("no warnings")
                             : count.warnings == 1 ? ChecksPanel::tr("1 warning")
                                                   : ChecksPanel::tr("%1 warnings").arg(count.warnings);
    return ChecksPanel::tr("%1, %2", "errors, warnings").arg(errors, warnings);
}

ChecksPanel::ChecksPanel(QWidget* parent)
    : PaneFrame(tr("Checks"), parent)
    , m_close(new IconButton(Icon::Right, tr("Close the checks (Ctrl+J)"), this))
    , m_scroll(new QScrollArea(this))
    , m_body(new QWidget)
    , m_column(new QVBoxLayout(m_body))
    , m_summary(new SummaryCard(m_body)) {
    setObjectName(QStringLiteral("checksPanel"));
    m_close->setObjectName(QStringLiteral("closeChecksButton"));
    addControl(m_close);
    m_column->setContentsMargins(metrics::paneSide, metrics::paneSide, metrics::paneSide, metrics::paneTop);
    m_column->setSpacing(0);
    m_column->addWidget(m_summary);
    m_column->addStretch(1);
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_body->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    setContent(m_scroll);
    connect(m_close, &QAbstractButton::clicked, this, &ChecksPanel::closeRequested);
}

void ChecksPanel::render(const doctor::Version& version) {
    const std::vector<doctor::CheckRow> checks = checksToShow(version);
    const CheckCount count = countChecks(checks);
    const bool judged = version.signature.state != doctor::SignatureState::Empty;
    const bool checked = std::any_of(checks.begin(), checks.end(), [](const doctor::CheckRow& row) {
        return row.id == "signature" && row.outcome != Outcome::Skipped;
    });
    if (count.errors > 0) {
        m_summary->setSummary(FactState::Error, tr("Look at the errors first"), checkCountText(count));
    } else if (count.warnings > 0) {
        m_summary->setSummary(FactState::Warning, tr("Usable, with warnings"), checkCountText(count));
    } else if (!judged || !checked) {
        m_summary->setSummary(FactState::Neutral, tr("Signature not checked"), checkCountText(count));
    } else {
        m_summary->setSummary(FactState::Good, tr("Nothing to repair"), checkCountText(count));
    }

    std::vector<const doctor::CheckRow*> rows;
    for (const doctor::CheckRow& row : checks) {
        rows.push_back(&row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return rank(*a) < rank(*b); });
    const bool same = rows.size() == m_shown.size() &&
                      std::equal(rows.begin(), rows.end(), m_shown.begin(),
                                 [](const auto* a, const auto& b) { return a->id == b.id && rank(*a) == rank(b); });
    if (!same) {
        rebuild(rows);
    }
    for (std::size_t index = 0; index < rows.size(); ++index) {
        m_lines[static_cast<qsizetype>(index)]->setOutcome(*rows[index]);
        m_shown[index] = *rows[index];
    }
}

void ChecksPanel::stepFinding(Step step) {
    QList<CheckLine*> findings;
    for (CheckLine* line : m_lines) {
        if (line->isFinding()) {
            findings.append(line);
        }
    }
    if (findings.isEmpty()) {
        return;
    }
    m_current = step == Step::Next ? m_current + 1 : m_current - 1;
    m_current = m_current >= findings.size() ? 0 : m_current < 0 ? findings.size() - 1 : m_current;
    CheckLine* line = findings[m_current];
    m_scroll->ensureWidgetVisible(line);
    line->setFocus(Qt::OtherFocusReason);
    Q_EMIT checkChosen(line->id());
}

bool ChecksPanel::showCheck(const QString& id) {
    for (CheckLine* line : m_lines) {
        if (line->id() == id) {
            m_scroll->ensureWidgetVisible(line);
            if (line->isFinding()) {
                line->setFocus(Qt::OtherFocusReason);
            }
            return true;
        }
    }
    return false;
}

void ChecksPanel::rebuild(const std::vector<const doctor::CheckRow*>& rows) {
    while (m_column->count() > 1) {
        QLayoutItem* item = m_column->takeAt(1);
        delete item->widget();
        delete item;
    }
    m_lines.clear();
    m_shown.clear();
    m_current = -1;
    int former = -1;
    for (const doctor::CheckRow* row : rows) {
        const int place = isFinding(*row) ? 0 : rank(*row);
        if (place != former) {
            former = place;
            addCaption(place == 0 ? tr("To look at") : place == 2 ? tr("Token") : place == 3 ? tr("Time") : tr("Key"));
        }
        auto* line = new CheckLine(*row, m_body);
        connect(line, &CheckLine::chosen, this, &ChecksPanel::checkChosen);
        m_column->addWidget(line);
        m_lines.append(line);
        m_shown.push_back(*row);
    }
    m_column->addStretch(1);
}

void ChecksPanel::addCaption(const QString& text) {
    auto* caption = new TextLabel(text, Role::Text2, fonts::Size::Small, fonts::Weight::SemiBold, m_body);
    caption->setContentsMargins(0, metrics::space12, 0, metrics::space4);
    m_column->addWidget(caption);
}

} // namespace twb::ui
