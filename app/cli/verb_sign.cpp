// SPDX-License-Identifier: Apache-2.0
#include "cli/identifiers.h"
#include "cli/input.h"
#include "cli/profile_folder.h"
#include "cli/sd_jwt_form.h"
#include "cli/sign_token.h"
#include "cli/verbs.h"
#include "profiles/cpf.h"
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
Answer<std::string> makePayload(Session& session, std::optional<std::string> given) {
    const Arguments& arguments = session.arguments;
    auto payload = given                        ? Answer<std::string>(std::move(*given))
                   : arguments.has("--payload") ? readText(session, arguments.text("--payload"), "the payload")
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

/// Header and payload from the template of --profile.
Answer<profiles::FilledTemplate> fillProfile(Session& session) {
    if (session.arguments.has("--header") || session.arguments.has("--payload")) {
        return usage("--profile brings header and payload; change single claims with --set");
    }
    const auto library = readProfiles(session);
    const auto profile = findProfile(*library, session.arguments.text("--profile"));
    if (!profile) {
        return passOn(profile);
    }
    if (!(*profile)->start) {
        return usage("this profile has no template");
    }
    const profiles::Template& start = *(*profile)->start;
    auto variables = readVariables(session);
    if (!variables) {
        return passOn(variables);
    }
    for (const auto& [name, value] : *variables) {
        const profiles::TemplateField* field = start.field(name);
        if (field == nullptr || field->kind == profiles::TemplateField::Kind::Secret) {
            return usage("the template has no field " + quoted(name) + "; see twb profile show " + start.id);
        }
        const bool isCpf = field->kind == profiles::TemplateField::Kind::Cpf && !value.empty();
        if (isCpf && profiles::checkCpf(value) != profiles::CpfState::Valid) {
            session.output.note(name + " is no valid CPF; the token is made nevertheless");
        }
    }
    const auto now = readNow(session);
    if (!now) {
        return passOn(now);
    }
    auto filled = profiles::fillFresh(start, *now, std::move(*variables));
    if (!filled) {
        return failure(filled.error(), "the template");
    }
    return std::move(*filled);
}

/// `--as`: only a token on one line can stand in a header.
Answer<profiles::CopyForm> readCopyForm(const Session& session, SignForm form) {
    const std::string_view word = session.arguments.text("--as");
    if (word.empty() || word == "token") {
        return profiles::CopyForm::Token;
    }
    if (word != "authorization" && word != "bearer") {
        return usage("--as is token, authorization or bearer");
    }
    if (form == SignForm::Flattened || form == SignForm::General) {
        return usage("a token in JSON cannot stand in a header");
    }
    return word == "bearer" ? profiles::CopyForm::Bearer : profiles::CopyForm::Authorization;
}

} // namespace

Answer<Exit> runSign(Session& session) {
    const auto form = readSignForm(session);
    if (!form) {
        return passOn(form);
    }
    const auto copy = readCopyForm(session, *form);
    if (!copy) {
        return passOn(copy);
    }
    std::optional<std::string> given, filledPayload;
    if (session.arguments.has("--profile")) {
        auto filled = fillProfile(session);
        if (!filled) {
            return passOn(filled);
        }
        given = std::move(filled->header);
        filledPayload = std::move(filled->payload);
    } else if (session.arguments.has("--var")) {
        return usage("--var belongs to --profile");
    } else if (session.arguments.has("--header")) {
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
    const auto payload = makePayload(session, std::move(filledPayload));
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
        session.output.line(profiles::copyText(*copy, *token));
    }
    return Exit::Yes;
}

} // namespace twb::cli
