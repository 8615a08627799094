// SPDX-License-Identifier: Apache-2.0
// Long because: every reading of a key stands here, in the order of the search.
#include "base/base64url.h"
#include "crypto/key_file.h"
#include "doctor/evidence_phrases.h"
#include "doctor/key_reading.h"
#include "doctor/signature_search.h"
#include "doctor/token_text.h"
#include "doctor/x5c.h"
#include "jose/key_material.h"

#include <algorithm>

namespace twb::doctor {
namespace {

using jose::SecretEncoding;

/// Collects secrets; equal octets are tried once, for the first reason.
class Secrets {
public:
    explicit Secrets(const Secret& asSupplied) { m_seen.push_back(asSupplied.clone()); }

    void add(FindingId id, Sentence evidence, std::string_view text) {
        addOctets(id, std::move(evidence), asBytes(text), text);
    }
    /// @param text  what makes these octets when the key field reads it by `encoding`.
    void addOctets(FindingId id, Sentence evidence, ByteView octets, std::string_view text,
                   SecretEncoding encoding = SecretEncoding::Utf8) {
        Secret secret(octets);
        if (octets.empty() ||
            std::any_of(m_seen.begin(), m_seen.end(), [&](const Secret& one) { return one == secret; })) {
            return;
        }
        m_seen.push_back(secret.clone());
        m_list.push_back(
            {id, std::move(evidence), crypto::Key::fromSecret(std::move(secret)), Secret::fromText(text), encoding});
    }
    /// Octets that no text in a field of one line makes: the field gets them in hex.
    void addInHex(FindingId id, Sentence evidence, ByteView octets) {
        std::string hex = hexOf(octets);
        addOctets(id, std::move(evidence), octets, hex, SecretEncoding::Hex);
        wipeText(hex);
    }
    std::vector<KeyVariant> take() { return std::move(m_list); }

private:
    std::vector<Secret> m_seen;
    std::vector<KeyVariant> m_list;
};

std::string_view unquoted(std::string_view text) {
    if (text.size() > 2 && text.front() == text.back() &&
        (text.front() == '"' || text.front() == '\'' || text.front() == '`')) {
        return text.substr(1, text.size() - 2);
    }
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>("“", "”"), {"‘", "’"}, {"«", "»"}}) {
        if (text.size() > open.size() + close.size() && text.starts_with(open) && text.ends_with(close)) {
            return text.substr(open.size(), text.size() - open.size() - close.size());
        }
    }
    return text;
}

void addEnvironmentLine(Secrets& secrets, std::string_view text) {
    std::string_view line = trimmed(text);
    if (line.starts_with("export ")) {
        line = trimmed(line.substr(7));
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        return;
    }
    const std::string_view name = line.substr(0, equals);
    const bool isName = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
               c == '-';
    });
    if (!isName) {
        return;
    }
    const std::string_view value = line.substr(equals + 1);
    for (const std::string_view one : {value, trimmed(value), unquoted(trimmed(value))}) {
        secrets.add("sig-alt-secret-env-line", shortened(name), one);
    }
}

std::string unescaped(std::string_view text, char mark) {
    const auto hex = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != mark || i + 1 == text.size()) {
            out += text[i];
        } else if (mark == '%') {
            const int high = hex(text[i + 1]);
            const int low = i + 2 < text.size() ? hex(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                out += '%';
                continue;
            }
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            const char c = text[++i];
            unsigned code = 0;
            bool digits = c == 'u' && i + 4 < text.size();
            for (std::size_t k = 1; digits && k <= 4; ++k) {
                digits = hex(text[i + k]) >= 0;
                code = code * 16 + static_cast<unsigned>(std::max(hex(text[i + k]), 0));
            }
            if (digits && code < 0x80) {
                out += static_cast<char>(code);
                i += 4;
            } else if (digits) {
                out += static_cast<char>(code < 0x800 ? 0xC0 | code >> 6 : 0xE0 | code >> 12);
                if (code >= 0x800) {
                    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
                }
                out += static_cast<char>(0x80 | (code & 0x3F));
                i += 4;
            } else {
                out += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
            }
        }
    }
    return out;
}

