// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "base/secret.h"
#include "jose/key_material.h"

#include <memory>
#include <optional>

/// What stands in a key field, and what it turned out to be.
namespace twb::doctor {

using jose::SecretEncoding;

/// The content of one key field. The text may be secret and therefore lives in Secret.
struct KeyField {
    enum class Kind : std::uint8_t {
        Nothing, ///< the field is empty, or nothing was chosen
        Secret,  ///< a symmetric secret, read by `encoding`
        KeyText  ///< PEM, JWK, JWKS or certificate; its format is recognised
    };
    Kind kind = Kind::Nothing;
    Secret text; ///< UTF-8
    SecretEncoding encoding = SecretEncoding::Utf8;
    crypto::Password passphrase{}; ///< of an encrypted key in the text; tried only where one is asked for
};
using SharedKeyField = std::shared_ptr<const KeyField>;

/// Kinds of keys as the window names them (phrases: "an RSA key", "an EC key on P-256").
enum class KeyKind : std::uint8_t {
    None,
    Secret,
    Rsa,
    RsaPss,
    EcP256,
    EcP384,
    EcP521,
    EcSecp256k1,
    Ed25519,
    Ed448,
    Edwards, ///< Ed25519 or Ed448: what `EdDSA` needs
    X25519,
    X448
};

/// What one key field holds, without a secret octet.
struct KeyFacts {
    enum class State : std::uint8_t {
        Absent,    ///< nothing given
        Readable,  ///< at least one key
        Unreadable ///< see problem
    };
    State state = State::Absent;
    std::optional<Error> problem; ///< `where` lies in the text of the field
    KeyKind kind = KeyKind::None; ///< of the first key
    int bits = 0;                 ///< RSA modulus; field size; 8 × octets of a secret
    std::size_t keys = 0;         ///< how many keys the text holds (a JWKS may hold many)
    std::string kid;              ///< of the first key, if it has one
    std::string thumbprint;       ///< RFC 7638, base64url of SHA-256; empty for a secret
    bool holdsPrivate = false;    ///< a private key (a secret does not count here)
    bool fromCertificate = false;
    bool opened = false;          ///< a passphrase was given and the key could be read
    std::size_t secretOctets = 0; ///< of a secret as it is read now
    /// If the text of a UTF-8 secret is also well-formed Base64 (16 octets or more): how many octets that would be.
    std::optional<std::size_t> base64Octets;
};

/// A key field read once: facts for everybody, keys for the evaluation. Never changes; any thread may read it.
class ResolvedKey {
public:
    struct Keys; ///< key objects; known to app/doctor only
    ResolvedKey(SharedKeyField field, KeyFacts facts, std::shared_ptr<const Keys> keys)
        : m_field(std::move(field))
        , m_facts(std::move(facts))
        , m_keys(std::move(keys)) {}

    const SharedKeyField& field() const { return m_field; }
    const KeyFacts& facts() const { return m_facts; }
    const Keys* keys() const { return m_keys.get(); } ///< null unless facts().state is Readable

private:
    SharedKeyField m_field;
    KeyFacts m_facts;
    std::shared_ptr<const Keys> m_keys;
};
using SharedResolvedKey = std::shared_ptr<const ResolvedKey>;

/// Whether a problem says that the text is an encrypted key that waits for its passphrase, or for another one.
inline bool isLocked(const KeyFacts& facts) {
    return facts.state == KeyFacts::State::Unreadable && facts.problem &&
           (facts.problem->code == ErrorCode::KeyEncrypted || facts.problem->code == ErrorCode::KeyPasswordWrong);
}

/// Reads a key field. Pure; may take milliseconds for a private RSA key, so it runs on the worker.
/// A null field counts as Nothing. A problem is a state, not a failure.
SharedResolvedKey resolveKey(SharedKeyField field);

} // namespace twb::doctor
