// SPDX-License-Identifier: Apache-2.0
#include "issuer/authorization_server.h"

#include "issuer/gate.h"
#include "issuer/pages.h"
#include "issuer/server_state.h"

#include <algorithm>
#include <mutex>

namespace twb::issuer {
namespace {

struct Route {
    std::string_view path;
    std::string_view methods; ///< "GET", "POST" or "GET, POST"
    enum class Body : std::uint8_t { None, Form, Any } body;
    Response (*answer)(Call&);
    enum class Spoiled : std::uint8_t { No, Yes } spoiled; ///< by the faults 500 and HTML
};

constexpr Route routes[] = {
    {"/", "GET", Route::Body::None, firstPage, Route::Spoiled::No},
    {endpoint::openIdDiscovery, "GET", Route::Body::None, discovery, Route::Spoiled::No},
    {endpoint::oauthDiscovery, "GET", Route::Body::None, discovery, Route::Spoiled::No},
    {endpoint::keys, "GET", Route::Body::None, servedKeys, Route::Spoiled::No},
    {endpoint::token, "POST", Route::Body::Form, token, Route::Spoiled::Yes},
    {endpoint::cafConnect, "POST", Route::Body::Form, token, Route::Spoiled::Yes},
    {endpoint::bmp, "POST", Route::Body::Form, bmpToken, Route::Spoiled::Yes},
    {endpoint::authorize, "GET, POST", Route::Body::Form, authorize, Route::Spoiled::Yes},
    {endpoint::consent, "POST", Route::Body::Form, consent, Route::Spoiled::Yes},
    {endpoint::pushedAuthorization, "POST", Route::Body::Form, pushedAuthorization, Route::Spoiled::Yes},
    {endpoint::deviceAuthorization, "POST", Route::Body::Form, deviceAuthorization, Route::Spoiled::Yes},
    {endpoint::device, "GET, POST", Route::Body::Form, devicePage, Route::Spoiled::Yes},
    {endpoint::introspection, "POST", Route::Body::Form, introspection, Route::Spoiled::Yes},
    {endpoint::revocation, "POST", Route::Body::Form, revocation, Route::Spoiled::Yes},
    {endpoint::userInfo, "GET, POST", Route::Body::Any, userInfo, Route::Spoiled::Yes},
    {endpoint::senseCrypt, "POST", Route::Body::Any, senseCrypt, Route::Spoiled::Yes},
    {endpoint::cafSessionTokens, "GET", Route::Body::None, cafSessionTokens, Route::Spoiled::Yes},
    {endpoint::cafTransactions, "GET", Route::Body::None, cafTransactions, Route::Spoiled::Yes},
};

const Route* findRoute(std::string_view path) {
    const auto* found =
        std::find_if(std::begin(routes), std::end(routes), [&](const Route& route) { return route.path == path; });
    return found == std::end(routes) ? nullptr : found;
}

bool isForm(std::string_view type) {
    const std::string_view media = type.substr(0, type.find(';'));
    return equalsIgnoringCase(media.substr(0, media.find_last_not_of(' ') + 1), "application/x-www-form-urlencoded");
}

/// What is wrong with the body before any endpoint looks at it.                              (RFC 6749 §3.2, App. B)
std::optional<Refusal> bodyFault(const Request& request, const Route& route, const Form& form) {
    if (route.body != Route::Body::Form || request.method != "POST") {
        return std::nullopt;
    }
    const std::string_view type = request.header("Content-Type");
    if (!isForm(type)) {
        return refuse(400, "invalid_request",
                      finding("content-type", "The body is not form-encoded.",
                              (type.empty() ? std::string("There is no Content-Type")
                                            : "Content-Type is " + cleanUtf8(type)) +
                                  "; send application/x-www-form-urlencoded.",
                              type.empty() ? "no Content-Type" : "Content-Type is " + cleanUtf8(type)))
            .value();
    }
    if (form.malformed()) {
        return refuse(400, "invalid_request",
                      finding("body-malformed", "The body cannot be read.",
                              "A percent sign is not followed by two hex "
                              "digits, or there are too many parameters.",
                              "malformed body"))
            .value();
    }
    if (const auto twice = form.duplicate()) {
        return refuse(400, "invalid_request",
                      finding("parameter-twice", "A parameter stands twice.", "\"" + *twice + "\" may be sent once.",
                              *twice + " stands twice"))
            .value();
    }
    if (const Form query = Form::parse(request.query()); query.has("client_secret") || query.has("client_assertion")) {
        return refuse(400, "invalid_request",
                      finding("secret-in-address", "A secret stands in the address.",
                              "Addresses end up in logs; send it in the body (RFC 6749, 2.3.1).",
                              "secret in the address"))
            .value();
    }
    return std::nullopt;
}

Response route(Call& call) {
    const std::string address = call.url({});
    const std::string_view authority = std::string_view(address).substr(address.find("//") + 2);
    if (auto refused = gate::check(call.request, authority)) {
        call.note.summary = refused->finding.summary;
        call.note.finding = std::move(refused->finding);
        return std::move(refused->response);
    }
    if (call.request.method == "OPTIONS") {
        call.note.summary = "preflight";
        return gate::preflight(call.request);
    }
    const Route* found = findRoute(call.request.path());
    if (found == nullptr) {
        // The OpenID address is appended to the issuer, that of RFC 8414 inserted: the usual slip is a slash too many.
        call.note.summary = "no such address";
        return errorResponse(404, "not_found", "There is nothing at this address.");
    }
    const bool head = call.request.method == "HEAD" && found->methods.starts_with("GET");
    if (!head && found->methods.find(call.request.method) == std::string_view::npos) {
        call.note.summary = "wants " + std::string(found->methods);
        Response response = errorResponse(405, "invalid_request", "This address wants " + std::string(found->methods));
        response.setHeader("Allow", found->methods);
        return response;
    }
    const Fault fault = call.state.settings.fault;
    if (found->spoiled == Route::Spoiled::Yes && fault == Fault::Error500) {
        call.note.summary = "500 on purpose";
        return errorResponse(500, "server_error", "The local issuer answers so on purpose.");
    }
    if (found->spoiled == Route::Spoiled::Yes && fault == Fault::Html) {
        call.note.summary = "HTML on purpose";
        return page::message(200, "Sign in", "The local issuer answers with a page instead of JSON on purpose.");
    }
    if (const auto refusal = bodyFault(call.request, *found, call.form)) {
        return answer(*refusal, call.note);
    }
    return found->answer(call);
}

} // namespace

struct AuthorizationServer::State {
    State(std::string issuer, RandomSource& random, Settings settings)
        : server{std::move(issuer), random, std::move(settings)} {}

