// SPDX-License-Identifier: Apache-2.0
#include "jose/key_material.h"

#include "crypto/key_import.h"
#include "jose/certificate_map.h"
#include "jose/jwk_certificates.h"
#include "jose/key_json.h"

namespace twb::jose {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t smallestKeyText = 40;               // Base64 of the smallest key, without its armour
constexpr std::size_t largestFile = std::size_t{1} << 20; // crypto::importKeys refuses more

KeySet setOf(crypto::KeyImport&& import) {
    KeySet set(KeySet::Origin::SingleKey);
    for (crypto::KeyFileEntry& read : import.keys) {
        KeyEntry entry{{std::move(read.key), {}, {}, {}, {}, false, {}, {}, {}, {}, {}},
                       std::string(crypto::name(read.format)),
                       std::move(read.certificate)};
        entry.label = std::move(read.label);
        set.add(std::move(entry));
    }
    for (crypto::KeyRepair& repair : import.repairs) {
        set.addNote({std::string(repair.id), repair.detail.english()});
    }
    return set;
}

Result<KeySet> readJson(std::string_view text, const KeyMaterialOptions& options) {
    json::Tape tape;
    if (auto parsed = parseKeyJson(tape, text); !parsed) {
        return passOn(parsed);
    }
    const json::Value root = tape.root();
    if (root.find("keys").exists()) {
        return KeySet::read(root);
    }
    if (isCertificateMap(root)) {
        return readCertificateMap(root, options);
    }
    if (!root.find("kty").exists()) {
        return fail(ErrorCode::KeyFormatUnknown,
                    root.find("jwks_uri").exists()
                        ? "this is an OpenID configuration, not a key: its keys are at the address in \"jwks_uri\""
                        : "this JSON is neither a JWK (\"kty\") nor a JWK Set (\"keys\") nor a certificate map",
                    root.range());
    }
    auto jwk = readJwk(root);
    if (!jwk) {
        return passOn(jwk);
    }
    KeyEntry entry{std::move(*jwk), "jwk", std::nullopt, root.range()};
    checkCertificates(entry);
    KeySet set(KeySet::Origin::SingleKey);
    set.add(std::move(entry));
    return set;
}

/// How much the outermost element of DER announces, header included; 0 if it is no SEQUENCE.
std::size_t announcedSize(ByteView octets) {
    if (octets.size() < 3 || octets[0] != 0x30) {
        return 0;
    }
    if (octets[1] < 0x80) {
        return octets[1] + std::size_t{2};
    }
    const std::size_t lengthOctets = octets[1] & 0x7FU;
    if (lengthOctets == 0 || lengthOctets > 3 || octets.size() < 2 + lengthOctets) {
        return 0;
    }
    std::size_t length = 0;
    for (std::size_t i = 0; i < lengthOctets; ++i) {
        length = length << 8 | octets[2 + i];
    }
    return length + 2 + lengthOctets;
}

/// True for the beginning of a DER key or certificate of which the end is missing. Text never begins so, and random
/// octets hardly ever: once in a hundred million.
bool isCutDer(ByteView octets) {
    if (octets.size() < 8 || announcedSize(octets) <= octets.size()) {
        return false;
    }
    const std::size_t header = octets[1] < 0x80 ? 2 : 2 + (octets[1] & 0x7FU);
    if (octets.size() < header + 3) {
        return false;
    }
    const ByteView inner = octets.subspan(header);
    const auto isLong = [](std::uint8_t length) { return length >= 0x81 && length <= 0x83; };
    const bool version = inner[0] == 0x02 && inner[1] == 0x01 && inner[2] <= 3; // private keys, PKCS#12
    const bool algorithm = inner[0] == 0x30 && inner[2] == 0x06;                // SPKI
    const bool certificate = isLong(octets[1]) && inner[0] == 0x30 && isLong(inner[1]);
    const bool modulus = isLong(octets[1]) && inner[0] == 0x02 && isLong(inner[1]); // PKCS#1, public
    return version || algorithm || certificate || modulus;
}

bool isDerKey(ByteView octets) {
    if (announcedSize(octets) == 0 || announcedSize(octets) > octets.size()) {
        return false;
    }
    const auto key = crypto::readDer(octets);
    return key || key.error().code == ErrorCode::KeyEncrypted;
}

/// Without a byte order mark and white space around.
std::string_view trimmed(std::string_view text) {
    const std::size_t first =
        text.find_first_not_of(blanks, text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace

Result<KeySet> readKeyMaterial(ByteView octets, const KeyMaterialOptions& options) {
    if (octets.empty()) {
        return fail(ErrorCode::InputEmpty, "the key is empty");
    }
    static const crypto::Password noPassword;
    const crypto::Password& password = options.password ? *options.password : noPassword;
    const std::string_view text = asText(octets);
    const std::size_t markSize = text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    const std::size_t first = text.find_first_not_of(blanks, markSize);
    if (first != std::string_view::npos && text[first] == '{') {
        auto set = readJson(text.substr(markSize), options);
        if (!set) {
            Error error = set.error();
            error.where.offset += markSize;
            return tl::unexpected<Error>(std::move(error));
        }
        return set;
    }
    if (octets.size() <= largestFile || crypto::looksLikePem(text)) {
        auto import = crypto::importKeys(octets, password);
        if (import) {
            return setOf(std::move(*import));
        }
        // Only what merely happens to begin like DER may still be a secret.
        if (import.error().code != ErrorCode::KeyFormatUnknown || isCutDer(octets)) {
            return passOn(import);
        }
    }
    return readSecretText(text, options.secretEncoding);
}

std::string_view asymmetricKeyText(ByteView octets) {
    const std::string_view text = asText(octets);
    if (crypto::looksLikePem(text)) {
        return "a PEM text";
    }
    if (isDerKey(octets)) {
        return "a DER key";
    }
    const std::string_view inner = trimmed(text);
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
            if (isCertificateMap(tape.root())) {
                return "a certificate map";
            }
        }
        return {};
    }
    if (inner.starts_with("ssh-") || inner.starts_with("ecdsa-sha2-")) {
        return "an OpenSSH public key";
    }
    // What is read after a repair counts as well: armour that is broken or absent, Base64 of a PEM text.
    if (inner.size() < smallestKeyText || octets.size() > largestFile) {
        return {};
    }
    const auto import = crypto::importKeys(octets);
    if (!import) {
        return import.error().code == ErrorCode::KeyEncrypted ? "an encrypted key" : std::string_view();
    }
    return inner.find("BEGIN ") == std::string_view::npos ? "the inside of a PEM text" : "a PEM text";
}

} // namespace twb::jose
