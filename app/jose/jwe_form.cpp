// SPDX-License-Identifier: Apache-2.0
#include "jose/jwe_form.h"

#include "json/text.h"

#include <array>

namespace twb::jose {

namespace {

tl::unexpected<Error> malformed(std::string why, const json::Value& at) {
    return fail(ErrorCode::TokenStructure, std::move(why), at.exists() ? at.range() : TextRange{});
}

Result<JweForm> readCompact(std::string_view token) {
    std::array<std::string_view, 5> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t dot = token.find('.', begin);
        const bool isLast = i + 1 == parts.size();
        if (isLast != (dot == std::string_view::npos)) {
            if (i == 2 && !isLast) {
                return fail(ErrorCode::TokenUnsupported, "this token is signed (a JWS), not encrypted");
            }
            return fail(ErrorCode::TokenStructure, "a compact JWE has exactly five parts",
                        {isLast ? dot : token.size(), isLast ? std::size_t{1} : std::size_t{0}});
        }
        parts[i] = token.substr(begin, isLast ? std::string_view::npos : dot - begin);
        begin = dot + 1;
    }
    if (parts[0].empty()) {
        return fail(ErrorCode::TokenHeader, "the header is missing");
    }
    JweForm form;
    form.protectedHeader = parts[0];
    form.recipients.push_back({{}, parts[1]});
    form.initializationVector = parts[2];
    form.ciphertext = parts[3];
    form.authenticationTag = parts[4];
    return form;
}

/// Reads members of one JSON form.
class JsonReader {
public:
    explicit JsonReader(JweForm& form)
        : m_form(form) {}

    /// Leaves `out` alone if the member is absent.
    bool text(const json::Value& object, std::string_view name, std::string_view& out) {
        const json::Value value = object.find(name);
        if (!value.exists()) {
            return false;
        }
        std::string scratch;
        const auto read = value.stringView(scratch);
        if (!read) {
            refuse("\"" + std::string(name) + "\" must be a string", value);
            return false;
        }
        out = read->data() == scratch.data() && !read->empty() ? m_form.unescaped.emplace_back(*read) : *read;
        return true;
    }
    void object(const json::Value& parent, std::string_view name, std::string_view& out) {
        const json::Value value = parent.find(name);
        if (!value.exists()) {
            return;
        }
        if (!value.is(json::Type::Object)) {
            refuse("\"" + std::string(name) + "\" must be an object", value);
            return;
        }
        out = value.text();
    }
    void recipient(const json::Value& value) {
        if (!value.is(json::Type::Object)) {
            refuse("a recipient is an object", value);
            return;
        }
        JweRecipient one;
        object(value, "header", one.header);
        text(value, "encrypted_key", one.encryptedKey);
        m_form.recipients.push_back(one);
    }
    void refuse(std::string why, const json::Value& at) {
        if (answer) {
            answer = malformed(std::move(why), at);
        }
    }

    Result<void> answer;

private:
    JweForm& m_form;
};

Result<JweForm> readJson(std::string_view text, const JweLimits& limits) {
    json::Tape tape;
    if (auto parsed = tape.parse(text); !parsed) {
        return passOn(parsed);
    }
    const json::Value root = tape.root();
    if (!root.is(json::Type::Object)) {
        return malformed("a token in JSON form is an object", root);
    }
    if (!tape.duplicates().empty()) {
        const json::Duplicate& duplicate = tape.duplicates().front();
        return fail(ErrorCode::JsonDuplicateName, json::quote(duplicate.name) + " stands twice in the token",
                    duplicate.second);
    }
    if (!root.find("ciphertext").exists()) {
        if (root.find("signature").exists() || root.find("signatures").exists()) {
            return fail(ErrorCode::TokenUnsupported, "this token is signed (a JWS), not encrypted", root.range());
        }
        return malformed("\"ciphertext\" is missing", root);
    }
    JweForm form;
    form.kind = JweFormKind::Flattened;
    JsonReader reader(form);
    reader.text(root, "protected", form.protectedHeader);
    reader.object(root, "unprotected", form.sharedHeader);
    reader.text(root, "iv", form.initializationVector);
    reader.text(root, "ciphertext", form.ciphertext);
    reader.text(root, "tag", form.authenticationTag);
    if (std::string_view aad; reader.text(root, "aad", aad)) {
        form.additionalData = aad;
    }
    const json::Value recipients = root.find("recipients");
    if (!recipients.exists()) {
        reader.recipient(root);
    } else {
        form.kind = JweFormKind::General;
        if (!recipients.is(json::Type::Array) || recipients.size() == 0) {
            return malformed("\"recipients\" must be an array and not empty", recipients);
        }
        if (recipients.size() > limits.recipients) {
            return fail(ErrorCode::TokenLimit, "more than " + std::to_string(limits.recipients) + " recipients",
                        recipients.range());
        }
        for (const std::string_view flattened : {"header", "encrypted_key"}) {
            if (const json::Value member = root.find(flattened); member.exists()) {
                return malformed("\"" + std::string(flattened) + "\" must not stand beside \"recipients\"", member);
            }
        }
        recipients.forEachElement([&](json::Value element) { reader.recipient(element); });
    }
    if (!reader.answer) {
        return passOn(reader.answer);
    }
    return form;
}

} // namespace

Result<JweForm> readJweForm(std::string_view token, const JweLimits& limits) {
    if (token.size() > limits.tokenOctets) {
        return fail(ErrorCode::TokenLimit,
                    "the token is longer than " + std::to_string(limits.tokenOctets) + " octets");
    }
    const std::size_t first = token.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return fail(ErrorCode::TokenStructure, "the token is empty");
    }
    return token[first] == '{' ? readJson(token, limits) : readCompact(token);
}

} // namespace twb::jose
