// SPDX-License-Identifier: Apache-2.0
#include "jose/jwks.h"

#include "jose/algorithm_table.h"
#include "jose/jwk_certificates.h"
#include "jose/key_json.h"
#include "jose/nearest_miss.h"
#include "json/text.h"

namespace twb::jose {

namespace {

Result<void> serves(const Jwk& jwk, const Algorithm& row, KeyPurpose purpose) {
    if (auto kind = checkFits(jwk.key, row); !kind) {
        return kind;
    }
    if (purpose == KeyPurpose::Sign && !jwk.key.isPrivate()) {
        return fail(ErrorCode::KeyPublicOnly, "this is the public half only");
    }
    if (auto suitable = checkSuitable(jwk, row.name, purpose); !suitable) {
        return passOn(suitable);
    }
    return {};
}

} // namespace

Result<KeySet> KeySet::parse(std::string_view text) {
    json::Tape tape;
    if (auto parsed = parseKeyJson(tape, text); !parsed) {
        return passOn(parsed);
    }
    return read(tape.root());
}

Result<KeySet> KeySet::read(const json::Value& set) {
    const json::Value keys = set.find("keys");
    if (!keys.is(json::Type::Array)) {
        return fail(ErrorCode::JwkInvalid, "a JWK Set is an object with an array \"keys\"",
                    keys.exists()  ? keys.range()
                    : set.exists() ? set.range()
                                   : TextRange{});
    }
    KeySet result(Origin::Set);
    std::size_t position = 0;
    keys.forEachElement([&](json::Value element) {
        auto jwk = readJwk(element);
        if (jwk) {
            KeyEntry entry{std::move(*jwk), "jwk", std::nullopt, element.range()};
            checkCertificates(entry);
            result.add(std::move(entry));
        } else {
            result.addProblem({position, jwk.error(), element.find("kid").string().value_or(std::string())});
        }
        ++position;
    });
    return result;
}

void KeySet::add(KeyEntry entry) {
    if (!entry.jwk.kid.empty()) {
        m_byKid[entry.jwk.kid].push_back(m_entries.size());
    }
    m_entries.push_back(std::move(entry));
}

std::vector<std::size_t> KeySet::withKid(std::string_view kid) const {
    const auto found = m_byKid.find(kid);
    return found == m_byKid.end() ? std::vector<std::size_t>() : found->second;
}

std::vector<std::string> KeySet::duplicateKids() const {
    std::vector<std::string> kids;
    for (const KeyEntry& entry : m_entries) { // in the order of the set, not of the map
        const auto found = m_byKid.find(entry.jwk.kid);
        if (found != m_byKid.end() && found->second.size() > 1 && &m_entries[found->second.front()] == &entry) {
            kids.push_back(entry.jwk.kid);
        }
    }
    return kids;
}

Result<KeySet::Choice> KeySet::choose(std::string_view kid, std::string_view alg, KeyPurpose purpose) const {
    const Algorithm* row = findAlgorithm(alg);
    if (!row) {
        return fail(ErrorCode::AlgorithmUnknown, "no algorithm is called " + json::quote(alg));
    }
    if (m_entries.empty()) {
        return fail(ErrorCode::KeyNotFound, m_problems.empty()
                                                ? "there is no key"
                                                : "no key of the set can be used: " + m_problems.front().error.detail);
    }
    Choice choice;
    std::vector<std::size_t> looked;
    bool byKid = false;
    if (!kid.empty()) {
        looked = withKid(kid);
        byKid = !looked.empty();
    }
    if (!byKid) {
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (kid.empty() || m_origin == Origin::SingleKey || m_entries[i].jwk.kid.empty()) {
                looked.push_back(i);
            }
        }
        choice.kidIgnored = !kid.empty() && !looked.empty();
    }
    if (looked.empty()) {
        return fail(ErrorCode::KeyNotFound, "no key of the set has the kid " + json::quote(kid));
    }
    std::optional<Error> nearest;
    for (const std::size_t place : looked) {
        if (auto good = serves(m_entries[place].jwk, *row, purpose); good) {
            choice.candidates.push_back(place);
        } else if (!nearest || nearness(good.error().code) > nearness(nearest->code)) {
            nearest = good.error();
        }
    }
    if (choice.candidates.empty()) {
        return tl::unexpected<Error>(std::move(*nearest));
    }
    if (byKid && choice.candidates.size() > 1) {
        return fail(ErrorCode::KeyAmbiguous,
                    std::to_string(choice.candidates.size()) + " keys that fit have the kid " + json::quote(kid));
    }
    return choice;
}

Result<Secret> writeJwks(const KeySet& set, JwkHalf half) {
    std::vector<Secret> keys;
    std::size_t size = 16;
    for (const KeyEntry& entry : set.entries()) {
        auto key = writeJwk(entry.jwk, half);
        if (!key) {
            return key;
        }
        size += key->size() + 1;
        keys.push_back(std::move(*key));
    }
    std::string text;
    text.reserve(size); // growing would leave copies of secrets behind
    text += "{\"keys\":[";
    for (const Secret& key : keys) {
        text += text.back() == '[' ? "" : ",";
        text += asText(key.reveal());
    }
    text += "]}";
    Secret secret = Secret::fromText(text);
    wipeText(text);
    return secret;
}

} // namespace twb::jose
