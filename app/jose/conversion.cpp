// SPDX-License-Identifier: Apache-2.0
#include "jose/conversion.h"

#include "base/base64url.h"
#include "jose/compact.h"
#include "jose/protected_header.h"
#include "json/text.h"

#include <array>

namespace twb::jose {

namespace {

constexpr std::array<std::pair<JwsForm, std::string_view>, 6> formNames{
    {{JwsForm::Compact, "compact"},
     {JwsForm::Flattened, "flattened"},
     {JwsForm::General, "general"},
     {JwsForm::DetachedCompact, "detached"},
     {JwsForm::DetachedFlattened, "detached-flattened"},
     {JwsForm::DetachedGeneral, "detached-general"}}};

bool isDetached(JwsForm form) {
    return form == JwsForm::DetachedCompact || form == JwsForm::DetachedFlattened || form == JwsForm::DetachedGeneral;
}

bool isCompact(JwsForm form) {
    return form == JwsForm::Compact || form == JwsForm::DetachedCompact;
}

bool isGeneral(JwsForm form) {
    return form == JwsForm::General || form == JwsForm::DetachedGeneral;
}

bool isJsonText(std::string_view token) {
    const std::size_t first = token.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && token[first] == '{';
}

/// Whether a JSON object, or its absence, says anything.
bool hasMembers(std::string_view object) {
    return object.find(':') != std::string_view::npos;
}

tl::unexpected<Error> impossible(std::string why) {
    return fail(ErrorCode::TokenUnsupported, std::move(why));
}

/// Any signed token as the parts of its JSON form. An empty payload part of a compact token counts as detached: whether
/// it was is not written in it.
Result<JsonToken> readAny(std::string_view token) {
    if (isJsonText(token)) {
        return readJsonToken(token);
    }
    const auto parts = splitCompact(token);
    if (!parts) {
        return passOn(parts);
    }
    JsonToken read;
    read.signatures.push_back({std::string(parts->header), {}, std::string(parts->signature)});
    if (!parts->payload.empty()) {
        read.payload = std::string(parts->payload);
    }
    return read;
}

/// "b64" of a protected header; true if it says nothing or cannot be read.
bool encodesPayload(std::string_view encodedHeader) {
    const auto octets = base64url::decode(encodedHeader);
    json::Tape tape;
    return !octets || !tape.parse(asText(*octets)) || tape.root().find("b64").boolean().value_or(true);
}

Result<std::string> writeCompact(const JsonToken& token, JwsForm form) {
    const JsonSignature& signature = token.signatures.front();
    if (hasMembers(signature.unprotectedHeader)) {
        return impossible("the compact form has no place for the unprotected header");
    }
    if (signature.protectedHeader.empty()) {
        return impossible("the compact form needs a protected header");
    }
    const std::string payload = form == JwsForm::Compact ? token.payload.value_or(std::string()) : std::string();
    if (form == JwsForm::Compact && !encodesPayload(signature.protectedHeader) &&
        payload.find('.') != std::string::npos) {
        return impossible("the payload is not encoded and holds a \".\", which parts a compact token");
    }
    return joinCompact(signature.protectedHeader, payload, signature.signature);
}

std::string writeJson(const JsonToken& token, JwsForm form) {
    std::string text = "{";
    if (!isDetached(form)) {
        text += "\"payload\":" + json::quote(token.payload.value_or(std::string())) + ",";
    }
    std::string signatures;
    for (const JsonSignature& each : token.signatures) {
        signatures += signatures.empty() ? "" : ",";
        signatures += isGeneral(form) ? "{" : "";
        signatures += each.protectedHeader.empty() ? "" : "\"protected\":" + json::quote(each.protectedHeader) + ",";
        signatures += each.unprotectedHeader.empty() ? "" : "\"header\":" + each.unprotectedHeader + ",";
        signatures += "\"signature\":" + json::quote(each.signature);
        signatures += isGeneral(form) ? "}" : "";
    }
    return text + (isGeneral(form) ? "\"signatures\":[" + signatures + "]" : signatures) + "}";
}

Result<std::string> writeCompact(const JweForm& token, const JweRecipient& recipient) {
    if (hasMembers(token.sharedHeader) || hasMembers(recipient.header)) {
        return impossible("the compact form has no place for header members outside the protected header");
    }
    if (token.additionalData) {
        return impossible("the compact form has no place for additional data (aad)");
    }
    if (token.protectedHeader.empty()) {
        return impossible("the compact form needs a protected header");
    }
    std::string text(token.protectedHeader);
    for (const std::string_view part :
         {recipient.encryptedKey, token.initializationVector, token.ciphertext, token.authenticationTag}) {
        text.append(1, '.').append(part);
    }
    return text;
}

std::string recipientMembers(const JweRecipient& recipient) {
    std::string text;
    if (!recipient.header.empty()) {
        text += "\"header\":" + std::string(recipient.header);
    }
    if (!recipient.encryptedKey.empty()) {
        text += (text.empty() ? "" : ",") + ("\"encrypted_key\":" + json::quote(recipient.encryptedKey));
    }
    return text;
}

std::string writeJson(const JweForm& token, const std::vector<JweRecipient>& recipients, JweFormKind form) {
    std::string text = "{";
    const auto add = [&text](std::string_view name, const std::string& value) {
        text += (text.size() == 1 ? "\"" : ",\"") + std::string(name) + "\":" + value;
    };
    if (!token.protectedHeader.empty()) {
        add("protected", json::quote(token.protectedHeader));
    }
    if (!token.sharedHeader.empty()) {
        add("unprotected", std::string(token.sharedHeader));
    }
    if (form == JweFormKind::General) {
        std::string list;
        for (const JweRecipient& each : recipients) {
            list += (list.empty() ? "{" : ",{") + recipientMembers(each) + "}";
        }
        add("recipients", "[" + list + "]");
    } else if (const std::string members = recipientMembers(recipients.front()); !members.empty()) {
        text += (text.size() == 1 ? "" : ",") + members;
    }
    if (token.additionalData) {
        add("aad", json::quote(*token.additionalData));
    }
    add("iv", json::quote(token.initializationVector));
    add("ciphertext", json::quote(token.ciphertext));
    add("tag", json::quote(token.authenticationTag));
    return text + "}";
}

/// Parts of a compact token may be any octets, JSON text not.
Result<std::string> asJson(std::string text) {
    json::Tape tape;
    if (!tape.parse(text)) {
        return impossible("the token holds octets that are no text, which JSON cannot hold");
    }
    return text;
}

} // namespace

std::string_view name(JwsForm form) {
    return formNames[static_cast<std::size_t>(form)].second;
}

std::optional<JwsForm> findJwsForm(std::string_view wanted) {
    for (const auto& [form, known] : formNames) {
        if (known == wanted) {
            return form;
        }
    }
    return std::nullopt;
}

Result<JwsForm> jwsFormOf(std::string_view token) {
    const auto read = readAny(token);
    if (!read) {
        return passOn(read);
    }
    const bool detached = !read->payload.has_value();
    if (!isJsonText(token)) {
        return detached ? JwsForm::DetachedCompact : JwsForm::Compact;
    }
    if (read->isGeneral) {
        return detached ? JwsForm::DetachedGeneral : JwsForm::General;
    }
    return detached ? JwsForm::DetachedFlattened : JwsForm::Flattened;
}

Result<std::string> convertJws(std::string_view token, const JwsConversion& conversion) {
    auto read = readAny(token);
    if (!read) {
        return passOn(read);
    }
    if (conversion.payload) {
        if (read->payload) {
            return fail(ErrorCode::TokenStructure, "the token has a payload of its own; none can be put beside it");
        }
        const bool encode = encodesPayload(read->signatures.front().protectedHeader);
        read->payload = encode ? base64url::encode(*conversion.payload) : std::string(asText(*conversion.payload));
    }
    if (!isDetached(conversion.form) && !read->payload && isJsonText(token)) {
        return fail(ErrorCode::TokenStructure, "the payload is detached; hand it in");
    }
    if (!isGeneral(conversion.form) || conversion.signature) {
        const std::size_t count = read->signatures.size();
        if (!conversion.signature && count > 1) {
            return impossible("the token has " + std::to_string(count) + " signatures; name the one to keep");
        }
        const std::size_t kept = conversion.signature.value_or(0);
        if (kept >= count) {
            return fail(ErrorCode::TokenStructure, "there is no signature " + std::to_string(kept + 1));
        }
        read->signatures = {JsonSignature(read->signatures[kept])};
    }
    return isCompact(conversion.form) ? writeCompact(*read, conversion.form)
                                      : asJson(writeJson(*read, conversion.form));
}

Result<std::string> convertJwe(std::string_view token, JweFormKind form, std::optional<std::size_t> recipient) {
    auto read = readJweForm(token);
    if (!read) {
        return passOn(read);
    }
    std::vector<JweRecipient> kept = read->recipients;
    if (form != JweFormKind::General || recipient) {
        if (!recipient && kept.size() > 1) {
            return impossible("the token is for " + std::to_string(kept.size()) + " recipients; name the one to keep");
        }
        const std::size_t place = recipient.value_or(0);
        if (place >= kept.size()) {
            return fail(ErrorCode::TokenStructure, "there is no recipient " + std::to_string(place + 1));
        }
        kept = {JweRecipient(kept[place])};
    }
    return form == JweFormKind::Compact ? writeCompact(*read, kept.front()) : asJson(writeJson(*read, kept, form));
}

} // namespace twb::jose
