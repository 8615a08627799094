// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "jose/key_material.h"
#include "jose/verifier_state.h"
#include "json/text.h"

#include <algorithm>

namespace twb::jose {

namespace {

constexpr std::size_t memoEntries = 256;       // more distinct headers than this are no longer a stream of like tokens
constexpr std::size_t memoHeaderOctets = 4096; // so that the memo stays below a megabyte or so

// The characters of the token (the header stands first in it) that carry a range of decoded octets.
TextRange inToken(TextRange octets) {
    const std::size_t begin = octets.offset * 4 / 3;
    const std::size_t end = ((octets.offset + octets.length) * 4 + 2) / 3;
    return {begin, octets.length == 0 ? 0 : end - begin};
}

Error inToken(Error error) {
    error.where = inToken(error.where);
    return error;
}

// RFC 7515 §4.1.9: "application/" may be left out of "typ"; media types know no case.
std::string mediaType(std::string_view type) {
    std::string lower(type);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    constexpr std::string_view prefix = "application/";
    // Only a type without further slashes may be written short.
    if (lower.starts_with(prefix) && lower.find('/', prefix.size()) == std::string::npos) {
        lower.erase(0, prefix.size());
    }
    return lower;
}

} // namespace

HeaderDecision& VerifierState::decisionFor(std::string_view encodedHeader) {
    if (m_decision && m_decision->encoded == encodedHeader) {
        return *m_decision;
    }
    if (const auto found = m_memo.find(encodedHeader); found != m_memo.end()) {
        return *found->second;
    }
    m_decision = nullptr;
    auto decision = decide(encodedHeader, {});
    if (encodedHeader.size() > memoHeaderOctets) {
        m_large = std::move(decision);
        return *m_large;
    }
    if (m_memo.size() >= memoEntries) {
        m_memo.clear();
    }
    const std::string_view key = decision->encoded;
    return *(m_memo[key] = std::move(decision));
}

std::unique_ptr<HeaderDecision> VerifierState::decide(std::string_view encodedHeader, std::string_view unprotected) {
    auto made = std::make_unique<HeaderDecision>();
    HeaderDecision& decision = *made;
    decision.encoded = encodedHeader;
    decision.outcomes.fill(Outcome::Skipped);
    decision.refusal = Verdict::Invalid; // until a key has been looked for
    if (auto decoded = base64url::decode(encodedHeader, decision.octets); !decoded) {
        decision.octets.clear();
        decision.fail(CheckId::Header, decoded.error());
        return made;
    }
    json::Tape tape;
    if (!unprotected.empty()) {
        if (auto joined = joinHeaders(asText(decision.octets), unprotected); joined) {
            decision.octets = toBytes(*joined);
        } else {
            decision.fail(CheckId::Header, joined.error());
            return made;
        }
    }
    const auto header = readProtectedHeader(asText(decision.octets), tape);
    if (!header) {
        decision.fail(CheckId::Header, inToken(header.error()));
        return made;
    }
    decision.alg = header->alg;
    decision.kid = header->kid;
    decision.typ = header->typ;
    decision.encodePayload = header->encodePayload;
    // Outside the protected header anybody could set it.
    decision.compressed =
        tape.root().find("zip").equals("DEF") && unprotected.find("\"zip\"") == std::string_view::npos;
    decision.algorithm = findAlgorithm(header->alg);
    decision.pass(CheckId::Header, "alg is " + json::quote(header->alg));
    if (const json::Duplicate* duplicate = firstDuplicate(tape)) {
        decision.fail(CheckId::DuplicateNames,
                      Error{ErrorCode::JsonDuplicateName, json::quote(duplicate->name) + " stands twice in the header",
                            inToken(duplicate->second)});
    } else {
        decision.pass(CheckId::DuplicateNames, "each name stands once");
    }
    if (auto outside = checkUnprotected(unprotected); !outside) {
        decision.fail(CheckId::Critical, outside.error());
    } else if (auto critical = checkCritical(*header, tape.root(), m_policy.understoodCritical); !critical) {
        decision.fail(CheckId::Critical, inToken(critical.error()));
    } else if (header->crit.exists()) {
        decision.pass(CheckId::Critical, "all names in \"crit\" are understood");
    }
    decideAlgorithm(decision, inToken(header->algRange));
    decideType(decision);
    const auto failed = [&](CheckId id) { return decision.outcomes[static_cast<std::size_t>(id)] == Outcome::Fail; };
    if (!failed(CheckId::DuplicateNames) && !failed(CheckId::Critical) && !failed(CheckId::AlgorithmAllowed)) {
        decision.refusal = Verdict::NotChecked;
        decideKeys(decision);
    }
    return made;
}

void VerifierState::decideAlgorithm(HeaderDecision& decision, TextRange algRange) const {
    const auto refuse = [&](ErrorCode code, std::string why) {
        decision.fail(CheckId::AlgorithmAllowed, Error{code, std::move(why), algRange});
    };
    if (!decision.algorithm) {
        refuse(ErrorCode::AlgorithmUnknown, "no algorithm is called " + json::quote(decision.alg));
        return;
    }
    if (decision.algorithm->family == AlgorithmFamily::None) {
        refuse(ErrorCode::AlgorithmNotAllowed, "\"none\" means that nobody signed this token");
        return;
    }
    const std::vector<std::string>& allowed = m_policy.algorithms;
    if (allowed.empty()) {
        decision.pass(CheckId::AlgorithmAllowed, "the policy leaves the algorithm to the key");
        return;
    }
    if (std::find(allowed.begin(), allowed.end(), decision.alg) == allowed.end()) {
        std::string list;
        for (const std::string& name : allowed) {
            list += (list.empty() ? "" : ", ") + name;
        }
        refuse(ErrorCode::AlgorithmNotAllowed, decision.alg + " is not among the allowed: " + list);
        return;
    }
    decision.pass(CheckId::AlgorithmAllowed, "the policy allows " + decision.alg);
}

void VerifierState::decideKeys(HeaderDecision& decision) {
    const std::vector<KeyEntry>& entries = m_keys->entries();
    const auto isSecret = [](const KeyEntry& entry) { return entry.jwk.key.type() == crypto::KeyType::Oct; };
    if (m_policy.keyRules == VerificationPolicy::KeyRules::Strict &&
        std::any_of(entries.begin(), entries.end(), isSecret) &&
        !std::all_of(entries.begin(), entries.end(), isSecret)) {
        decision.fail(CheckId::Key, Error{ErrorCode::KeyAmbiguous, "the key set mixes secrets and key pairs", {}});
        return;
    }
    const std::string& kid = m_policy.kid ? *m_policy.kid : decision.kid;
    const auto choice = m_keys->choose(kid, decision.alg, KeyPurpose::Verify);
    if (!choice) {
        decision.fail(CheckId::Key, choice.error());
        return;
    }
    const auto hasKid = [&](const KeyProblem& problem) { return !kid.empty() && problem.kid == kid; };
    const auto& problems = m_keys->problems();
    const auto broken = std::find_if(problems.begin(), problems.end(), hasKid);
    if (broken != problems.end() && m_policy.keyRules == VerificationPolicy::KeyRules::Strict) {
        decision.fail(CheckId::Key, Error{ErrorCode::KeyAmbiguous,
                                          "another key of the set has the kid " + json::quote(kid) +
                                              " and cannot be read: " + broken->error.detail,
                                          {}});
        return;
    }
    std::string_view refusedText;
    for (const std::size_t place : choice->candidates) {
        const crypto::Key& key = entries[place].jwk.key;
        if (key.type() == crypto::KeyType::Oct) {
            auto [text, isNew] = m_keyTexts.try_emplace(place);
            if (isNew) {
                text->second = asymmetricKeyText(key.secret().reveal());
            }
            if (!text->second.empty()) {
                refusedText = text->second;
                continue;
            }
        }
        decision.candidates.push_back({place, nullptr, key.bits() < decision.algorithm->minimumBits});
    }
    if (decision.candidates.empty()) {
        decision.fail(CheckId::Key, Error{ErrorCode::KeyTypeMismatch,
                                          "the secret is " + std::string(refusedText) +
                                              "; the text of a key pair is never taken as an HMAC secret",
                                          {}});
        return;
    }
    const std::size_t count = decision.candidates.size();
    const Jwk& first = entries[decision.candidates.front().place].jwk;
    if (choice->kidIgnored && !first.kid.empty()) {
        decision.warn(CheckId::Key, "the kid asked for is " + json::quote(kid) + ", the key's is " +
                                        json::quote(first.kid) + "; it was tried nevertheless");
    } else if (checkSuitable(first, decision.alg, KeyPurpose::Verify) == Suitability::LongerHash) {
        decision.warn(CheckId::Key, "the key's \"alg\" is " + json::quote(first.alg) + ", the token's is " +
                                        json::quote(decision.alg) + ": the same family with a longer hash");
    } else if (broken != problems.end()) {
        decision.warn(CheckId::Key,
                      "another key with the kid " + json::quote(kid) + " cannot be read: " + broken->error.detail);
    } else if (count > 1) {
        decision.pass(CheckId::Key, std::to_string(count) + " keys fit and are tried in turn");
    } else if (!kid.empty() && first.kid == kid) {
        decision.pass(CheckId::Key, "chosen by kid " + json::quote(kid) + ": " + describe(first.key));
    } else {
        decision.pass(CheckId::Key, "the only key that fits: " + describe(first.key));
    }
}

void VerifierState::decideType(HeaderDecision& decision) const {
    if (!m_policy.type) {
        return;
    }
    if (!decision.typ.empty() && mediaType(decision.typ) == mediaType(*m_policy.type)) {
        decision.pass(CheckId::Type, "typ is " + json::quote(decision.typ));
        return;
    }
    const std::string found = decision.typ.empty() ? "absent" : json::quote(decision.typ);
    decision.fail(
        CheckId::Type,
        Error{ErrorCode::TokenHeader, "typ is " + found + ", " + json::quote(*m_policy.type) + " was asked for", {}});
}

} // namespace twb::jose
