// SPDX-License-Identifier: Apache-2.0
#include "jose/key_material.h"

#include "base/base64url.h"
#include "jose/key_notes.h"

#include <algorithm>
#include <array>

namespace twb::jose {

namespace {

constexpr std::array<std::string_view, 4> encodingNames{"utf8", "base64", "base64url", "hex"};
constexpr std::string_view blanks = " \t\r\n";

// The text without white space around it, and how far in it begins.
struct Trimmed {
    std::string_view text;
    std::size_t offset;
};

Trimmed trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {{}, 0};
    }
    return {text.substr(first, text.find_last_not_of(blanks) - first + 1), first};
}

// Details never quote a character of a secret; the place is enough.
Result<Secret> decodeBase64Url(std::string_view text) {
    const Trimmed trimmed = trim(text);
    Bytes octets;
    if (const auto decoded = base64url::decode(trimmed.text, octets); !decoded) {
        wipeMemory(octets.data(), octets.size());
        const TextRange where = decoded.error().where;
        return fail(decoded.error().code,
                    "the secret is not base64url from octet " + std::to_string(where.offset) + " on",
                    {where.offset + trimmed.offset, where.length});
    }
    return Secret(std::move(octets));
}

Result<Secret> decodeBase64(std::string_view text) {
    const Trimmed trimmed = trim(text);
    const std::size_t end = trimmed.text.find('=');
    const std::string_view characters = trimmed.text.substr(0, end);
    const std::string_view padding = trimmed.text.substr(characters.size());
    if (!padding.empty() && (trimmed.text.size() % 4 != 0 || padding.size() > 2 ||
                             padding.find_first_not_of('=') != std::string_view::npos)) {
        return fail(ErrorCode::Base64Invalid, "the padding at the end of the secret is wrong",
                    {trimmed.offset + characters.size(), padding.size()});
    }
    if (const std::size_t other = characters.find_first_of("-_"); other != std::string_view::npos) {
        return fail(ErrorCode::Base64Invalid, "\"-\" and \"_\" belong to base64url, not to base64",
                    {trimmed.offset + other, 1});
    }
    std::string translated(characters);
    std::replace(translated.begin(), translated.end(), '+', '-');
    std::replace(translated.begin(), translated.end(), '/', '_');
    auto secret = decodeBase64Url(translated);
    wipeText(translated);
    if (!secret) {
        Error error = secret.error();
        return fail(ErrorCode::Base64Invalid,
                    "the secret is not base64 from octet " + std::to_string(error.where.offset) + " on",
                    {trimmed.offset + error.where.offset, error.where.length});
    }
    return secret;
}

int hexDigit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

Result<Secret> decodeHex(std::string_view text) {
    const Trimmed trimmed = trim(text);
    Bytes octets;
    octets.reserve(trimmed.text.size() / 2);
    for (std::size_t i = 0; i < trimmed.text.size(); ++i) {
        const int digit = hexDigit(trimmed.text[i]);
        if (digit < 0) {
            wipeMemory(octets.data(), octets.size());
            return fail(ErrorCode::HexInvalid, "this character of the secret is no hex digit", {trimmed.offset + i, 1});
        }
        if (i % 2 == 0) {
            octets.push_back(static_cast<std::uint8_t>(digit << 4));
        } else {
            octets.back() = static_cast<std::uint8_t>(octets.back() | digit);
        }
    }
    if (trimmed.text.size() % 2 != 0) {
        wipeMemory(octets.data(), octets.size());
        return fail(ErrorCode::HexInvalid, "the secret has an odd number of hex digits",
                    {trimmed.offset + trimmed.text.size(), 0});
    }
    return Secret(std::move(octets));
}

} // namespace

std::optional<SecretEncoding> findSecretEncoding(std::string_view name) {
    const auto found = std::find(encodingNames.begin(), encodingNames.end(), name);
    return found == encodingNames.end() ? std::nullopt
                                        : std::optional(static_cast<SecretEncoding>(found - encodingNames.begin()));
}

std::string_view name(SecretEncoding encoding) {
    return encodingNames[static_cast<std::size_t>(encoding)];
}

Result<Secret> decodeSecretText(std::string_view text, SecretEncoding encoding) {
    switch (encoding) {
    case SecretEncoding::Base64:
        return decodeBase64(text);
    case SecretEncoding::Base64Url:
        return decodeBase64Url(text);
    case SecretEncoding::Hex:
        return decodeHex(text);
    case SecretEncoding::Utf8:
        break;
    }
    return Secret::fromText(text);
}

Result<KeySet> readSecretText(std::string_view text, SecretEncoding encoding) {
    auto secret = decodeSecretText(text, encoding);
    if (!secret) {
        return passOn(secret);
    }
    KeyEntry entry{{crypto::Key::fromSecret(std::move(*secret)), {}, {}, {}, {}, false, {}, {}, {}, {}, {}},
                   "secret",
                   std::nullopt};
    if (auto note = secretLooksLike(text); note && encoding == SecretEncoding::Utf8) {
        entry.notes.push_back(std::move(*note));
    }
    KeySet set(KeySet::Origin::SingleKey);
    set.add(std::move(entry));
    return set;
}

} // namespace twb::jose
