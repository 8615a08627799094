// SPDX-License-Identifier: Apache-2.0
#include "jose/compact.h"

#include "base/base64url.h"
#include "jose/compression.h"
#include "jose/jwe_form.h"
#include "json/tape.h"

#include <algorithm>

namespace twb::jose {

namespace {

constexpr std::size_t keptParts = 16;

constexpr std::array<PartName, 3> jwsParts{PartName::Header, PartName::Payload, PartName::Signature};
constexpr std::array<PartName, 5> jweParts{PartName::Header, PartName::EncryptedKey, PartName::InitializationVector,
                                           PartName::Ciphertext, PartName::AuthenticationTag};

// What can be decoded before a fault: whole groups of four characters only, so that nothing is made up.
void decodePart(std::string_view token, TokenPart& part) {
    const std::string_view text = token.substr(part.range.offset, part.range.length);
    if (auto decoded = base64url::decode(text, part.octets); !decoded) {
        part.problem = decoded.error();
        const std::size_t sound = std::min(part.problem->where.offset, text.size()) / 4 * 4;
        part.problem->where.offset += part.range.offset;
        if (!base64url::decode(text.substr(0, sound), part.octets)) {
            part.octets.clear();
        }
    }
}

void readJson(TokenPart& part) {
    json::Tape tape;
    if (auto parsed = tape.parse(asText(part.octets)); !parsed) {
        part.jsonFault = parsed.error();
    } else {
        part.isJson = true;
    }
}

bool isAsciiSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

TokenKind jsonKind(std::string_view text) {
    json::Tape tape;
    if (!tape.parse(text)) {
        return TokenKind::Unknown;
    }
    const json::Value root = tape.root();
    if (root.find("ciphertext").exists()) {
        return TokenKind::JweJson;
    }
    if (root.find("signatures").exists() || root.find("signature").exists()) {
        return TokenKind::JwsJson;
    }
    return TokenKind::Unknown;
}

std::string countOfParts(std::size_t parts) {
    return parts == 1 ? "1 part" : std::to_string(parts) + " parts";
}

} // namespace

std::string_view name(TokenKind kind) {
    switch (kind) {
    case TokenKind::Empty:
        return "empty";
    case TokenKind::Jws:
        return "jws";
    case TokenKind::Jwe:
        return "jwe";
    case TokenKind::JwsJson:
        return "jws-json";
    case TokenKind::JweJson:
        return "jwe-json";
    case TokenKind::SdJwt:
        return "sd-jwt";
    case TokenKind::Unknown:
        break;
    }
    return "unknown";
}

std::string_view name(PartName part) {
    switch (part) {
    case PartName::Header:
        return "header";
    case PartName::Payload:
        return "payload";
    case PartName::Signature:
        return "signature";
    case PartName::EncryptedKey:
        return "encrypted key";
    case PartName::InitializationVector:
        return "initialization vector";
    case PartName::Ciphertext:
        return "ciphertext";
    case PartName::AuthenticationTag:
        return "authentication tag";
    case PartName::Other:
        break;
    }
    return "part";
}

const TokenPart* TokenParts::find(PartName wanted) const {
    for (const TokenPart& part : parts) {
        if (part.name == wanted) {
            return &part;
        }
    }
    return nullptr;
}

void inflatePayload(TokenParts& parts, std::size_t mostInflated) {
    const TokenPart* header = parts.find(PartName::Header);
    const auto payload = std::ranges::find(parts.parts, PartName::Payload, &TokenPart::name);
    json::Tape tape;
    if (header == nullptr || !header->isJson || payload == parts.parts.end() || payload->problem ||
        asText(header->octets).find("zip") == std::string_view::npos || !tape.parse(asText(header->octets)) ||
        !tape.root().find("zip").equals("DEF")) {
        return;
    }
    if (const auto held = inflateRaw(payload->octets, mostInflated)) {
        payload->inflated = Bytes(held->reveal().begin(), held->reveal().end());
    } else {
        payload->inflateFault = held.error();
    }
}

TokenParts readParts(std::string_view token) {
    return readParts(token, JweLimits().inflatedOctets);
}

TokenParts readParts(std::string_view token, std::size_t mostInflated) {
    TokenParts result;
    if (token.empty()) {
        result.problem = Error{ErrorCode::InputEmpty, "there is no token", {}};
        return result;
    }
    const std::size_t first = token.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && token[first] == '{') {
        result.kind = jsonKind(token);
        result.problem = result.kind == TokenKind::Unknown
                             ? Error{ErrorCode::TokenStructure, "this is JSON, but no token in JSON form", {first, 1}}
                             : Error{ErrorCode::TokenUnsupported, "this is a token in JSON form", {first, 1}};
        return result;
    }
    const auto dots = static_cast<std::size_t>(std::count(token.begin(), token.end(), '.'));
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= dots && i < keptParts; ++i) {
        std::size_t end = token.find('.', begin);
        if (end == std::string_view::npos || i + 1 == keptParts) {
            end = token.size();
        }
        TokenPart part;
        part.range = {begin, end - begin};
        result.parts.push_back(std::move(part));
        begin = end + 1;
    }
    const bool hasDisclosures = token.find('~') != std::string_view::npos;
    const bool isJwe = result.parts.size() == jweParts.size() && !hasDisclosures;
    for (std::size_t i = 0; i < result.parts.size(); ++i) {
        TokenPart& part = result.parts[i];
        if (isJwe) {
            part.name = jweParts[i];
        } else if (i < jwsParts.size()) {
            part.name = jwsParts[i];
        }
        decodePart(token, part);
        if (part.name == PartName::Header || part.name == PartName::Payload) {
            readJson(part);
        }
    }
    if (!isJwe && result.parts.size() >= jwsParts.size()) {
        inflatePayload(result, mostInflated);
    }
    if (isJwe) {
        result.kind = TokenKind::Jwe;
    } else if (hasDisclosures && result.parts.size() >= 3) {
        result.kind = TokenKind::SdJwt;
        result.problem = Error{ErrorCode::TokenUnsupported, "this is an SD-JWT with disclosures", {token.find('~'), 1}};
    } else if (result.parts.size() == 3) {
        result.kind = TokenKind::Jws;
    } else {
        // One or two parts that begin with a header were meant to be a JWS.
        result.kind = result.parts.front().isJson ? TokenKind::Jws : TokenKind::Unknown;
        const std::size_t at = result.parts.size() > 3 ? result.parts[3].range.offset - 1 : token.size();
        result.problem = Error{ErrorCode::TokenStructure, "the text has " + countOfParts(dots + 1), {at, 0}};
    }
    return result;
}