    mutable std::mutex lock;
    ServerState server;
    std::deque<std::shared_ptr<const Exchange>> log;
    std::uint64_t count = 0;
    std::function<void(const Exchange&)> listener;
};

AuthorizationServer::AuthorizationServer(std::string issuer, RandomSource& random, Settings settings)
    : m_state(std::make_unique<State>(std::move(issuer), random, std::move(settings))) {}

AuthorizationServer::~AuthorizationServer() = default;

Response AuthorizationServer::handle(const Request& request, PreciseTime now) {
    const Form form = Form::parse(request.method == "POST" ? std::string_view(request.body) : request.query());
    std::shared_ptr<const Exchange> kept;
    std::function<void(const Exchange&)> listener;
    Response response;
    {
        const std::lock_guard guard(m_state->lock);
        Note note;
        Call call{m_state->server, request, form,
                  std::chrono::floor<std::chrono::seconds>(now) + m_state->server.settings.clockOffset, note};
        for (const char* parameter : {"client_assertion", "assertion"}) {
            if (note.assertion.empty()) {
                note.assertion = form[parameter].substr(0, limits::assertionOctets);
            }
        }
        response = route(call);
        gate::allowOrigin(request, response);
        if (m_state->server.settings.fault == Fault::SlowAnswers) {
            response.delay = m_state->server.settings.slowness;
        }
        auto exchange = std::make_shared<Exchange>();
        exchange->number = ++m_state->count;
        exchange->at = now;
        exchange->method = cleanUtf8(request.method).substr(0, 20);
        exchange->path = cleanUtf8(request.path()).substr(0, 500);
        exchange->status = response.status;
        exchange->summary = std::move(note.summary);
        exchange->request = maskRequest(request);
        exchange->response = maskResponse(response);
        exchange->finding = std::move(note.finding);
        exchange->assertion = std::move(note.assertion);
        kept = std::move(exchange);
        m_state->log.push_back(kept);
        if (m_state->log.size() > maximumLogEntries) {
            m_state->log.pop_front();
        }
        listener = m_state->listener;
    }
    if (request.method == "HEAD") {
        response.body.clear();
    }
    if (listener) {
        listener(*kept);
    }
    return response;
}

const std::string& AuthorizationServer::issuer() const {
    return m_state->server.issuer;
}

void AuthorizationServer::setTlsAddress(std::string address) {
    const std::lock_guard guard(m_state->lock);
    m_state->server.tlsAddress = std::move(address);
}

Settings AuthorizationServer::settings() const {
    const std::lock_guard guard(m_state->lock);
    return m_state->server.settings;
}

void AuthorizationServer::setSettings(Settings settings) {
    const std::lock_guard guard(m_state->lock);
    m_state->server.settings = std::move(settings);
}

std::vector<Client> AuthorizationServer::clients() const {
    const std::lock_guard guard(m_state->lock);
    return m_state->server.clients;
}

void AuthorizationServer::setClients(std::vector<Client> clients) {
    const std::lock_guard guard(m_state->lock);
    m_state->server.clients = std::move(clients);
}

Result<void> AuthorizationServer::putClient(Client client) {
    const std::lock_guard guard(m_state->lock);
    auto& clients = m_state->server.clients;
    for (Client& known : clients) {
        if (known.id == client.id) {
            known = std::move(client);
            return {};
        }
    }
    if (clients.size() >= maximumClients) {
        return fail(ErrorCode::Usage, "there are " + std::to_string(maximumClients) + " clients already");
    }
    clients.push_back(std::move(client));
    return {};
}

Result<void> AuthorizationServer::setKeys(std::vector<IssuerKey> keys) {
    const std::lock_guard guard(m_state->lock);
    return m_state->server.keys.set(std::move(keys));
}

std::vector<ServedKey> AuthorizationServer::keys() const {
    const std::lock_guard guard(m_state->lock);
    return m_state->server.keys.list();
}

Result<void> AuthorizationServer::publish(std::string_view kid, IssuerKey::Publish publish) {
    const std::lock_guard guard(m_state->lock);
    return m_state->server.keys.publish(kid, publish);
}

Result<void> AuthorizationServer::signWith(std::string_view kid) {
    const std::lock_guard guard(m_state->lock);
    return m_state->server.keys.signWith(kid);
}

std::string AuthorizationServer::jwks() const {
    const std::lock_guard guard(m_state->lock);
    return m_state->server.keys.jwks().value_or(std::string(R"({"keys":[]})"));
}

void AuthorizationServer::onExchange(std::function<void(const Exchange&)> listener) {
    const std::lock_guard guard(m_state->lock);
    m_state->listener = std::move(listener);
}

std::vector<Exchange> AuthorizationServer::log() const {
    const std::lock_guard guard(m_state->lock);
    std::vector<Exchange> list;
    list.reserve(m_state->log.size());
    for (const auto& each : m_state->log) {
        list.push_back(*each);
    }
    return list;
}

void AuthorizationServer::clearLog() {
    const std::lock_guard guard(m_state->lock);
    m_state->log.clear();
}

} // namespace twb::issuer
