// SPDX-License-Identifier: Apache-2.0
#include "workbench/layer_words.h"

#include "doctor/layer_checks.h"

namespace twb::workbench {
namespace {

FactMood moodOf(doctor::CheckRow::Outcome outcome) {
    switch (outcome) {
    case doctor::CheckRow::Outcome::Pass:
        return FactMood::Good;
    case doctor::CheckRow::Outcome::Warn:
        return FactMood::Warning;
    case doctor::CheckRow::Outcome::Fail:
        return FactMood::Error;
    case doctor::CheckRow::Outcome::Skipped:
        break;
    }
    return FactMood::Neutral;
}

} // namespace

QList<PassedText> layerChecks(const doctor::Version& version) {
    QList<PassedText> rows;
    for (const doctor::CheckRow& row : version.checks) {
        if (!doctor::isLayerCheck(row.id)) {
            continue;
        }
        const CheckPhrase phrase = phraseOf(row);
        rows.append({moodOf(row.outcome), phrase.line, phrase.detail});
    }
    return rows;
}

} // namespace twb::workbench
