// SPDX-License-Identifier: Apache-2.0
#include "issuer/assertion.h"
#include "issuer/client_authentication.h"
#include "issuer/client_certificate.h"
#include "issuer/dpop_check.h"
#include "issuer/grants.h"
#include "issuer/saml_assertion.h"

#include <algorithm>

namespace twb::issuer {
namespace {

Answer<Grant> clientCredentials(Call& call, const Client& client) {
    if (client.allows(ClientMethod::None)) {
        return refuse(400, "unauthorized_client",
                      finding("client-public", "A public client has no credentials.",
                              "client_credentials needs a client that authenticates (RFC 6749, 4.4).",
                              "public client"));
    }
    auto scope = grantedScope(client, call.form["scope"]);
    auto audience = askedAudience(call.form);
    if (!scope || !audience) {
        return tl::unexpected<Refusal>(!scope ? scope.error() : audience.error());
    }
    Grant grant;
    grant.clientId = client.id;
    grant.subject = client.id; // RFC 9068 §2.2
    grant.scope = std::move(*scope);
    grant.audience = std::move(*audience);
    return grant;
}

/// What an assertion of somebody else is exchanged for: scope and audience as asked.
Answer<Grant> grantFor(Call& call, const Client& client, std::string subject) {
    auto scope = grantedScope(client, call.form["scope"]);
    auto audience = askedAudience(call.form);
    if (!scope || !audience) {
        return tl::unexpected<Refusal>(!scope ? scope.error() : audience.error());
    }
    Grant grant;
    grant.clientId = client.id;
    grant.subject = std::move(subject);
    grant.scope = std::move(*scope);
    grant.audience = std::move(*audience);
    return grant;
}

Answer<Grant> jwtBearer(Call& call, const Client& client) {
    const std::string_view assertion = call.form["assertion"];
    if (assertion.empty()) {
        return missing("assertion");
    }
    const std::string issuer = unverifiedIssuer(assertion);
    const Client* maker = call.state.findClient(issuer);
    if (maker == nullptr) {
        return invalidGrant("assertion-iss", "The assertion's issuer is not known.",
                            issuer.empty()
                                ? "It has no readable iss."
                                : "iss is " + cleanUtf8(issuer) + "; register a client of that id with its key.",
                            "iss is " + (issuer.empty() ? "missing" : cleanUtf8(issuer)));
    }
    AssertionRules rules;
    rules.expectedIssuer = maker->id;
    rules.endpoint = call.url(call.request.path());
    rules.audiences = {call.state.issuer, call.state.url(endpoint::token), rules.endpoint};
    const auto& extra = call.state.settings.acceptedAudiences;
    rules.audiences.insert(rules.audiences.end(), extra.begin(), extra.end());
    rules.use = AssertionRules::Use::Grant;
    const auto checked = checkAssertion(call.state, *maker, assertion, rules, call.now);
    if (!checked) {
        return refuse(400, "invalid_grant", checked.error());
    }
    return grantFor(call, client, checked->subject);
}

Answer<Grant> samlBearer(Call& call, const Client& client) {
    const std::string_view assertion = call.form["assertion"];
    if (assertion.empty()) {
        return missing("assertion");
    }
    SamlRules rules;
    rules.recipients = {call.state.url(endpoint::token), call.url(call.request.path())};
    rules.audiences = {call.state.issuer, call.state.url(endpoint::token)};
    const auto& extra = call.state.settings.acceptedAudiences;
    rules.audiences.insert(rules.audiences.end(), extra.begin(), extra.end());
    const auto checked = checkSamlAssertion(call.state, assertion, rules, call.now);
    if (!checked) {
        return refuse(400, "invalid_grant", checked.error());
    }
    call.note.summary += "SAML of " + checked->issuer + ", its signature was not checked; ";
    return grantFor(call, client, checked->subject);
}

/// The subject of a token that this server handed out and that is still good.
Answer<TokenRecord> ownToken(Call& call, std::string_view parameter) {
    const std::string_view text = call.form[parameter];
    const TokenRecord* token = call.state.tokens.find(text);
    if (token == nullptr || token->revoked || call.now >= token->expires) {
        const bool made = token != nullptr || call.state.keys.made(text);
        return refuse(
            400, "invalid_request", // RFC 8693 §2.2.2
            finding("exchange-token", std::string(parameter) + " is not accepted.",
                    made ? "This issuer made it, but it has expired or was revoked." : "This issuer did not make it.",
                    std::string(parameter) + (made ? " has expired" : " is not from here")));
    }
    return *token;
}

Answer<Grant> tokenExchange(Call& call, const Client& client) {
    for (const char* parameter : {"subject_token", "subject_token_type"}) {
        if (!call.form.has(parameter)) {
            return missing(parameter);
        }
    }
    if (call.form.has("actor_token") != call.form.has("actor_token_type")) {
        return refuse(400, "invalid_request",
                      finding("exchange-actor", "actor_token and actor_token_type belong together.",
                              "Send both or none (RFC 8693, 2.1).", "half of an actor token"));
    }
    const std::string_view type = call.form["subject_token_type"];
    if (type != accessTokenType && type != jwtTokenType && type != refreshTokenType) {
        return refuse(400, "invalid_request",
                      finding("exchange-type", "subject_token_type is not supported.",
                              "It is " + std::string(type) +
                                  "; this issuer exchanges access tokens, refresh tokens and "
                                  "its own JWTs.",
                              "subject_token_type is " + std::string(type)));
    }
    const std::string_view wanted = call.form["requested_token_type"];
    if (!wanted.empty() && wanted != accessTokenType && wanted != jwtTokenType) {
        return refuse(400, "invalid_request",
                      finding("exchange-wanted", "requested_token_type is not supported.",
                              "It is " + std::string(wanted) + "; ask for an access token or a JWT.",
                              "requested_token_type is " + std::string(wanted)));
    }
    const auto subject = ownToken(call, "subject_token");
    if (!subject) {
        return tl::unexpected<Refusal>(subject.error());
    }
    Grant grant;
    if (call.form.has("actor_token")) {
        const auto actor = ownToken(call, "actor_token");
        if (!actor) {
            return tl::unexpected<Refusal>(actor.error());
        }
        grant.actor = actor->subject;
    }
    auto scope =
        call.form.has("scope") ? grantedScope(client, call.form["scope"]) : Answer<std::string>(subject->scope);
    auto audience = askedAudience(call.form);
    if (!scope || !audience) {
        return tl::unexpected<Refusal>(!scope ? scope.error() : audience.error());
    }
    grant.clientId = client.id;
    grant.subject = subject->subject;
    grant.scope = std::move(*scope);
    grant.audience = std::move(*audience);
    grant.issuedTokenType = wanted.empty() ? accessTokenType : wanted;
    return grant;
}

Answer<Grant> decide(Call& call, const Client& client, const std::string& jkt) {
    const std::string_view type = call.form["grant_type"];
    if (type.empty()) {
        return missing("grant_type");
    }
    if (std::find(grant::all.begin(), grant::all.end(), type) == grant::all.end()) {
        return refuse(400, "unsupported_grant_type",
                      finding("grant-unknown", "This grant is not supported.",
                              "grant_type is " + std::string(type) + ".", "grant_type is " + std::string(type)));
    }
    if (!client.allowsGrant(type)) {
        return refuse(400, "unauthorized_client",
                      finding("grant-client", "The client may not use this grant.",
                              client.id + " is registered for " + join(client.grants, ", ") + ".",
                              std::string(type) + " is not registered"));
    }
    if (type == grant::clientCredentials) {
        return clientCredentials(call, client);
    }
    if (type == grant::authorizationCode) {
        return authorizationCodeGrant(call, client, jkt);
    }
    if (type == grant::refreshToken) {
        return refreshGrant(call, client, jkt);
    }
    if (type == grant::deviceCode) {
        return deviceCodeGrant(call, client);
    }
    if (type == grant::jwtBearer) {
        return jwtBearer(call, client);
    }
    if (type == grant::samlBearer) {
        return samlBearer(call, client);
    }
    return type == grant::tokenExchange ? tokenExchange(call, client) : passwordGrant(call, client);
}

Answer<Response> answerTokenRequest(Call& call) {
    const auto client = authenticateClient(call, call.request.path(), PublicClients::Welcome);
    if (!client) {
        return tl::unexpected<Refusal>(client.error());
    }
    const auto jkt = checkDpop(call, call.request.path(), {});
    if (!jkt) {
        return tl::unexpected<Refusal>(jkt.error());
    }
    if (jkt->empty() && client->dpop == Client::Binding::Required) {
        return refuse(400, "invalid_dpop_proof",
                      finding("dpop-missing", "The DPoP proof is missing.",
                              client->id + " is registered for tokens that are bound to a key.", "no DPoP proof"));
    }
    auto x5t = certificateThumbprint(call.request);
    if (!x5t) {
        return serverFault(x5t.error());
    }
    auto grant = decide(call, *client, *jkt);
    if (!grant) {
        return tl::unexpected<Refusal>(grant.error());
    }
    grant->jkt = *jkt;
    grant->x5t = std::move(*x5t);
    return issueTokens(call, *grant);
}

} // namespace

Response token(Call& call) {
    auto response = answerTokenRequest(call);
    return response ? std::move(*response) : answer(response.error(), call.note);
}

} // namespace twb::issuer
