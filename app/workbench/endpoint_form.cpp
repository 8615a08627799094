// SPDX-License-Identifier: Apache-2.0
#include "workbench/endpoint_form.h"

#include "crypto/key_file.h"
#include "jose/algorithm_table.h"
#include "jose/key_material.h"
#include "oauth/authorization.h"

#include <algorithm>

namespace twb::workbench {

namespace {

using namespace twb::oauth;

PresetField field(std::string name, std::string label, PresetField::Privacy privacy, PresetField::Need need,
                  std::string value = {}) {
    PresetField out;
    out.name = std::move(name);
    out.label = std::move(label);
    out.privacy = privacy;
    out.need = need;
    out.value = std::move(value);
    return out;
}

Result<void> setIdentity(TlsOptions& tls, const EndpointForm& form) {
    if (form.files.octets) {
        tls.identity = form.files.identity;
        tls.certificate = *form.files.octets;
        if (tls.identity == TlsOptions::Identity::Pem) {
            tls.key = *form.files.octets; // certificate and key stand in one file
        }
        if (form.files.passphrase) {
            tls.password.text = asText(form.files.passphrase->reveal());
        }
        return {};
    }
    if (!form.files.paths.empty()) {
        return fail(ErrorCode::Usage, "the client certificate could not be read: " + form.files.path);
    }
    if (!form.certificate) {
        return {};
    }
    const RingEntry& entry = *form.certificate;
    auto pem = crypto::writeKey(entry.key.jwk.key, crypto::KeyFormat::Pkcs8Pem);
    if (!pem) {
        return passOn(pem);
    }
    if (!entry.key.certificate) {
        return fail(ErrorCode::Usage, "the key has no certificate");
    }
    tls.identity = TlsOptions::Identity::Pem;
    tls.key.text = asText(pem->reveal());
    tls.certificate.text = crypto::certificatePem(*entry.key.certificate);
    return {};
}

PresetField schemeField() {
    PresetField scheme = field("scheme", "Sent as", PresetField::Privacy::Plain, PresetField::Need::Optional);
    scheme.hint = "Bearer; DPoP where a DPoP key is chosen; raw";
    return scheme;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> all;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \t\r\n", at)) != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
        all.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return all;
}

/// A field's value: secret, plain or the default. A secret is remembered for masking.
std::string valueOf(const EndpointForm& form, const PresetField& field, std::vector<SharedSecret>& confidential) {
    if (const auto secret = form.values.secret.find(field.name); secret != form.values.secret.end() && secret->second) {
        confidential.push_back(secret->second);
        return std::string(asText(secret->second->reveal()));
    }
    const auto plain = form.values.plain.find(field.name);
    return plain != form.values.plain.end() ? plain->second : field.value;
}

bool isCall(Operation operation) {
    return operation == Operation::ApiCall || operation == Operation::Userinfo;
}

/// "Bearer", "DPoP", "raw" (the token alone); empty: what the choice of a DPoP key says.
Result<TokenScheme> schemeOf(std::string_view text, const EndpointForm& form) {
    if (text.empty()) {
        return form.dpopKey ? TokenScheme::Dpop : TokenScheme::Bearer;
    }
    if (equalsIgnoringCase(text, "bearer")) {
        return TokenScheme::Bearer;
    }
    if (equalsIgnoringCase(text, "dpop")) {
        return TokenScheme::Dpop;
    }
    if (equalsIgnoringCase(text, "raw")) {
        return TokenScheme::Raw;
    }
    return fail(ErrorCode::Usage, "a token is sent as Bearer, DPoP or raw (the token alone)");
}

/// Token, method, body: what a call takes from the form instead of parameters.
Result<void> setCall(OAuthRequest& request, const EndpointForm& form) {
    const auto plain = [&](const char* name) {
        const auto found = form.values.plain.find(name);
        return found == form.values.plain.end() ? std::string() : found->second;
    };
    if (const auto token = form.values.secret.find("token"); token != form.values.secret.end()) {
        request.accessToken = token->second;
    }
    const bool none = form.operation == Operation::ApiCall && (!request.accessToken || request.accessToken->empty());
    const auto scheme = schemeOf(plain("scheme"), form);
    if (!scheme) {
        return passOn(scheme);
    }
    request.scheme = none ? TokenScheme::None : *scheme;
    if (form.operation == Operation::ApiCall) {
        const std::string method = plain("method");
        request.method = method.empty() ? "GET" : method;
        request.contentType = plain("content_type");
        request.body.text = plain("body");
    }
    return {};
}

} // namespace

Result<std::shared_ptr<const RegisteredKey>> readRegisteredKey(std::string_view text) {
    const auto keys = jose::readKeyMaterial(asBytes(text));
    if (!keys) {
        return passOn(keys);
    }
    if (keys->entries().size() != 1) {
        return fail(ErrorCode::Usage, keys->empty() ? "no key was found" : "there is more than one key");
    }
    jose::Jwk key = keys->entries().front().jwk;
    if (key.key.type() == crypto::KeyType::Oct) {
        return fail(ErrorCode::Usage, "it is a secret, not a public key");
    }
    key.key = key.key.publicHalf();
    const std::string print = jose::thumbprint(key.key).value_or("");
    return std::make_shared<const RegisteredKey>(RegisteredKey{
        "pasted: " + jose::describe(key.key) +
            (print.size() > 8 ? ", " + print.substr(0, 4) + "…" + print.substr(print.size() - 4) : std::string()),
        std::move(key)});
}

const std::string& EndpointAddresses::of(Operation operation) const {
    static const std::string none;
    switch (operation) {
    case Operation::Token:
        return token;
    case Operation::PushedAuthorization:
        return pushed;
    case Operation::DeviceAuthorization:
        return device;
    case Operation::Introspection:
        return introspection;
    case Operation::Revocation:
        return revocation;
    case Operation::Userinfo:
        return userinfo;
    case Operation::ApiCall:
        break;
    }
    return none;
}

EndpointAddresses addressesOf(const ServerMetadata& metadata, ServerMetadata::Route route) {
    EndpointAddresses all;
    all.token = metadata.endpoint("token_endpoint", route);
    all.authorization = metadata.authorizationEndpoint; // the browser's, which has no client certificate
    all.device = metadata.endpoint("device_authorization_endpoint", route);
    all.pushed = metadata.endpoint("pushed_authorization_request_endpoint", route);
    all.introspection = metadata.endpoint("introspection_endpoint", route);
    all.revocation = metadata.endpoint("revocation_endpoint", route);
    all.userinfo = metadata.endpoint("userinfo_endpoint", route);
    all.keys = metadata.jwksUri;
    return all;
}

bool EndpointForm::isFlow() const {
    return operation == Operation::Token && flow == Flow::Whole &&
           (grant == Grant::AuthorizationCode || grant == Grant::DeviceCode);
}

std::vector<PresetField> fieldsOf(Grant grant) {
    constexpr auto plain = PresetField::Privacy::Plain;
    constexpr auto secret = PresetField::Privacy::Secret;
    constexpr auto required = PresetField::Need::Required;
    constexpr auto optional = PresetField::Need::Optional;
    const std::string accessToken = "urn:ietf:params:oauth:token-type:access_token";
    switch (grant) {
    case Grant::AuthorizationCode:
        return {field("code", "Code", secret, required), field("redirect_uri", "Redirect URI", plain, optional),
                field("code_verifier", "Code verifier", secret, optional)};
    case Grant::RefreshToken:
        return {field("refresh_token", "Refresh token", secret, required)};
    case Grant::DeviceCode:
        return {field("device_code", "Device code", secret, required)};
    case Grant::JwtBearer:
    case Grant::SamlBearer:
        return {field("assertion", "Assertion", secret, required)};
    case Grant::TokenExchange:
        return {field("subject_token", "Subject token", secret, required),
                field("subject_token_type", "Its type", plain, required, accessToken),
                field("actor_token", "Actor token", secret, optional),
                field("actor_token_type", "Its type", plain, optional),
                field("requested_token_type", "Wanted type", plain, optional)};
    case Grant::Password:
        return {field("username", "User name", plain, required), field("password", "Password", secret, required)};
    case Grant::Ciba:
        return {field("auth_req_id", "auth_req_id", secret, required)};
    case Grant::Free:
        return {field("grant_type", "grant_type", plain, required)};
    case Grant::ClientCredentials:
        break;
    }
    return {};
}

std::vector<PresetField> fieldsOf(const EndpointForm& form) {
    constexpr auto plain = PresetField::Privacy::Plain;
    constexpr auto secret = PresetField::Privacy::Secret;
    constexpr auto required = PresetField::Need::Required;
    constexpr auto optional = PresetField::Need::Optional;
    switch (form.operation) {
    case Operation::Token:
        return form.isFlow() ? std::vector<PresetField>() : fieldsOf(form.grant);
    case Operation::Introspection:
    case Operation::Revocation:
        return {field("token", "Token", secret, required), field("token_type_hint", "Its kind", plain, optional)};
    case Operation::Userinfo:
        return {field("token", "Access token", secret, required), schemeField()};
    case Operation::ApiCall:
        return {field("method", "Method", plain, required, "GET"), field("token", "Access token", secret, optional),
                schemeField(), field("content_type", "Content-Type", plain, optional),
                field("body", "Body", plain, optional)};
    case Operation::PushedAuthorization:
        return {field("redirect_uri", "Redirect URI", plain, required, "http://127.0.0.1/callback")};
    case Operation::DeviceAuthorization:
        break;
    }
    return {};
}

namespace {

/// A pushed request by itself: state, nonce and PKCE are made for it, and nobody goes on with them.
Result<OAuthRequest> pushAlone(OAuthRequest request, const EndpointForm& form, const Moment& moment) {
    AuthorizationPlan wish;
    wish.endpoint = form.addresses.authorization.empty() ? form.url : form.addresses.authorization;
    wish.clientId = form.clientId;
    wish.issuer = form.issuer;
    for (NameValue& pair : request.parameters) {
        if (pair.name == "scope") {
            wish.scope = std::move(pair.value);
        } else if (pair.name == "redirect_uri") {
            wish.redirectUri = std::move(pair.value);
        } else if (!pair.value.empty()) {
            wish.extras.push_back(std::move(pair));
        }
    }
    const auto start = beginAuthorization(wish, moment);
    if (!start) {
        return passOn(start);
    }
    return pushedRequest(std::move(request), start->parameters, form.url);
}

} // namespace

Result<OAuthRequest> requestOf(const EndpointForm& form, const Moment& moment) {
    OAuthRequest request;
    const Preset* const preset = findPreset(form.presetId);
    if (preset != nullptr && preset->kind == Preset::Kind::Call) {
        auto filled = fillPreset(*preset, form.values, moment);
        if (!filled) {
            return filled;
        }
        request = std::move(*filled);
    } else {
        request.operation = form.operation;
        request.url = form.url;
        request.issuer = form.issuer;
        request.grant = form.grant;
        if (isCall(form.operation)) {
            if (const auto done = setCall(request, form); !done) {
                return passOn(done);
            }
        } else {
            request.client.method = form.method;
            request.client.id = form.clientId;
            request.client.secret = form.secret;
            request.client.assertion = form.assertion;
            if (form.key) {
                request.client.key = form.key->key.jwk;
            }
            for (const PresetField& each : fieldsOf(form)) {
                request.parameters.push_back({each.name, valueOf(form, each, request.confidential)});
            }
        }
        if (form.operation == Operation::Introspection && form.answer == EndpointForm::Answer::Signed) {
            request.answer = OAuthRequest::Answer::Jwt;
        }
        const bool asks = form.operation == Operation::Token || form.operation == Operation::PushedAuthorization ||
                          form.operation == Operation::DeviceAuthorization;
        if (asks) {
            request.parameters.push_back({"scope", form.scope});
            for (std::string& resource : words(form.resource)) {
                request.parameters.push_back({"resource", std::move(resource)});
            }
            request.parameters.push_back({"audience", form.audience});
            request.parameters.push_back({"authorization_details", form.authorizationDetails});
        }
        if (form.operation == Operation::PushedAuthorization) {
            auto pushed = pushAlone(std::move(request), form, moment);
            if (!pushed) {
                return pushed;
            }
            request = std::move(*pushed);
        }
        const bool proves = form.operation == Operation::Token || isCall(form.operation);
        if (form.dpopKey && proves) {
            request.dpopKey = form.dpopKey->key.jwk;
            request.dpopNonce = form.dpopNonce;
        }
    }
    request.extras.insert(request.extras.end(), form.extras.begin(), form.extras.end());
    request.tls.authorities = form.authorities;
    request.proxy = form.proxy;
    if (const auto done = setIdentity(request.tls, form); !done) {
        return passOn(done);
    }
    return request;
}

EndpointForm formOf(const OAuthRequest& request) {
    EndpointForm form;
    form.flow = EndpointForm::Flow::LastStep; // what was pasted has its code
    if (request.operation == Operation::ApiCall) {
        form.operation = Operation::ApiCall;
        form.url = request.url;
        form.values.plain = {
            {"method", request.method}, {"content_type", request.contentType}, {"body", request.body.text}};
        if (request.accessToken) {
            form.values.plain["scheme"] = request.scheme == TokenScheme::Raw ? "raw" : "";
            form.values.secret["token"] = request.accessToken;
        }
        form.extras = request.extras;
        return form;
    }
    form.url = request.url;
    form.grant = request.grant;
    form.method = request.client.method;
    form.clientId = request.client.id;
    form.secret = request.client.secret;
    form.extras = request.extras;
    const std::vector<PresetField> own = fieldsOf(request.grant);
    for (const NameValue& pair : request.parameters) {
        const auto known =
            std::find_if(own.begin(), own.end(), [&](const PresetField& each) { return each.name == pair.name; });
        if (pair.name == "scope") {
            form.scope = pair.value;
        } else if (pair.name == "resource") {
            form.resource += (form.resource.empty() ? "" : " ") + pair.value;
        } else if (pair.name == "authorization_details") {
            form.authorizationDetails = pair.value;
        } else if (pair.name == "audience" && form.audience.empty()) {
            form.audience = pair.value;
        } else if (known == own.end()) {
            form.extras.push_back({pair.name, pair.value, ExtraParameter::Place::Body});
        } else if (known->privacy == PresetField::Privacy::Secret) {
            form.values.secret[pair.name] = shareSecret(pair.value);
        } else {
            form.values.plain[pair.name] = pair.value;
        }
    }
    return form;
}

} // namespace twb::workbench
