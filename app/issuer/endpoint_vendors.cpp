// SPDX-License-Identifier: Apache-2.0
// Stand-ins for vendors' endpoints: what their documents say, checked strictly, explained precisely.
#include "issuer/assertion.h"
#include "issuer/json_object.h"
#include "issuer/token_maker.h"
#include "jose/jws.h"
#include "jose/token_verifier.h"

namespace twb::issuer {
namespace {

jose::Jwk secretKey(const Secret& secret) {
    return {crypto::Key::fromSecret(secret.clone()), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
}

/// HS256 with the vendor's secret; the deliberate faults apply here too.
Result<std::string> signWithSecret(Call& call, const std::string& payload, const Secret& secret) {
    JsonObject header;
    header.text("alg", "HS256").text("typ", "JWT");
    if (call.state.settings.fault == Fault::UnknownKid) {
        header.text("kid", "unknown");
    }
    auto token = jose::signCompact(header.finish(), asBytes(payload), secretKey(secret));
    if (token && call.state.settings.fault == Fault::BadSignature) {
        char& c = (*token)[token->size() - 4];
        c = c == 'A' ? 'B' : 'A';
    }
    return token;
}

bool same(const std::shared_ptr<const Secret>& secret, std::string_view sent) {
    return secret && Secret::equalInConstantTime(secret->reveal(), asBytes(sent));
}

Response vendorError(Call& call, int status, const std::string& requestId, Finding found) {
    call.note.summary = found.summary;
    JsonObject json;
    if (!requestId.empty()) {
        json.text("requestId", requestId);
    }
    json.text("message", found.title + " " + found.detail);
    call.note.finding = std::move(found);
    return jsonResponse(status, json.finish());
}

/// Why the token of the mobile application does not fit, or nothing.
std::optional<Finding> cafFault(Call& call, std::string_view token, std::string& person) {
    const VendorSettings& vendors = call.state.settings.vendors;
    if (!vendors.cafClientSecret) {
        return finding("caf-secret", "There is no clientSecret here.", "Set it for the stand-in first.", "no secret");
    }
    jose::KeySet keys(jose::KeySet::Origin::SingleKey);
    keys.add({secretKey(*vendors.cafClientSecret), "secret", std::nullopt, {}, {}, {}});
    jose::VerificationPolicy policy;
    policy.algorithms = {"HS256"};
    policy.leeway = limits::leeway;
    const auto report =
        jose::verifyToken(token, std::make_shared<const jose::KeySet>(std::move(keys)), policy, call.now);
    const auto failed = [&](jose::CheckId id) { return report.row(id).outcome == jose::Outcome::Fail; };
    if (failed(jose::CheckId::Structure) || failed(jose::CheckId::Header)) {
        return finding("caf-structure", "This is no JWT.",
                       "Authorization holds the token, with or without \"Bearer\" before it.", "no JWT");
    }
    if (report.alg != "HS256") {
        return finding("caf-alg", "alg does not fit.", "The header says " + report.alg + "; CAF signs with HS256.",
                       "alg is " + report.alg);
    }
    if (report.verdict != jose::Verdict::Verified) {
        return finding("caf-signature", "The signature does not fit.",
                       "It was not made with clientSecret; its UTF-8 octets are the key.",
                       "signed with another secret");
    }
    const auto payload = json::Document::parse(std::string(asText(report.payload)));
    if (!payload || !payload->root().is(json::Type::Object)) {
        return finding("caf-payload", "The payload is no JSON object.", "It holds iss, peopleId and exp.",
                       "payload is no JSON object");
    }
    const json::Value root = payload->root();
    const jose::RegisteredClaims claims = jose::readClaims(root);
    if (!claims.iss.exists()) {
        const bool prose = root.find("clientId").exists();
        return finding("caf-iss", "iss is missing.",
                       prose ? "The payload says clientId; the claim is called iss." : "It is the clientId.",
                       "iss is missing");
    }
    if (!claims.iss.equals(vendors.cafClientId)) {
        return finding("caf-iss", "iss is not the clientId.",
                       "The token says " + cleanUtf8(claims.iss.string().value_or("?")) + "; the clientId is " +
                           vendors.cafClientId + ".",
                       "iss is another clientId");
    }
    if (!claims.exp.present() && root.find("expiresAt").exists()) {
        return finding("caf-exp", "exp is missing.", "The payload says expiresAt; the claim is called exp.",
                       "expiresAt instead of exp");
    }
    if (claims.exp.valid() && claims.exp.seconds > 1e11) {
        return finding("caf-milliseconds", "exp is in milliseconds.", "JWTs count seconds; divide by 1000.",
                       "exp is in milliseconds");
    }
    if (failed(jose::CheckId::Expiry)) {
        const std::string ago = claims.exp.valid() ? spanWords(call.now - claims.exp.time()) + " ago" : "never";
        return finding("caf-exp", "The token has expired.", "It ended " + ago + ".", "expired " + ago);
    }
    person = root.find("peopleId").string().value_or(std::string());
    return std::nullopt;
}

} // namespace

Response senseCrypt(Call& call) {
    const VendorSettings& vendors = call.state.settings.vendors;
    const std::string_view sent = call.request.header("X-API-Key");
    if (same(vendors.senseCryptMobileApiKey, sent)) {
        return vendorError(call, 401, {},
                           finding("sensecrypt-mobile-key", "This is the mobile key.",
                                   "/gen-jwt is called by the server with api_key; mobile_api_key stays in the app.",
                                   "mobile_api_key instead of api_key"));
    }
    if (!same(vendors.senseCryptApiKey, sent)) {
        return vendorError(call, 401, {},
                           finding("sensecrypt-api-key",
                                   sent.empty() ? "X-API-Key is missing." : "The API key does not fit.",
                                   "The header X-API-Key holds api_key of secrets.json.",
                                   sent.empty() ? "no X-API-Key" : "wrong API key"));
    }
    std::string instance;
    if (!call.request.body.empty()) {
        const auto body = json::Document::parse(call.request.body);
        if (!body || !body->root().is(json::Type::Object)) {
            return vendorError(call, 400, {},
                               finding("sensecrypt-body", "The body is no JSON object.",
                                       "It is {\"instance_id\": \"…\"} or {}.", "body is no JSON object"));
        }
        const json::Value value = body->root().find("instance_id");
        if (value.exists() && !value.is(json::Type::String)) {
            return vendorError(call, 400, {},
                               finding("sensecrypt-instance", "instance_id is no text.", "Write it in quotation marks.",
                                       "instance_id is no text"));
        }
        instance = value.string().value_or(std::string());
    }
    if (!vendors.senseCryptJwtSecret) {
        return vendorError(call, 500, {},
                           finding("sensecrypt-secret", "There is no jwt_secret here.",
                                   "Set it for the stand-in first.", "no jwt_secret"));
    }
    const Lifetime life = lifetime(call.state.settings, call.now, vendors.senseCryptLife);
    JsonObject payload;
    if (!instance.empty()) {
        payload.text("instance_id", instance);
    }
    payload.number("iat", life.issued.time_since_epoch().count());
    payload.number("exp", life.expires.time_since_epoch().count());
    const auto token = signWithSecret(call, payload.finish(), *vendors.senseCryptJwtSecret);
    if (!token) {
        return answer(serverFault(token.error()).value(), call.note);
    }
    call.note.summary = "1 token, HS256, " + spanWords(vendors.senseCryptLife) +
                        (instance.empty() ? ", for every device" : ", for " + cleanUtf8(instance.substr(0, 40)));
    return jsonResponse(200, JsonObject().text("token", *token).finish());
}

Response bmpToken(Call& call) {
    if (call.form["scope"].size() > 300) {
        return answer(
            refuse(400, "invalid_scope",
                   finding("bmp-scope", "scope is too long.",
                           "It has " + std::to_string(call.form["scope"].size()) + " characters; 300 are the most.",
                           "scope is too long"))
                .value(),
            call.note);
    }
    if (call.form.has("grant_type") && call.form["grant_type"] != grant::clientCredentials) {
        return answer(
            refuse(400, "unsupported_grant_type",
                   finding("bmp-grant", "This grant is not supported.",
                           "grant_type must be client_credentials; it is " + std::string(call.form["grant_type"]) + ".",
                           "grant_type is " + std::string(call.form["grant_type"])))
                .value(),
            call.note);
    }
    if (!call.form.has("client_assertion")) {
        return answer(refuse(400, "invalid_client",
                             finding("bmp-assertion", "client_assertion is missing.",
                                     "This endpoint knows private_key_jwt only: a JWT signed with your RSA key.",
                                     "client_assertion is missing"))
                          .value(),
                      call.note);
    }
    return token(call);
}

Response cafSessionTokens(Call& call) {
    const std::string id = call.state.randomText(9).value_or(std::string("request"));
    std::string_view token = call.request.header("Authorization");
    if (token.empty()) {
        return vendorError(call, 401, id,
                           finding("caf-no-token", "Authorization is missing.", "It holds the mobile token.",
                                   "no Authorization header"));
    }
    if (token.size() > 7 && equalsIgnoringCase(token.substr(0, 7), "Bearer ")) {
        token.remove_prefix(7);
    }
    call.note.assertion = token.substr(0, limits::assertionOctets);
    std::string person;
    if (auto fault = cafFault(call, token, person)) {
        return vendorError(call, 401, id, std::move(*fault));
    }
    const VendorSettings& vendors = call.state.settings.vendors;
    const Lifetime life = lifetime(call.state.settings, call.now, call.state.settings.tokenLife);
    JsonObject payload;
    payload.text("iss", vendors.cafClientId);
    if (!person.empty()) {
        payload.text("peopleId", person);
    }
    payload.number("iat", life.issued.time_since_epoch().count());
    payload.number("exp", life.expires.time_since_epoch().count());
    const auto session = signWithSecret(call, payload.finish(), *vendors.cafClientSecret);
    if (!session) {
        return answer(serverFault(session.error()).value(), call.note);
    }
    call.note.summary = "1 token, HS256, " + spanWords(call.state.settings.tokenLife);
    return jsonResponse(200, JsonObject().text("requestId", id).text("sessionToken", *session).finish());
}

} // namespace twb::issuer
