// SPDX-License-Identifier: Apache-2.0
#include "cli/identifiers.h"
#include "cli/input.h"
#include "cli/sd_jwt_form.h"
#include "cli/sign_token.h"
#include "cli/verbs.h"
#include "json/text.h"

namespace twb::cli {

namespace {

/// Sets a member in a JSON text that the user gave; all other octets stay.
Answer<void> set(std::string& object, std::string_view name, std::string_view value, const std::string& subject) {
    auto edited = json::setMember(object, name, value);
    if (!edited) {
        return failure(edited.error(), subject, object);
    }
    object = std::move(*edited);
    return {};
}

/// The value of a member of a JSON object if it is text.
std::optional<std::string> member(const std::string& object, std::string_view name) {
    json::Tape tape;
    return tape.parse(object) ? tape.root().find(name).string() : std::nullopt;
}

/// `--alg`, or else the alg of the header that was given.
Answer<std::string> readAlgorithm(const Session& session, const std::optional<std::string>& header) {
    std::string name(session.arguments.text("--alg"));
    if (name.empty() && header) {
        name = member(*header, "alg").value_or(std::string());
    }
    if (name.empty()) {
        return usage("--alg is missing");
    }
    if (jose::findAlgorithm(name) == nullptr) {
        return failure(Error{ErrorCode::AlgorithmUnknown, quoted(name) + " is no signature algorithm", {}}, "--alg");
    }
    return name;
}

Answer<std::string> makeHeader(const Session& session, std::optional<std::string> given, const std::string& alg) {
    const std::string* kid = session.arguments.value("--kid");
    if (!given) {
        JsonObject header;
        header.text("alg", alg);
        if (!wantsSdJwt(session)) { // whose type is the application's own word (RFC 9901 §9.11)
            header.text("typ", "JWT");
        }
        if (kid != nullptr) {
            header.text("kid", *kid);
        }
        return header.finish();
    }
    // What already says the same keeps its own spelling.
    if (member(*given, "alg") != alg) {
        if (auto done = set(*given, "alg", quoted(alg), "the header"); !done) {
            return passOn(done);
        }
    }
    if (kid != nullptr && member(*given, "kid") != *kid) {
        if (auto done = set(*given, "kid", quoted(*kid), "the header"); !done) {
            return passOn(done);
        }
    }
    return std::move(*given);
}

/// `--not-before`: a length of time after now, or a moment.
Answer<Time> readNotBefore(std::string_view text, Time now) {
    if (const auto duration = parseDuration(text)) {
        // Numbers of nine digits and more are moments: nobody means 30 years.
        constexpr std::chrono::seconds longest{100'000'000};
        return *duration<longest&& * duration> - longest ? now + *duration : Time(*duration);
    }
    const auto moment = parseTime(text);
    if (!moment) {
        return failure(moment.error(), "--not-before");
    }
    return *moment;
}

Answer<void> setTimes(Session& session, std::string& payload) {
    const Arguments& arguments = session.arguments;
    const auto now = readNow(session);
    if (!now) {
        return passOn(now);
    }
    const auto setDate = [&](std::string_view name, Time moment) {
        return set(payload, name, std::to_string(moment.time_since_epoch().count()), "the payload");
    };
    Answer<void> done;
    if (arguments.has("--iat")) {
        done = setDate("iat", *now);
    }
    if (const std::string* text = arguments.value("--not-before"); done && text != nullptr) {
        const auto moment = readNotBefore(*text, *now);
        done = moment ? setDate("nbf", *moment) : Answer<void>(passOn(moment));
    }
    if (const std::string* text = arguments.value("--expires-in"); done && text != nullptr) {
        const auto duration = readDuration(*text, "--expires-in");
        done = duration ? setDate("exp", *now + *duration) : Answer<void>(passOn(duration));
    }
    return done;
}

/// The payload with the edits that the options ask for; without them, octet for octet what was given.
Answer<std::string> makePayload(Session& session) {
    const Arguments& arguments = session.arguments;
    auto payload = arguments.has("--payload") ? readText(session, arguments.text("--payload"), "the payload")
                                              : Answer<std::string>("{}");
    if (!payload) {
        return payload;
    }
    for (const std::string_view each : arguments.values("--set")) {
        const std::size_t equals = each.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            return usage("--set is NAME=JSON");
        }
        const std::string_view name = each.substr(0, equals);
        const std::string_view value = each.substr(equals + 1);
        json::Tape tape;
        if (const auto parsed = tape.parse(value); !parsed) {
            Error error = parsed.error();
            error.detail += "; a text needs its quotes: NAME='\"text\"'";
            return failure(std::move(error), "the value of --set " + quoted(name), value);
        }
        if (auto done = set(*payload, name, value, "the payload"); !done) {
            return passOn(done);
        }
    }
    if (arguments.has("--jti")) {
        const auto uuid = newUuid();
        if (!uuid) {
            return passOn(uuid);
        }
        if (auto done = set(*payload, "jti", quoted(*uuid), "the payload"); !done) {
            return passOn(done);
        }
    }
    if (auto done = setTimes(session, *payload); !done) {
        return passOn(done);
    }
    return payload;
}

} // namespace

Answer<Exit> runSign(Session& session) {
    const auto form = readSignForm(session);
    if (!form) {
        return passOn(form);
    }
    std::optional<std::string> given;
    if (session.arguments.has("--header")) {
        auto text = readText(session, session.arguments.text("--header"), "the header");
        if (!text) {
            return passOn(text);
        }
        given = std::move(*text);
    }
    const auto alg = readAlgorithm(session, given);
    if (!alg) {
        return passOn(alg);
    }
    const auto header = makeHeader(session, std::move(given), *alg);
    if (!header) {
        return passOn(header);
    }
    const auto payload = makePayload(session);
    if (!payload) {
        return passOn(payload);
    }
    const auto token = makeToken(session, {*alg, *header, *payload, *form});
    if (!token) {
        return passOn(token);
    }
    if (session.output.json()) {
        JsonObject object;
        const bool isJson = *form == SignForm::Flattened || *form == SignForm::General;
        object.raw("token", isJson ? *token : quoted(*token)).text("alg", *alg).raw("header", *header);
        if (const auto selective = wantsSdJwt(session) ? asSdJwt(*token) : std::nullopt) {
            addSdJwt(object, *selective);
        }
        session.output.line(object.finish());
    } else {
        session.output.line(*token);
    }
    return Exit::Yes;
}

} // namespace twb::cli
