// SPDX-License-Identifier: Apache-2.0
#include "cli/key_facts.h"

#include "base/base64url.h"
#include "cli/output.h"
#include "jose/algorithm_table.h"

namespace twb::cli {

namespace {

std::string certificateJson(const crypto::Certificate& certificate) {
    JsonObject object;
    object.text("subject", certificate.subject)
        .text("issuer", certificate.issuer)
        .text("serial_number", certificate.serialNumber)
        .text("not_before", formatUtc(certificate.notBefore))
        .text("not_after", formatUtc(certificate.notAfter))
        .text("signature_algorithm", certificate.signatureAlgorithm)
        .boolean("self_issued", certificate.selfIssued)
        .text("x5t", base64url::encode(certificate.sha1))
        .text("x5t#S256", base64url::encode(certificate.sha256));
    return object.finish();
}

} // namespace

void addKeyFacts(JsonObject& object, const crypto::Key& key) {
    const std::string_view curve = jose::curveName(key.curve());
    object.text("kty", jose::keyTypeName(key.type())).textOrNull("crv", curve).number("bits", key.bits());
    const auto print = key.type() == crypto::KeyType::Oct ? Result<std::string>(std::string()) : jose::thumbprint(key);
    object.textOrNull("thumbprint", print ? *print : std::string());
}

std::string keyFactsJson(const crypto::Key& key) {
    JsonObject object;
    addKeyFacts(object, key);
    return object.finish();
}

std::vector<Error> problemsOf(const jose::KeyEntry& entry) {
    std::vector<Error> problems = entry.jwk.warnings;
    const crypto::Key& key = entry.jwk.key;
    const bool rsa = key.type() == crypto::KeyType::Rsa || key.type() == crypto::KeyType::RsaPss;
    if (rsa && key.bits() < 2048) {
        problems.push_back(
            {ErrorCode::KeyWeak, "RSA of " + std::to_string(key.bits()) + " bits; RFC 7518 wants 2048 or more", {}});
    }
    if (key.type() == crypto::KeyType::Oct && key.bits() < 256) {
        problems.push_back({ErrorCode::KeyWeak,
                            "a secret of " + std::to_string(key.bits() / 8) + " octets; HS256 wants 32 or more",
                            {}});
    }
    return problems;
}

std::string inspectionJson(const jose::KeyEntry& entry) {
    const jose::Jwk& jwk = entry.jwk;
    JsonObject object;
    object.text("format", entry.format);
    addKeyFacts(object, jwk.key);
    object.boolean("private", jwk.key.isPrivate())
        .textOrNull("kid", jwk.kid)
        .textOrNull("alg", jwk.alg)
        .textOrNull("use", jwk.use);
    const auto publicPart = jose::writePublicJwk(jwk);
    object.raw("jwk", publicPart ? *publicPart : "null");
    object.raw("certificate", entry.certificate ? certificateJson(*entry.certificate) : "null");
    JsonArray problems;
    for (Error& problem : problemsOf(entry)) {
        problems.raw(errorJson(failure(std::move(problem)).value()));
    }
    object.raw("problems", problems.finish());
    return object.finish();
}

} // namespace twb::cli
