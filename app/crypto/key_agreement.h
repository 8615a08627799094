// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/key.h"

namespace twb::crypto {

/// The shared secret Z of (EC)DH: for EC the x coordinate, as long as the field; for X25519 and X448 32 and 56 octets.
///                                                                        (RFC 7518 §4.6; RFC 7748 §6; SEC 1 §3.3.1)
/// @param own  private, @param peer  public, both on the same of P-256, P-384, P-521, X25519, X448.
/// @errors key-type-mismatch, key-curve-mismatch, key-public-only, key-invalid (a point of small order: Z would be
/// all zero), crypto-backend
Result<Secret> agree(const Key& own, const Key& peer);

/// True for the curves that serve here.
constexpr bool agreesOnKeys(Curve curve) {
    return curve == Curve::P256 || curve == Curve::P384 || curve == Curve::P521 || curve == Curve::X25519 ||
           curve == Curve::X448;
}

} // namespace twb::crypto
