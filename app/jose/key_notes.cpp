// SPDX-License-Identifier: Apache-2.0
#include "jose/key_notes.h"

#include "json/text.h"

#include <algorithm>
#include <array>

namespace twb::jose {

namespace {

using crypto::KeyType;

bool isRsa(const crypto::Key& key) {
    return key.type() == KeyType::Rsa || key.type() == KeyType::RsaPss;
}

/// An exponent above 64 bits counts as the largest.
std::uint64_t exponentOf(const crypto::Key& key) {
    const auto numbers = key.rsaNumbers(crypto::Key::Halves::PublicOnly);
    std::uint64_t value = 0;
    if (!numbers || numbers->e.size() > 8) {
        return UINT64_MAX;
    }
    for (const std::uint8_t octet : numbers->e) {
        value = value << 8U | octet;
    }
    return value;
}

void noteCertificate(const crypto::Certificate& certificate, Time now, std::vector<KeyNote>& notes) {
    if (certificate.notAfter < now) {
        notes.push_back({"key-cert-expired", "the certificate expired on " + formatUtc(certificate.notAfter)});
    }
    if (certificate.notBefore > now) {
        notes.push_back(
            {"key-cert-not-yet-valid", "the certificate is valid only from " + formatUtc(certificate.notBefore)});
    }
    std::string name = certificate.signatureAlgorithm;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (name.starts_with("sha1") || name.starts_with("md5") || name.ends_with("sha1") || name.ends_with("-sha1")) {
        notes.push_back({"key-cert-weak-signature", "the certificate is signed with " + certificate.signatureAlgorithm +
                                                        ", which is no longer safe"});
    }
}

bool startsWithIgnoringCase(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
           });
}

constexpr std::array<std::string_view, 12> placeholders{"your-256-bit-secret",
                                                        "your-384-bit-secret",
                                                        "your-512-bit-secret",
                                                        "a-string-secret-at-least-256-bits-long",
                                                        "clientSecret",
                                                        "{clientSecret}",
                                                        "<clientSecret>",
                                                        "YOUR_SECRET",
                                                        "your_secret",
                                                        "your-secret",
                                                        "changeme",
                                                        "change-me"};
constexpr std::array<std::string_view, 10> fileEndings{".pem", ".key", ".pub", ".cer", ".crt",
                                                       ".der", ".p8",  ".p12", ".pfx", ".jks"};

bool looksLikePath(std::string_view text) {
    const auto starts = [text](std::string_view start) { return text.starts_with(start); };
    // Base64 may begin with a slash, too, but has no dots.
    const bool rooted = starts("/") && text.find('.') != std::string_view::npos;
    const bool drive = text.size() > 2 && text[1] == ':' && text[2] == '\\';
    return rooted || starts("./") || starts("../") || starts("~/") || starts("file:") || drive ||
           text.ends_with(".json") ||
           std::any_of(fileEndings.begin(), fileEndings.end(),
                       [text](std::string_view ending) { return text.ends_with(ending); });
}

/// header.payload.signature of base64url characters, as "eyJ…" begins the Base64 of `{"`.
bool looksLikeToken(std::string_view text) {
    const auto dots = std::count(text.begin(), text.end(), '.');
    return text.starts_with("eyJ") && (dots == 2 || dots == 4) && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '_' || c == '.';
           });
}

} // namespace

std::vector<KeyNote> keyNotes(const KeyEntry& entry, Time now) {
    std::vector<KeyNote> notes = entry.notes;
    for (const Error& warning : entry.jwk.warnings) {
        notes.push_back({"key-jwk-invalid", warning.detail});
    }
    const crypto::Key& key = entry.jwk.key;
    if (isRsa(key)) {
        if (key.bits() < 2048) {
            notes.push_back(
                {"key-rsa-too-small", "RSA of " + std::to_string(key.bits()) + " bits; RFC 7518 wants 2048 or more"});
        }
        if (const std::uint64_t exponent = exponentOf(key); exponent < 65537) {
            notes.push_back(
                {"key-rsa-exponent-small", "the public exponent is " + std::to_string(exponent) + "; 65537 is usual"});
        }
    }
    if (key.type() == KeyType::Oct && key.bits() < 256) {
        notes.push_back({"key-hmac-too-short",
                         "a secret of " + std::to_string(key.bits() / 8) + " octets; HS256 wants 32 or more"});
    }
    if (isRsa(key) && !key.isPrivate() && entry.format == "pkcs1-pem") {
        notes.push_back({"key-pem-pkcs1-public", "valid, but many libraries want BEGIN PUBLIC KEY (spki-pem)"});
    }
    if (entry.format == "openssh") {
        notes.push_back({"key-openssh", key.isPrivate()
                                            ? "an OpenSSH private key; JOSE libraries want pkcs8-pem or jwk"
                                            : "an OpenSSH public key; JOSE libraries want spki-pem or jwk"});
    }
    if (entry.certificate) {
        noteCertificate(*entry.certificate, now, notes);
    }
    return notes;
}

