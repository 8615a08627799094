// SPDX-License-Identifier: Apache-2.0
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"
#include "doctor/profile_facts.h"

namespace twb::doctor {
namespace {

/// A rule of the profile that is not met, in the catalogue's words; rules without a finding stand in the profile's own
/// rows only.
void reportFault(Examination& e, const profiles::RuleRow& row, const profiles::RuleFault& fault) {
    const FindingInfo* info = findFinding(fault.finding);
    if (info == nullptr) {
        return;
    }
    Sentence evidence = fault.evidence;
    if (fault.fault == profiles::Fault::Missing) {
        evidence = info->category == Category::Policy ? Sentence(row.id) : Sentence();
    } else if (fault.fault == profiles::Fault::Value && info->category == Category::Policy) {
        evidence = say("expected %1, found %2", {row.wanted, fault.evidence});
    }
    if (fault.finding == "policy-claim-missing") {
        e.reportOnce(FindingId(*info), evidence);
    } else {
        const FindingPlace place = row.where.length == 0 ? FindingPlace::None
                                   : row.inHeader        ? FindingPlace::Header
                                                         : FindingPlace::Payload;
        e.report(FindingId(*info), std::move(evidence), place, row.where);
    }
}

void checkMicrosoftGraph(Examination& e) {
    if (!e.headerMember("nonce").exists()) {
        return;
    }
    const auto iss = e.claim("iss").exists() ? e.claim("iss").string() : std::nullopt;
    const auto aud = e.claim("aud").exists() ? e.claim("aud").string() : std::nullopt;
    if (!iss || !aud ||
        !(iss->starts_with("https://sts.windows.net/") || iss->starts_with("https://login.microsoftonline.com/"))) {
        return;
    }
    std::string audience = lowered(*aud);
    if (audience.ends_with('/')) {
        audience.pop_back();
    }
    if (audience == "00000003-0000-0000-c000-000000000000" || audience == "https://graph.microsoft.com") {
        e.report("vendor-ms-graph", "nonce " + valueText(e.headerMember("nonce")) + ", aud " + shortened(*aud));
    }
}

void checkAuth0(Examination& e) {
    if (e.parts.size() == 5 && e.alg == "dir" && e.parts[1].raw.empty() &&
        e.headerMember("iss").is(json::Type::String)) {
        e.report("vendor-auth0-opaque", "iss " + valueText(e.headerMember("iss")), FindingPlace::Header);
    }
}

} // namespace

void checkProfile(Examination& e) {
    chooseProfile(e);
    if (e.profile.profile != nullptr && e.profile.profile->policy) {
        for (const profiles::RuleRow& row : judgeRules(e).rows) {
            for (const profiles::RuleFault& fault : row.faults) {
                reportFault(e, row, fault);
            }
        }
    }
    checkMicrosoftGraph(e);
    checkAuth0(e);
}

void chooseProfile(Examination& e) {
    if (e.inputs.profile.empty()) {
        return;
    }
    const auto library = e.inputs.library != nullptr ? e.inputs.library : profiles::Library::builtIn();
    e.profile = doctor::chooseProfile(*library, e.inputs.profile, e.header.root(), e.payload.root());
}

profiles::Judgement judgeRules(const Examination& e) {
    profiles::Expected expected = e.inputs.expected;
    if (!e.inputs.policy.clientId.empty()) {
        expected["clientId"] = e.inputs.policy.clientId;
    }
    auto signature = e.inputs.keyText ? profiles::SignatureSeen::NotChecked : profiles::SignatureSeen::NoKey;
    switch (e.out.verdict) {
    case DiagnosisVerdict::Verified:
        signature = profiles::SignatureSeen::Verified;
        break;
    case DiagnosisVerdict::Invalid:
    case DiagnosisVerdict::VerifiedDifferently:
        signature = profiles::SignatureSeen::Invalid;
        break;
    case DiagnosisVerdict::NotChecked:
        break;
    }
    return profiles::judge(*e.profile.profile->policy, {e.header.root(), e.payload.root(), signature}, expected,
                           e.inputs.now);
}

} // namespace twb::doctor
