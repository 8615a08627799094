// SPDX-License-Identifier: Apache-2.0
#include "workbench/endpoint_flow.h"

#include "issuer/redirect_listener.h"

#include <algorithm>

namespace twb::workbench {

using namespace twb::oauth;

namespace {

/// Resource and audience are asked for in both steps (RFC 8707 §2.2); the rest belongs to the first one.
bool staysInBothSteps(const NameValue& pair) {
    return pair.name == "resource" || pair.name == "audience";
}

FlowEnd ended(std::string problem) {
    FlowEnd end;
    end.problem = std::move(problem);
    return end;
}

FlowEnd endedWith(OAuthRequest request, Sent sent) {
    FlowEnd end;
    end.request = std::move(request);
    end.sent = std::move(sent);
    return end;
}

/// What went out before stands before what went out last.
Sent joined(Sent first, Sent then) {
    std::move(then.steps.begin(), then.steps.end(), std::back_inserter(first.steps));
    return first;
}

std::string refusalOf(const AuthorizationAnswer& answer) {
    using Outcome = AuthorizationAnswer::Outcome;
    switch (answer.outcome) {
    case Outcome::Refused:
        return "the server refused: " + answer.error +
               (answer.description.empty() ? std::string() : " (" + answer.description + ")");
    case Outcome::StateMismatch:
        return "state is not the one that was sent: the answer belongs to another request, or is an attack. The code "
               "was not used";
    case Outcome::IssuerMismatch:
        return "iss is " + answer.issuer + ", not the issuer that was asked (RFC 9207). The code was not used";
    case Outcome::IssuerMissing:
        return "iss is missing, though the metadata promises it (RFC 9207). The code was not used";
    case Outcome::NoCode:
        return "the answer holds no code";
    case Outcome::Code:
        break;
    }
    return {};
}

/// What was compared in the browser's answer and in the ID token, as notes under the body.
void noteComparisons(Sent& sent, const AuthorizationStart& start, const AuthorizationAnswer& answer) {
    using Severity = ResponseNote::Severity;
    ResponseReading& reading = sent.steps.back().reading;
    reading.notes.push_back({Severity::Info, "state-compared", "state is the one that was sent"});
    reading.notes.push_back(answer.issuer.empty()
                                ? ResponseNote{Severity::Info, "iss-absent", "The redirect named no iss (RFC 9207)"}
                                : ResponseNote{Severity::Info, "iss-compared", "iss is the issuer that was asked"});
    if (const FoundToken* const id = reading.token("id_token"); id != nullptr && !start.nonce.empty()) {
        const bool same = jsonMember(id->payload, "nonce") == start.nonce;
        reading.notes.push_back(
            same ? ResponseNote{Severity::Info, "nonce-compared", "nonce of the ID token is the one that was sent"}
                 : ResponseNote{Severity::Error, "nonce-mismatch",
                                "nonce of the ID token is not the one that was sent"});
    }
}

/// The redirect address is heard at the port that was shown, or at another free one where none was asked for.
Result<issuer::RedirectListener> listen(const EndpointForm& form, int port) {
    auto listener =
        issuer::RedirectListener::open(form.redirectPath, form.redirectPort != 0 ? form.redirectPort : port);
    return listener || form.redirectPort != 0 ? std::move(listener)
                                              : issuer::RedirectListener::open(form.redirectPath, 0);
}

} // namespace

std::string redirectUriOf(int port, const std::string& path) {
    return "http://127.0.0.1:" + std::to_string(port) + path;
}

Result<int> freeRedirectPort() {
    const auto listener = issuer::RedirectListener::open("/", 0);
    return listener ? Result<int>(listener->port()) : Result<int>(passOn(listener));
}

Result<FlowPlan> planFlow(const EndpointForm& form, const Moment& moment, const std::string& redirectUri) {
    auto base = requestOf(form, moment);
    if (!base) {
        return passOn(base);
    }
    base->extras.clear(); // of the token request
    FlowPlan plan;
    if (form.grant == Grant::DeviceCode) {
        if (form.addresses.device.empty()) {
            return fail(ErrorCode::Usage, "the device authorization URL is missing");
        }
        plan.first = std::move(*base);
        plan.first.operation = Operation::DeviceAuthorization;
        plan.first.url = form.addresses.device;
        plan.first.dpopKey.reset(); // the proof belongs to the token request
        plan.first.parameters.insert(plan.first.parameters.end(), form.firstExtras.begin(), form.firstExtras.end());
        return plan;
    }
    AuthorizationPlan wish;
    wish.endpoint = form.addresses.authorization;
    wish.clientId = form.clientId;
    wish.redirectUri = redirectUri;
    wish.scope = form.scope;
    wish.issuer = form.issuer;
    for (const NameValue& pair : base->parameters) {
        if (pair.name != "scope" && !pair.value.empty()) {
            wish.extras.push_back(pair);
        }
    }
    wish.extras.insert(wish.extras.end(), form.firstExtras.begin(), form.firstExtras.end());
    if (form.dpopKey) {
        wish.dpopThumbprint = jose::thumbprint(form.dpopKey->key.jwk.key).value_or("");
    }
    auto start = beginAuthorization(wish, moment);
    if (!start) {
        return passOn(start);
    }
    plan.start = std::move(*start);
    if (form.push == EndpointForm::Push::Yes) {
        if (form.addresses.pushed.empty()) {
            return fail(ErrorCode::Usage, "the URL for pushed requests is missing");
        }
        base->dpopKey.reset(); // its thumbprint is among the parameters
        plan.push = pushedRequest(std::move(*base), plan.start.parameters, form.addresses.pushed);
    }
    return plan;
}

FlowEnd runCodeFlow(const EndpointForm& form, int port, const ServerMetadata* metadata, const FlowTools& tools) {
    auto listener = listen(form, port);
    if (!listener) {
        return ended("the redirect address: " + listener.error().detail);
    }
    auto plan = planFlow(form, tools.now(), listener->redirectUri());
    if (!plan) {
        return ended(plan.error().detail);
    }
    Sent before;
    if (plan->push) {
        FlowProgress pushing;
        pushing.address = plan->push->url;
        tools.report(pushing);
        auto pushed = send(tools.transport, *plan->push, tools.nonces, tools.now, tools.stop);
        if (!pushed) {
            return ended(pushed.error().detail);
        }
        const Step& step = pushed->last();
        if (!step.exchange.ok() || step.reading.requestUri.empty()) {
            return endedWith(*plan->push, std::move(*pushed));
        }
        plan->start.url = pushedAuthorizationUrl(form.addresses.authorization, form.clientId, step.reading.requestUri);
        before = std::move(*pushed);
    }
    FlowProgress waiting;
    waiting.stage = FlowProgress::Stage::Browser;
    waiting.address = plan->start.url;
    waiting.redirectUri = plan->start.redirectUri;
    waiting.until = tools.now().now + browserPatience;
    tools.report(waiting);
    const auto redirect = listener->wait(browserPatience, tools.stop);
    if (!redirect) {
        return ended(redirect.error().detail);
    }
    std::vector<NameValue> came;
    for (const auto& [name, value] : redirect->parameters) {
        came.push_back({name, value});
    }
    const bool promised = metadata != nullptr && metadata->issInAuthorizationResponse;
    const AuthorizationAnswer answer =
        readAuthorizationAnswer(writeForm(came), plan->start, promised ? IssuerPromise::Promised : IssuerPromise::None);
    if (answer.outcome != AuthorizationAnswer::Outcome::Code) {
        return ended(refusalOf(answer));
    }
    auto request = requestOf(form, tools.now());
    if (!request) {
        return ended(request.error().detail);
    }
    std::erase_if(request->parameters, [](const NameValue& pair) { return !staysInBothSteps(pair); });
    request->parameters.insert(request->parameters.begin(), {{"code", std::string(asText(answer.code->reveal()))},
                                                             {"redirect_uri", plan->start.redirectUri},
                                                             {"code_verifier", plan->start.pkce.verifier}});
    request->confidential.push_back(answer.code);
    FlowProgress redeeming;
    redeeming.stage = FlowProgress::Stage::Token;
    redeeming.address = request->url;
    tools.report(redeeming);
    auto sent = send(tools.transport, *request, tools.nonces, tools.now, tools.stop);
    if (!sent) {
        return ended(sent.error().detail);
    }
    noteComparisons(*sent, plan->start, answer);
    return endedWith(std::move(*request), joined(std::move(before), std::move(*sent)));
}

FlowEnd runDeviceFlow(const EndpointForm& form, const FlowTools& tools) {
    const auto plan = planFlow(form, tools.now(), {});
    auto request = requestOf(form, tools.now());
    if (!plan || !request) {
        return ended(!plan ? plan.error().detail : request.error().detail);
    }
    FlowProgress progress;
    progress.address = plan->first.url;
    tools.report(progress);
    auto first = send(tools.transport, plan->first, tools.nonces, tools.now, tools.stop);
    if (!first) {
        return ended(first.error().detail);
    }
    const Step& step = first->last();
    const std::string deviceCode = jsonMember(step.exchange.body.text, "device_code");
    if (!step.exchange.ok() || deviceCode.empty() || step.reading.verificationUri.empty()) {
        return endedWith(plan->first, std::move(*first));
    }
    const DevicePoll poll{step.reading.interval.value_or(std::chrono::seconds(5)),
                          step.reading.expiresIn.value_or(std::chrono::seconds(600))};
    const Time begun = tools.now().now;
    progress.stage = FlowProgress::Stage::Device;
    progress.address = step.reading.verificationUri;
    progress.completeAddress = step.reading.verificationUriComplete;
    progress.userCode = step.reading.deviceCodeUserCode;
    progress.until = begun + poll.expiresIn;
    progress.asks = begun + poll.interval;
    tools.report(progress);
    std::erase_if(request->parameters, [](const NameValue& pair) { return !staysInBothSteps(pair); });
    request->parameters.insert(request->parameters.begin(), {"device_code", deviceCode});
    request->confidential.push_back(shareSecret(deviceCode));
    auto sent = pollDevice(
        tools.transport, *request, poll, tools.nonces, tools.now, tools.wait,
        [&](const Sent& each, std::chrono::seconds nextIn) {
            progress.said = each.last().reading.error;
            progress.asks = tools.now().now + nextIn;
            if (nextIn.count() > 0) {
                tools.report(progress);
            }
        },
        tools.stop);
    if (!sent) {
        return ended(sent.error().detail);
    }
    if (const auto& failure = sent->last().exchange.failure; failure && failure->fault == HttpFault::Cancelled) {
        return ended("the wait for the person was stopped");
    }
    return endedWith(std::move(*request), joined(std::move(*first), std::move(*sent)));
}

} // namespace twb::workbench
