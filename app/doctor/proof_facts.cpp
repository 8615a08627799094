// SPDX-License-Identifier: Apache-2.0
#include "doctor/proof_facts.h"

#include "doctor/signature_facts.h"
#include "jose/dpop.h"

#include <algorithm>

namespace twb::doctor {
bool isProof(const Reading& reading) {
    return reading.kind == TokenKind::Jws && reading.type.size() >= 8 && jose::isDpopProof(*reading.encoded);
}

SharedResolvedKey proofKey(const Reading& reading) {
    if (!isProof(reading) || !reading.header.isObject) {
        return nullptr;
    }
    const json::Value jwk = reading.header.json->root().find("jwk");
    if (!jwk.is(json::Type::Object)) {
        return nullptr;
    }
    auto field = std::make_shared<KeyField>();
    field->kind = KeyField::Kind::KeyText;
    field->text = Secret::fromText(jwk.text());
    return resolveKey(std::move(field));
}

void addProofRows(Version& version, const Inputs& inputs, Time now) {
    if (!isProof(*version.reading)) {
        return;
    }
    jose::DpopExpectation expected;
    expected.leeway = inputs.leeway;
    if (inputs.accessToken != nullptr && !inputs.accessToken->empty()) {
        expected.accessToken = *inputs.accessToken;
    }
    const ProofRequest& request = inputs.proofRequest;
    if (!request.method.empty()) {
        expected.method = request.method;
    }
    if (!request.url.empty()) {
        expected.url = request.url;
    }
    const jose::DpopReport report = jose::verifyDpopProof(*version.reading->encoded, expected, now);
    // What the signature is worth stands in a row of its own; the nonce is between client and server.
    for (const jose::NamedCheck& check : report.checks) {
        if (check.id == "dpop-signature" || check.id == "nonce") {
            continue;
        }
        const std::string id = check.id.starts_with("dpop-") ? std::string(check.id) : "dpop-" + std::string(check.id);
        version.checks.push_back({id, outcomeOf(check.outcome), check.detail});
    }
}

} // namespace twb::doctor
