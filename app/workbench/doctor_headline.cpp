// SPDX-License-Identifier: Apache-2.0
#include "workbench/doctor_headline.h"

#include "doctor/layer_checks.h"
#include "workbench/finding_words.h"
#include "workbench/words.h"

namespace twb::workbench {
namespace {

void nameState(DoctorHeadline& headline, const doctor::Version& version) {
    using doctor::SignatureState;
    const doctor::CheckCounts unspoken = doctor::countUnspoken(version);
    const auto say = [&](FactMood mood, const QString& title) {
        headline.mood = mood;
        headline.title = title;
    };
    if (unspoken.failed > 0) {
        say(FactMood::Error,
            unspoken.failed == 1 ? Words::tr("1 check failed") : Words::tr("%1 checks failed").arg(unspoken.failed));
        return;
    }
    switch (version.signature.state) {
    case SignatureState::Outdated:
        return say(FactMood::Warning, Words::tr("Sign the copy anew"));
    case SignatureState::EncryptionOutdated:
    case SignatureState::EncryptionWaits:
        return say(FactMood::Warning, Words::tr("Encrypt the copy anew"));
    case SignatureState::Verified:
    case SignatureState::VerifiedSignedByYou:
    case SignatureState::Decrypted:
    case SignatureState::DecryptedEncryptedByYou:
        break;
    default:
        return say(FactMood::Neutral, doctor::isEncrypted(version.reading->kind) ? Words::tr("Not decrypted")
                                                                                 : Words::tr("Signature not checked"));
    }
    if (unspoken.warned > 0) {
        return say(FactMood::Warning, unspoken.warned == 1 ? Words::tr("1 check is doubtful")
                                                           : Words::tr("%1 checks are doubtful").arg(unspoken.warned));
    }
    say(FactMood::Good, Words::tr("Nothing to repair"));
}

} // namespace

DoctorHeadline headlineOf(const doctor::Version& version, const DocumentDiagnosis* diagnosis) {
    DoctorHeadline headline;
    if (diagnosis != nullptr) {
        for (const doctor::Finding& finding : diagnosis->diagnosis.findings) {
            const doctor::Severity severity = finding.info().severity;
            headline.errors += severity == doctor::Severity::Error;
            headline.warnings += severity == doctor::Severity::Warning;
            headline.notes += severity == doctor::Severity::Info && !isSaidElsewhere(finding);
        }
    }
    headline.hasCards = headline.errors + headline.warnings > 0;
    const doctor::CheckCounts unspoken = doctor::countUnspoken(version);
    headline.errors += unspoken.failed;
    headline.warnings += unspoken.warned;
    headline.busy = diagnosis == nullptr || diagnosis->isSearching;
    if (headline.busy) {
        headline.title = checkingPhrase().title;
    } else {
        nameState(headline, version);
    }
    return headline;
}

} // namespace twb::workbench
