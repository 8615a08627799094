// SPDX-License-Identifier: Apache-2.0
#include "issuer/token_maker.h"

#include "base/base64url.h"
#include "crypto/digest.h"
#include "issuer/assertion.h"
#include "issuer/dpop_check.h"
#include "issuer/json_object.h"

namespace twb::issuer {
namespace {

constexpr std::string_view wrongAudience = "https://wrong-audience.example";

std::string audienceJson(const std::vector<std::string>& audience) {
    if (audience.size() == 1) {
        return json::quote(cleanUtf8(audience.front()));
    }
    std::string text = "[";
    for (const std::string& each : audience) {
        text += (text.size() > 1 ? "," : "") + json::quote(cleanUtf8(each));
    }
    return text + "]";
}

/// Adds the template's members that are not there yet; generated values are filled in.
Result<std::string> withTemplate(Call& call, std::string payload) {
    const auto& from = call.state.settings.claims;
    if (!from) {
        return payload;
    }
    profiles::FillValues values;
    values.now = call.now;
    for (std::size_t i = profiles::countUuids(*from); i > 0; --i) {
        auto uuid = profiles::makeUuid();
        if (!uuid) {
            return passOn(uuid);
        }
        values.uuids.push_back(std::move(*uuid));
    }
    const auto filled = profiles::fill(*from, values);
    if (!filled) {
        return passOn(filled);
    }
    const auto own = json::Document::parse(payload);
    const auto more = json::Document::parse(filled->payload);
    if (!own || !more) {
        return passOn(!own ? own : more);
    }
    payload.pop_back();
    more->root().forEachMember([&](const json::Value& name, const json::Value& value) {
        if (!own->root().find(name.string().value_or(std::string())).exists()) {
            payload += "," + std::string(name.text()) + ":" + std::string(value.text());
        }
    });
    return payload + "}";
}

struct Made {
    std::string token;
    std::string words; ///< "EdDSA", "opaque"
};

Result<Made> accessToken(Call& call, const Grant& grant, const TokenRecord& record, Lifetime life) {
    const Settings& settings = call.state.settings;
    if (settings.tokenForm == Settings::TokenForm::Opaque) {
        auto text = call.state.randomText(32);
        if (!text) {
            return passOn(text);
        }
        return Made{std::move(*text), "opaque"};
    }
    JsonObject payload;
    payload.text("iss", call.state.issuer).text("sub", record.subject).raw("aud", audienceJson(record.audience));
    payload.text("client_id", record.clientId);
    payload.number("iat", life.issued.time_since_epoch().count());
    payload.number("exp", life.expires.time_since_epoch().count()).text("jti", record.jti);
    if (!record.scope.empty()) {
        payload.text("scope", record.scope);
    }
    if (grant.authenticated) {
        payload.number("auth_time", grant.authenticated->time_since_epoch().count());
    }
    if (const std::string cnf = confirmation(record); !cnf.empty()) {
        payload.raw("cnf", cnf);
    }
    if (!grant.actor.empty()) {
        payload.raw("act", JsonObject().text("sub", grant.actor).finish());
    }
    const auto whole = withTemplate(call, payload.finish());
    if (!whole) {
        return passOn(whole);
    }
    auto token = call.state.keys.sign("at+jwt", *whole, settings.fault);
    if (!token) {
        return passOn(token);
    }
    return Made{std::move(token->token), std::string(token->algorithm)};
}

Result<std::string> idToken(Call& call, const Grant& grant, std::string_view access, Lifetime life) {
    const auto hash = leftHalfHash(access);
    if (!hash) {
        return passOn(hash);
    }
    const bool elsewhere = call.state.settings.fault == Fault::WrongAudience;
    JsonObject payload;
    payload.text("iss", call.state.issuer).text("sub", grant.subject);
    payload.text("aud", elsewhere ? wrongAudience : std::string_view(grant.clientId));
    payload.number("iat", life.issued.time_since_epoch().count());
    payload.number("exp", life.expires.time_since_epoch().count());
    payload.number("auth_time", grant.authenticated->time_since_epoch().count());
    if (!grant.nonce.empty()) {
        payload.text("nonce", grant.nonce);
    }
    payload.text("at_hash", *hash);
    auto token = call.state.keys.sign("JWT", payload.finish(), call.state.settings.fault);
    if (!token) {
        return passOn(token);
    }
    return std::move(token->token);
}

} // namespace

Lifetime lifetime(const Settings& settings, Time now, std::chrono::seconds life) {
    if (settings.fault == Fault::ExpiredTokens) {
        const Time expires = now - std::chrono::seconds(120); // beyond the leeway that receivers usually grant
        return {expires - life, expires};
    }
    return {now, now + life};
}

std::string confirmation(const TokenRecord& record) {
    JsonObject json;
    if (!record.jkt.empty()) {
        json.text("jkt", record.jkt);
    }
    if (!record.x5t.empty()) {
        json.text("x5t#S256", record.x5t);
    }
    return record.jkt.empty() && record.x5t.empty() ? std::string() : json.finish();
}

Result<std::string> sha256Text(std::string_view text) {
    const auto octets = crypto::digest(crypto::Hash::Sha256, asBytes(text));
    if (!octets) {
        return passOn(octets);
    }
    return base64url::encode(*octets);
}

Result<std::string> leftHalfHash(std::string_view text) {
    const auto octets = crypto::digest(crypto::Hash::Sha256, asBytes(text));
    if (!octets) {
        return passOn(octets);
    }
    return base64url::encode(ByteView(*octets).first(octets->size() / 2));
}

Answer<Response> issueTokens(Call& call, const Grant& grant) {
    const Settings& settings = call.state.settings;
    const Lifetime life = lifetime(settings, call.now, settings.tokenLife);
    auto jti = call.state.randomText(12);
    auto family = grant.family.empty() ? call.state.randomText(12) : Result<std::string>(grant.family);
    if (!jti || !family) {
        return serverFault(!jti ? jti.error() : family.error());
    }
    TokenRecord record;
    record.clientId = grant.clientId;
    record.subject = grant.subject;
    record.scope = grant.scope;
    record.audience = grant.audience;
    if (record.audience.empty()) {
        record.audience = {settings.audience.empty() ? call.state.issuer : settings.audience};
    }
    if (settings.fault == Fault::WrongAudience) {
        record.audience = {std::string(wrongAudience)};
    }
    record.jti = *jti;
    record.jkt = grant.jkt;
    record.x5t = grant.x5t;
    record.family = *family;
    record.issued = life.issued;
    record.expires = life.expires;

    const auto access = accessToken(call, grant, record, life);
    if (!access) {
        return serverFault(access.error());
    }
    JsonObject json;
    json.text("access_token", access->token).text("token_type", grant.jkt.empty() ? "Bearer" : "DPoP");
    json.number("expires_in", settings.tokenLife.count());
    int count = 1;
    if (!grant.scope.empty()) {
        json.text("scope", grant.scope);
    }
    if (!grant.issuedTokenType.empty()) {
        json.text("issued_token_type", grant.issuedTokenType);
    }
    if (grant.authenticated && contains(words(grant.scope), "openid")) {
        const auto id = idToken(call, grant, access->token, life);
        if (!id) {
            return serverFault(id.error());
        }
        json.text("id_token", *id);
        ++count;
    }
    if (grant.refresh == Grant::Refresh::Yes) {
        const auto refresh = call.state.randomText(32);
        if (!refresh) {
            return serverFault(refresh.error());
        }
        TokenRecord second = record;
        second.kind = TokenRecord::Kind::Refresh;
        second.audience = grant.audience;
        second.issued = call.now;
        second.expires = call.now + settings.refreshLife;
        call.state.tokens.put(*refresh, std::move(second));
        json.text("refresh_token", *refresh);
        ++count;
    }
    call.state.tokens.put(access->token, std::move(record));
    call.note.summary += std::to_string(count) + (count == 1 ? " token, " : " tokens, ") + access->words + ", " +
                         spanWords(settings.tokenLife);
    Response response = jsonResponse(200, json.finish());
    if (const std::string nonce = grant.jkt.empty() ? std::string() : currentNonce(call); !nonce.empty()) {
        response.setHeader("DPoP-Nonce", nonce);
    }
    return response;
}

} // namespace twb::issuer
