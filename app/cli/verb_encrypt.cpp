// SPDX-License-Identifier: Apache-2.0
#include "cli/cap_options.h"
#include "cli/encryption_keys.h"
#include "cli/input.h"
#include "cli/verbs.h"
#include "jose/compact.h"
#include "jose/jwe.h"
#include "json/text.h"

#include <charconv>

namespace twb::cli {

namespace {

using jose::JweFormKind;

Answer<JweFormKind> readForm(const Session& session) {
    const std::string_view form = session.arguments.text("--form");
    if (form.empty() || form == "compact") {
        return JweFormKind::Compact;
    }
    if (form == "flattened") {
        return JweFormKind::Flattened;
    }
    if (form == "general") {
        return JweFormKind::General;
    }
    return usage("--form is compact, flattened or general");
}

/// The value of a member of a JSON object if it is text.
std::string member(const std::string& object, std::string_view name) {
    json::Tape tape;
    return tape.parse(object) ? tape.root().find(name).string().value_or(std::string()) : std::string();
}

/// What the token is encrypted with; the header is complete but for what the algorithm itself adds.
struct Wanted {
    std::string header;
    const jose::KeyManagement* algorithm = nullptr;
    const jose::ContentEncryption* encryption = nullptr;
};

Answer<Wanted> readWanted(Session& session, std::string_view plaintext) {
    const Arguments& arguments = session.arguments;
    Wanted wanted;
    const bool given = arguments.has("--header");
    wanted.header = "{}";
    if (given) {
        auto text = readText(session, arguments.text("--header"), "the header");
        if (!text) {
            return passOn(text);
        }
        wanted.header = std::move(*text);
    }
    const auto set = [&](std::string_view name, const std::string& value) -> Answer<void> {
        if (member(wanted.header, name) == value) {
            return {}; // keeps its own spelling
        }
        auto edited = json::setMember(wanted.header, name, quoted(value));
        if (!edited) {
            return failure(edited.error(), "the header", wanted.header);
        }
        wanted.header = std::move(*edited);
        return {};
    };
    for (const auto& [name, option] : {std::pair{"alg", "--alg"}, std::pair{"enc", "--enc"}}) {
        std::string value(arguments.text(option));
        value = value.empty() ? member(wanted.header, name) : value;
        if (value.empty()) {
            return usage(std::string(option) + " is missing");
        }
        const bool isAlg = std::string_view(name) == "alg";
        if (isAlg) {
            wanted.algorithm = jose::findKeyManagement(value);
        } else {
            wanted.encryption = jose::findContentEncryption(value);
        }
        if (isAlg ? wanted.algorithm == nullptr : wanted.encryption == nullptr) {
            return failure(Error{ErrorCode::AlgorithmUnknown,
                                 quoted(value) + (isAlg ? " is no key management algorithm; see twb help encrypt"
                                                        : " is no content encryption; see twb help encrypt"),
                                 {}},
                           option);
        }
        if (auto done = set(name, value); !done) {
            return passOn(done);
        }
    }
    // A signed token inside is announced, so that the reader knows to look once more.           (RFC 7519 §5.2)
    const bool isNested = jose::readParts(plaintext).kind == jose::TokenKind::Jws;
    if (const std::string* kid = arguments.value("--kid")) {
        if (auto done = set("kid", *kid); !done) {
            return passOn(done);
        }
    }
    if (!given && isNested) {
        if (auto done = set("cty", "JWT"); !done) {
            return passOn(done);
        }
    }
    if (arguments.has("--zip")) {
        if (auto done = set("zip", "DEF"); !done) {
            return passOn(done);
        }
    }
    return wanted;
}

/// The keys that the token is for: one, or in the general form every key of a set that fits.
Answer<std::vector<jose::EncryptionRecipient>> readRecipients(Session& session, const jose::KeySet& keys,
                                                              const Wanted& wanted, JweFormKind form) {
    const auto choice = jose::chooseEncryptionKeys(keys, session.arguments.text("--kid"), *wanted.algorithm,
                                                   *wanted.encryption, jose::EncryptionPurpose::Encrypt);
    if (!choice) {
        return failure(choice.error(), "the key");
    }
    const bool several = choice->candidates.size() > 1;
    if (several && form != JweFormKind::General) {
        return failure(Error{ErrorCode::KeyAmbiguous,
                             std::to_string(choice->candidates.size()) +
                                 " keys can serve; name one with --kid, or encrypt for all with --form general",
                             {}},
                       "the key");
    }
    std::vector<jose::EncryptionRecipient> recipients;
    for (const std::size_t place : choice->candidates) {
        const jose::Jwk& key = keys.entries()[place].jwk;
        std::string own;
        if (several && !key.kid.empty() && member(wanted.header, "kid").empty()) {
            own = JsonObject().text("kid", key.kid).finish();
        }
        recipients.push_back({key, std::move(own)});
    }
    return recipients;
}

} // namespace

Answer<Exit> runEncrypt(Session& session) {
    const Arguments& arguments = session.arguments;
    const auto form = readForm(session);
    if (!form) {
        return passOn(form);
    }
    jose::EncryptionRequest request;
    request.form = *form;
    const auto caps = readCaps(arguments);
    if (!caps) {
        return passOn(caps);
    }
    request.limits = *caps;
    if (const std::string* count = arguments.value("--p2c")) {
        const auto read = std::from_chars(count->data(), count->data() + count->size(), request.pbes2Count);
        if (read.ec != std::errc() || read.ptr != count->data() + count->size() || request.pbes2Count < 1) {
            return usage("--p2c is a whole number from 1 on");
        }
    }
    const auto payload = arguments.has("--payload") ? readText(session, arguments.text("--payload"), "the payload")
                                                    : Answer<std::string>("{}");
    if (!payload) {
        return passOn(payload);
    }
    auto wanted = readWanted(session, *payload);
    if (!wanted) {
        return passOn(wanted);
    }
    const auto keys = readEncryptionKeys(session);
    if (!keys) {
        return passOn(keys);
    }
    auto recipients = readRecipients(session, *keys, *wanted, *form);
    if (!recipients) {
        return passOn(recipients);
    }
    request.recipients = std::move(*recipients);
    request.protectedHeader = wanted->header;
    const auto made = jose::encryptToken(request, asBytes(*payload));
    if (!made) {
        const bool aboutKey = name(made.error().code).starts_with("key-");
        return failure(made.error(), aboutKey ? "the key" : "the header", aboutKey ? "" : wanted->header);
    }
    for (const Error& warning : made->warnings) {
        session.output.note(warning.detail);
    }
    if (session.output.json()) {
        JsonObject object;
        object.raw("token", *form == JweFormKind::Compact ? quoted(made->token) : made->token);
        object.text("alg", wanted->algorithm->name).text("enc", wanted->encryption->name);
        JsonArray warnings;
        for (const Error& warning : made->warnings) {
            warnings.raw(quoted(warning.detail));
        }
        object.raw("header", made->protectedHeader).raw("warnings", warnings.finish());
        session.output.line(object.finish());
    } else {
        session.output.line(made->token);
    }
    return Exit::Yes;
}

} // namespace twb::cli
