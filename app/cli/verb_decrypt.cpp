// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "cli/cap_options.h"
#include "cli/encryption_keys.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/json_form.h"
#include "cli/key_facts.h"
#include "cli/verbs.h"
#include "jose/algorithm_table.h"
#include "jose/compact.h"
#include "jose/jwe.h"
#include "json/tape.h"

namespace twb::cli {

namespace {

using jose::PartName;
using jose::TokenKind;

/// What a "no" is: a key was tried, or the token was not for this key or this program.
enum class Verdict { Failed, NotChecked };

/// nullopt for a token that cannot be taken apart: no "no", but an input that cannot be read.
std::optional<Verdict> verdictOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::DecryptionFailed:
    case ErrorCode::TokenPayload:
        return Verdict::Failed;
    case ErrorCode::AlgorithmUnknown:
    case ErrorCode::AlgorithmNotAllowed:
    case ErrorCode::KeyTypeMismatch:
    case ErrorCode::KeyCurveMismatch:
    case ErrorCode::KeyPublicOnly:
    case ErrorCode::KeyNotSuitable:
    case ErrorCode::KeyNotFound:
    case ErrorCode::TokenCritical:
    case ErrorCode::TokenLimit:
        return Verdict::NotChecked;
    default:
        return std::nullopt;
    }
}

/// A token inside the token: what decode would say of it in short; null if there is none.
std::string nestedJson(std::string_view text) {
    const jose::TokenParts parts = jose::readParts(text);
    const jose::TokenPart* header = parts.find(PartName::Header);
    const bool isToken = (parts.kind == TokenKind::Jws || parts.kind == TokenKind::Jwe) && !parts.problem &&
                         header != nullptr && header->isJson;
    if (!isToken) {
        return "null";
    }
    JsonObject nested;
    nested.text("kind", jose::name(parts.kind)).text("token", text).raw("header", asText(header->octets));
    const jose::TokenPart* payload = parts.find(PartName::Payload);
    if (payload != nullptr && payload->isJson) {
        nested.raw("payload", asText(payload->octets));
    } else {
        nested.null("payload");
    }
    return nested.finish();
}

/// The JOSE header as one object: protected, shared and own members, each once.
std::string wholeHeader(const jose::DecryptedToken& token) {
    std::string text = "{";
    for (const std::string* part : {&token.protectedHeader, &token.sharedHeader, &token.recipientHeader}) {
        json::Tape tape;
        if (part->empty() || !tape.parse(*part)) {
            continue;
        }
        tape.root().forEachMember([&](json::Value name, json::Value value) {
            text += text.size() == 1 ? "" : ",";
            text += std::string(name.text()) + ":" + std::string(value.text());
        });
    }
    return text + "}";
}

/// The header of a token that was not opened: it is readable all the same. alg and enc may stand in it or not.
void addHeader(JsonObject& object, std::string_view text) {
    jose::TokenParts parts = jose::readParts(text);
    if (parts.kind == TokenKind::JweJson) {
        parts = readJsonForm(text, parts.kind);
    }
    const jose::TokenPart* const part = parts.find(PartName::Header);
    json::Tape tape;
    const bool readable = part != nullptr && part->isJson && tape.parse(asText(part->octets));
    for (const char* name : {"alg", "enc"}) {
        object.textOrNull(name, readable ? tape.root().find(name).string().value_or("") : std::string());
    }
    object.raw("header", readable ? asText(part->octets) : "null");
}

Exit answerNo(Session& session, std::string_view token, const Error& error, Verdict verdict) {
    const std::string_view word = verdict == Verdict::Failed ? "failed" : "not-checked";
    const Failure why = failure(error).value();
    if (session.output.json()) {
        JsonObject object;
        object.text("verdict", word);
        addHeader(object, token);
        object.null("plaintext_base64url").null("nested").raw("error", errorJson(why));
        session.output.line(object.finish());
    } else {
        session.output.fact("verdict", verdict == Verdict::Failed ? "failed" : "not checked", Style::Bad);
        session.output.line(message(why));
    }
    return Exit::No;
}

void printJson(Output& output, const jose::DecryptedToken& token, const jose::KeySet& keys) {
    const ByteView plaintext = token.plaintext.reveal();
    JsonObject object;
    object.text("verdict", "decrypted").text("alg", token.algorithm->name).text("enc", token.encryption->name);
    object.textOrNull("kid", token.kid);
    object.raw("key", keyFactsJson(keys.entries()[token.keyIndex].jwk.key));
    object.raw("header", wholeHeader(token)).number("recipient", static_cast<std::int64_t>(token.recipient));
    object.text("plaintext_base64url", base64url::encode(plaintext)).raw("nested", nestedJson(asText(plaintext)));
    JsonArray warnings;
    for (const Error& warning : token.warnings) {
        warnings.raw(quoted(warning.detail));
    }
    output.line(object.raw("warnings", warnings.finish()).finish());
}

void printHuman(Output& output, const jose::DecryptedToken& token, const jose::KeySet& keys, bool showPlaintext) {
    output.fact("verdict", "decrypted", Style::Good);
    output.fact("alg", token.algorithm->name);
    output.fact("enc", token.encryption->name);
    if (!token.kid.empty()) {
        output.fact("kid", isPrintable(token.kid) ? token.kid : quoted(token.kid));
    }
    output.fact("key", jose::describe(keys.entries()[token.keyIndex].jwk.key));
    for (const Error& warning : token.warnings) {
        output.note(warning.detail);
    }
    if (!showPlaintext) {
        return;
    }
    output.line();
    output.line("Plaintext", Style::Heading);
    const std::string_view text = asText(token.plaintext.reveal());
    if (isPrintable(text)) {
        output.foreign(text);
        output.line();
    } else {
        output.line("  " + std::to_string(text.size()) + " octets that are no text; base64url:", Style::Quiet);
        output.line(base64url::encode(text));
    }
}

} // namespace

Answer<Exit> runDecrypt(Session& session) {
    const auto caps = readCaps(session.arguments);
    if (!caps) {
        return passOn(caps);
    }
    auto keys = readEncryptionKeys(session);
    if (!keys) {
        return passOn(keys);
    }
    const auto input = readTokenInput(session);
    if (!input) {
        return passOn(input);
    }
    jose::DecryptionPolicy policy;
    policy.limits = *caps;
    if (const std::string* kid = session.arguments.value("--kid")) {
        policy.kid = *kid;
    }
    const auto shared = std::make_shared<const jose::KeySet>(std::move(*keys));
    const auto token = jose::decryptToken(input->token, shared, policy);
    if (!token) {
        if (const auto verdict = verdictOf(token.error().code)) {
            return answerNo(session, input->token, token.error(), *verdict);
        }
        return failure(token.error(), "the token", input->token);
    }
    const std::string* path = session.arguments.value("--payload-out");
    if (path != nullptr) {
        // What was encrypted was meant for few.
        if (auto written = writeFile(*path, token->plaintext.reveal(), Privacy::OwnerOnly); !written) {
            return passOn(written);
        }
    }
    if (session.output.json()) {
        printJson(session.output, *token, *shared);
    } else {
        printHuman(session.output, *token, *shared, path == nullptr);
    }
    return Exit::Yes;
}

} // namespace twb::cli
