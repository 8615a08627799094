// SPDX-License-Identifier: Apache-2.0
// The grants in which a person took part: code, refresh, device, password.
#include "issuer/assertion.h"
#include "issuer/client_certificate.h"
#include "issuer/grants.h"

#include <algorithm>

namespace twb::issuer {
namespace {

bool isVerifier(std::string_view text) {
    return text.size() >= 43 && text.size() <= 128 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '.' || c == '_' || c == '~';
           });
}

/// RFC 7636 §4.6.
Answer<void> checkVerifier(const AuthorizationRequest& request, std::string_view verifier) {
    if (request.challenge.empty()) {
        if (!verifier.empty()) { // a downgrade of somebody who took the challenge away (RFC 9700 §4.8.2)
            return invalidGrant("pkce-unexpected", "code_verifier without a challenge.",
                                "The authorization request had no code_challenge.", "no code_challenge was sent");
        }
        return {};
    }
    if (verifier.empty()) {
        return invalidGrant("pkce-missing", "code_verifier is missing.",
                            "The authorization request had a code_challenge.", "code_verifier is missing");
    }
    if (!isVerifier(verifier)) {
        return invalidGrant("pkce-form", "code_verifier is malformed.",
                            "It has 43 to 128 characters of A-Z a-z 0-9 - . _ ~; this one has " +
                                std::to_string(verifier.size()) + ".",
                            "code_verifier is malformed");
    }
    std::string made(verifier);
    if (request.challengeMethod == "S256") {
        auto hash = sha256Text(verifier);
        if (!hash) {
            return serverFault(hash.error());
        }
        made = std::move(*hash);
    }
    if (made != request.challenge) {
        return invalidGrant("pkce", "code_verifier does not fit.",
                            "Its " + std::string(request.challengeMethod == "S256" ? "SHA-256" : "text") +
                                " is not the code_challenge of the authorization request" +
                                (std::string_view(request.challenge) == verifier
                                     ? "; the challenge was sent plain, but with method S256."
                                     : "."),
                            "code_verifier does not fit");
    }
    return {};
}

} // namespace

Answer<Grant> authorizationCodeGrant(Call& call, const Client& client, const std::string& jkt) {
    if (!call.form.has("code")) {
        return missing("code");
    }
    CodeRecord* code = call.state.codes.find(call.form["code"]);
    if (code == nullptr) {
        return invalidGrant("code-unknown", "This code is not known.",
                            "It was never handed out here, or it is long gone.", "unknown code");
    }
    if (code->request.clientId != client.id) {
        return invalidGrant("code-client", "The code belongs to another client.",
                            "It was handed out to " + code->request.clientId + ".", "code of another client");
    }
    if (code->used) {
        call.state.revokeFamily(code->family); // RFC 6749 §4.1.2
        return invalidGrant("code-used", "The code was used before.",
                            "A code serves once; all tokens that came from it were revoked.", "code was used before");
    }
    if (call.now >= code->expires) {
        return invalidGrant("code-expired", "The code has expired.",
                            "It lived " + spanWords(call.state.settings.codeLife) + " and ended " +
                                spanWords(call.now - code->expires) + " ago.",
                            "code expired " + spanWords(call.now - code->expires) + " ago");
    }
    const std::string_view redirect = call.form["redirect_uri"];
    if (code->request.redirectUriSent && redirect.empty()) {
        return missing("redirect_uri");
    }
    if (!redirect.empty() && redirect != code->request.redirectUri) {
        return invalidGrant("code-redirect", "redirect_uri differs.",
                            "The authorization request said " + code->request.redirectUri + ", this one " +
                                std::string(redirect) + ".",
                            "redirect_uri differs");
    }
    if (auto verified = checkVerifier(code->request, call.form["code_verifier"]); !verified) {
        return tl::unexpected<Refusal>(verified.error());
    }
    if (!code->request.jkt.empty() && code->request.jkt != jkt) {
        return invalidGrant("code-dpop", "The DPoP key differs.",
                            "dpop_jkt of the authorization request names another key.", "another DPoP key");
    }
    code->used = true;
    Grant grant;
    grant.clientId = client.id;
    grant.subject = code->subject;
    grant.scope = code->request.scope;
    grant.audience = code->request.resources;
    grant.family = code->family;
    grant.nonce = code->request.nonce;
    grant.authenticated = code->authenticated;
    grant.refresh = client.allowsGrant(grant::refreshToken) ? Grant::Refresh::Yes : Grant::Refresh::No;
    return grant;
}

