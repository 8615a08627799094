// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/diagnoser.h"
#include "workbench/phrases.h"

#include <QList>
#include <QString>

/// Findings in words for the window.
namespace twb::workbench {

/// The facts and the passed checks of the window say it already: “The signature is right”.
bool isSaidElsewhere(const doctor::Finding& finding);
/// The title, where it can be more exact than the catalogue: “iat and exp are in milliseconds”.
QString findingTitle(const doctor::Finding& finding);
/// What it means and what to do.
QString findingAdvice(const doctor::Finding& finding);

/// One line of evidence; `verdict` is the part that decides (“verifies”), to be set off.
struct EvidenceText {
    QString text;
    QString verdict;
};
/// @param style  by which its dates are written; in the usual format they stay as the engine writes them, in UTC
QList<EvidenceText> findingEvidence(const doctor::Finding& finding, const DocumentDiagnosis& diagnosis,
                                    const DateStyle& style);
/// The finding as one text to paste into a message: severity, title, id, evidence, advice.
QString findingText(const doctor::Finding& finding, const DocumentDiagnosis& diagnosis, const DateStyle& style);

/// One row of “Why does it not verify?”.
struct TrialText {
    doctor::Trial::Outcome outcome = doctor::Trial::Outcome::DoesNotVerify;
    QString reading; ///< “Decoded from Base64”
    QString result;  ///< “32 bytes: verifies”
};
/// The readings that were tried, in their order; those that were not needed are one row at the end.
QList<TrialText> trialTexts(const DocumentDiagnosis& diagnosis);
/// Under “Invalid Signature”: “It does verify with the secret read as Base64”; empty where no reading verifies.
QString searchResultText(const DocumentDiagnosis& diagnosis);
/// How many readings were tried.
int countTried(const doctor::Diagnosis& diagnosis);

/// A check that passed, or that could not be made (Neutral).
struct PassedText {
    FactMood mood = FactMood::Good;
    QString line;
    QString detail;
    friend bool operator==(const PassedText&, const PassedText&) = default;
};
/// What is right about the token itself: parts, signature, key, times.
/// @param neededOctets  that the algorithm wants of a secret; 0 if it needs none
/// @param diagnosis     null: not there yet
QList<PassedText> passedChecks(const doctor::Version& version, std::size_t neededOctets,
                               const DocumentDiagnosis* diagnosis, const DateStyle& style);

/// “2 errors, 1 warning”, “No errors, no warnings, 1 note”.
QString findingCountText(int errors, int warnings, int notes);

} // namespace twb::workbench
