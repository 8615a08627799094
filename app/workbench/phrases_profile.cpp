// SPDX-License-Identifier: Apache-2.0
// The words of the third fact: what a profile says.
#include "workbench/phrases.h"

#include "workbench/qt_text.h"
#include "workbench/words.h"

namespace twb::workbench {
namespace {

QString countText(std::size_t count, const QString& one, const QString& many) {
    return count == 1 ? one : many.arg(count);
}

QString chosenText(profiles::ChosenBy by) {
    switch (by) {
    case profiles::ChosenBy::Person:
        return Words::tr("Profile chosen by you");
    case profiles::ChosenBy::Issuer:
        return Words::tr("Profile chosen by iss");
    case profiles::ChosenBy::Type:
        return Words::tr("Profile chosen by typ");
    case profiles::ChosenBy::Audience:
        return Words::tr("Profile chosen by aud");
    case profiles::ChosenBy::Shape:
        return Words::tr("Profile chosen by its claims");
    case profiles::ChosenBy::Nothing:
        break;
    }
    return {};
}

QString titleText(const profiles::Judgement& judgement) {
    QStringList parts;
    if (judgement.errors > 0) {
        parts.append(countText(judgement.errors, Words::tr("1 error"), Words::tr("%1 errors")));
    }
    if (judgement.warnings > 0) {
        parts.append(countText(judgement.warnings, Words::tr("1 warning"), Words::tr("%1 warnings")));
    }
    if (parts.isEmpty() && judgement.notes > 0) {
        parts.append(countText(judgement.notes, Words::tr("1 note"), Words::tr("%1 notes")));
    }
    return parts.isEmpty() ? Words::tr("all checks passed") : parts.join(QStringLiteral(", "));
}

QString subLineText(const doctor::ProfileFacts& facts) {
    const profiles::Judgement& judgement = facts.judgement;
    const std::size_t all = judgement.rows.size();
    if (judgement.errors + judgement.warnings > 0) {
        QString line = Words::tr("%1 of %2 rules not met").arg(judgement.notMet).arg(all);
        if (judgement.notJudged > 0) {
            line += QStringLiteral(", ") + Words::tr("%1 not judged").arg(judgement.notJudged);
        }
        return line;
    }
    return chosenText(facts.by) + QStringLiteral(" · ") + Words::tr("%1 of %2 rules").arg(judgement.met).arg(all);
}

} // namespace

FactPhrase phraseOf(const doctor::ProfileFacts& facts) {
    using enum doctor::ProfileState;
    switch (facts.state) {
    case Empty:
        return {FactMood::Neutral, Words::tr("No token"), QString()};
    case NoneChosen:
        return {FactMood::Neutral, Words::tr("No profile chosen"), Words::tr("Choose one to check its rules")};
    case NotReadable:
        return {FactMood::Neutral, Words::tr("Not readable"), Words::tr("Header and payload cannot be read")};
    case NoRules:
        return {FactMood::Neutral, Words::tr("%1: no rules").arg(qString(facts.profile->shortName)),
                Words::tr("The profile holds a template only")};
    case Judged:
        break;
    }
    const profiles::Judgement& judgement = facts.judgement;
    const FactMood mood = judgement.errors > 0     ? FactMood::Error
                          : judgement.warnings > 0 ? FactMood::Warning
                          : judgement.met > 0      ? FactMood::Good
                                                   : FactMood::Neutral;
    const QString title = mood == FactMood::Neutral ? Words::tr("nothing could be judged") : titleText(judgement);
    return {mood, Words::tr("%1: %2", "profile: result").arg(qString(facts.profile->shortName), title),
            subLineText(facts)};
}

RulePhrase phraseOf(const profiles::RuleRow& row) {
    RulePhrase phrase;
    phrase.line = sentenceText(row.sentence);
    const bool said = row.outcome == profiles::RuleOutcome::Met;
    phrase.detail = said || row.detail.empty() ? QString() : sentenceText(row.detail);
    if (!row.note.empty()) {
        phrase.detail += (phrase.detail.isEmpty() ? QString() : QStringLiteral(" · ")) + qString(row.note);
    }
    switch (row.outcome) {
    case profiles::RuleOutcome::Met:
        phrase.mood = FactMood::Good;
        break;
    case profiles::RuleOutcome::NotMet:
        phrase.mood = row.weight == profiles::Weight::Error     ? FactMood::Error
                      : row.weight == profiles::Weight::Warning ? FactMood::Warning
                                                                : FactMood::Neutral;
        phrase.isNote = row.weight == profiles::Weight::Info;
        break;
    case profiles::RuleOutcome::NotJudged:
        break;
    }
    return phrase;
}

QString secretReadingText(const doctor::ProfileFacts& facts) {
    if (!facts.triedSecretReadings) {
        return {};
    }
    if (facts.secretReadings.empty()) {
        return Words::tr("The secret fits in no reading: text, Base64, Base64URL, hex");
    }
    QStringList readings;
    for (const doctor::SecretEncoding encoding : facts.secretReadings) {
        readings.append(encoding == doctor::SecretEncoding::Utf8        ? Words::tr("text")
                        : encoding == doctor::SecretEncoding::Base64    ? Words::tr("Base64")
                        : encoding == doctor::SecretEncoding::Base64Url ? Words::tr("Base64URL")
                                                                        : Words::tr("hex"));
    }
    return Words::tr("The secret fits when it is read as %1").arg(readings.join(QStringLiteral(", ")));
}

QString ruleHint(const doctor::ProfileFacts& facts, const doctor::Claim& claim, bool inHeader) {
    if (facts.profile == nullptr) {
        return {};
    }
    const auto& rows = facts.judgement.rows;
    for (const profiles::RuleRow& row : rows) {
        if (row.id == claim.name && row.inHeader == inHeader && row.outcome == profiles::RuleOutcome::NotMet &&
            row.weight != profiles::Weight::Info) {
            return phraseOf(row).line;
        }
    }
    const profiles::DictionaryEntry* entry = facts.profile->explain(claim.name, inHeader);
    return entry != nullptr ? qString(entry->title) : QString();
}

} // namespace twb::workbench