bool isStandardBase64(std::string_view text) {
    return text.size() % 4 == 0 && text.find_first_of("-_") == std::string_view::npos;
}

void addDecoded(Secrets& secrets, std::string_view text) {
    const std::string_view inner = trimmed(text);
    const auto evidence = [](const Secret& octets) {
        return say("%1 octets decoded", {std::to_string(octets.size())});
    };
    if (const auto octets = jose::decodeSecretText(inner, SecretEncoding::Base64); octets && isStandardBase64(inner)) {
        secrets.addOctets("sig-alt-secret-base64", evidence(*octets), octets->reveal(), inner, SecretEncoding::Base64);
    }
    std::string url(inner);
    std::replace(url.begin(), url.end(), '+', '-');
    std::replace(url.begin(), url.end(), '/', '_');
    while (url.ends_with('=')) {
        url.pop_back();
    }
    if (const auto octets = jose::decodeSecretText(url, SecretEncoding::Base64Url)) {
        if (isStandardBase64(inner)) {
            secrets.addOctets("sig-alt-secret-base64", evidence(*octets), octets->reveal(), url,
                              SecretEncoding::Base64Url);
        } else {
            secrets.addOctets("sig-alt-secret-base64url", evidence(*octets), octets->reveal(), url,
                              SecretEncoding::Base64Url);
        }
    }
    wipeText(url);
    if (const auto octets = jose::decodeSecretText(inner, SecretEncoding::Hex)) {
        secrets.addOctets("sig-alt-secret-hex", evidence(*octets), octets->reveal(), inner, SecretEncoding::Hex);
    }
}

std::string standardBase64(ByteView octets) {
    std::string text = base64url::encode(octets);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

void addEncoded(Secrets& secrets, ByteView octets) {
    std::string lower = hexOf(octets);
    std::string upper;
    for (const char c : lower) {
        upper += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    std::string standard = standardBase64(octets);
    secrets.add("sig-alt-secret-encoded", "base64", standard);
    secrets.add("sig-alt-secret-encoded", "base64url", base64url::encode(octets));
    secrets.add("sig-alt-secret-encoded", "hex", lower);
    secrets.add("sig-alt-secret-encoded", say("hex, capitals"), upper);
    std::erase(standard, '=');
    secrets.add("sig-alt-secret-encoded", say("base64 without padding"), standard);
    std::string padded = base64url::encode(octets);
    padded.append((4 - padded.size() % 4) % 4, '=');
    secrets.add("sig-alt-secret-encoded", say("base64url with padding"), padded);
    for (std::string* text : {&lower, &upper, &standard, &padded}) {
        wipeText(*text);
    }
}

/// Code points of UTF-8 text; nothing if it is none.
std::optional<std::vector<unsigned>> codePoints(std::string_view text) {
    std::vector<unsigned> points;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t size = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
        if (size == 0 || i + size > text.size()) {
            return std::nullopt;
        }
        unsigned point = size == 1 ? first : first & (0xFFU >> (size + 1));
        for (std::size_t k = 1; k < size; ++k) {
            point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        points.push_back(point);
        i += size;
    }
    return points;
}

void addCharacterSets(Secrets& secrets, std::string_view text) {
    const auto points = codePoints(text);
    if (!points) {
        return;
    }
    std::string latin1;
    std::string little;
    std::string big;
    bool fitsLatin1 = true;
    for (const unsigned point : *points) {
        fitsLatin1 = fitsLatin1 && point < 0x100;
        latin1 += static_cast<char>(point & 0xFF);
        const auto unit = [&](unsigned value) {
            little += {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8)};
            big += {static_cast<char>(value >> 8), static_cast<char>(value & 0xFF)};
        };
        if (point >= 0x10000) {
            unit(0xD800 + ((point - 0x10000) >> 10));
            unit(0xDC00 + ((point - 0x10000) & 0x3FF));
        } else {
            unit(point);
        }
    }
    if (fitsLatin1 && latin1.size() != text.size()) {
        secrets.addInHex("sig-alt-secret-latin1", say("%1 characters", {std::to_string(text.size() - latin1.size())}),
                         asBytes(latin1));
    }
    secrets.addInHex("sig-alt-secret-utf16", "little-endian", asBytes(little));
    secrets.addInHex("sig-alt-secret-utf16", "big-endian", asBytes(big));
    for (std::string* one : {&latin1, &little, &big}) {
        wipeText(*one);
    }
}

/// The key alone, for the key field; nothing for a shared secret, which stays in its set.
Secret publicText(const jose::Jwk& jwk) {
    if (jwk.key.type() == crypto::KeyType::Oct) {
        return {};
    }
    const auto text = jose::writePublicJwk(jwk);
    return text ? Secret::fromText(*text) : Secret();
}

} // namespace