Result<CompactJws> splitCompact(std::string_view token) {
    if (token.empty()) {
        return fail(ErrorCode::InputEmpty, "there is no token");
    }
    const std::size_t first = token.find('.');
    const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) {
        const auto dots = static_cast<std::size_t>(std::count(token.begin(), token.end(), '.'));
        if (token.front() == '{') {
            return fail(ErrorCode::TokenUnsupported, "this is JSON, no compact token", {0, 1});
        }
        if (dots == 4) {
            return fail(ErrorCode::TokenUnsupported, "five parts: this token is encrypted (a JWE), not signed");
        }
        const std::size_t at = dots > 2 ? token.find('.', second + 1) : token.size();
        return fail(ErrorCode::TokenStructure, "the text has " + countOfParts(dots + 1) + ", a signed token has 3",
                    {at, 0});
    }
    return CompactJws{token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1),
                      token.substr(0, second)};
}

std::string joinCompact(std::string_view header, std::string_view payload, std::string_view signature) {
    std::string token;
    token.reserve(header.size() + payload.size() + signature.size() + 2);
    token.append(header).append(1, '.').append(payload).append(1, '.').append(signature);
    return token;
}

Unwrapped unwrap(std::string_view text) {
    Unwrapped result;
    const auto trim = [&] {
        while (!text.empty() && isAsciiSpace(text.front())) {
            text.remove_prefix(1);
        }
        while (!text.empty() && isAsciiSpace(text.back())) {
            text.remove_suffix(1);
        }
    };
    const auto takeOff = [&](std::string_view prefix) {
        const bool found = text.size() > prefix.size() &&
                           std::equal(prefix.begin(), prefix.end(), text.begin(), [](char wanted, char has) {
                               return wanted == (has >= 'A' && has <= 'Z' ? static_cast<char>(has + 32) : has);
                           });
        if (found) {
            text.remove_prefix(prefix.size());
            trim();
        }
        return found;
    };
    const std::size_t before = text.size();
    trim();
    bool spaces = text.size() != before;
    // A JSON text keeps its inner layout: it is a token in JSON form, or a quoted token below.
    for (bool again = true; again;) {
        again = false;
        if (takeOff("authorization:")) {
            result.removed.emplace_back("\"Authorization:\"");
            again = true;
        }
        if (takeOff("bearer ")) {
            result.removed.emplace_back("\"Bearer \"");
            again = true;
        }
        if (text.size() >= 2 && text.front() == text.back() &&
            (text.front() == '"' || text.front() == '\'' || text.front() == '`')) {
            text = text.substr(1, text.size() - 2);
            result.removed.emplace_back("quotes");
            trim();
            again = true;
        }
    }
    result.token = std::string(text);
    if (text.starts_with('{') || text.find('.') == std::string_view::npos) {
        if (spaces) {
            result.removed.emplace_back("white space");
        }
        return result;
    }
    const auto end = std::remove_if(result.token.begin(), result.token.end(), isAsciiSpace);
    spaces = spaces || end != result.token.end();
    const bool lines = text.find('\n') != std::string_view::npos;
    // b64=false tokens and plain sentences hold spaces that mean something; only what is base64url without them is cut.
    const auto isTokenCharacter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.' || c == '~' || c == '=';
    };
    if (end != result.token.end() && std::all_of(result.token.begin(), end, isTokenCharacter)) {
        result.token.erase(end, result.token.end());
        result.removed.emplace_back(lines ? "line breaks" : "white space");
    } else if (end != result.token.end()) {
        result.token = std::string(text);
    } else if (spaces) {
        result.removed.emplace_back("white space");
    }
    return result;
}

} // namespace twb::jose
