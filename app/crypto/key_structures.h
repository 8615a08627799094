// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: the DER structures that keys come in. Reading goes through Key::fromRsa and its sisters,
// so that every key is checked alike (and 20 times as fast as by OpenSSL's decoders).
#include "crypto/key.h"

namespace twb::crypto {

enum class DerKind : std::uint8_t {
    Unknown,
    Damaged, ///< starts like DER, its lengths do not fit
    Pkcs1Private,
    Pkcs1Public,
    Pkcs8,
    Pkcs8Encrypted,
    Sec1,
    Spki,
    Certificate,
    CertificateRequest,
    Pkcs12,
    DsaPrivate,
};

/// Tells by the outer elements which structure this is.
DerKind recogniseDer(ByteView octets);
/// `a PKCS#8 private key`
std::string_view describe(DerKind kind);

/// RFC 5280 §4.1.2.7, RFC 8017 App. A.1, RFC 5480, RFC 8410, RFC 4055.
Result<Key> keyFromSpki(ByteView der);
/// RFC 5958.
Result<Key> keyFromPkcs8(ByteView der);
/// RFC 8017 App. A.1.2.
Result<Key> keyFromPkcs1Private(ByteView der);
/// RFC 8017 App. A.1.1.
Result<Key> keyFromPkcs1Public(ByteView der);
/// RFC 5915. `curve` is what stands around the structure; None if it stands alone.
Result<Key> keyFromSec1(ByteView der, Curve curve);

Result<Secret> spkiOf(const Key& key);
Result<Secret> pkcs8Of(const Key& key);
Result<Secret> pkcs1PrivateOf(const Key& key);
Result<Secret> pkcs1PublicOf(const Key& key);
Result<Secret> sec1Of(const Key& key);

} // namespace twb::crypto