Answer<Grant> refreshGrant(Call& call, const Client& client, const std::string& jkt) {
    if (!call.form.has("refresh_token")) {
        return missing("refresh_token");
    }
    TokenRecord* token = call.state.tokens.find(call.form["refresh_token"]);
    if (token == nullptr || token->kind != TokenRecord::Kind::Refresh) {
        return invalidGrant("refresh-unknown", "This refresh token is not known.",
                            token != nullptr ? "It is an access token." : "It was never handed out here.",
                            token != nullptr ? "an access token" : "unknown refresh token");
    }
    if (token->clientId != client.id) {
        return invalidGrant("refresh-client", "The refresh token belongs to another client.",
                            "It was handed out to " + token->clientId + ".", "refresh token of another client");
    }
    if (token->used) {
        call.state.revokeFamily(token->family); // RFC 9700 §4.14.2
        return invalidGrant("refresh-used", "The refresh token was used before.",
                            "Each use gives a new one. All tokens of this authorization were revoked, because somebody "
                            "else may have used it.",
                            "refresh token was used before");
    }
    if (token->revoked) {
        return invalidGrant("refresh-revoked", "The refresh token was revoked.", "Begin with a new authorization.",
                            "refresh token was revoked");
    }
    if (call.now >= token->expires) {
        return invalidGrant("refresh-expired", "The refresh token has expired.",
                            "It ended " + spanWords(call.now - token->expires) + " ago.", "refresh token expired");
    }
    if (!token->jkt.empty() && token->jkt != jkt) {
        return invalidGrant("refresh-dpop", "The DPoP key differs.",
                            "The refresh token is bound to the key with thumbprint " + token->jkt + ".",
                            "another DPoP key");
    }
    if (client.allows(ClientMethod::None) && !token->x5t.empty()) { // others have authenticated       (RFC 8705 §4)
        const auto x5t = certificateThumbprint(call.request);
        if (!x5t) {
            return serverFault(x5t.error());
        }
        if (*x5t != token->x5t) {
            return invalidGrant("refresh-certificate", "The client certificate differs.",
                                "The refresh token is bound to the certificate with thumbprint " + token->x5t + ".",
                                "another client certificate");
        }
    }
    Grant grant;
    grant.scope = token->scope;
    if (call.form.has("scope")) {
        for (const std::string& word : words(call.form["scope"])) {
            if (!contains(words(token->scope), word)) {
                return refuse(400, "invalid_scope",
                              finding("scope", "The scope grows.",
                                      "\"" + word + "\" was not granted at first (RFC 6749, 6).",
                                      word + " was not granted"));
            }
        }
        grant.scope = call.form["scope"];
    }
    auto asked = askedAudience(call.form);
    if (!asked) {
        return tl::unexpected<Refusal>(asked.error());
    }
    grant.clientId = client.id;
    grant.subject = token->subject;
    grant.audience = asked->empty() ? token->audience : std::move(*asked);
    grant.family = token->family;
    grant.authenticated = token->issued;
    grant.refresh = Grant::Refresh::Yes;
    token->used = true;
    return grant;
}

Answer<Grant> deviceCodeGrant(Call& call, const Client& client) {
    if (!call.form.has("device_code")) {
        return missing("device_code");
    }
    DeviceRecord* device = call.state.devices.find(call.form["device_code"]);
    if (device == nullptr || device->clientId != client.id) {
        return invalidGrant("device-unknown", "This device_code is not known.",
                            device == nullptr ? "It was never handed out here, or was used."
                                              : "It is another client's.",
                            "unknown device_code");
    }
    if (call.now >= device->expires) {
        return refuse(400, "expired_token",
                      finding("device-expired", "The device code has expired.",
                              "Nobody answered within " + spanWords(call.state.settings.deviceLife) + ".",
                              "device code expired"));
    }
    const bool tooSoon = device->polled && call.now - device->lastPoll < device->interval;
    device->polled = true;
    device->lastPoll = call.now;
    if (tooSoon) {
        device->interval += std::chrono::seconds(5); // for good (RFC 8628 §3.5)
        return refuse(400, "slow_down",
                      finding("device-slow-down", "The client asks too often.",
                              "From now on wait " + spanWords(device->interval) + " between two questions.",
                              "wait " + spanWords(device->interval)));
    }
    if (device->state == DeviceRecord::State::Pending) {
        return refuse(400, "authorization_pending",
                      finding("device-pending", "Nobody has answered yet.",
                              "Enter " + device->userCode + " at " + call.state.url(endpoint::device) + ".",
                              "waiting for " + device->userCode));
    }
    if (device->state == DeviceRecord::State::Denied) {
        call.state.devices.erase(call.form["device_code"]);
        return refuse(400, "access_denied", finding("device-denied", "The person said no.", "Begin anew.", "denied"));
    }
    Grant grant;
    grant.clientId = client.id;
    grant.subject = device->subject;
    grant.scope = device->scope;
    grant.authenticated = call.now;
    grant.refresh = client.allowsGrant(grant::refreshToken) ? Grant::Refresh::Yes : Grant::Refresh::No;
    call.state.devices.erase(call.form["device_code"]);
    return grant;
}

Answer<Grant> passwordGrant(Call& call, const Client& client) {
    for (const char* parameter : {"username", "password"}) {
        if (!call.form.has(parameter)) {
            return missing(parameter);
        }
    }
    const Settings& settings = call.state.settings;
    const bool right = settings.userPassword && call.form["username"] == settings.userName &&
                       Secret::equalInConstantTime(settings.userPassword->reveal(), asBytes(call.form["password"]));
    if (!right) {
        return invalidGrant("password", "Name or password does not fit.",
                            "The one person here is called \"" + settings.userName + "\".", "name or password");
    }
    auto scope = grantedScope(client, call.form["scope"]);
    if (!scope) {
        return tl::unexpected<Refusal>(scope.error());
    }
    Grant grant;
    grant.clientId = client.id;
    grant.subject = settings.userName;
    grant.scope = std::move(*scope);
    grant.authenticated = call.now;
    grant.refresh = client.allowsGrant(grant::refreshToken) ? Grant::Refresh::Yes : Grant::Refresh::No;
    return grant;
}

} // namespace twb::issuer