std::vector<KeyVariant> otherKeys(const Examination& e) {
    std::vector<KeyVariant> list;
    const json::Value kid = e.headerMember("kid");
    for (const ExaminedKey& one : e.key.others) {
        if (jose::fits(one.entry.jwk.key, *e.algorithm)) {
            list.push_back({FindingId("sig-alt-other-key"),
                            say("token %1, verifies %2",
                                {valueText(kid), one.entry.jwk.kid.empty() ? say("a key without kid")
                                                                           : Sentence(shortened(one.entry.jwk.kid))}),
                            one.entry.jwk.key, publicText(one.entry.jwk)});
        }
    }
    return list;
}

std::vector<KeyVariant> secretVariants(const Examination& e) {
    if ((!e.key.isPlainSecret && !e.key.isOctJwk) || e.key.keys.empty() ||
        e.algorithm->family != jose::AlgorithmFamily::Hmac) {
        return {};
    }
    const crypto::Key& key = e.key.keys.front().entry.jwk.key;
    const std::string_view text = asText(e.key.secretText.reveal());
    Secrets secrets(key.secret());
    if (e.key.isPlainSecret) {
        const std::string_view inner = trimmed(text);
        secrets.add("sig-alt-secret-trimmed", say("%1 octets removed", {std::to_string(text.size() - inner.size())}),
                    inner);
        for (std::string line : {std::string(text) + "\n", std::string(text) + "\r\n"}) {
            secrets.addInHex("sig-alt-secret-newline", line.ends_with("\r\n") ? "CR LF" : "LF", asBytes(line));
            wipeText(line);
        }
        secrets.add("sig-alt-secret-unquoted", std::string(text.substr(0, 1)), unquoted(text));
        secrets.add("sig-alt-secret-unquoted", std::string(inner.substr(0, 1)), unquoted(inner));
        addEnvironmentLine(secrets, text);
        secrets.add("sig-alt-secret-quoted", "\"", "\"" + std::string(text) + "\"");
        secrets.add("sig-alt-secret-quoted", "'", "'" + std::string(text) + "'");
        if (text.find('\\') != std::string_view::npos) {
            secrets.add("sig-alt-secret-unescaped", say("backslash"), unescaped(text, '\\'));
        }
        if (text.find('%') != std::string_view::npos) {
            secrets.add("sig-alt-secret-unescaped", say("percent"), unescaped(text, '%'));
        }
        addDecoded(secrets, text);
    }
    if (e.key.isOctJwk) {
        secrets.add("sig-alt-secret-jwk-text", say("member k"), text);
        secrets.add("sig-alt-secret-jwk-text", say("the whole JSON"), asText(e.key.asGiven.reveal()));
        secrets.add("sig-alt-secret-jwk-text", say("the whole JSON"), trimmed(asText(e.key.asGiven.reveal())));
    } else if (e.inputs.keyEncoding != SecretEncoding::Utf8) {
        secrets.add("sig-alt-secret-encoded", std::string(jose::name(e.inputs.keyEncoding)), text);
        secrets.add("sig-alt-secret-encoded", std::string(jose::name(e.inputs.keyEncoding)), trimmed(text));
    }
    addEncoded(secrets, key.secret().reveal());
    addCharacterSets(secrets, text);
    return secrets.take();
}

