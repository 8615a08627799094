// SPDX-License-Identifier: Apache-2.0
#include "cli/input.h"
#include "cli/net/request_output.h"
#include "cli/verbs.h"
#include "oauth/http_client.h"

namespace twb::cli {
namespace {

using namespace twb::oauth;

Answer<SharedSecret> readToken(Session& session) {
    const std::string* const text = session.arguments.value("--token");
    if (text == nullptr) {
        return usage("--token is missing");
    }
    auto token = readText(session, *text, "the token");
    if (!token) {
        return passOn(token);
    }
    while (!token->empty() && (token->back() == '\n' || token->back() == '\r' || token->back() == ' ')) {
        token->pop_back();
    }
    SharedSecret secret = shareSecret(*token);
    wipeText(*token);
    return secret;
}

/// Introspection and revocation: a form with the token.
Answer<Exit> aboutToken(Session& session, Operation operation, std::string_view member) {
    HttpClient transport;
    const auto token = readToken(session);
    if (!token) {
        return passOn(token);
    }
    auto plan = readPlan(session, operation, member, transport);
    if (!plan) {
        return finish(session, plan.error());
    }
    std::vector<NameValue>& parameters = plan->request.parameters;
    parameters.insert(parameters.begin(), {"token", std::string(asText((*token)->reveal()))});
    if (const std::string* hint = session.arguments.value("--token-hint")) {
        parameters.push_back({"token_type_hint", *hint});
    }
    if (session.arguments.has("--jwt")) {
        plan->request.answer = OAuthRequest::Answer::Jwt;
    }
    plan->request.confidential.push_back(*token);
    return sendAndShow(session, *plan, transport);
}

} // namespace

Answer<Exit> sendAndShow(Session& session, const RequestPlan& plan, HttpTransport& transport) {
    const auto moments = readMoments(session);
    if (!moments) {
        return passOn(moments);
    }
    if (auto instead = showInstead(session, plan, *moments)) {
        return *instead;
    }
    NonceStore nonces;
    const Time started = (*moments)().now;
    const auto sent = send(transport, plan.request, nonces, *moments, interruption());
    if (!sent) {
        return failure(sent.error(), "the request");
    }
    return showSent(session, plan, *sent, started);
}

Answer<Exit> runRequest(Session& session) {
    HttpClient transport;
    const auto plan = readPlan(session, Operation::Token, "token_endpoint", transport);
    if (!plan) {
        return finish(session, plan.error());
    }
    return sendAndShow(session, *plan, transport);
}

Answer<Exit> runRequestIntrospect(Session& session) {
    return aboutToken(session, Operation::Introspection, "introspection_endpoint");
}

Answer<Exit> runRequestRevoke(Session& session) {
    return aboutToken(session, Operation::Revocation, "revocation_endpoint");
}

Answer<Exit> runRequestUserinfo(Session& session) {
    HttpClient transport;
    const auto token = readToken(session);
    if (!token) {
        return passOn(token);
    }
    auto plan = readPlan(session, Operation::Userinfo, "userinfo_endpoint", transport);
    if (!plan) {
        return finish(session, plan.error());
    }
    plan->request.accessToken = *token;
    plan->request.scheme = plan->request.dpopKey ? TokenScheme::Dpop : TokenScheme::Bearer;
    return sendAndShow(session, *plan, transport);
}

Answer<Exit> runRequestCall(Session& session) {
    HttpClient transport;
    const Arguments& arguments = session.arguments;
    auto plan = readPlan(session, Operation::ApiCall, {}, transport);
    if (!plan) {
        return finish(session, plan.error());
    }
    OAuthRequest& request = plan->request;
    if (arguments.has("--token")) {
        const auto token = readToken(session);
        if (!token) {
            return passOn(token);
        }
        request.accessToken = *token;
        request.scheme = request.dpopKey ? TokenScheme::Dpop : TokenScheme::Bearer;
    }
    if (const std::string* body = arguments.value("--body")) {
        auto text = readText(session, *body, "the body");
        if (!text) {
            return passOn(text);
        }
        request.body.text = std::move(*text);
        request.method = "POST";
        request.contentType = "application/json";
    }
    if (const std::string* method = arguments.value("--method")) {
        request.method = *method;
    }
    if (const std::string* type = arguments.value("--content-type")) {
        request.contentType = *type;
    }
    return sendAndShow(session, *plan, transport);
}

Answer<Exit> runRequestDiscover(Session& session) {
    HttpClient transport;
    const auto base = readConnection(session);
    if (!base) {
        return passOn(base);
    }
    if (!session.arguments.has("--issuer")) {
        return usage("--issuer is missing");
    }
    const auto attempts = discover(transport, session.arguments.text("--issuer"), *base, interruption());
    const DiscoveryAttempt& last = attempts.back();
    if (last.exchange.failure) {
        return report(session, NetFailure{std::nullopt, last.exchange.failure, {}});
    }
    const bool trusted = last.discovery && last.discovery->trusted;
    if (session.output.json()) {
        JsonArray tried;
        for (const DiscoveryAttempt& attempt : attempts) {
            tried.raw(JsonObject().text("url", attempt.request.url).number("status", attempt.exchange.status).finish());
        }
        JsonArray problems;
        if (last.discovery) {
            for (const MetadataProblem& problem : last.discovery->problems) {
                problems.raw(JsonObject().text("id", problem.id).text("detail", problem.detail).finish());
            }
        } else {
            problems.raw(JsonObject().text("id", "no-document").text("detail", last.problem).finish());
        }
        session.output.line(JsonObject()
                                .boolean("trusted", trusted)
                                .raw("metadata", last.discovery ? last.discovery->metadata.json : "null")
                                .raw("problems", problems.finish())
                                .raw("tried", tried.finish())
                                .finish());
        return trusted ? Exit::Yes : Exit::No;
    }
    for (const DiscoveryAttempt& attempt : attempts) {
        session.output.line(attempt.request.url + "  " + std::to_string(attempt.exchange.status), Style::Quiet);
    }
    if (!last.discovery) {
        session.output.foreign(last.problem + "\n");
        return Exit::No;
    }
    session.output.foreign(last.discovery->metadata.json + "\n");
    for (const MetadataProblem& problem : last.discovery->problems) {
        session.output.write(problem.id + ": ", Style::Careful);
        session.output.foreign(problem.detail + "\n");
    }
    return trusted ? Exit::Yes : Exit::No;
}

} // namespace twb::cli
