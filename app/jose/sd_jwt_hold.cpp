// SPDX-License-Identifier: Apache-2.0
// What the holder of an SD-JWT does: choose, bind to the own key, change the serialization.       (RFC 9901 §7.2, §8)
#include "base/base64url.h"
#include "jose/disclosure_digest.h"
#include "jose/sd_jwt_make.h"
#include "json/text.h"

#include <algorithm>

namespace twb::jose {

namespace {

tl::unexpected<Error> notHeld(std::string why) {
    return fail(ErrorCode::TokenPayload, std::move(why));
}

Result<SdJwtClaims> claimsOf(const SdJwtParts& parts) {
    const TokenParts issuer = readParts(parts.issuerToken);
    const TokenPart* payload = issuer.find(PartName::Payload);
    if (payload == nullptr || !payload->isJson) {
        return notHeld("the issuer's token has no JSON payload");
    }
    return resolveDisclosures(asText(payload->octets), parts.disclosures);
}

/// A binding with a key that the issuer did not confirm would be refused by every verifier.                 (§7.3)
Result<void> checkConfirmed(const SdJwtClaims& claims, const Jwk& holder) {
    json::Tape tape;
    if (auto parsed = tape.parse(claims.payload); !parsed) {
        return passOn(parsed);
    }
    const json::Value key = tape.root().find("cnf").find("jwk");
    if (!key.exists()) {
        return notHeld("the issuer's token names no holder's key (cnf.jwk)");
    }
    const auto confirmed = readJwk(key);
    if (!confirmed) {
        return notHeld("the holder's key in the token cannot be used: " + confirmed.error().detail);
    }
    if (!confirmed->key.samePublicKey(holder.key)) {
        return notHeld("this is not the key that the issuer confirmed (cnf.jwk)");
    }
    return {};
}

} // namespace

Result<std::string> bindToKey(std::string_view presentation, const KeyBindingRequest& request, const Jwk& holder) {
    const auto parts = splitSdJwt(presentation);
    if (!parts) {
        return passOn(parts);
    }
    const auto claims = claimsOf(*parts);
    if (!claims) {
        return passOn(claims);
    }
    if (auto confirmed = checkConfirmed(*claims, holder); !confirmed) {
        return passOn(confirmed);
    }
    std::string algorithm = request.algorithm;
    if (algorithm.empty()) {
        const Algorithm* usual = usualAlgorithm(holder.key);
        if (usual == nullptr) {
            return fail(ErrorCode::KeyTypeMismatch, "this key makes no signatures");
        }
        algorithm = usual->name;
    }
    const auto hash = disclosureDigest(claims->hash, parts->hashed);
    if (!hash) {
        return passOn(hash);
    }
    const std::string header = "{\"alg\":" + json::quote(algorithm) + ",\"typ\":\"kb+jwt\"}";
    const std::string payload = "{\"iat\":" + std::to_string(request.issuedAt.time_since_epoch().count()) +
                                ",\"aud\":" + json::quote(request.audience) +
                                ",\"nonce\":" + json::quote(request.nonce) + ",\"sd_hash\":\"" + *hash + "\"}";
    const auto token = signCompact(header, asBytes(payload), holder);
    if (!token) {
        return passOn(token);
    }
    return std::string(parts->hashed) + *token;
}

Result<std::vector<std::string>> digestsAt(const SdJwtClaims& claims, const std::vector<std::string>& paths) {
    std::vector<std::string> digests;
    for (const std::string& path : paths) {
        const auto found = std::ranges::find(claims.disclosures, path, &Disclosure::path);
        if (found == claims.disclosures.end()) {
            return notHeld("nothing can be disclosed at " + json::quote(path));
        }
        digests.push_back(found->digest);
    }
    return digests;
}

Result<std::string> jsonSdJwt(std::string_view compact, JsonForm form) {
    const auto parts = splitSdJwt(compact);
    if (!parts) {
        return passOn(parts);
    }
    const auto issuer = splitCompact(parts->issuerToken);
    if (!issuer) {
        return passOn(issuer);
    }
    std::string disclosures;
    for (const std::string_view each : parts->disclosures) {
        disclosures += (disclosures.empty() ? "" : ",") + json::quote(each);
    }
    std::string header = "{\"disclosures\":[" + disclosures + "]";
    if (!parts->keyBinding.empty()) {
        header += ",\"kb_jwt\":" + json::quote(parts->keyBinding);
    }
    header += "}";
    const std::string signature = "\"protected\":" + json::quote(issuer->header) + ",\"header\":" + header +
                                  ",\"signature\":" + json::quote(issuer->signature);
    std::string text = "{\"payload\":" + json::quote(issuer->payload) + "," +
                       (form == JsonForm::Flattened ? signature : "\"signatures\":[{" + signature + "}]") + "}";
    json::Tape tape;
    if (!tape.parse(text)) {
        return fail(ErrorCode::TokenStructure, "the token holds octets that are no text");
    }
    return text;
}

} // namespace twb::jose
