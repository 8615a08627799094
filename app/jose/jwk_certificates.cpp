// SPDX-License-Identifier: Apache-2.0
#include "jose/jwk_certificates.h"

#include "base/base64url.h"
#include "crypto/key_file.h"
#include "jose/key_json.h"
#include "jose/key_material.h"

#include <algorithm>

namespace twb::jose {

namespace {

class Checker {
public:
    explicit Checker(KeyEntry& entry)
        : m_entry(entry) {}

    void chain() {
        const std::string& x5c = m_entry.jwk.x5c;
        if (x5c.empty()) {
            return;
        }
        json::Tape tape;
        if (!parseKeyJson(tape, x5c) || !tape.root().is(json::Type::Array) || tape.root().size() == 0) {
            wrong("\"x5c\" must be a list of certificates in Base64");
            return;
        }
        std::size_t position = 0;
        tape.root().forEachElement([&](json::Value element) {
            certificate(element, position);
            ++position;
        });
    }

    void digest(const std::string& member, std::string_view name, std::size_t octets, const char* algorithm,
                Bytes crypto::Certificate::*of) {
        if (member.empty()) {
            return;
        }
        json::Tape tape;
        const auto text = parseKeyJson(tape, member) ? tape.root().string() : std::nullopt;
        Bytes given;
        const std::string label = "\"" + std::string(name) + "\"";
        if (!text || !base64url::decode(*text, given) || given.size() != octets) {
            const bool hex = text && text->size() >= 2 * octets &&
                             text->find_first_not_of("0123456789abcdefABCDEF:") == std::string::npos;
            wrong(label + " must be the base64url of " + std::to_string(octets) + " octets" +
                  (hex ? "; this is a digest in hex" : ""));
            return;
        }
        if (m_first && (*m_first).*of != given) {
            wrong(label + " is not the " + algorithm + " of the first certificate of \"x5c\"");
        }
    }

    const std::optional<crypto::Certificate>& first() const { return m_first; }

private:
    void wrong(std::string detail) { m_entry.notes.push_back({"key-jwk-invalid", std::move(detail)}); }

    void certificate(json::Value element, std::size_t position) {
        const std::string name = "\"x5c\" " + std::to_string(position);
        const auto text = element.string();
        const auto der = text ? decodeSecretText(*text, SecretEncoding::Base64)
                              : Result<Secret>(fail(ErrorCode::Base64Invalid, "no text"));
        if (!der) {
            wrong(name + " is not the standard Base64 of a certificate");
            return;
        }
        if (position != 0) { // the key has nothing to do with it; that it can be read is enough
            if (!crypto::readCertificate(der->reveal())) {
                wrong(name + " is not a certificate that can be read");
            }
            return;
        }
        auto read = crypto::readDer(der->reveal());
        if (!read || !read->certificate) {
            wrong(name + " is not a certificate that can be read");
            return;
        }
        m_first = std::move(read->certificate);
        if (read->key.samePublicKey(m_entry.jwk.key)) {
            m_entry.certificate = m_first;
        } else {
            wrong("the certificate of \"x5c\" is for another key");
        }
    }

    KeyEntry& m_entry;
    std::optional<crypto::Certificate> m_first;
};

} // namespace

void checkCertificates(KeyEntry& entry) {
    if (entry.jwk.x5c.empty() && entry.jwk.x5t.empty() && entry.jwk.x5tS256.empty()) {
        return;
    }
    Checker checker(entry);
    checker.chain();
    checker.digest(entry.jwk.x5t, "x5t", 20, "SHA-1", &crypto::Certificate::sha1);
    checker.digest(entry.jwk.x5tS256, "x5t#S256", 32, "SHA-256", &crypto::Certificate::sha256);
}

std::string x5cText(const std::vector<const crypto::Certificate*>& chain) {
    std::string text = "[";
    for (const crypto::Certificate* certificate : chain) {
        std::string base64 = base64url::encode(certificate->der);
        std::replace(base64.begin(), base64.end(), '-', '+');
        std::replace(base64.begin(), base64.end(), '_', '/');
        base64.append((4 - base64.size() % 4) % 4, '=');
        text += (text.size() > 1 ? ",\"" : "\"") + base64 + "\"";
    }
    return text + "]";
}

} // namespace twb::jose
