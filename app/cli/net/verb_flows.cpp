// SPDX-License-Identifier: Apache-2.0
#include "cli/files.h"
#include "cli/net/request_output.h"
#include "cli/verbs.h"
#include "issuer/redirect_listener.h"
#include "oauth/authorization.h"
#include "oauth/http_client.h"

#include <algorithm>
#include <charconv>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ; // NOLINT: POSIX

namespace twb::cli {
namespace {

using namespace twb::oauth;

/// How long a person may take in the browser.
constexpr std::chrono::minutes patience{5};

void openBrowser(const std::string& command, const std::string& url) {
    std::string program = command;
    std::string address = url;
    std::array<char*, 3> words{program.data(), address.data(), nullptr};
    pid_t process = 0;
    if (posix_spawnp(&process, program.c_str(), nullptr, nullptr, words.data(), environ) == 0) {
        // The browser lives as long as it likes; a thread takes its exit.
        std::thread([process] { waitpid(process, nullptr, 0); }).detach();
    }
}

std::string secondsText(std::chrono::seconds length) {
    return std::to_string(length.count()) + " s";
}

/// Sends a first request (device authorization, PAR) whose answer the flow goes on with.
/// @return the step, or the end of the verb
tl::expected<Step, Answer<Exit>> firstStep(Session& session, const RequestPlan& plan, const OAuthRequest& request,
                                           HttpTransport& transport, NonceStore& nonces,
                                           const std::function<Moment()>& moments) {
    const Time started = moments().now;
    auto sent = send(transport, request, nonces, moments, interruption());
    if (!sent) {
        return tl::unexpected<Answer<Exit>>(failure(sent.error(), "the request"));
    }
    if (!sent->last().exchange.ok()) {
        RequestPlan shown = plan;
        shown.request = request;
        return tl::unexpected<Answer<Exit>>(showSent(session, shown, *sent, started));
    }
    return std::move(sent->steps.back());
}

/// @param own  --token-param: parameters of this step alone
OAuthRequest likeToken(const OAuthRequest& base, const std::string& url, Grant grant, std::vector<NameValue> parameters,
                       const std::vector<NameValue>& own) {
    OAuthRequest request = base;
    request.operation = Operation::Token;
    request.url = url;
    request.grant = grant;
    // What belongs to the first step (scope, prompt …) stays there; resource is asked for in both (RFC 8707 §2.2).
    std::erase_if(request.parameters, [](const NameValue& pair) { return pair.name != "resource"; });
    request.parameters.insert(request.parameters.begin(), parameters.begin(), parameters.end());
    request.parameters.insert(request.parameters.end(), own.begin(), own.end());
    return request;
}

Answer<int> readPort(const Session& session) {
    const std::string* const text = session.arguments.value("--redirect-port");
    if (text == nullptr) {
        return 0;
    }
    int port = 0;
    const auto read = std::from_chars(text->data(), text->data() + text->size(), port);
    if (read.ec != std::errc() || read.ptr != text->data() + text->size() || port < 1 || port > 65535) {
        return usage("--redirect-port is a number from 1 to 65535");
    }
    return port;
}

std::string refusal(const AuthorizationAnswer& answer) {
    switch (answer.outcome) {
    case AuthorizationAnswer::Outcome::Refused:
        return "the server refused: " + answer.error +
               (answer.description.empty() ? "" : " (" + answer.description + ")");
    case AuthorizationAnswer::Outcome::StateMismatch:
        return "state is not the one that was sent: this answer belongs to another request, or is an attack";
    case AuthorizationAnswer::Outcome::IssuerMismatch:
        return "iss is not the issuer that was asked (RFC 9207): the code was not used";
    case AuthorizationAnswer::Outcome::IssuerMissing:
        return "iss is missing, though the server's metadata promises it (RFC 9207): the code was not used";
    case AuthorizationAnswer::Outcome::NoCode:
        return "the answer holds no code";
    case AuthorizationAnswer::Outcome::Code:
        break;
    }
    return {};
}

} // namespace

Answer<Exit> runRequestDevice(Session& session) {
    HttpClient transport;
    auto plan = readPlan(session, Operation::DeviceAuthorization, "device_authorization_endpoint", transport);
    if (!plan) {
        return finish(session, plan.error());
    }
    const auto moments = readMoments(session);
    if (!moments) {
        return passOn(moments);
    }
    if (auto instead = showInstead(session, *plan, *moments)) {
        return *instead;
    }
    if (!plan->metadata) {
        return usage("the device flow needs --issuer: two endpoints take part");
    }
    const auto own = readPairs(session, "--token-param");
    if (!own) {
        return passOn(own);
    }
    NonceStore nonces;
    OAuthRequest first = plan->request;
    first.dpopKey.reset(); // the proof belongs to the token request
    const auto step = firstStep(session, *plan, first, transport, nonces, *moments);
    if (!step) {
        return step.error();
    }
    const ResponseReading& reading = step->reading;
    const std::string deviceCode = jsonMember(step->exchange.body.text, "device_code");
    if (deviceCode.empty() || reading.verificationUri.empty()) {
        return failure(Error{ErrorCode::JsonMemberMissing, "device_code or verification_uri is missing", {}},
                       "the answer");
    }
    // On standard error, so that --json stays one object.
    const std::string told =
        "Open " + reading.verificationUri + " and enter " + reading.deviceCodeUserCode +
        (reading.verificationUriComplete.empty() ? "" : "\nor open " + reading.verificationUriComplete);
    writeAll(STDERR_FILENO, (isPrintable(told) ? told : quoted(told)) + "\n");
    const OAuthRequest request = likeToken(plan->request, plan->metadata->endpoint("token_endpoint", routeOf(*plan)),
                                           Grant::DeviceCode, {{"device_code", deviceCode}}, *own);
    const Time started = (*moments)().now;
    const DevicePoll poll{reading.interval.value_or(std::chrono::seconds(5)),
                          reading.expiresIn.value_or(std::chrono::seconds(600))};
    const auto sent = pollDevice(
        transport, request, poll, nonces, *moments, waitFor(interruption()),
        [](const Sent& each, std::chrono::seconds next) {
            if (next.count() > 0) {
                writeAll(STDERR_FILENO, each.last().reading.error + ", again in " + secondsText(next) + "\n");
            }
        },
        interruption());
    if (!sent) {
        return failure(sent.error(), "the request");
    }
    RequestPlan shown = *plan;
    shown.request = request;
    return showSent(session, shown, *sent, started);
}

Answer<Exit> runRequestAuthorize(Session& session) {
    HttpClient transport;
    auto plan = readPlan(session, Operation::Token, "token_endpoint", transport);
    if (!plan) {
        return finish(session, plan.error());
    }
    if (!plan->metadata) {
        return usage("the code flow needs --issuer: several endpoints take part, and nothing is shown without them");
    }
    const auto moments = readMoments(session);
    const auto port = readPort(session);
    if (!moments || !port) {
        return moments ? passOn(port) : passOn(moments);
    }
    const auto own = readPairs(session, "--token-param");
    if (!own) {
        return passOn(own);
    }
    const std::string_view path = session.arguments.text("--redirect-path");
    auto listener = issuer::RedirectListener::open(path.empty() ? "/callback" : std::string(path), *port);
    if (!listener) {
        return failure(listener.error(), "the redirect address");
    }
    AuthorizationPlan wish;
    wish.endpoint = plan->metadata->authorizationEndpoint;
    wish.clientId = plan->request.client.id;
    wish.redirectUri = listener->redirectUri();
    wish.issuer = plan->metadata->issuer;
    for (const NameValue& pair : plan->request.parameters) {
        if (pair.name == "scope") {
            wish.scope = pair.value;
        } else {
            wish.extras.push_back(pair);
        }
    }
    if (plan->request.dpopKey) {
        wish.dpopThumbprint = jose::thumbprint(plan->request.dpopKey->key).value_or("");
    }
    auto start = beginAuthorization(wish, (*moments)());
    if (!start) {
        return failure(start.error(), "the authorization");
    }
    NonceStore nonces;
    if (session.arguments.has("--par") || plan->metadata->parRequired) {
        const OAuthRequest push =
            pushedRequest(plan->request, start->parameters,
                          plan->metadata->endpoint("pushed_authorization_request_endpoint", routeOf(*plan)));
        const auto step = firstStep(session, *plan, push, transport, nonces, *moments);
        if (!step) {
            return step.error();
        }
        start->url = pushedAuthorizationUrl(wish.endpoint, wish.clientId, step->reading.requestUri);
    }
    writeAll(STDERR_FILENO, "Open " + start->url + "\n");
    const std::string_view browser = session.arguments.text("--browser");
    if (browser != "none") {
        openBrowser(browser.empty() ? "xdg-open" : std::string(browser), start->url);
    }
    const auto redirect = listener->wait(patience, interruption());
    if (!redirect) {
        return failure(redirect.error(), "the redirect");
    }
    std::vector<NameValue> came;
    for (const auto& [name, value] : redirect->parameters) {
        came.push_back({name, value});
    }
    const AuthorizationAnswer answer = readAuthorizationAnswer(
        writeForm(came), *start,
        plan->metadata->issInAuthorizationResponse ? IssuerPromise::Promised : IssuerPromise::None);
    if (answer.outcome != AuthorizationAnswer::Outcome::Code) {
        const std::string why = refusal(answer);
        writeAll(STDERR_FILENO, "twb: " + (isPrintable(why) ? why : quoted(why)) + "\n");
        if (session.output.json()) {
            const std::string code = answer.error.empty() ? "authorization-refused" : answer.error;
            const std::string error = JsonObject().text("code", code).text("message", why).null("where").finish();
            session.output.line(JsonObject().raw("error", error).finish());
        }
        return Exit::No;
    }
    const OAuthRequest request = likeToken(plan->request, plan->request.url, Grant::AuthorizationCode,
                                           {{"code", std::string(asText(answer.code->reveal()))},
                                            {"redirect_uri", start->redirectUri},
                                            {"code_verifier", start->pkce.verifier}},
                                           *own);
    const Time started = (*moments)().now;
    const auto sent = send(transport, request, nonces, *moments, interruption());
    if (!sent) {
        return failure(sent.error(), "the request");
    }
    RequestPlan shown = *plan;
    shown.request = request;
    std::string more = R"(,"issuer_compared":)" + std::string(answer.issuer.empty() ? "false" : "true");
    if (!start->nonce.empty()) {
        const FoundToken* const idToken = sent->last().reading.token("id_token");
        const bool same = idToken != nullptr && jsonMember(idToken->payload, "nonce") == start->nonce;
        more += std::string(R"(,"nonce_matches":)") + (same ? "true" : "false");
    }
    return showSent(session, shown, *sent, started, more);
}

Answer<Exit> runRequestPar(Session& session) {
    HttpClient transport;
    auto plan = readPlan(session, Operation::PushedAuthorization, "pushed_authorization_request_endpoint", transport);
    if (!plan) {
        return finish(session, plan.error());
    }
    std::vector<NameValue> parameters = plan->request.parameters;
    const bool typed = std::any_of(parameters.begin(), parameters.end(),
                                   [](const NameValue& pair) { return pair.name == "response_type"; });
    if (!typed) {
        parameters.insert(parameters.begin(), {"response_type", "code"});
    }
    plan->request = pushedRequest(plan->request, std::move(parameters), plan->request.url);
    return sendAndShow(session, *plan, transport);
}

} // namespace twb::cli
