// SPDX-License-Identifier: Apache-2.0
// Opens an encrypted token with the key supplied; what comes out is examined as the payload of a signed token is.
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"
#include "doctor/structure.h"
#include "doctor/token_text.h"
#include "jose/jwe.h"

namespace twb::doctor {
namespace {

/// What another finding has named already: the decryption could say nothing new.
bool isHopeless(const Examination& e) {
    return e.key.keys.empty() || e.has("jwe-key-size") || e.has("jwe-public-key-given") || e.has("sec-p2c-excessive") ||
           e.has("sec-epk-invalid") || e.has("input-ellipsis");
}

Result<jose::DecryptedToken> open(const Examination& e) {
    jose::KeySet keys(jose::KeySet::Origin::SingleKey);
    for (const ExaminedKey& one : e.key.keys) {
        keys.add(one.entry);
    }
    std::string compact;
    for (const ExaminedPart& part : e.parts) {
        compact += (&part == &e.parts.front() ? "" : ".") + (part.decodes ? part.text : part.raw);
    }
    jose::DecryptionPolicy policy;
    policy.limits = e.inputs.caps;
    policy.watch.stop = e.stop;
    // A JSON serialization may hold headers and additional data that the compact form cannot.
    return jose::decryptToken(e.serialized.empty() ? compact : e.serialized,
                              std::make_shared<const jose::KeySet>(std::move(keys)), policy);
}

void examinePlaintext(Examination& e, const jose::DecryptedToken& token) {
    const std::string_view text = asText(token.plaintext.reveal());
    const bool isToken = looksLikeToken(trimmed(text));
    if (!isToken) {
        parseInto(std::string(text), e.payload);
    }
    e.hasPayload = true;
    e.report("jwe-decrypted",
             Sentence(std::string(token.algorithm->name) + ", " + std::string(token.encryption->name) + ", ") +
                 (isToken                ? say("a token")
                  : e.payload.isObject() ? Sentence("claims")
                                         : say("%1 octets", {std::to_string(text.size())})));
    if (isToken) {
        takeNested(e, trimmed(text));
    } else if (e.payload.isObject()) {
        checkTimes(e);
        checkClaims(e);
    }
}

} // namespace

void examineContent(Examination& e) {
    if (!e.key.supplied || isHopeless(e)) {
        return;
    }
    const auto token = open(e);
    if (token) {
        examinePlaintext(e, *token);
        return;
    }
    const Sentence what = algAndEnc(e);
    const bool inflates = token.error().code == ErrorCode::TokenLimit && e.headerMember("zip").exists();
    if (token.error().code == ErrorCode::DecryptionFailed) {
        e.report("jwe-decrypt-failed", what);
    } else if (inflates) { // the tag was right: only then it is inflated
        e.report("sec-zip-bomb", what + Sentence("; ") + problemSentence(token.error()));
    }
}

} // namespace twb::doctor
