// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/key.h"

namespace twb::crypto {

/// Makes signatures or MACs with one key and one method; contexts are held ready between calls.
///
/// One object per thread; the key may be shared.                                     (RFC 7518 §3; RFC 8037 §3.1)
class Signer {
public:
    /// @errors key-type-mismatch, key-curve-mismatch, key-public-only, key-weak (RSA too short for the hash),
    /// crypto-backend
    static Result<Signer> create(const Key& key, SignatureMethod method);
    Signer(Signer&&) noexcept;
    Signer& operator=(Signer&&) noexcept;
    ~Signer();

    /// @param input  the octets to sign; any length, not copied.
    /// @return HMAC: the whole MAC. RSA: as long as the modulus. ECDSA: R ‖ S, each padded to the field size: 64, 96
    ///         or 132 octets. EdDSA: 64 or 114 octets.
    /// @errors crypto-backend
    Result<Bytes> sign(ByteView input);
    /// The same into memory of signatureSize() octets; nothing is allocated. @return octets written.
    Result<std::size_t> signInto(ByteView input, std::uint8_t* out);
    std::size_t signatureSize() const;

    struct State;

private:
    explicit Signer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Checks signatures or MACs with one key and one method; contexts are held ready between calls.
///
/// One object per thread; the key may be shared.
class Verifier {
public:
    /// @errors key-type-mismatch, key-curve-mismatch, key-weak, crypto-backend
    static Result<Verifier> create(const Key& key, SignatureMethod method);
    Verifier(Verifier&&) noexcept;
    Verifier& operator=(Verifier&&) noexcept;
    ~Verifier();

    /// A signature that does not fit is an answer (false), not an error; so is one of the wrong length.
    /// MACs are compared in constant time.
    /// @errors crypto-backend
    Result<bool> verify(ByteView input, ByteView signature);
    /// Length of a well-formed signature.
    std::size_t signatureSize() const;

    struct State;

private:
    explicit Verifier(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace twb::crypto
