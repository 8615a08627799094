// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/watch.h"
#include "jose/jwe_form.h"
#include "jose/key_management.h"

#include <memory>

/// Encrypted tokens: compact, flattened and general JSON.                                            (RFC 7516)
namespace twb::jose {

/// What an encrypted token must fulfil.
struct DecryptionPolicy {
    std::vector<std::string> algorithms;         ///< "alg" allowed; empty: all that the key allows
    std::vector<std::string> encryptions;        ///< "enc" allowed; empty: all
    std::optional<std::string> kid;              ///< instead of the token's own
    std::vector<std::string> understoodCritical; ///< "crit" names
    JweLimits limits;
    Watch watch; ///< of the stretching of a password; stopped, the answer is `cancelled`
};

/// A token that was opened. Only an authentic plaintext comes out, whole or not at all.
struct DecryptedToken {
    Secret plaintext; ///< inflated where the token was compressed; may be empty
    const KeyManagement* algorithm = nullptr;
    const ContentEncryption* encryption = nullptr;
    std::string kid;             ///< of the recipient's header; empty if absent
    std::string protectedHeader; ///< JSON text; empty if there is none
    std::string sharedHeader;    ///< JSON text of "unprotected"; not authenticated
    std::string recipientHeader; ///< JSON text; not authenticated
    std::size_t recipient = 0;   ///< from 0
    std::size_t keyIndex = 0;    ///< in KeySet::entries()
    bool compressed = false;
    std::vector<Error> warnings; ///< RSA1_5, a low p2c, a kid that was not the key's
};

/// The same without a copy: for those who open many tokens.
struct OpenedToken {
    ByteView plaintext; ///< valid until the decrypter opens the next token or is destroyed, which wipes it
    const KeyManagement* algorithm = nullptr;
    const ContentEncryption* encryption = nullptr;
    std::size_t recipient = 0; ///< from 0
    std::size_t keyIndex = 0;  ///< in KeySet::entries()
};

/// Opens tokens with one set of keys; one object per thread. The last header and its content cipher are kept, so that
/// many tokens with the same header and a shared key cost little more than the decryption itself.
class TokenDecrypter {
public:
    TokenDecrypter(std::shared_ptr<const KeySet> keys, DecryptionPolicy policy = {});
    TokenDecrypter(TokenDecrypter&&) noexcept;
    TokenDecrypter& operator=(TokenDecrypter&&) noexcept;
    ~TokenDecrypter();

    /// Tries every recipient with every key that may serve.                                          (RFC 7516 §5.2)
    ///
    /// Whatever a cipher, a padding, a tag or an ephemeral key has against the token gives the same decryption-failed
    /// with the same words, after the same steps: a wrong content key is replaced by a random one and the content is
    /// tried nevertheless (§11.5).
    /// @errors decryption-failed; cancelled; before any key is used: token-structure, token-header, token-critical,
    /// token-limit,
    ///         token-unsupported, json-…, base64url-…, algorithm-unknown, algorithm-not-allowed, key-… ;
    ///         behind a right tag: token-payload, token-limit (zip)
    Result<DecryptedToken> decrypt(std::string_view token);

    /// The same into this object's own memory. A compact token with the header of the last one and a shared key (dir)
    /// is decoded and decrypted in one place, and nothing is allocated.  @errors as decrypt
    Result<OpenedToken> open(std::string_view token);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// One token, everything made for it.
Result<DecryptedToken> decryptToken(std::string_view token, std::shared_ptr<const KeySet> keys,
                                    const DecryptionPolicy& policy = {});

/// Somebody to encrypt to.
struct EncryptionRecipient {
    Jwk key;
    std::string header; ///< JSON text of its own header; empty for none
};

/// What to encrypt, for whom and in which form.
struct EncryptionRequest {
    JweFormKind form = JweFormKind::Compact;
    std::string protectedHeader; ///< JSON text, kept as it is but for members that must be set; empty for none
    std::string sharedHeader;    ///< JSON text; JSON forms only
    std::vector<EncryptionRecipient> recipients;
    std::optional<Bytes> additionalData; ///< "aad"; JSON forms only
    std::int64_t pbes2Count = 310'000;   ///< where no header says "p2c"; about 75 ms
    JweLimits limits;
    Watch watch;                            ///< of the stretching of a password; stopped, the answer is `cancelled`
    const FixedRandomness* fixed = nullptr; ///< for known answers only; not owned
};

struct EncryptedToken {
    std::string token;
    std::string protectedHeader; ///< JSON text as it went in, with epk, iv, tag, p2s, p2c
    std::vector<Error> warnings; ///< RSA1_5, a low p2c
};

/// Encrypts.                                                                                        (RFC 7516 §5.1)
///
/// "alg" and "enc" stand in the headers. epk, iv, tag, p2s and p2c are set in the header where "alg" stands; with
/// several recipients, in each recipient's own. "zip":"DEF" in the protected header compresses.
/// @errors token-header, token-structure (what the form cannot hold; dir or ECDH-ES for several), token-critical,
///         token-limit, algorithm-unknown, key-…, crypto-backend
Result<EncryptedToken> encryptToken(const EncryptionRequest& request, ByteView plaintext);

/// Compact, one key.
Result<EncryptedToken> encryptCompact(std::string_view header, ByteView plaintext, const Jwk& key);

} // namespace twb::jose
