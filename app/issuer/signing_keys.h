// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/authorization_server.h"
#include "jose/algorithm_table.h"

namespace twb::issuer {

/// The server's own keys: which are served, which signs. One thread at a time.
class SigningKeys {
public:
    /// What a signed token became.
    struct Signed {
        std::string token;
        std::string_view algorithm;
    };

    // As AuthorizationServer.
    Result<void> set(std::vector<IssuerKey> keys);
    std::vector<ServedKey> list() const;
    Result<void> publish(std::string_view kid, IssuerKey::Publish publish);
    Result<void> signWith(std::string_view kid);

    /// `{"keys":[…]}`, public parts only. @errors as jose::writeJwks
    Result<std::string> jwks() const;
    std::size_t publishedCount() const;
    /// "alg" of the key that signs; empty if there is none.
    std::string_view algorithm() const;

    /// Signs a payload with the key whose turn it is; `fault` decides what is wrong with it.
    /// @param type  "typ" of the header.
    /// @errors key-not-found (no key at all), crypto-backend, and what jose::signCompact says
    Result<Signed> sign(std::string_view type, std::string_view payload, Fault fault);
    /// True if the token carries a signature of one of these keys, hidden ones too.
    bool made(std::string_view token) const;

private:
    struct Entry {
        IssuerKey key;
        const jose::Algorithm* algorithm;
    };
    static Result<Entry> prepare(IssuerKey key);
    const Entry* find(std::string_view kid) const;

    std::vector<Entry> m_keys;
    std::size_t m_current = 0;
    std::vector<Entry> m_rotated; ///< of the fault "key rotation", the newest last, two at most
};

} // namespace twb::issuer
