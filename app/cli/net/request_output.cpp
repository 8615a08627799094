// SPDX-License-Identifier: Apache-2.0
#include "cli/net/request_output.h"

#include "cli/files.h"
#include "oauth/masking.h"
#include "json/tape.h"

#include <algorithm>
#include <unistd.h>

namespace twb::cli {
namespace {

using namespace twb::oauth;

Secrecy secrecyOf(const Session& session) {
    return session.arguments.has("--reveal") ? Secrecy::Revealed : Secrecy::Masked;
}

std::string_view stateName(RequestCheck::State state) {
    switch (state) {
    case RequestCheck::State::Pass:
        return "pass";
    case RequestCheck::State::Warn:
        return "warn";
    case RequestCheck::State::Fail:
        return "fail";
    case RequestCheck::State::Unknown:
        break;
    }
    return "unknown";
}

Style styleOf(RequestCheck::State state) {
    switch (state) {
    case RequestCheck::State::Pass:
        return Style::Good;
    case RequestCheck::State::Warn:
        return Style::Careful;
    case RequestCheck::State::Fail:
        return Style::Bad;
    case RequestCheck::State::Unknown:
        break;
    }
    return Style::Quiet;
}

std::string checksJson(const std::vector<RequestCheck>& checks) {
    JsonArray array;
    for (const RequestCheck& check : checks) {
        array.raw(JsonObject()
                      .text("id", check.id)
                      .text("outcome", stateName(check.state))
                      .text("detail", check.text)
                      .finish());
    }
    return array.finish();
}

std::string madeJson(const std::vector<MadeToken>& made) {
    JsonArray array;
    for (const MadeToken& each : made) {
        array.raw(
            JsonObject().text("name", each.name).raw("header", each.header).raw("payload", each.payload).finish());
    }
    return array.finish();
}

std::string tokensJson(const ResponseReading& reading, Secrecy secrecy) {
    JsonArray array;
    for (const FoundToken& token : reading.tokens) {
        JsonObject object;
        object.text("name", token.name).text("kind", token.kind);
        object.raw("header", token.header.empty() ? "null" : token.header);
        object.raw("payload", token.payload.empty() ? "null" : token.payload);
        object.textOrNull("token_type", token.type);
        if (token.expires) {
            object.number("expires_at", token.expires->time_since_epoch().count());
        } else {
            object.null("expires_at");
        }
        if (secrecy == Secrecy::Revealed) {
            object.text("token", asText(token.value->reveal()));
        }
        array.raw(object.finish());
    }
    return array.finish();
}

std::vector<SharedSecret> secretsOf(const Step& step) {
    std::vector<SharedSecret> all = step.built.confidential;
    for (const FoundToken& token : step.reading.tokens) {
        all.push_back(token.value);
    }
    return all;
}

/// The body: JSON as JSON, anything else as text, nothing as null.
std::string bodyJson(const Step& step, Secrecy secrecy) {
    const std::string& body = step.exchange.body.text;
    if (body.empty()) {
        return "null";
    }
    const std::string text = secrecy == Secrecy::Revealed ? body : maskAll(body, secretsOf(step));
    json::Tape tape;
    return step.reading.shape == ResponseReading::Shape::Json && tape.parse(text) ? text : quoted(text);
}

Exit exitOf(const Step& step, Operation operation) {
    if (step.exchange.failure) {
        return Exit::Network;
    }
    const bool success = step.exchange.status >= 200 && step.exchange.status < 300;
    if (!success || !step.reading.error.empty()) {
        return Exit::No;
    }
    if (operation == Operation::Introspection) {
        return step.reading.active.value_or(false) ? Exit::Yes : Exit::No;
    }
    if (operation == Operation::Token) {
        return step.reading.tokens.empty() ? Exit::No : Exit::Yes;
    }
    return Exit::Yes;
}

void showExplanation(Output& output, const Explanation& explanation) {
    output.line(explanation.code + ": " + explanation.title, Style::Bad);
    output.foreign(explanation.advice + "\n");
    for (const RequestCheck& reason : explanation.reasons) {
        output.write("  " + std::string(stateName(reason.state)) + "  ", styleOf(reason.state));
        output.foreign(reason.text + "\n");
    }
}

void showHuman(Session& session, const Sent& sent, const std::optional<Explanation>& explanation, Secrecy secrecy) {
    Output& output = session.output;
    const bool spoken = std::any_of(sent.steps.begin(), sent.steps.end(),
                                    [](const Step& step) { return !step.exchange.transcript.empty(); });
    if (spoken) { // else there is the fault alone, which the explanation says
        output.foreign(transcriptText(sent, secrecy));
    }
    const ResponseReading& reading = sent.last().reading;
    for (const FoundToken& token : reading.tokens) {
        output.fact(token.name, token.kind + (token.type.empty() ? "" : " · " + token.type) +
                                    (token.expires ? " · until " + formatUtc(*token.expires) : ""));
        if (!token.payload.empty()) {
            output.foreign("  " + token.payload + "\n");
        }
    }
    for (const ResponseNote& note : reading.notes) {
        output.write("note: ", Style::Careful);
        output.foreign(note.text + "\n");
    }
    if (explanation) {
        showExplanation(output, *explanation);
    }
}

std::string explanationJson(const Explanation& explanation) {
    return JsonObject()
        .text("code", explanation.code)
        .text("title", explanation.title)
        .text("advice", explanation.advice)
        .raw("reasons", checksJson(explanation.reasons))
        .finish();
}

std::string sentJson(const Sent& sent, const std::optional<Explanation>& explanation, Secrecy secrecy,
                     const std::string& more) {
    const Step& step = sent.last();
    JsonObject object;
    object.number("status", step.exchange.status);
    object.raw("response", bodyJson(step, secrecy));
    object.raw("tokens", tokensJson(step.reading, secrecy));
    JsonArray transcript;
    for (const Step& each : sent.steps) {
        for (const TranscriptText& piece : transcriptOf(each, secrecy)) {
            const bool out = piece.direction == TranscriptPiece::Direction::Sent;
            transcript.raw(JsonObject().text("direction", out ? "sent" : "received").text("text", piece.text).finish());
        }
    }
    object.raw("transcript", transcript.finish());
    object.raw("assertions", madeJson(step.built.made));
    object.number("milliseconds", step.exchange.timing.total.count() / 1000);
    object.textOrNull("tls", step.exchange.tlsVersion);
    object.raw("explanation", explanation ? explanationJson(*explanation) : "null");
    JsonArray notes;
    for (const ResponseNote& note : step.reading.notes) {
        notes.raw(JsonObject().text("id", note.id).text("text", note.text).finish());
    }
    object.raw("notes", notes.finish());
    if (step.exchange.failure) {
        object.raw("error", JsonObject()
                                .text("code", name(step.exchange.failure->fault))
                                .text("message", sentence(step.exchange.failure->fault))
                                .null("where")
                                .finish());
    }
    std::string text = object.finish();
    return more.empty() ? text : text.substr(0, text.size() - 1) + more + "}";
}

} // namespace

Exit report(Session& session, const NetFailure& failure) {
    const HttpFailure& network = *failure.network;
    const std::string text = (failure.what.empty() ? "" : failure.what + ": ") + std::string(sentence(network.fault)) +
                             (network.detail.empty() ? "" : " (" + network.detail + ")");
    writeAll(STDERR_FILENO, "twb: " + (isPrintable(text) ? text : quoted(text)) + "\n");
    if (session.output.json()) {
        const std::string error =
            JsonObject().text("code", name(network.fault)).text("message", text).null("where").finish();
        session.output.line(JsonObject().raw("error", error).finish());
    }
    return Exit::Network;
}

Answer<Exit> finish(Session& session, const NetFailure& failure) {
    if (failure.failure) {
        return tl::unexpected<Failure>(*failure.failure);
    }
    return report(session, failure);
}

std::optional<Answer<Exit>> showInstead(Session& session, const RequestPlan& plan,
                                        const std::function<Moment()>& moments) {
    const bool dry = session.arguments.has("--dry-run");
    const bool curl = session.arguments.has("--curl");
    if (!dry && !curl) {
        return std::nullopt;
    }
    const Moment moment = moments();
    const auto built = build(plan.request, moment);
    if (!built) {
        return failure(built.error(), "the request");
    }
    const auto octets = wireOctets(built->http);
    if (!octets) {
        return failure(Error{ErrorCode::Usage,
                             std::string(sentence(octets.error().fault)) + " (" + octets.error().detail + ")",
                             {}},
                       "the request");
    }
    const Secrecy secrecy = secrecyOf(session);
    std::vector<SharedSecret> secrets = built->confidential;
    for (const MadeToken& made : built->made) {
        secrets.push_back(shareSecret(made.token));
    }
    const std::string text = secrecy == Secrecy::Revealed ? *octets : maskAll(*octets, secrets);
    CheckFacts facts;
    facts.now = moment.now;
    facts.metadata = plan.metadata ? &*plan.metadata : nullptr;
    facts.registeredKey = plan.registeredKey ? &*plan.registeredKey : nullptr;
    const auto checks = checkRequest(plan.request, *built, facts);
    const std::string command = curlCommand(*built, secrecy);
    if (session.output.json()) {
        session.output.line(
            JsonObject()
                .text("url", secrecy == Secrecy::Revealed ? built->http.url : maskAll(built->http.url, secrets))
                .text("request", text)
                .text("curl", command)
                .raw("assertions", madeJson(built->made))
                .raw("checks", checksJson(checks))
                .finish());
        return Exit::Yes;
    }
    if (curl) {
        session.output.line(command);
        return Exit::Yes;
    }
    session.output.foreign(text + "\n");
    for (const MadeToken& made : built->made) {
        session.output.line();
        session.output.line(made.name, Style::Heading);
        session.output.foreign(made.header + "\n" + made.payload + "\n");
    }
    if (!checks.empty()) {
        session.output.line();
    }
    for (const RequestCheck& check : checks) {
        session.output.write("  " + std::string(stateName(check.state)) + "  ", styleOf(check.state));
        session.output.foreign(check.text + "\n");
    }
    return Exit::Yes;
}

Answer<Exit> showSent(Session& session, const RequestPlan& plan, const Sent& sent, Time started,
                      const std::string& more) {
    const Step& step = sent.last();
    const Secrecy secrecy = secrecyOf(session);
    CheckFacts facts;
    facts.now = started;
    facts.metadata = plan.metadata ? &*plan.metadata : nullptr;
    facts.registeredKey = plan.registeredKey ? &*plan.registeredKey : nullptr;
    const auto explanation = explain(plan.request, step.built, step.exchange, step.reading, facts);
    if (const std::string* path = session.arguments.value("--har")) {
        const std::string har = transcriptHar(sent, started, secrecy);
        if (const auto done = writeFile(*path, asBytes(har), Privacy::OwnerOnly); !done) {
            return passOn(done);
        }
    }
    if (session.output.json()) {
        session.output.line(sentJson(sent, explanation, secrecy, more));
    } else {
        showHuman(session, sent, explanation, secrecy);
    }
    if (step.exchange.failure) {
        writeAll(STDERR_FILENO, "twb: " + std::string(sentence(step.exchange.failure->fault)) + "\n");
    }
    return exitOf(step, plan.request.operation);
}

} // namespace twb::cli
