// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/signature.h"
#include "jose/algorithm_table.h"
#include "jose/jwk.h"

namespace twb::jose {

enum class PayloadPlace : std::uint8_t { Attached, Detached };

/// Makes compact tokens with one key and one header; the header is encoded and the contexts are made once.
///                                                                                        (RFC 7515 §5.1, §7.1)
/// One object per thread.
class TokenSigner {
public:
    /// The header's octets are signed as they are; it must be a JSON object with "alg" and without duplicate names.
    /// "crit" may hold "b64" only (RFC 7797: `"b64":false` is honoured and needs it).
    /// @errors token-header, json-… , json-duplicate-name, algorithm-unknown, algorithm-unsupported (none),
    ///         token-critical, key-type-mismatch, key-curve-mismatch, key-public-only, key-not-suitable, crypto-backend
    static Result<TokenSigner> create(std::string_view header, const Jwk& key,
                                      PayloadPlace place = PayloadPlace::Attached);

    /// @param payload  any octets, signed as they are.
    /// @return the token; a view into this object, valid until the next call.
    /// @errors token-payload (b64 false and a '.' in an attached payload, RFC 7797 §5.2), crypto-backend
    Result<std::string_view> sign(ByteView payload);

    const Algorithm& algorithm() const { return *m_algorithm; }

private:
    TokenSigner(const Algorithm* algorithm, crypto::Signer signer)
        : m_algorithm(algorithm)
        , m_signer(std::move(signer)) {}

    const Algorithm* m_algorithm;
    crypto::Signer m_signer;
    PayloadPlace m_place = PayloadPlace::Attached;
    bool m_encodePayload = true; // RFC 7797 "b64"
    std::string m_buffer;        // begins with the encoded header and its dot
    std::size_t m_headerSize = 0;
    Bytes m_signature;
};

/// One token.  @errors as TokenSigner
Result<std::string> signCompact(std::string_view header, ByteView payload, const Jwk& key,
                                PayloadPlace place = PayloadPlace::Attached);

/// An unsecured token, `"alg":"none"`, with an empty signature; no verification ever accepts it. (RFC 7515 App. A.5)
/// @errors token-header, json-…, algorithm-unsupported (the header names another algorithm)
Result<std::string> encodeUnsecured(std::string_view header, ByteView payload);

} // namespace twb::jose