std::vector<KeyNote> setNotes(const KeySet& set) {
    std::vector<KeyNote> notes = set.notes();
    for (const std::string& kid : set.duplicateKids()) {
        notes.push_back(
            {"key-kid-duplicate", std::to_string(set.withKid(kid).size()) + " keys have the kid " + json::quote(kid)});
    }
    if (set.origin() == KeySet::Origin::Set) {
        std::size_t privateKeys = 0;
        std::size_t pairs = 0;
        for (const KeyEntry& entry : set.entries()) {
            const bool secret = entry.jwk.key.type() == KeyType::Oct;
            pairs += secret ? 0 : 1;
            privateKeys += entry.jwk.key.isPrivate() ? 1 : 0;
        }
        if (pairs != 0 && privateKeys != 0) {
            notes.push_back({"key-jwks-private", std::to_string(privateKeys) + " of " +
                                                     std::to_string(set.entries().size()) +
                                                     " keys are private; a published set must hold public keys only"});
        }
    }
    return notes;
}

std::string_view keyFindingOf(const Error& error) {
    const auto says = [&error](std::string_view part) { return error.detail.find(part) != std::string::npos; };
    switch (error.code) {
    case ErrorCode::KeyEncrypted:
    case ErrorCode::KeyPasswordWrong:
        return "key-pem-encrypted";
    case ErrorCode::KeyWeak:
        return "key-rsa-too-small";
    default:
        break;
    }
    if (error.detail.starts_with("ROCA")) {
        return "key-rsa-roca";
    }
    if (says("certificate request")) {
        return "key-csr";
    }
    if (says("not on the curve") || says("infinity")) {
        return "key-ec-not-on-curve";
    }
    if (says("RSA exponent")) {
        return "key-rsa-exponent-small";
    }
    const bool jwk = error.code == ErrorCode::JwkInvalid || error.code == ErrorCode::JsonMemberMissing ||
                     error.code == ErrorCode::JsonType;
    return jwk ? std::string_view("key-jwk-invalid") : std::string_view();
}

std::optional<KeyNote> secretLooksLike(std::string_view text) {
    constexpr std::string_view white = " \t\r\n";
    const std::size_t first = text.find_first_not_of(white);
    if (first == std::string_view::npos) {
        return text.empty() ? std::nullopt : std::optional(KeyNote{"key-empty", "the secret is only white space"});
    }
    text = text.substr(first, text.find_last_not_of(white) - first + 1);
    if (startsWithIgnoringCase(text, "<!doctype html") || startsWithIgnoringCase(text, "<html")) {
        return KeyNote{"key-html", "this is a web page, taken as a secret"};
    }
    if (text.find_first_of("\r\n") != std::string_view::npos) {
        return std::nullopt;
    }
    if (startsWithIgnoringCase(text, "https://") || startsWithIgnoringCase(text, "http://")) {
        return KeyNote{"key-url", "this is an address, taken as a secret; nothing is fetched from it"};
    }
    if (std::find(placeholders.begin(), placeholders.end(), text) != placeholders.end()) {
        return KeyNote{"key-placeholder", "this is the example text of a website or manual, taken as a secret"};
    }
    if (looksLikeToken(text)) {
        return KeyNote{"key-is-token", "this is a token, taken as a secret"};
    }
    if (text.size() <= 4096 && looksLikePath(text)) {
        return KeyNote{"key-file-path", "this looks like the name of a file, taken as a secret; give the file itself"};
    }
    return std::nullopt;
}

} // namespace twb::jose
