// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jwks.h"
#include "jose/key_material.h"
#include "jose/token_verifier.h"

#include <QByteArray>
#include <QString>

namespace twb::tests {

inline QByteArray qt(std::string_view text) {
    return {text.data(), static_cast<qsizetype>(text.size())};
}
inline std::string_view view(const QByteArray& text) {
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

inline jose::Jwk jwkOf(std::string_view text) {
    auto jwk = jose::readJwk(text);
    if (!jwk) {
        qFatal("the test's own JWK is unreadable: %s", jwk.error().detail.c_str());
    }
    return std::move(*jwk);
}

/// Any key material: PEM, JWK, JWKS; what is none of these becomes a secret.
inline std::shared_ptr<const jose::KeySet> keysOf(std::string_view text) {
    auto set = jose::readKeyMaterial(asBytes(text));
    if (!set) {
        qFatal("the test's own key is unreadable: %s", set.error().detail.c_str());
    }
    return std::make_shared<const jose::KeySet>(std::move(*set));
}
inline std::shared_ptr<const jose::KeySet> secretOf(std::string_view text) {
    return std::make_shared<const jose::KeySet>(*jose::readSecretText(text, jose::SecretEncoding::Utf8));
}

inline Time at(long long seconds) {
    return Time(std::chrono::seconds(seconds));
}

} // namespace twb::tests
