// SPDX-License-Identifier: Apache-2.0
#include "issuer/client_authentication.h"

#include "issuer/assertion.h"
#include "issuer/client_certificate.h"
#include "jose/key_material.h"

#include <algorithm>

namespace twb::issuer {
namespace {

tl::unexpected<Refusal> invalidClient(int status, Finding found) {
    auto refusal = refuse(status, "invalid_client", std::move(found));
    if (status == 401) {
        refusal.value().headers = {{"WWW-Authenticate", "Basic realm=\"local issuer\", charset=\"UTF-8\""}};
    }
    return refusal;
}

tl::unexpected<Refusal> unknownClient(int status, std::string_view id) {
    return invalidClient(status, finding("client-unknown", "This client is not registered here.",
                                         id.empty() ? "The request names no client_id."
                                                    : "There is no client \"" + std::string(id) + "\"; add it first.",
                                         id.empty() ? "no client_id" : "unknown client " + std::string(id)));
}

tl::unexpected<Refusal> wrongMethod(int status, const Client& client, std::string_view used) {
    std::vector<std::string> allowed;
    for (const ClientMethod each : client.methods) {
        allowed.emplace_back(name(each));
    }
    return invalidClient(status, finding("client-method", "The client authenticates in another way.",
                                         "The request used " + std::string(used) + "; " + client.id +
                                             " is registered for " + join(allowed, ", ") + ".",
                                         std::string(used) + " is not registered"));
}

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isSpace(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isSpace(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

bool same(const Secret& secret, std::string_view sent) {
    return Secret::equalInConstantTime(secret.reveal(), asBytes(sent));
}

/// How a wrong secret differs, without a character of it. The ways of people: a line break that was copied along, an
/// encoding done once too often or too seldom, the other letter case.
Finding secretFinding(const Secret& secret, std::string_view sent) {
    const auto different = [](std::string detail, std::string summary) {
        return finding("client-secret", "The client secret does not fit.", std::move(detail), std::move(summary));
    };
    if (sent.empty()) {
        return different("The request holds no secret.", "no secret");
    }
    const std::string_view right = asText(secret.reveal());
    const std::string_view cut = trimmed(sent);
    if (cut.size() != sent.size() && same(secret, cut)) {
        const bool atEnd = !isSpace(sent.front());
        return different(std::string("It has white space at its ") + (atEnd ? "end (a line break?)" : "beginning") +
                             " that does not belong to it.",
                         std::string("secret differs at its ") + (atEnd ? "end (line break?)" : "beginning"));
    }
    if (equalsIgnoringCase(right, sent)) {
        return different("Only upper and lower case differ.", "secret differs in letter case");
    }
    const auto decoded = formDecode(sent);
    if (decoded && *decoded != sent && same(secret, *decoded)) {
        return different("It was form-encoded once too often.", "secret encoded twice");
    }
    const auto base64 = jose::decodeSecretText(sent, jose::SecretEncoding::Base64);
    if (base64 && *base64 == secret) {
        return different("It was sent in Base64.", "secret sent in Base64");
    }
    if (right.size() > sent.size() && right.starts_with(sent)) {
        return different("Its end is missing.", "secret is cut off");
    }
    return different("It is another secret.", "wrong secret");
}

struct BasicCredentials {
    std::string id;
    std::string secret;
    std::string rawId;
    std::string rawSecret;
};

/// Both readings: form-decoded as RFC 6749 §2.3.1 wants it, and raw as many clients send it.
std::optional<BasicCredentials> readBasic(std::string_view header) {
    header.remove_prefix(6);
    auto octets = jose::decodeSecretText(header, jose::SecretEncoding::Base64);
    if (!octets) {
        return std::nullopt;
    }
    const std::string_view text = asText(octets->reveal());
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    BasicCredentials read;
    read.rawId = cleanUtf8(text.substr(0, colon));
    read.rawSecret = text.substr(colon + 1);
    read.id = cleanUtf8(formDecode(text.substr(0, colon)).value_or(read.rawId));
    read.secret = formDecode(read.rawSecret).value_or(read.rawSecret);
    return read;
}

Answer<Client> byBasic(Call& call, std::string_view header) {
    const auto sent = readBasic(header);
    if (!sent) {
        return invalidClient(401, finding("client-basic", "The Authorization header cannot be read.",
                                          "After \"Basic \" comes the Base64 of id, a colon and the secret.",
                                          "Basic header is no Base64 of id:secret"));
    }
    const Client* client = call.state.findClient(sent->id);
    client = client != nullptr ? client : call.state.findClient(sent->rawId);
    if (client == nullptr) {
        return unknownClient(401, sent->id);
    }
    if (const std::string_view other = call.form["client_id"]; !other.empty() && other != client->id) {
        return refuse(400, "invalid_request",
                      finding("client-id", "Two client_ids.",
                              "The header names " + client->id + ", the body " + std::string(other) + ".",
                              "client_id differs from the header's"));
    }
    if (!client->allows(ClientMethod::SecretBasic) || !client->secret) {
        return wrongMethod(401, *client, "client_secret_basic");
    }
    if (!same(*client->secret, sent->secret) && !same(*client->secret, sent->rawSecret)) {
        return invalidClient(401, secretFinding(*client->secret, sent->rawSecret));
    }
    if (same(*client->secret, sent->rawSecret) && formDecode(sent->rawSecret) != sent->rawSecret) {
        call.note.summary = "secret was not form-encoded; ";
    }
    return *client;
}

Answer<Client> byAssertion(Call& call, std::string_view endpoint) {
    const std::string_view assertion = call.form["client_assertion"];
    const std::string_view type = call.form["client_assertion_type"];
    if (type != jwtBearerAssertion) {
        return invalidClient(
            400, finding("assertion-type",
                         type.empty() ? "client_assertion_type is missing." : "client_assertion_type does not fit.",
                         "It must be " + std::string(jwtBearerAssertion) + ".",
                         type.empty() ? "client_assertion_type is missing"
                                      : "client_assertion_type is " + std::string(type)));
    }
    std::string id(call.form["client_id"]);
    if (id.empty()) {
        id = unverifiedIssuer(assertion); // client_id is optional beside an assertion (RFC 7521 §4.2)
    }
    const Client* client = call.state.findClient(id);
    if (client == nullptr) {
        return unknownClient(400, id);
    }
    AssertionRules rules;
    rules.expectedIssuer = client->id;
    rules.strictness = client->assertions;
    rules.endpoint = call.url(endpoint);
    if (endpoint == endpoint::bmp) {
        rules.strictness = Client::AssertionRules::Strict;
    }
    if (rules.strictness == Client::AssertionRules::Strict) {
        rules.audiences = {rules.endpoint};
    } else {
        rules.audiences = {call.state.issuer, call.state.url(endpoint::token), rules.endpoint};
    }
    const auto& extra = call.state.settings.acceptedAudiences;
    rules.audiences.insert(rules.audiences.end(), extra.begin(), extra.end());
    const auto checked = checkAssertion(call.state, *client, assertion, rules, call.now);
    if (!checked) {
        return invalidClient(400, checked.error());
    }
    return *client;
}

Answer<Client> bySecretInBody(Call& call) {
    const Client* client = call.state.findClient(call.form["client_id"]);
    if (client == nullptr) {
        return unknownClient(400, call.form["client_id"]);
    }
    if (!client->allows(ClientMethod::SecretPost) || !client->secret) {
        return wrongMethod(400, *client, "client_secret_post");
    }
    if (!same(*client->secret, call.form["client_secret"])) {
        return invalidClient(400, secretFinding(*client->secret, call.form["client_secret"]));
    }
    return *client;
}

Answer<Client> withoutProof(Call& call, PublicClients publicClients) {
    const Client* client = call.state.findClient(call.form["client_id"]);
    if (client == nullptr) {
        return unknownClient(400, call.form["client_id"]);
    }
    const bool certificate =
        client->allows(ClientMethod::TlsClientAuth) || client->allows(ClientMethod::SelfSignedTlsClientAuth);
    if (certificate && !client->allows(ClientMethod::None)) {
        const auto known = checkClientCertificate(call, *client);
        return known ? Answer<Client>(*client) : invalidClient(400, known.error());
    }
    if (!client->allows(ClientMethod::None) || publicClients == PublicClients::Refused) {
        return client->allows(ClientMethod::None)
                   ? invalidClient(401, finding("client-public", "This endpoint wants an authenticated client.",
                                                client->id + " is a public client.", "public client"))
                   : wrongMethod(400, *client, "none");
    }
    return *client;
}

} // namespace

Answer<Client> authenticateClient(Call& call, std::string_view endpoint, PublicClients publicClients) {
    const std::string_view authorization = call.request.header("Authorization");
    const bool basic = authorization.size() > 6 && equalsIgnoringCase(authorization.substr(0, 6), "Basic ");
    const bool assertion = call.form.has("client_assertion");
    const bool secret = call.form.has("client_secret");
    if (static_cast<int>(basic) + static_cast<int>(assertion) + static_cast<int>(secret) > 1) {
        std::vector<std::string> used;
        if (basic) {
            used.emplace_back("the Authorization header");
        }
        if (secret) {
            used.emplace_back("client_secret");
        }
        if (assertion) {
            used.emplace_back("client_assertion");
        }
        return refuse(400, "invalid_request",
                      finding("client-twice", "Two ways of authentication in one request.",
                              "The request holds " + join(used, " and ") + "; use one (RFC 6749, 2.3).",
                              "two ways of authentication"));
    }
    if (basic) {
        return byBasic(call, authorization);
    }
    if (assertion) {
        return byAssertion(call, endpoint);
    }
    if (secret) {
        return bySecretInBody(call);
    }
    return withoutProof(call, publicClients);
}

} // namespace twb::issuer
