// SPDX-License-Identifier: Apache-2.0
#include "jose/key_material.h"

#include "base/base64url.h"

#include <algorithm>
#include <array>

namespace twb::jose {

namespace {

constexpr std::array<std::string_view, 4> encodingNames{"utf8", "base64", "base64url", "hex"};
constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

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

// True if the octets begin with a DER SEQUENCE that fits into them.
bool looksLikeDer(ByteView octets) {
    if (octets.size() < 3 || octets[0] != 0x30) {
        return false;
    }
    if (octets[1] < 0x80) {
        return octets[1] + std::size_t{2} == octets.size();
    }
    const std::size_t lengthOctets = octets[1] & 0x7FU;
    if (lengthOctets == 0 || lengthOctets > 3 || octets.size() < 2 + lengthOctets) {
        return false;
    }
    std::size_t length = 0;
    for (std::size_t i = 0; i < lengthOctets; ++i) {
        length = length << 8 | octets[2 + i];
    }
    return length + 2 + lengthOctets <= octets.size();
}

// The DER of a text that is nothing but Base64 over one or many lines; empty for every other text.
Secret derOfBase64(std::string_view text) {
    if (text.size() < 40 || text.size() > 65536 || text[0] != 'M') { // 'M' begins the Base64 of 0x30
        return {};
    }
    std::string joined;
    joined.reserve(text.size());
    for (const char c : text) {
        if (blanks.find(c) == std::string_view::npos) {
            joined += c;
        }
    }
    auto octets = decodeBase64(joined);
    wipeText(joined);
    return octets && looksLikeDer(octets->reveal()) ? std::move(*octets) : Secret();
}

bool isDerKey(ByteView octets) {
    if (!looksLikeDer(octets)) {
        return false;
    }
    const auto key = crypto::readDer(octets);
    return key || key.error().code == ErrorCode::KeyEncrypted;
}

KeyEntry entryOf(crypto::KeyFileEntry&& read) {
    Jwk jwk{std::move(read.key), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
    return {std::move(jwk), std::string(crypto::name(read.format)), std::move(read.certificate), {}};
}

KeySet setOfSecret(Secret secret) {
    KeySet set(KeySet::Origin::SingleKey);
    Jwk jwk{crypto::Key::fromSecret(std::move(secret)), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
    set.add({std::move(jwk), "secret", std::nullopt, {}});
    return set;
}

Result<KeySet> readJson(std::string_view text) {
    json::Tape tape;
    if (auto parsed = tape.parse(text); !parsed) {
        return passOn(parsed);
    }
    const json::Value root = tape.root();
    if (root.find("keys").exists()) {
        return KeySet::read(root);
    }
    if (!root.find("kty").exists()) {
        return fail(ErrorCode::KeyFormatUnknown, "this JSON is neither a JWK (\"kty\") nor a JWK Set (\"keys\")",
                    root.range());
    }
    auto jwk = readJwk(root);
    if (!jwk) {
        return passOn(jwk);
    }
    KeySet set(KeySet::Origin::SingleKey);
    set.add({std::move(*jwk), "jwk", std::nullopt, root.range()});
    return set;
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

Result<KeySet> readKeyMaterial(ByteView octets, const KeyMaterialOptions& options) {
    if (octets.empty()) {
        return fail(ErrorCode::InputEmpty, "the key is empty");
    }
    static const crypto::Password noPassword;
    const crypto::Password& password = options.password ? *options.password : noPassword;
    const std::string_view text = asText(octets);
    if (crypto::looksLikePem(text)) {
        auto read = crypto::readPem(text, password);
        if (!read) {
            return passOn(read);
        }
        KeySet set(KeySet::Origin::SingleKey);
        for (crypto::KeyFileEntry& entry : *read) {
            set.add(entryOf(std::move(entry)));
        }
        return set;
    }
    if (looksLikeDer(octets)) {
        auto read = crypto::readDer(octets, password);
        if (read) {
            KeySet set(KeySet::Origin::SingleKey);
            set.add(entryOf(std::move(*read)));
            return set;
        }
        // Only octets that merely happen to begin like DER may still be a secret.
        if (read.error().code != ErrorCode::KeyFormatUnknown) {
            return passOn(read);
        }
    }
    const std::size_t markSize = text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    const std::size_t first = text.find_first_not_of(blanks, markSize);
    if (first != std::string_view::npos && text[first] == '{') {
        auto set = readJson(text.substr(markSize));
        if (!set) {
            Error error = set.error();
            error.where.offset += markSize;
            return tl::unexpected<Error>(std::move(error));
        }
        return set;
    }
    if (first != std::string_view::npos) {
        if (const Secret der = derOfBase64(text.substr(first)); !der.empty() && isDerKey(der.reveal())) {
            return fail(ErrorCode::KeyPemBroken,
                        "this is the inside of a PEM text: its BEGIN and END lines are missing", {first, 0});
        }
    }
    return readSecretText(text, options.secretEncoding);
}

Result<KeySet> readSecretText(std::string_view text, SecretEncoding encoding) {
    auto secret = decodeSecretText(text, encoding);
    if (!secret) {
        return passOn(secret);
    }
    return setOfSecret(std::move(*secret));
}

std::string_view asymmetricKeyText(ByteView octets) {
    const std::string_view text = asText(octets);
    if (crypto::looksLikePem(text)) {
        return "a PEM text";
    }
    if (isDerKey(octets)) {
        return "a DER key";
    }
    const std::string_view inner = trim(text).text;
    if (inner.starts_with('{')) {
        json::Tape tape;
        if (tape.parse(inner)) {
            const json::Value kty = tape.root().find("kty");
            if (kty.exists() && !kty.equals("oct")) {
                return "a JWK";
            }
            if (tape.root().find("keys").is(json::Type::Array)) {
                return "a JWK Set";
            }
        }
    }
    if (inner.starts_with("ssh-") || inner.starts_with("ecdsa-sha2-")) {
        return "an OpenSSH public key";
    }
    if (const Secret der = derOfBase64(inner); !der.empty() && isDerKey(der.reveal())) {
        return "the inside of a PEM text";
    }
    return {};
}

} // namespace twb::jose
