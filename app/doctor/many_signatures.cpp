// SPDX-License-Identifier: Apache-2.0
#include "doctor/many_signatures.h"

#include <algorithm>

namespace twb::doctor {
namespace {

constexpr std::size_t most = 100; ///< as the engine: each costs a verification

Views nth(std::size_t index) {
    Views views;
    views.signature = index;
    return views;
}

} // namespace

std::vector<SignatureFacts> factsOfSignatures(const Reading& reading, const ResolvedKey& key,
                                              const std::vector<jose::VerificationReport>& reports, Origin origin) {
    std::vector<SignatureFacts> all;
    for (std::size_t i = 0; i < std::min(reading.signatures, most); ++i) {
        const SharedReading one = readToken(reading.encoded, nth(i));
        const auto report = i < reports.size() ? std::optional(reports[i]) : std::nullopt;
        all.push_back(signatureFacts(*one, key, report, origin));
    }
    return all;
}

std::vector<SignatureFacts> factsOfRecipients(const Reading& reading, const SignatureFacts& whole,
                                              std::optional<std::size_t> opened) {
    std::vector<SignatureFacts> all;
    for (std::size_t i = 0; i < std::min(reading.signatures, most); ++i) {
        const SharedReading one = readToken(reading.encoded, nth(i));
        SignatureFacts facts;
        facts.algorithm = one->algorithm;
        facts.encryption = one->encryption;
        facts.kid = one->kid;
        // Who was not opened by this key is not said to be wrong: it was meant for somebody else.
        facts.state = opened == i ? whole.state : opened ? SignatureState::Encrypted : whole.state;
        facts.problem = opened && opened != i ? std::nullopt : whole.problem;
        all.push_back(std::move(facts));
    }
    return all;
}

} // namespace twb::doctor
