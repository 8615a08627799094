// SPDX-License-Identifier: Apache-2.0
#include "issuer/json_object.h"
#include "issuer/pages.h"
#include "issuer/server_state.h"

namespace twb::issuer {
namespace {

const std::vector<std::string>& assertionAlgorithms() {
    static const std::vector<std::string> list = [] {
        std::vector<std::string> names;
        for (const jose::Algorithm& algorithm : jose::allAlgorithms()) {
            if (algorithm.family != jose::AlgorithmFamily::None) {
                names.emplace_back(algorithm.name);
            }
        }
        return names;
    }();
    return list;
}

std::vector<std::string> asymmetricAlgorithms() {
    std::vector<std::string> names;
    for (const std::string& name : assertionAlgorithms()) {
        if (!name.starts_with("HS")) {
            names.push_back(name);
        }
    }
    return names;
}

} // namespace

Response discovery(Call& call) {
    const ServerState& state = call.state;
    std::vector<std::string> methods = {"none", "client_secret_basic", "client_secret_post", "client_secret_jwt",
                                        "private_key_jwt"};
    if (!state.tlsAddress.empty()) {
        for (const ClientMethod each : {ClientMethod::TlsClientAuth, ClientMethod::SelfSignedTlsClientAuth}) {
            methods.emplace_back(name(each));
        }
    }
    const auto overTls = [&](std::string_view endpoint) { return state.tlsAddress + std::string(endpoint); };
    JsonObject json;
    json.text("issuer", state.issuer);
    json.text("authorization_endpoint", state.url(endpoint::authorize));
    json.text("token_endpoint", state.url(endpoint::token));
    json.text("jwks_uri", state.url(endpoint::keys));
    json.text("userinfo_endpoint", state.url(endpoint::userInfo));
    json.text("introspection_endpoint", state.url(endpoint::introspection));
    json.text("revocation_endpoint", state.url(endpoint::revocation));
    json.text("device_authorization_endpoint", state.url(endpoint::deviceAuthorization));
    json.text("pushed_authorization_request_endpoint", state.url(endpoint::pushedAuthorization));
    json.boolean("require_pushed_authorization_requests", false);
    json.list("scopes_supported", {"openid", "profile", "email"});
    json.list("response_types_supported", {"code"}).list("response_modes_supported", {"query"});
    json.list("grant_types_supported", std::vector<std::string>(grant::all.begin(), grant::all.end()));
    json.list("subject_types_supported", {"public"});
    for (const char* endpoint : {"token", "revocation", "introspection"}) {
        const std::string prefix = std::string(endpoint) + "_endpoint_auth_";
        json.list(prefix + "methods_supported", methods);
        json.list(prefix + "signing_alg_values_supported", assertionAlgorithms());
    }
    json.list("code_challenge_methods_supported", {"S256", "plain"});
    json.list("dpop_signing_alg_values_supported", asymmetricAlgorithms());
    json.list("id_token_signing_alg_values_supported", {std::string(state.keys.algorithm())});
    json.list("claims_supported", {"sub", "iss", "aud", "exp", "iat", "auth_time", "name", "email"});
    json.boolean("authorization_response_iss_parameter_supported", true);
    json.boolean("request_parameter_supported", false).boolean("request_uri_parameter_supported", false);
    if (!state.tlsAddress.empty()) { // RFC 8705 §3.3, §5
        json.boolean("tls_client_certificate_bound_access_tokens", true);
        json.raw("mtls_endpoint_aliases",
                 JsonObject()
                     .text("token_endpoint", overTls(endpoint::token))
                     .text("userinfo_endpoint", overTls(endpoint::userInfo))
                     .text("introspection_endpoint", overTls(endpoint::introspection))
                     .text("revocation_endpoint", overTls(endpoint::revocation))
                     .text("device_authorization_endpoint", overTls(endpoint::deviceAuthorization))
                     .text("pushed_authorization_request_endpoint", overTls(endpoint::pushedAuthorization))
                     .finish());
    }
    Response response = jsonResponse(200, json.finish());
    response.setHeader("Cache-Control", "no-cache"); // settings and keys change while one looks
    return response;
}

Response servedKeys(Call& call) {
    auto text = call.state.keys.jwks();
    if (!text) {
        return answer(serverFault(text.error()).value(), call.note);
    }
    const std::size_t count = call.state.keys.publishedCount();
    call.note.summary = std::to_string(count) + (count == 1 ? " key" : " keys");
    Response response = jsonResponse(200, std::move(*text));
    response.setHeader("Content-Type", "application/jwk-set+json");
    response.setHeader("Cache-Control", "no-cache");
    return response;
}

Response firstPage(Call& call) {
    return page::message(200, "Local issuer", "Discovery is at " + call.state.url(endpoint::openIdDiscovery) + ".");
}

} // namespace twb::issuer
