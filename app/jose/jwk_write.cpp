// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "crypto/digest.h"
#include "jose/algorithm_table.h"
#include "jose/jwk.h"
#include "json/text.h"

#include <array>

namespace twb::jose {

namespace {

using crypto::Key;

class Writer {
public:
    void text(std::string_view name, std::string_view value) { raw(name, json::quote(value)); }
    void octets(std::string_view name, ByteView value) {
        begin(name);
        m_text += '"';
        base64url::append(m_text, value);
        m_text += '"';
    }
    void raw(std::string_view name, std::string_view value) {
        begin(name);
        m_text += value;
    }
    std::string finish() {
        m_text += '}';
        return std::move(m_text);
    }
    Writer() { m_text.reserve(16384); } // room for RSA of 16384 bits: growing would leave copies of secrets behind

private:
    void begin(std::string_view name) {
        m_text += m_text.empty() ? "{\"" : ",\"";
        m_text += name;
        m_text += "\":";
    }
    std::string m_text;
};

Result<void> writeNumbers(Writer& writer, const Key& key, JwkHalf half) {
    const auto halves = half == JwkHalf::Private ? Key::Halves::PublicAndPrivate : Key::Halves::PublicOnly;
    writer.text("kty", keyTypeName(key.type()));
    switch (key.type()) {
    case crypto::KeyType::Oct:
        if (half == JwkHalf::Private) {
            writer.octets("k", key.secret().reveal());
        }
        return {};
    case crypto::KeyType::Rsa:
    case crypto::KeyType::RsaPss: {
        const auto numbers = key.rsaNumbers(halves);
        if (!numbers) {
            return passOn(numbers);
        }
        writer.octets("n", numbers->n);
        writer.octets("e", numbers->e);
        if (half == JwkHalf::Private) {
            writer.octets("d", numbers->d.reveal());
            if (!numbers->p.empty()) {
                writer.octets("p", numbers->p.reveal());
                writer.octets("q", numbers->q.reveal());
                writer.octets("dp", numbers->dp.reveal());
                writer.octets("dq", numbers->dq.reveal());
                writer.octets("qi", numbers->qi.reveal());
            }
        }
        return {};
    }
    case crypto::KeyType::Ec: {
        const auto numbers = key.ecNumbers(halves);
        if (!numbers) {
            return passOn(numbers);
        }
        writer.text("crv", curveName(numbers->curve));
        writer.octets("x", numbers->x);
        writer.octets("y", numbers->y);
        if (half == JwkHalf::Private) {
            writer.octets("d", numbers->d.reveal());
        }
        return {};
    }
    case crypto::KeyType::Okp: {
        const auto numbers = key.okpNumbers(halves);
        if (!numbers) {
            return passOn(numbers);
        }
        writer.text("crv", curveName(numbers->curve));
        writer.octets("x", numbers->x);
        if (half == JwkHalf::Private) {
            writer.octets("d", numbers->d.reveal());
        }
        return {};
    }
    }
    return {};
}

Result<std::string> write(const Jwk& jwk, JwkHalf half) {
    if (half == JwkHalf::Private && !jwk.key.isPrivate()) {
        return fail(ErrorCode::KeyPrivateMissing, "this key is public only");
    }
    Writer writer;
    if (auto written = writeNumbers(writer, jwk.key, half); !written) {
        return passOn(written);
    }
    if (!jwk.use.empty()) {
        writer.text("use", jwk.use);
    }
    if (jwk.hasKeyOps) {
        std::string array = "[";
        for (const std::string& operation : jwk.keyOps) {
            // The public half of a signing key verifies.                                         (RFC 7517 §4.3)
            const bool signs = half == JwkHalf::Public && jwk.key.type() != crypto::KeyType::Oct && operation == "sign";
            const std::string written = json::quote(signs ? "verify" : operation);
            if (array.find(written) == std::string::npos) {
                array += (array.size() > 1 ? "," : "") + written;
            }
        }
        writer.raw("key_ops", array + "]");
    }
    if (!jwk.alg.empty()) {
        writer.text("alg", jwk.alg);
    }
    if (!jwk.kid.empty()) {
        writer.text("kid", jwk.kid);
    }
    const std::array<std::pair<std::string_view, const std::string*>, 4> carried{
        {{"x5u", &jwk.x5u}, {"x5c", &jwk.x5c}, {"x5t", &jwk.x5t}, {"x5t#S256", &jwk.x5tS256}}};
    for (const auto& [name, value] : carried) {
        if (!value->empty()) {
            writer.raw(name, *value);
        }
    }
    return writer.finish();
}

} // namespace

Result<Secret> writeJwk(const Jwk& jwk, JwkHalf half) {
    auto text = write(jwk, half);
    if (!text) {
        return passOn(text);
    }
    Secret secret = Secret::fromText(*text);
    wipeText(*text);
    return secret;
}

Result<std::string> writePublicJwk(const Jwk& jwk) {
    return write(jwk, JwkHalf::Public);
}

Result<std::string> thumbprint(const Key& key) {
    Writer writer; // the required members in lexicographic order, nothing else
    switch (key.type()) {
    case crypto::KeyType::Oct:
        writer.octets("k", key.secret().reveal());
        writer.text("kty", "oct");
        break;
    case crypto::KeyType::Rsa:
    case crypto::KeyType::RsaPss: {
        const auto numbers = key.rsaNumbers(Key::Halves::PublicOnly);
        if (!numbers) {
            return passOn(numbers);
        }
        writer.octets("e", numbers->e);
        writer.text("kty", "RSA");
        writer.octets("n", numbers->n);
        break;
    }
    case crypto::KeyType::Ec: {
        const auto numbers = key.ecNumbers(Key::Halves::PublicOnly);
        if (!numbers) {
            return passOn(numbers);
        }
        writer.text("crv", curveName(numbers->curve));
        writer.text("kty", "EC");
        writer.octets("x", numbers->x);
        writer.octets("y", numbers->y);
        break;
    }
    case crypto::KeyType::Okp: {
        const auto numbers = key.okpNumbers(Key::Halves::PublicOnly);
        if (!numbers) {
            return passOn(numbers);
        }
        writer.text("crv", curveName(numbers->curve));
        writer.text("kty", "OKP");
        writer.octets("x", numbers->x);
        break;
    }
    }
    std::string text = writer.finish();
    const auto digest = crypto::digest(crypto::Hash::Sha256, asBytes(text));
    wipeText(text);
    if (!digest) {
        return passOn(digest);
    }
    return base64url::encode(*digest);
}

} // namespace twb::jose
