// SPDX-License-Identifier: Apache-2.0
#include "issuer/signing_keys.h"

#include "crypto/generate.h"
#include "issuer/json_object.h"
#include "jose/jws.h"
#include "jose/token_verifier.h"

#include <algorithm>

namespace twb::issuer {
namespace {

/// A signature with its last octets changed: same length, same alphabet. The last character but three is taken,
/// because the very last may hold bits that belong to no octet.
void spoil(std::string& token) {
    char& c = token[token.size() - 4];
    c = c == 'A' ? 'B' : 'A';
}

void addPublic(jose::KeySet& set, const jose::Jwk& jwk, const jose::Algorithm& algorithm) {
    jose::KeyEntry entry{jwk, "jwk", std::nullopt, {}, {}, {}};
    entry.jwk.key = jwk.key.publicHalf();
    entry.jwk.alg = algorithm.name;
    entry.jwk.use = "sig";
    entry.jwk.hasKeyOps = false;
    entry.jwk.keyOps.clear();
    set.add(std::move(entry));
}

} // namespace

std::string keyKind(const crypto::Key& key) {
    switch (key.type()) {
    case crypto::KeyType::Rsa:
    case crypto::KeyType::RsaPss:
        return "RSA " + std::to_string(key.bits());
    case crypto::KeyType::Ec:
        return "EC " + std::string(jose::curveName(key.curve()));
    case crypto::KeyType::Okp:
        return std::string(jose::curveName(key.curve()));
    case crypto::KeyType::Oct:
        break;
    }
    return "secret";
}

Result<IssuerKey> makeIssuerKey() {
    auto key = crypto::generateEc(crypto::Curve::P256);
    if (!key) {
        return passOn(key);
    }
    const auto kid = jose::thumbprint(*key);
    if (!kid) {
        return passOn(kid);
    }
    jose::Jwk jwk{std::move(*key), kid->substr(0, 12), {}, {}, {}, false, {}, {}, {}, {}, {}};
    return IssuerKey{"Local issuer", std::move(jwk), IssuerKey::Publish::Yes};
}

Result<SigningKeys::Entry> SigningKeys::prepare(IssuerKey key) {
    const std::string called = key.name.empty() ? "this key" : "\"" + key.name + "\"";
    if (key.jwk.key.type() == crypto::KeyType::Oct) {
        return fail(ErrorCode::KeyTypeMismatch, called + " is a secret: it cannot be served to others");
    }
    if (!key.jwk.key.isPrivate()) {
        return fail(ErrorCode::KeyPublicOnly, called + " is a public key: it cannot sign");
    }
    const jose::Algorithm* algorithm = key.jwk.alg.empty() ? nullptr : jose::findAlgorithm(key.jwk.alg);
    if (algorithm == nullptr || !jose::fits(key.jwk.key, *algorithm)) {
        algorithm = jose::usualAlgorithm(key.jwk.key);
    }
    if (algorithm == nullptr) {
        return fail(ErrorCode::KeyTypeMismatch, called + " makes no signatures");
    }
    if (key.jwk.use == "enc") {
        return fail(ErrorCode::KeyNotSuitable, called + " is meant for encryption (\"use\" is \"enc\")");
    }
    if (key.jwk.kid.empty()) {
        auto kid = jose::thumbprint(key.jwk.key);
        if (!kid) {
            return passOn(kid);
        }
        key.jwk.kid = std::move(*kid);
    }
    // What the JWK forbids concerns others; the server signs with what it was given.
    key.jwk.alg.clear();
    key.jwk.hasKeyOps = false;
    key.jwk.keyOps.clear();
    return Entry{std::move(key), algorithm};
}

Result<void> SigningKeys::set(std::vector<IssuerKey> keys) {
    std::vector<Entry> entries;
    for (IssuerKey& key : keys) {
        auto entry = prepare(std::move(key));
        if (!entry) {
            return passOn(entry);
        }
        for (const Entry& known : entries) {
            if (known.key.jwk.kid == entry->key.jwk.kid) {
                return fail(ErrorCode::KeyAmbiguous, "two keys have the kid \"" + known.key.jwk.kid + "\"");
            }
        }
        entries.push_back(std::move(*entry));
    }
    const auto first = std::find_if(entries.begin(), entries.end(),
                                    [](const Entry& each) { return each.key.publish == IssuerKey::Publish::Yes; });
    if (first == entries.end()) {
        return fail(ErrorCode::KeyNotFound, "there is no published key that could sign");
    }
    m_current = static_cast<std::size_t>(first - entries.begin());
    m_keys = std::move(entries);
    m_rotated.clear();
    return {};
}

std::vector<ServedKey> SigningKeys::list() const {
    std::vector<ServedKey> list;
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        const IssuerKey& key = m_keys[i].key;
        const auto state = i == m_current                           ? ServedKey::State::SignsNow
                           : key.publish == IssuerKey::Publish::Yes ? ServedKey::State::Published
                                                                    : ServedKey::State::NotPublished;
        list.push_back({key.name, key.jwk.kid, keyKind(key.jwk.key), state});
    }
    return list;
}

