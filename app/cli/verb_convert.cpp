// SPDX-License-Identifier: Apache-2.0
#include "cli/input.h"
#include "cli/sd_jwt_form.h"
#include "cli/verbs.h"
#include "jose/conversion.h"
#include "jose/sd_jwt_make.h"

#include <charconv>

namespace twb::cli {

namespace {

/// `--signature`, `--recipient`: counted from 1, as people count.
Answer<std::optional<std::size_t>> readPlace(const Session& session, std::string_view option) {
    const std::string* text = session.arguments.value(option);
    if (text == nullptr) {
        return std::optional<std::size_t>();
    }
    std::size_t place = 0;
    const auto read = std::from_chars(text->data(), text->data() + text->size(), place);
    if (read.ec != std::errc() || read.ptr != text->data() + text->size() || place == 0) {
        return usage(std::string(option) + " counts from 1");
    }
    return std::optional(place - 1);
}

Answer<std::string> convertSigned(Session& session, const std::string& token, std::string_view form) {
    const auto wanted = jose::findJwsForm(form);
    if (!wanted) {
        return usage("--form is compact, flattened, general, detached, detached-flattened or detached-general");
    }
    const auto signature = readPlace(session, "--signature");
    if (!signature) {
        return passOn(signature);
    }
    std::optional<Secret> payload;
    if (const std::string* path = session.arguments.value("--payload-file")) {
        auto octets = readOctets(session, *path, "the payload");
        if (!octets) {
            return passOn(octets);
        }
        payload = std::move(*octets);
    }
    auto made = jose::convertJws(
        token, {*wanted, *signature, payload ? std::optional<ByteView>(payload->reveal()) : std::nullopt});
    return made ? Answer<std::string>(std::move(*made)) : failure(made.error(), "the token", token);
}

Answer<std::string> convertEncrypted(Session& session, const std::string& token, std::string_view form) {
    if (form != "compact" && form != "flattened" && form != "general") {
        return usage("--form is compact, flattened or general");
    }
    const auto recipient = readPlace(session, "--recipient");
    if (!recipient) {
        return passOn(recipient);
    }
    const auto wanted = form == "compact"     ? jose::JweFormKind::Compact
                        : form == "flattened" ? jose::JweFormKind::Flattened
                                              : jose::JweFormKind::General;
    auto made = jose::convertJwe(token, wanted, *recipient);
    return made ? Answer<std::string>(std::move(*made)) : failure(made.error(), "the token", token);
}

Answer<std::string> convertSelective(const std::string& compact, std::string_view form) {
    if (form == "compact") {
        return compact;
    }
    if (form != "flattened" && form != "general") {
        return usage("the --form of an SD-JWT is compact, flattened or general");
    }
    auto made = jose::jsonSdJwt(compact, form == "general" ? jose::JsonForm::General : jose::JsonForm::Flattened);
    return made ? Answer<std::string>(std::move(*made)) : failure(made.error(), "the token", compact);
}

} // namespace

Answer<Exit> runConvert(Session& session) {
    const std::string_view form = session.arguments.text("--form");
    if (form.empty()) {
        return usage("--form is missing");
    }
    const auto input = readTokenInput(session);
    if (!input) {
        return passOn(input);
    }
    const jose::TokenKind kind = jose::readParts(input->token).kind;
    const bool isEncrypted = kind == jose::TokenKind::Jwe || kind == jose::TokenKind::JweJson;
    const auto selective = asSdJwt(input->token);
    const auto made = selective     ? convertSelective(*selective, form)
                      : isEncrypted ? convertEncrypted(session, input->token, form)
                                    : convertSigned(session, input->token, form);
    if (!made) {
        return passOn(made);
    }
    if (session.output.json()) {
        JsonObject object;
        object.raw("token", made->starts_with('{') ? *made : quoted(*made)).text("form", form);
        session.output.line(object.finish());
    } else {
        session.output.line(*made);
    }
    return Exit::Yes;
}

} // namespace twb::cli
