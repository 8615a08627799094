// SPDX-License-Identifier: Apache-2.0
#include "cli/json_form.h"

#include "base/base64url.h"
#include "json/tape.h"

namespace twb::cli {

namespace {

using jose::PartName;
using jose::TokenKind;
using jose::TokenPart;
using jose::TokenParts;

enum class Encoding { Base64Url, Plain };

/// The string member as a part; nothing if it is absent.
void add(TokenParts& parts, const json::Value& member, PartName name, Encoding encoding = Encoding::Base64Url) {
    if (!member.exists()) {
        return;
    }
    TokenPart part;
    part.name = name;
    const TextRange range = member.range();
    const auto text = member.string();
    if (!text) {
        part.range = range;
        part.problem = Error{ErrorCode::JsonType, "the " + std::string(jose::name(name)) + " must be a string", range};
        parts.parts.push_back(std::move(part));
        return;
    }
    part.range = {range.offset + 1, range.length - 2}; // without the quotes
    if (encoding == Encoding::Plain) {
        part.octets = toBytes(*text);
    } else if (auto octets = base64url::decode(*text)) {
        part.octets = std::move(*octets);
    } else {
        part.problem = octets.error();
        part.problem->where.offset += part.range.offset;
    }
    if (name == PartName::Header || name == PartName::Payload) {
        json::Tape tape;
        const auto parsed = tape.parse(asText(part.octets));
        part.isJson = parsed.has_value();
        if (!parsed) {
            part.jsonFault = parsed.error();
        }
    }
    parts.parts.push_back(std::move(part));
}

/// RFC 7797: whether the payload stands there unencoded.
bool isUnencoded(const TokenParts& parts) {
    const TokenPart* header = parts.find(PartName::Header);
    json::Tape tape;
    return header != nullptr && header->isJson && tape.parse(asText(header->octets)) &&
           tape.root().find("b64").boolean() == false;
}

void readJws(TokenParts& parts, const json::Value& root) {
    const json::Value signatures = root.find("signatures");
    const bool general = signatures.is(json::Type::Array);
    add(parts, general ? signatures.at(0).find("protected") : root.find("protected"), PartName::Header);
    add(parts, root.find("payload"), PartName::Payload, isUnencoded(parts) ? Encoding::Plain : Encoding::Base64Url);
    if (!general) {
        add(parts, root.find("signature"), PartName::Signature);
        return;
    }
    bool first = true;
    signatures.forEachElement([&](const json::Value& each) {
        if (!first) {
            add(parts, each.find("protected"), PartName::Header);
        }
        add(parts, each.find("signature"), PartName::Signature);
        first = false;
    });
}

void readJwe(TokenParts& parts, const json::Value& root) {
    add(parts, root.find("protected"), PartName::Header);
    add(parts, root.find("encrypted_key"), PartName::EncryptedKey);
    root.find("recipients").forEachElement([&](const json::Value& each) {
        add(parts, each.find("encrypted_key"), PartName::EncryptedKey);
    });
    add(parts, root.find("iv"), PartName::InitializationVector);
    add(parts, root.find("ciphertext"), PartName::Ciphertext);
    add(parts, root.find("tag"), PartName::AuthenticationTag);
}

} // namespace

TokenParts readJsonForm(std::string_view token, TokenKind kind) {
    TokenParts parts;
    parts.kind = kind;
    json::Tape tape;
    if (const auto parsed = tape.parse(token); !parsed) {
        parts.problem = parsed.error();
    } else if (kind == TokenKind::JwsJson) {
        readJws(parts, tape.root());
    } else {
        readJwe(parts, tape.root());
    }
    return parts;
}

} // namespace twb::cli
