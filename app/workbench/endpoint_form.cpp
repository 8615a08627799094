// SPDX-License-Identifier: Apache-2.0
#include "workbench/endpoint_form.h"

#include "crypto/key_file.h"

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

Result<void> setIdentity(TlsOptions& tls, const RingEntry& entry) {
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

} // namespace

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
        request.url = form.url;
        request.issuer = form.issuer;
        request.grant = form.grant;
        request.client.method = form.method;
        request.client.id = form.clientId;
        request.client.secret = form.secret;
        request.client.assertion = form.assertion;
        if (form.key) {
            request.client.key = form.key->key.jwk;
        }
        for (const PresetField& each : fieldsOf(form.grant)) {
            std::string value;
            if (const auto secret = form.values.secret.find(each.name);
                secret != form.values.secret.end() && secret->second) {
                value = asText(secret->second->reveal());
                request.confidential.push_back(secret->second);
            } else if (const auto plain = form.values.plain.find(each.name); plain != form.values.plain.end()) {
                value = plain->second;
            } else {
                value = each.value;
            }
            request.parameters.push_back({each.name, std::move(value)});
        }
        request.parameters.push_back({"scope", form.scope});
        request.parameters.push_back({"resource", form.resource});
        request.parameters.push_back({"audience", form.audience});
        if (form.dpopKey) {
            request.dpopKey = form.dpopKey->key.jwk;
        }
    }
    request.extras.insert(request.extras.end(), form.extras.begin(), form.extras.end());
    request.tls.authorities = form.authorities;
    if (form.certificate) {
        if (const auto done = setIdentity(request.tls, *form.certificate); !done) {
            return passOn(done);
        }
    }
    return request;
}

EndpointForm formOf(const OAuthRequest& request) {
    EndpointForm form;
    if (request.operation == Operation::ApiCall) {
        form.presetId = "caf-rest";
        form.values.plain = {{"url", request.url}, {"method", request.method}};
        if (request.accessToken) {
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
        } else if (pair.name == "resource" && form.resource.empty()) {
            form.resource = pair.value;
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
