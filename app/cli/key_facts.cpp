// SPDX-License-Identifier: Apache-2.0
#include "cli/key_facts.h"

#include "base/base64url.h"
#include "cli/base64.h"
#include "cli/output.h"
#include "jose/algorithm_table.h"
#include "jose/key_notes.h"

namespace twb::cli {

namespace {

std::string certificateJson(const crypto::Certificate& certificate) {
    JsonObject object;
    object.text("subject", certificate.subject)
        .text("issuer", certificate.issuer)
        .text("serial", certificate.serialNumber)
        .text("notBefore", formatUtc(certificate.notBefore))
        .text("notAfter", formatUtc(certificate.notAfter))
        .text("signatureAlgorithm", certificate.signatureAlgorithm)
        .boolean("selfIssued", certificate.selfIssued)
        .text("sha1", hexText(certificate.sha1))
        .text("sha256", hexText(certificate.sha256))
        .text("x5t", base64url::encode(certificate.sha1))
        .text("x5t#S256", base64url::encode(certificate.sha256));
    return object.finish();
}

} // namespace

void addKeyFacts(JsonObject& object, const crypto::Key& key) {
    const std::string_view curve = jose::curveName(key.curve());
    object.text("kty", jose::keyTypeName(key.type())).textOrNull("crv", curve).number("bits", key.bits());
    object.text("description", jose::describe(key)); // tells RSA-PSS from RSA, which have one kty
    const auto print = key.type() == crypto::KeyType::Oct ? Result<std::string>(std::string()) : jose::thumbprint(key);
    const std::string text = print ? *print : std::string();
    // RFC 9278 §3: the thumbprint as a URI, for iss, sub and kid.
    object.textOrNull("thumbprint", text)
        .textOrNull("thumbprint_uri", text.empty() ? text : "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + text);
}

std::string keyFactsJson(const crypto::Key& key) {
    JsonObject object;
    addKeyFacts(object, key);
    return object.finish();
}

std::string noteJson(const jose::KeyNote& note) {
    return JsonObject().text("id", note.id).text("detail", note.detail).finish();
}

std::string problemJson(const jose::KeyProblem& problem) {
    const Failure failed =
        failure(problem.error, "key " + std::to_string(problem.position + 1) + " of the set").value();
    JsonObject object;
    if (jose::keyFindingOf(problem.error).empty()) { // otherwise the members of the error bring it
        object.text("id", name(problem.error.code));
    }
    object.text("detail", problem.error.detail)
        .number("position", static_cast<std::int64_t>(problem.position))
        .textOrNull("kid", problem.kid);
    std::string text = object.finish();
    text.back() = ','; // the members of the error follow
    return text + errorJson(failed).substr(1);
}

std::string inspectionJson(const jose::KeyEntry& entry, Time now, const std::vector<jose::KeyNote>& about,
                           const std::vector<crypto::Certificate>& chain) {
    const jose::Jwk& jwk = entry.jwk;
    JsonObject object;
    object.text("format", entry.format);
    addKeyFacts(object, jwk.key);
    object.boolean("private", jwk.key.isPrivate())
        .textOrNull("kid", jwk.kid)
        .textOrNull("alg", jwk.alg)
        .textOrNull("use", jwk.use)
        .textOrNull("label", entry.label);
    const auto publicPart = jose::writePublicJwk(jwk);
    object.raw("jwk", publicPart ? *publicPart : "null");
    object.raw("certificate", entry.certificate ? certificateJson(*entry.certificate) : "null");
    if (!chain.empty()) {
        JsonArray certificates;
        for (const crypto::Certificate& certificate : chain) {
            certificates.raw(certificateJson(certificate));
        }
        object.raw("chain", certificates.finish());
    }
    JsonArray problems;
    for (const jose::KeyNote& note : about) {
        problems.raw(noteJson(note));
    }
    for (const jose::KeyNote& note : jose::keyNotes(entry, now)) {
        problems.raw(noteJson(note));
    }
    object.raw("problems", problems.finish());
    return object.finish();
}

} // namespace twb::cli