const SigningKeys::Entry* SigningKeys::find(std::string_view kid) const {
    const auto found =
        std::find_if(m_keys.begin(), m_keys.end(), [&](const Entry& each) { return each.key.jwk.kid == kid; });
    return found == m_keys.end() ? nullptr : &*found;
}

Result<void> SigningKeys::publish(std::string_view kid, IssuerKey::Publish publish) {
    const Entry* found = find(kid);
    if (found == nullptr) {
        return fail(ErrorCode::KeyNotFound, "no key has the kid \"" + std::string(kid) + "\"");
    }
    const auto place = static_cast<std::size_t>(found - m_keys.data());
    if (place == m_current && publish == IssuerKey::Publish::No) {
        return fail(ErrorCode::Usage, "the key that signs stays published; let another one sign first");
    }
    m_keys[place].key.publish = publish;
    return {};
}

Result<void> SigningKeys::signWith(std::string_view kid) {
    const Entry* found = find(kid);
    if (found == nullptr) {
        return fail(ErrorCode::KeyNotFound, "no key has the kid \"" + std::string(kid) + "\"");
    }
    m_current = static_cast<std::size_t>(found - m_keys.data());
    m_keys[m_current].key.publish = IssuerKey::Publish::Yes;
    return {};
}

Result<std::string> SigningKeys::jwks() const {
    jose::KeySet set(jose::KeySet::Origin::Set);
    for (const Entry& entry : m_keys) {
        if (entry.key.publish == IssuerKey::Publish::Yes) {
            addPublic(set, entry.key.jwk, *entry.algorithm);
        }
    }
    for (const Entry& entry : m_rotated) {
        addPublic(set, entry.key.jwk, *entry.algorithm);
    }
    const auto text = jose::writeJwks(set, jose::JwkHalf::Public);
    if (!text) {
        return passOn(text);
    }
    return std::string(asText(text->reveal()));
}

std::size_t SigningKeys::publishedCount() const {
    return m_rotated.size() + static_cast<std::size_t>(std::count_if(m_keys.begin(), m_keys.end(), [](const Entry& e) {
               return e.key.publish == IssuerKey::Publish::Yes;
           }));
}

std::string_view SigningKeys::algorithm() const {
    return m_keys.empty() ? std::string_view() : m_keys[m_current].algorithm->name;
}

Result<SigningKeys::Signed> SigningKeys::sign(std::string_view type, std::string_view payload, Fault fault) {
    if (m_keys.empty()) {
        return fail(ErrorCode::KeyNotFound, "the issuer has no key to sign with");
    }
    const Entry* entry = &m_keys[m_current];
    if (fault == Fault::KeyRotation) {
        auto made = makeIssuerKey();
        if (!made) {
            return passOn(made);
        }
        auto prepared = prepare(std::move(*made));
        if (!prepared) {
            return passOn(prepared);
        }
        if (m_rotated.size() == 2) {
            m_rotated.erase(m_rotated.begin());
        }
        m_rotated.push_back(std::move(*prepared));
        entry = &m_rotated.back();
    } else {
        m_rotated.clear();
    }
    const std::string kid = fault == Fault::UnknownKid ? "unknown-" + entry->key.jwk.kid : entry->key.jwk.kid;
    const std::string header =
        JsonObject().text("alg", entry->algorithm->name).text("typ", type).text("kid", kid).finish();
    auto token = jose::signCompact(header, asBytes(payload), entry->key.jwk);
    if (!token) {
        return passOn(token);
    }
    if (fault == Fault::BadSignature) {
        spoil(*token);
    }
    return Signed{std::move(*token), entry->algorithm->name};
}

bool SigningKeys::made(std::string_view token) const {
    jose::KeySet set(jose::KeySet::Origin::Set);
    for (const Entry& entry : m_keys) {
        addPublic(set, entry.key.jwk, *entry.algorithm);
    }
    for (const Entry& entry : m_rotated) {
        addPublic(set, entry.key.jwk, *entry.algorithm);
    }
    jose::VerificationPolicy policy;
    policy.checkTime = jose::VerificationPolicy::CheckTime::No;
    return jose::verifyToken(token, std::make_shared<const jose::KeySet>(std::move(set)), policy, Time{}).verdict ==
           jose::Verdict::Verified;
}

} // namespace twb::issuer
