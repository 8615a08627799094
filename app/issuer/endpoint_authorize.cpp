// SPDX-License-Identifier: Apache-2.0
#include "issuer/client_authentication.h"
#include "issuer/grants.h"
#include "issuer/json_object.h"
#include "issuer/pages.h"

#include <algorithm>

namespace twb::issuer {
namespace {

constexpr std::string_view requestUriPrefix = "urn:ietf:params:oauth:request_uri:";

/// Why a request cannot even be answered at the redirect: shown to the person.                  (RFC 6749 §4.1.2.1)
struct NoRedirect {
    Finding finding;
};
/// An error that goes back to the client.
struct RedirectError {
    std::string error;
    Finding finding;
};

/// `http://127.0.0.1:49152/callback` without its port; nullopt if it is no loopback address.      (RFC 8252 §7.3)
std::optional<std::string> withoutLoopbackPort(std::string_view uri) {
    for (const std::string_view host : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
        if (!uri.starts_with(host)) {
            continue;
        }
        std::string_view rest = uri.substr(host.size());
        if (!rest.empty() && rest.front() == ':') {
            rest.remove_prefix(1);
            const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
            rest.remove_prefix(digits);
        }
        if (rest.empty() || rest.front() == '/' || rest.front() == '?') {
            return std::string(host) + std::string(rest);
        }
    }
    return std::nullopt;
}

bool registered(const Client& client, const std::string& uri) {
    const auto loopback = withoutLoopbackPort(uri);
    return std::any_of(client.redirectUris.begin(), client.redirectUris.end(), [&](const std::string& known) {
        return known == uri || (loopback && withoutLoopbackPort(known) == loopback);
    });
}

std::string redirectTo(const AuthorizationRequest& request, const std::string& issuer,
                       const std::vector<std::pair<std::string, std::string>>& parameters) {
    std::string uri = request.redirectUri;
    char separator = uri.find('?') == std::string::npos ? '?' : '&';
    const auto add = [&](std::string_view name, std::string_view value) {
        uri += separator;
        uri += std::string(name) + "=" + formEncode(value);
        separator = '&';
    };
    for (const auto& [name, value] : parameters) {
        add(name, value);
    }
    if (!request.state.empty()) {
        add("state", request.state);
    }
    add("iss", issuer); // RFC 9207 §2
    return uri;
}

Response redirect(std::string uri) {
    Response response;
    response.status = 302;
    response.headers = {{"Location", std::move(uri)}, {"Cache-Control", "no-store"}};
    page::protect(response);
    return response;
}

Response redirectWithError(Call& call, const AuthorizationRequest& request, const RedirectError& error) {
    call.note.summary = error.error + ": " + error.finding.summary;
    call.note.finding = error.finding;
    return redirect(
        redirectTo(request, call.state.issuer,
                   {{"error", error.error}, {"error_description", error.finding.title + " " + error.finding.detail}}));
}

tl::unexpected<NoRedirect> unredirectable(std::string id, std::string title, std::string detail, std::string summary) {
    return tl::unexpected<NoRedirect>(
        NoRedirect{finding("authorize-" + std::move(id), std::move(title), std::move(detail), std::move(summary))});
}

/// Client and redirect_uri, the two things without which nothing may be sent back.
tl::expected<AuthorizationRequest, NoRedirect> readTarget(Call& call, const Form& form) {
    const Client* client = call.state.findClient(form["client_id"]);
    if (client == nullptr) {
        const std::string id(form["client_id"]);
        return unredirectable("client", "This client is not registered here.",
                              id.empty() ? "client_id is missing." : "There is no client \"" + id + "\".",
                              id.empty() ? "no client_id" : "unknown client " + id);
    }
    AuthorizationRequest request;
    request.clientId = client->id;
    request.redirectUri = form["redirect_uri"];
    request.redirectUriSent = !request.redirectUri.empty();
    if (!request.redirectUriSent) {
        if (client->redirectUris.size() != 1) {
            return unredirectable("redirect", "redirect_uri is missing.",
                                  "The client has " + std::to_string(client->redirectUris.size()) +
                                      " registered addresses; the request must choose one.",
                                  "redirect_uri is missing");
        }
        request.redirectUri = client->redirectUris.front();
    } else if (!registered(*client, request.redirectUri)) {
        return unredirectable("redirect", "redirect_uri is not registered.",
                              request.redirectUri + " is none of " + join(client->redirectUris, ", ") + ".",
                              "redirect_uri is " + request.redirectUri);
    }
    request.state = form["state"];
    request.nonce = form["nonce"];
    request.jkt = form["dpop_jkt"];
    request.challenge = form["code_challenge"];
    request.challengeMethod = form.has("code_challenge_method") ? form["code_challenge_method"] : "plain";
    return request;
}

tl::unexpected<RedirectError> atRedirect(std::string error, std::string id, std::string title, std::string detail,
                                         std::string summary) {
    return tl::unexpected<RedirectError>(
        RedirectError{std::move(error),
                      finding("authorize-" + std::move(id), std::move(title), std::move(detail), std::move(summary))});
}

tl::expected<void, RedirectError> checkRest(Call& call, const Form& form, AuthorizationRequest& request) {
    const Client& client = *call.state.findClient(request.clientId);
    if (const auto twice = form.duplicate()) {
        return atRedirect("invalid_request", "twice", "A parameter stands twice.", *twice + " stands twice.",
                          *twice + " twice");
    }
    if (form["response_type"] != "code") {
        return atRedirect(form.has("response_type") ? "unsupported_response_type" : "invalid_request", "response-type",
                          "response_type is not supported.", "This issuer answers with code only.",
                          "response_type is " + std::string(form["response_type"]));
    }
    if (form.has("response_mode") && form["response_mode"] != "query") {
        return atRedirect("invalid_request", "response-mode", "response_mode is not supported.",
                          "This issuer answers in the query only.",
                          "response_mode is " + std::string(form["response_mode"]));
    }
    if (form.has("request")) {
        return atRedirect("request_not_supported", "request", "Request objects are not supported.",
                          "Send the parameters themselves, or push them (PAR).", "request object");
    }
    if (!client.allowsGrant(grant::authorizationCode)) {
        return atRedirect("unauthorized_client", "grant", "The client may not use this grant.",
                          client.id + " is registered for " + join(client.grants, ", ") + ".",
                          "authorization_code is not registered");
    }
    if (request.challenge.empty() && client.allows(ClientMethod::None)) {
        return atRedirect("invalid_request", "pkce", "code_challenge is missing.",
                          "A public client needs PKCE (RFC 7636).", "no code_challenge");
    }
    if (!request.challenge.empty() && request.challengeMethod != "S256" && request.challengeMethod != "plain") {
        return atRedirect("invalid_request", "pkce-method", "code_challenge_method is not supported.",
                          "It is " + request.challengeMethod + "; S256 and plain are known.",
                          "code_challenge_method is " + request.challengeMethod);
    }
    auto scope = grantedScope(client, form["scope"]);
    if (!scope) {
        return atRedirect(scope.error().error, "scope", scope.error().finding->title, scope.error().finding->detail,
                          scope.error().finding->summary);
    }
    request.scope = std::move(*scope);
    auto resources = askedAudience(form);
    if (!resources) {
        return atRedirect(resources.error().error, "resource", resources.error().finding->title,
                          resources.error().finding->detail, resources.error().finding->summary);
    }
    request.resources = std::move(*resources);
    if (form["prompt"] == "none" && call.state.settings.consent == Settings::Consent::Ask) {
        return atRedirect("consent_required", "prompt", "A person has to say yes.", "prompt=none forbids to ask.",
                          "prompt=none");
    }
    return {};
}

Response handOutCode(Call& call, const AuthorizationRequest& request) {
    auto code = call.state.randomText();
    auto family = call.state.randomText(12);
    if (!code || !family) {
        return answer(serverFault(!code ? code.error() : family.error()).value(), call.note);
    }
    CodeRecord record;
    record.request = request;
    record.subject = call.state.settings.userName;
    record.authenticated = call.now;
    record.expires = call.now + call.state.settings.codeLife;
    record.family = std::move(*family);
    const std::string uri = redirectTo(request, call.state.issuer, {{"code", *code}});
    call.state.codes.put(std::move(*code), std::move(record));
    call.note.summary = "1 code, " + std::to_string(call.state.settings.codeLife.count()) + " s";
    return redirect(uri);
}

Response showProblem(Call& call, const Finding& found) {
    call.note.summary = found.summary;
    call.note.finding = found;
    return page::message(400, found.title, found.detail);
}

} // namespace

Response authorize(Call& call) {
    Form form = call.form;
    if (form.has("request_uri")) {
        const std::string uri(form["request_uri"]);
        const PushedRequest* pushed = call.state.pushed.find(uri);
        if (pushed == nullptr || call.now >= pushed->expires || pushed->clientId != form["client_id"]) {
            return showProblem(call, finding("authorize-request-uri", "request_uri is not known.",
                                             pushed == nullptr             ? "It was never handed out, or was used."
                                             : call.now >= pushed->expires ? "It has expired."
                                                                           : "It belongs to another client.",
                                             "request_uri is not known"));
        }
        form = Form::parse(pushed->query);
        call.state.pushed.erase(uri); // used once (RFC 9126 §4)
    }
    auto request = readTarget(call, form);
    if (!request) {
        return showProblem(call, request.error().finding);
    }
    if (const auto checked = checkRest(call, form, *request); !checked) {
        return redirectWithError(call, *request, checked.error());
    }
    if (call.state.settings.consent == Settings::Consent::Given) {
        return handOutCode(call, *request);
    }
    auto pending = call.state.randomText();
    if (!pending) {
        return answer(serverFault(pending.error()).value(), call.note);
    }
    Response response = page::question("Allow access?", request->clientId, call.state.settings.userName, request->scope,
                                       endpoint::consent, {{"pending", *pending}});
    call.state.consents.put(std::move(*pending), {std::move(*request), call.now + limits::consentLife});
    call.note.summary = "asks for consent";
    return response;
}

Response consent(Call& call) {
    const PendingConsent* found = call.state.consents.find(call.form["pending"]);
    if (found == nullptr || call.now >= found->expires) {
        return showProblem(call, finding("consent-unknown", "This page is too old.",
                                         "Its question was answered or has expired; begin again.", "no such question"));
    }
    const PendingConsent pending = *found;
    call.state.consents.erase(call.form["pending"]);
    if (call.form["decision"] != "allow") {
        return redirectWithError(
            call, pending.request,
            {"access_denied", finding("consent-denied", "The person said no.", "Begin anew.", "denied")});
    }
    return handOutCode(call, pending.request);
}

Response pushedAuthorization(Call& call) {
    const auto refused = [&](const Refusal& refusal) { return answer(refusal, call.note); };
    const auto client = authenticateClient(call, endpoint::pushedAuthorization, PublicClients::Welcome);
    if (!client) {
        return refused(client.error());
    }
    if (call.form.has("request_uri")) {
        return refused({400,
                        "invalid_request",
                        "request_uri does not belong into a pushed request (RFC 9126, 2.1).",
                        finding("par-request-uri", "request_uri does not belong here.",
                                "Push the parameters themselves (RFC 9126, 2.1).", "request_uri in a pushed request"),
                        {}});
    }
    auto request = readTarget(call, call.form);
    if (!request) {
        const Finding& found = request.error().finding;
        return refused({400, "invalid_request", found.title + " " + found.detail, found, {}});
    }
    if (const auto checked = checkRest(call, call.form, *request); !checked) {
        const Finding& found = checked.error().finding;
        return refused({400, checked.error().error, found.title + " " + found.detail, found, {}});
    }
    const auto random = call.state.randomText();
    if (!random) {
        return refused(serverFault(random.error()).value());
    }
    std::string query = "client_id=" + formEncode(client->id);
    for (const auto& [name, value] : call.form.items()) {
        const bool secret = name.starts_with("client_");
        if (!secret) {
            query += "&" + formEncode(name) + "=" + formEncode(value);
        }
    }
    std::string uri = std::string(requestUriPrefix) + *random;
    Response response = jsonResponse(
        201, JsonObject().text("request_uri", uri).number("expires_in", limits::requestUriLife.count()).finish());
    call.state.pushed.put(std::move(uri), {client->id, std::move(query), call.now + limits::requestUriLife});
    call.note.summary += "1 request_uri, " + std::to_string(limits::requestUriLife.count()) + " s";
    return response;
}

} // namespace twb::issuer
