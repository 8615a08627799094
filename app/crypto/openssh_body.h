// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: what the public and the private form of OpenSSH share.
#include "crypto/key.h"

namespace twb::crypto {

/// The public key blob of SSH.                                          (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4)
/// @errors key-unsupported, key-invalid
Result<Key> keyFromSshBlob(ByteView blob);
/// `nistp256`; empty if SSH has no such curve.
std::string_view sshCurve(Curve curve);
Curve curveOfSsh(std::string_view name);
/// key-unsupported with what the type is.
tl::unexpected<Error> sshUnsupported(std::string_view type);

} // namespace twb::crypto