std::vector<KeyVariant> confusedKeys(const Examination& e) {
    if (e.algorithm->family != jose::AlgorithmFamily::Hmac || e.key.isPlainSecret || e.key.isOctJwk ||
        !e.key.supplied) {
        return {};
    }
    const std::string given(asText(e.key.asGiven.reveal()));
    Secrets secrets{Secret()};
    const auto add = [&](Sentence evidence, std::string_view text) {
        secrets.add("sec-hs-rs-confusion", std::move(evidence), text);
    };
    const auto addForms = [&](const Sentence& name, const std::string& text) {
        std::string stripped = text;
        while (stripped.ends_with('\n') || stripped.ends_with('\r')) {
            stripped.pop_back();
        }
        std::string unix = stripped;
        std::erase(unix, '\r');
        std::string windows;
        for (const char c : unix) {
            windows += c == '\n' ? "\r\n" : std::string(1, c);
        }
        add(name, text);
        add(say("%1 without final line break", {name}), stripped);
        add(say("%1 with final LF", {name}), unix + "\n");
        add(say("%1 with LF", {name}), unix);
        add(say("%1 with CR LF", {name}), windows);
        add(say("%1 with CR LF and final CR LF", {name}), windows + "\r\n");
    };
    addForms(say("the text as supplied"), given);
    std::vector<const ExaminedKey*> all;
    for (const auto* list : {&e.key.keys, &e.key.others}) {
        for (const ExaminedKey& one : *list) {
            all.push_back(&one);
        }
    }
    constexpr std::size_t mostKeys = 8;
    for (std::size_t i = 0; i < std::min(all.size(), mostKeys); ++i) {
        const jose::KeyEntry& entry = all[i]->entry;
        if (entry.jwk.key.type() == crypto::KeyType::Oct) {
            continue;
        }
        const crypto::Key half = entry.jwk.key.publicHalf();
        if (const auto pem = crypto::writeKey(half, crypto::KeyFormat::SpkiPem)) {
            addForms("PEM", std::string(asText(pem->reveal())));
        }
        if (const auto der = crypto::writeKey(half, crypto::KeyFormat::SpkiDer)) {
            add("DER", asText(der->reveal()));
        }
        if (const auto pem = crypto::writeKey(half, crypto::KeyFormat::Pkcs1PublicPem)) {
            addForms("PKCS#1 PEM", std::string(asText(pem->reveal())));
        }
        if (const auto jwk = jose::writePublicJwk(entry.jwk)) {
            add("JWK", *jwk);
        }
        if (entry.certificate) {
            add(say("certificate DER"), asText(entry.certificate->der));
            addForms(say("certificate PEM"), crypto::certificatePem(*entry.certificate));
        }
    }
    return secrets.take();
}

std::vector<KeyVariant> embeddedKeys(const Examination& e) {
    std::vector<KeyVariant> list;
    const json::Value typ = e.headerMember("typ");
    const std::string type = lowered(typ.exists() ? typ.string().value_or(std::string()) : std::string());
    const json::Value jwk = e.headerMember("jwk");
    if (jwk.exists() && type != "dpop+jwt" && type != "application/dpop+jwt") {
        if (auto key = jose::readJwk(jwk)) {
            Sentence evidence = say("thumbprint %1", {thumbprintOf(key->key)});
            if (!e.key.keys.empty() && e.key.keys.front().entry.jwk.key.type() != crypto::KeyType::Oct) {
                evidence += say(", supplied %1", {thumbprintOf(e.key.keys.front().entry.jwk.key)});
            }
            list.push_back({FindingId("sec-embedded-jwk-signed"), std::move(evidence), key->key, {}});
        }
    }
    if (e.headerMember("x5c").exists()) {
        if (auto first = readFirstOfChain(e.headerMember("x5c"))) {
            list.push_back({FindingId("sec-x5c-signed"),
                            say("subject %1, SHA-256 %2", {shortened(first->certificate->subject),
                                                           base64url::encode(first->certificate->sha256)}),
                            first->key,
                            {}});
        }
    }
    return list;
}

} // namespace twb::doctor
