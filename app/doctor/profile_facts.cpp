// SPDX-License-Identifier: Apache-2.0
#include "doctor/profile_facts.h"

#include "jose/token_verifier.h"

namespace twb::doctor {
namespace {

json::Value rootOf(const Part& part) {
    return part.isObject && part.json != nullptr ? part.json->root() : json::Value();
}

} // namespace

profiles::Choice chooseProfile(const profiles::Library& library, std::string_view choice, const json::Value& header,
                               const json::Value& payload) {
    if (choice == "none") {
        return {};
    }
    if (choice.empty() || choice == "auto") {
        return library.choose(header, payload);
    }
    const profiles::Profile* profile = library.find(choice);
    return {profile, profile != nullptr ? profiles::ChosenBy::Person : profiles::ChosenBy::Nothing};
}

std::vector<SecretEncoding> readingsThatVerify(std::string_view token, const Secret& secret) {
    std::vector<SecretEncoding> fitting;
    if (secret.empty()) {
        return fitting;
    }
    for (const SecretEncoding encoding :
         {SecretEncoding::Utf8, SecretEncoding::Base64, SecretEncoding::Base64Url, SecretEncoding::Hex}) {
        auto keys = jose::readSecretText(asText(secret.reveal()), encoding);
        if (!keys) {
            continue;
        }
        jose::VerificationPolicy policy;
        policy.checkTime = jose::VerificationPolicy::CheckTime::No;
        const auto report =
            jose::verifyToken(token, std::make_shared<const jose::KeySet>(std::move(*keys)), policy, Time());
        if (report.verdict == jose::Verdict::Verified) {
            fitting.push_back(encoding);
        }
    }
    return fitting;
}

ProfileFacts judgeProfile(const Reading& reading, const ProfileInputs& inputs, const SharedKeyField& key,
                          profiles::SignatureSeen signature, Time now) {
    ProfileFacts facts;
    if (reading.kind == TokenKind::Empty) {
        return facts;
    }
    facts.library = inputs.library != nullptr ? inputs.library : profiles::Library::builtIn();
    const json::Value header = rootOf(reading.header);
    const json::Value payload = rootOf(reading.payload);
    const profiles::Choice choice = chooseProfile(*facts.library, inputs.choice, header, payload);
    facts.profile = choice.profile;
    facts.by = choice.by;
    if (facts.profile == nullptr) {
        facts.state = ProfileState::NoneChosen;
    } else if (!header.exists() && !payload.exists()) {
        facts.state = ProfileState::NotReadable;
    } else if (!facts.profile->policy) {
        facts.state = ProfileState::NoRules;
    } else {
        facts.state = ProfileState::Judged;
        facts.judgement = profiles::judge(*facts.profile->policy, {header, payload, signature}, inputs.expected, now);
        const bool tries = facts.profile->policy->triesSecretReadings && key != nullptr &&
                           key->kind == KeyField::Kind::Secret && reading.kind == TokenKind::Jws &&
                           reading.algorithm.starts_with("HS");
        if (tries) {
            facts.secretReadings = readingsThatVerify(*reading.encoded, key->text);
            facts.triedSecretReadings = true;
        }
    }
    return facts;
}

} // namespace twb::doctor
