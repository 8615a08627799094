// SPDX-License-Identifier: Apache-2.0
#include "issuer/client.h"

#include "issuer/grant_names.h"
#include "issuer/message.h"
#include "jose/key_material.h"

#include <algorithm>

namespace twb::issuer {
namespace {

struct MethodName {
    ClientMethod method;
    std::string_view name;
};
constexpr MethodName methodNames[] = {
    {ClientMethod::None, "none"},
    {ClientMethod::SecretBasic, "client_secret_basic"},
    {ClientMethod::SecretPost, "client_secret_post"},
    {ClientMethod::SecretJwt, "client_secret_jwt"},
    {ClientMethod::PrivateKeyJwt, "private_key_jwt"},
    {ClientMethod::TlsClientAuth, "tls_client_auth"},
    {ClientMethod::SelfSignedTlsClientAuth, "self_signed_tls_client_auth"},
};

tl::unexpected<Error> fault(ErrorCode code, std::string_view client, std::string_view what,
                            const json::Value& where = {}) {
    std::string detail = client.empty() ? std::string() : "client " + std::string(client) + ": ";
    return fail(code, detail + std::string(what), where.exists() ? where.range() : TextRange{});
}

/// A text, or a list of texts.
Result<std::vector<std::string>> texts(const json::Value& value, std::string_view client, std::string_view member) {
    std::vector<std::string> list;
    if (!value.exists()) {
        return list;
    }
    if (auto text = value.string()) {
        list.push_back(std::move(*text));
        return list;
    }
    bool sound = value.is(json::Type::Array);
    value.forEachElement([&](const json::Value& element) {
        auto text = element.string();
        sound = sound && text.has_value();
        if (text) {
            list.push_back(std::move(*text));
        }
    });
    if (!sound) {
        return fault(ErrorCode::JsonType, client, std::string(member) + " must be a text or a list of texts", value);
    }
    return list;
}

Result<void> readKeys(const json::Value& object, Client& client) {
    Result<jose::KeySet> keys;
    if (const json::Value jwks = object.find("jwks"); jwks.exists()) {
        keys = jose::KeySet::read(jwks);
        if (keys && keys->empty() && !keys->problems().empty()) {
            keys = fail(keys->problems().front().error.code, keys->problems().front().error.detail);
        }
    } else if (const auto pem = object.find("public_key").string()) {
        keys = jose::readKeyMaterial(asBytes(*pem));
    } else {
        return {};
    }
    if (!keys) {
        return fault(keys.error().code, client.id, keys.error().detail);
    }
    jose::KeySet halves(jose::KeySet::Origin::Set);
    for (jose::KeyEntry entry : keys->entries()) {
        entry.jwk.key = entry.jwk.key.publicHalf(); // nobody needs a client's private key here
        halves.add(std::move(entry));
    }
    client.keys = std::make_shared<const jose::KeySet>(std::move(halves));
    return {};
}

Result<void> readCertificateName(const json::Value& object, Client& client) {
    using Kind = CertificateName::Kind;
    constexpr std::pair<const char*, Kind> members[] = {{"tls_client_auth_subject_dn", Kind::SubjectDn},
                                                        {"tls_client_auth_san_dns", Kind::Dns},
                                                        {"tls_client_auth_san_uri", Kind::Uri},
                                                        {"tls_client_auth_san_ip", Kind::Ip},
                                                        {"tls_client_auth_san_email", Kind::Email}};
    for (const auto& [member, kind] : members) {
        const json::Value value = object.find(member);
        if (!value.exists()) {
            continue;
        }
        auto text = value.string();
        if (!text) {
            return fault(ErrorCode::JsonType, client.id, std::string(member) + " must be a text", value);
        }
        if (client.certificateName) {
            return fault(ErrorCode::Usage, client.id,
                         "tls_client_auth knows a certificate by one name; " + std::string(member) + " is a second",
                         value);
        }
        client.certificateName = CertificateName{kind, std::move(*text)};
    }
    return {};
}

Result<Client> readClient(const json::Value& object) {
    Client client;
    if (!object.is(json::Type::Object)) {
        return fault(ErrorCode::JsonType, {}, "a client must be an object", object);
    }
    client.id = object.find("client_id").string().value_or(std::string());
    if (client.id.empty()) {
        return fault(ErrorCode::JsonMemberMissing, {}, "client_id", object);
    }
    const auto methods = texts(object.find("token_endpoint_auth_method"), client.id, "token_endpoint_auth_method");
    if (!methods) {
        return passOn(methods);
    }
    for (const std::string& text : *methods) {
        const auto method = findClientMethod(text);
        if (!method) {
            return fault(ErrorCode::Usage, client.id, "there is no authentication method \"" + text + "\"");
        }
        client.methods.push_back(*method);
    }
    if (client.methods.empty()) {
        client.methods.push_back(ClientMethod::SecretBasic); // the default of RFC 7591 §2
    }
    if (auto secret = object.find("client_secret").string()) {
        client.secret = std::make_shared<const Secret>(Secret::fromText(*secret));
        wipeText(*secret);
    }
    auto known = readKeys(object, client);
    known = known ? readCertificateName(object, client) : std::move(known);
    if (!known) {
        return passOn(known);
    }
    auto redirects = texts(object.find("redirect_uris"), client.id, "redirect_uris");
    auto grants = texts(object.find("grant_types"), client.id, "grant_types");
    if (!redirects || !grants) {
        return passOn(!redirects ? redirects : grants);
    }
    client.redirectUris = std::move(*redirects);
    client.grants = std::move(*grants);
    if (client.grants.empty()) {
        client.grants = client.redirectUris.empty() ? std::vector<std::string>{std::string(grant::clientCredentials)}
                                                    : std::vector<std::string>{std::string(grant::authorizationCode),
                                                                               std::string(grant::refreshToken)};
    }
    client.scopes = words(object.find("scope").string().value_or(std::string()));
    client.dpop = object.find("dpop_bound_access_tokens").boolean().value_or(false) ? Client::Binding::Required
                                                                                    : Client::Binding::Optional;
    client.assertions = object.find("strict_assertions").boolean().value_or(false) ? Client::AssertionRules::Strict
                                                                                   : Client::AssertionRules::Standard;
    return client;
}

} // namespace

std::string_view name(ClientMethod method) {
    for (const MethodName& row : methodNames) {
        if (row.method == method) {
            return row.name;
        }
    }
    return {};
}

std::optional<ClientMethod> findClientMethod(std::string_view name) {
    for (const MethodName& row : methodNames) {
        if (row.name == name) {
            return row.method;
        }
    }
    return std::nullopt;
}

bool Client::allows(ClientMethod method) const {
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

bool Client::allowsGrant(std::string_view grant) const {
    return contains(grants, grant);
}

Result<std::vector<Client>> readClients(std::string_view text) {
    const auto document = json::Document::parse(std::string(text));
    if (!document) {
        return passOn(document);
    }
    json::Value list = document->root();
    if (list.is(json::Type::Object)) {
        list = list.find("clients");
    }
    if (!list.is(json::Type::Array)) {
        return fail(ErrorCode::JsonType, "expected a list of clients, or an object with \"clients\"");
    }
    if (list.size() > maximumClients) {
        return fail(ErrorCode::Usage, "more than " + std::to_string(maximumClients) + " clients");
    }
    std::vector<Client> clients;
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto client = readClient(list.at(i));
        if (!client) {
            return passOn(client);
        }
        for (const Client& known : clients) {
            if (known.id == client->id) {
                return fault(ErrorCode::Usage, client->id, "this client stands in the list twice", list.at(i));
            }
        }
        clients.push_back(std::move(*client));
    }
    return clients;
}

Result<std::vector<crypto::Certificate>> readCertificateAuthorities(ByteView file) {
    const auto set = jose::readKeyMaterial(file);
    if (!set) {
        return passOn(set);
    }
    if (!set->problems().empty()) {
        return tl::unexpected(set->problems().front().error); // half a list would refuse clients without a reason
    }
    std::vector<crypto::Certificate> authorities;
    for (const jose::KeyEntry& entry : set->entries()) {
        if (entry.certificate) {
            authorities.push_back(*entry.certificate);
        }
    }
    if (authorities.empty()) {
        return fail(ErrorCode::CertificateInvalid, "there is no certificate in it");
    }
    return authorities;
}

std::vector<Client> sampleClients(const jose::Jwk* demoKey) {
    const auto secret = std::make_shared<const Secret>(Secret::fromText(sampleClientSecret));
    std::vector<Client> clients;
    if (demoKey != nullptr) {
        jose::KeySet keys(jose::KeySet::Origin::Set);
        jose::KeyEntry entry{*demoKey, "jwk", std::nullopt, {}, {}, {}};
        entry.jwk.key = entry.jwk.key.publicHalf();
        keys.add(std::move(entry));
        Client demo;
        demo.id = "tw-demo-client";
        demo.methods = {ClientMethod::PrivateKeyJwt};
        demo.keys = std::make_shared<const jose::KeySet>(std::move(keys));
        demo.grants = {std::string(grant::clientCredentials), std::string(grant::jwtBearer)};
        clients.push_back(std::move(demo));
    }
    Client single;
    single.id = "spa-test";
    single.methods = {ClientMethod::None};
    single.grants = {std::string(grant::authorizationCode), std::string(grant::refreshToken),
                     std::string(grant::deviceCode)};
    single.redirectUris = {"http://127.0.0.1/callback", "http://127.0.0.1/", "http://localhost/callback"};
    clients.push_back(std::move(single));
    Client backend;
    backend.id = "backend-test";
    backend.methods = {ClientMethod::SecretBasic, ClientMethod::SecretPost, ClientMethod::SecretJwt};
    backend.secret = secret;
    backend.redirectUris = {"http://127.0.0.1/callback", "http://127.0.0.1/"};
    for (const std::string_view each : grant::all) {
        backend.grants.emplace_back(each);
    }
    clients.push_back(std::move(backend));
    return clients;
}

} // namespace twb::issuer
