// SPDX-License-Identifier: Apache-2.0
#include "crypto/key.h"

#include "crypto/key_native.h"

namespace twb::crypto {

Key Key::fromSecret(Secret octets) {
    auto native = std::make_shared<Native>();
    native->type = KeyType::Oct;
    native->bits = static_cast<int>(octets.size() * 8);
    native->isPrivate = true;
    native->secret = std::move(octets);
    return Key(std::move(native));
}

KeyType Key::type() const {
    return m_native->type;
}

Curve Key::curve() const {
    return m_native->curve;
}

int Key::bits() const {
    return m_native->bits;
}

bool Key::isPrivate() const {
    return m_native->isPrivate;
}

Key Key::publicHalf() const {
    if (m_native->type == KeyType::Oct || !m_native->isPrivate) {
        return *this;
    }
    auto half = std::make_shared<Native>();
    half->type = m_native->type;
    half->curve = m_native->curve;
    half->bits = m_native->bits;
    half->isPrivate = false;
    half->pkey = m_native->pkey;
    half->first = m_native->first;
    half->second = m_native->second;
    half->pssAlgorithm = m_native->pssAlgorithm;
    return Key(std::move(half));
}

bool Key::samePublicKey(const Key& other) const {
    const auto isRsa = [](KeyType type) { return type == KeyType::Rsa || type == KeyType::RsaPss; };
    const bool sameKind = type() == other.type() || (isRsa(type()) && isRsa(other.type()));
    if (!sameKind || curve() != other.curve()) {
        return false;
    }
    if (type() == KeyType::Oct) {
        return m_native->secret == other.m_native->secret;
    }
    return m_native->first == other.m_native->first && m_native->second == other.m_native->second;
}

const Secret& Key::secret() const {
    return m_native->secret;
}

} // namespace twb::crypto
