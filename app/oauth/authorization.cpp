// SPDX-License-Identifier: Apache-2.0
#include "oauth/authorization.h"

#include "base/base64url.h"
#include "crypto/digest.h"

#include <algorithm>

namespace twb::oauth {

Result<Pkce> pkceOf(std::string verifier) {
    const bool sound =
        verifier.size() >= 43 && verifier.size() <= 128 && std::all_of(verifier.begin(), verifier.end(), [](char c) {
            return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                   c == '_' || c == '~';
        });
    if (!sound) {
        return fail(ErrorCode::Usage, "code_verifier has 43 to 128 of A-Z a-z 0-9 - . _ ~ (RFC 7636 §4.1)");
    }
    const auto digest = crypto::digest(crypto::Hash::Sha256, asBytes(verifier));
    if (!digest) {
        return passOn(digest);
    }
    return Pkce{std::move(verifier), base64url::encode(*digest)};
}

Result<AuthorizationStart> beginAuthorization(const AuthorizationPlan& plan, const Moment& moment) {
    if (plan.endpoint.empty() || plan.clientId.empty()) {
        return fail(ErrorCode::Usage,
                    plan.endpoint.empty() ? "the authorization endpoint is missing" : "the client ID is missing");
    }
    if (const auto url = parseUrl(plan.endpoint); !url) {
        return fail(ErrorCode::Usage, "the authorization endpoint: " + url.error().detail);
    }
    AuthorizationStart start;
    start.redirectUri = plan.redirectUri;
    start.issuer = plan.issuer;
    const auto state = moment.random();
    const auto nonce = moment.random();
    auto verifier = moment.random();
    if (!state || !nonce || !verifier) {
        return passOn(!state ? state : !nonce ? nonce : verifier);
    }
    auto pkce = pkceOf(std::move(*verifier));
    if (!pkce) {
        return passOn(pkce);
    }
    start.state = *state;
    start.pkce = std::move(*pkce);
    const std::string padded = " " + plan.scope + " ";
    if (padded.find(" openid ") != std::string::npos) {
        start.nonce = *nonce;
    }
    const std::vector<NameValue> all = {{"response_type", "code"},
                                        {"client_id", plan.clientId},
                                        {"redirect_uri", plan.redirectUri},
                                        {"scope", plan.scope},
                                        {"state", start.state},
                                        {"nonce", start.nonce},
                                        {"code_challenge", start.pkce.challenge},
                                        {"code_challenge_method", "S256"},
                                        {"dpop_jkt", plan.dpopThumbprint}};
    std::copy_if(all.begin(), all.end(), std::back_inserter(start.parameters),
                 [](const NameValue& pair) { return !pair.value.empty(); });
    start.parameters.insert(start.parameters.end(), plan.extras.begin(), plan.extras.end());
    start.url = withQuery(plan.endpoint, start.parameters);
    return start;
}

std::string pushedAuthorizationUrl(std::string_view endpoint, std::string_view clientId, std::string_view requestUri) {
    return withQuery(endpoint, {{"client_id", std::string(clientId)}, {"request_uri", std::string(requestUri)}});
}

OAuthRequest pushedRequest(OAuthRequest like, std::vector<NameValue> parameters, std::string_view url) {
    like.operation = Operation::PushedAuthorization;
    like.url = url;
    like.parameters = std::move(parameters);
    std::erase_if(like.parameters, [](const NameValue& pair) { return pair.name == "client_id"; });
    if (like.client.method == ClientMethod::None || like.client.method == ClientMethod::SecretBasic ||
        like.client.method == ClientMethod::SecretBasicRaw) {
        like.parameters.push_back({"client_id", like.client.id}); // the other methods send it themselves
    }
    if (like.client.method == ClientMethod::None) {
        like.client.id.clear(); // it stands among the parameters already
    }
    return like;
}

AuthorizationAnswer readAuthorizationAnswer(std::string_view query, const AuthorizationStart& start,
                                            IssuerPromise promise) {
    AuthorizationAnswer answer;
    std::string state;
    for (NameValue& pair : readForm(query)) {
        if (pair.name == "code") {
            answer.code = shareSecret(pair.value);
            continue;
        }
        if (pair.name == "state") {
            state = pair.value;
        } else if (pair.name == "iss") {
            answer.issuer = pair.value;
        } else if (pair.name == "error") {
            answer.error = pair.value;
        } else if (pair.name == "error_description") {
            answer.description = pair.value;
        }
        answer.parameters.push_back(std::move(pair));
    }
    using Outcome = AuthorizationAnswer::Outcome;
    if (!Secret::equalInConstantTime(asBytes(state), asBytes(start.state))) {
        answer.outcome = Outcome::StateMismatch;
        answer.code.reset();
    } else if (!answer.issuer.empty() && !start.issuer.empty() && answer.issuer != start.issuer) {
        answer.outcome = Outcome::IssuerMismatch;
        answer.code.reset();
    } else if (answer.issuer.empty() && promise == IssuerPromise::Promised) {
        answer.outcome = Outcome::IssuerMissing;
        answer.code.reset();
    } else if (!answer.error.empty()) {
        answer.outcome = Outcome::Refused;
    } else {
        answer.outcome = answer.code && !answer.code->empty() ? Outcome::Code : Outcome::NoCode;
    }
    return answer;
}

} // namespace twb::oauth
