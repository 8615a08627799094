// SPDX-License-Identifier: Apache-2.0
#include "crypto/curves.h"

#include "crypto/backend.h"

#include <algorithm>
#include <array>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

namespace twb::crypto {

namespace {

using GroupPtr = std::unique_ptr<EC_GROUP, FreeWith<EC_GROUP_free>>;
using PointPtr = std::unique_ptr<EC_POINT, FreeWith<EC_POINT_clear_free>>;

// SEC 2 §2.4 and §2.5; NIST SP 800-186 §3.2.1.
constexpr std::array<std::uint8_t, 32> orderP256{0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff,
                                                 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17,
                                                 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};
constexpr std::array<std::uint8_t, 48> orderP384{
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xc7, 0x63, 0x4d, 0x81, 0xf4, 0x37, 0x2d, 0xdf,
    0x58, 0x1a, 0x0d, 0xb2, 0x48, 0xb0, 0xa7, 0x7a, 0xec, 0xec, 0x19, 0x6a, 0xcc, 0xc5, 0x29, 0x73};
constexpr std::array<std::uint8_t, 66> orderP521{
    0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfa,
    0x51, 0x86, 0x87, 0x83, 0xbf, 0x2f, 0x96, 0x6b, 0x7f, 0xcc, 0x01, 0x48, 0xf7, 0x09, 0xa5, 0xd0, 0x3b,
    0xb5, 0xc9, 0xb8, 0x89, 0x9c, 0x47, 0xae, 0xbb, 0x6f, 0xb7, 0x1e, 0x91, 0x38, 0x64, 0x09};
constexpr std::array<std::uint8_t, 32> orderSecp256k1{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                                      0xff, 0xff, 0xff, 0xff, 0xfe, 0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48,
                                                      0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41};

GroupPtr groupOf(Curve curve) {
    startBackend();
    switch (curve) {
    case Curve::P256:
        return GroupPtr(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    case Curve::P384:
        return GroupPtr(EC_GROUP_new_by_curve_name(NID_secp384r1));
    case Curve::P521:
        return GroupPtr(EC_GROUP_new_by_curve_name(NID_secp521r1));
    case Curve::Secp256k1:
        return GroupPtr(EC_GROUP_new_by_curve_name(NID_secp256k1));
    default:
        return nullptr;
    }
}

tl::unexpected<Error> failed() {
    return backendFailure("the point could not be computed");
}

Result<EcNumbers> coordinates(Curve curve, const EC_GROUP* group, const EC_POINT* point, BN_CTX* context) {
    const BnPtr x(BN_new());
    const BnPtr y(BN_new());
    Secret xOctets;
    Secret yOctets;
    const std::size_t width = fieldOctets(curve);
    if (!x || !y || EC_POINT_get_affine_coordinates(group, point, x.get(), y.get(), context) != 1 ||
        !numberOctets(x.get(), xOctets, width) || !numberOctets(y.get(), yOctets, width)) {
        return failed();
    }
    EcNumbers numbers;
    numbers.curve = curve;
    numbers.x.assign(xOctets.reveal().begin(), xOctets.reveal().end());
    numbers.y.assign(yOctets.reveal().begin(), yOctets.reveal().end());
    return numbers;
}

} // namespace

const char* groupName(Curve curve) {
    switch (curve) {
    case Curve::P256:
        return "prime256v1";
    case Curve::P384:
        return "secp384r1";
    case Curve::P521:
        return "secp521r1";
    case Curve::Secp256k1:
        return "secp256k1";
    case Curve::Ed25519:
        return "ED25519";
    case Curve::Ed448:
        return "ED448";
    case Curve::X25519:
        return "X25519";
    case Curve::X448:
        return "X448";
    case Curve::None:
        break;
    }
    return nullptr;
}

std::string_view curveName(Curve curve) {
    switch (curve) {
    case Curve::P256:
        return "P-256";
    case Curve::P384:
        return "P-384";
    case Curve::P521:
        return "P-521";
    case Curve::Secp256k1:
        return "secp256k1";
    case Curve::Ed25519:
        return "Ed25519";
    case Curve::Ed448:
        return "Ed448";
    case Curve::X25519:
        return "X25519";
    case Curve::X448:
        return "X448";
    case Curve::None:
        break;
    }
    return {};
}

ByteView groupOrder(Curve curve) {
    switch (curve) {
    case Curve::P256:
        return orderP256;
    case Curve::P384:
        return orderP384;
    case Curve::P521:
        return orderP521;
    case Curve::Secp256k1:
        return orderSecp256k1;
    default:
        return {};
    }
}

Result<EcNumbers> multiplyBasePoint(Curve curve, ByteView d) {
    const GroupPtr group = groupOf(curve);
    const BnCtxPtr context(BN_CTX_secure_new());
    const BnPtr number = numberFrom(d);
    const PointPtr point(group ? EC_POINT_new(group.get()) : nullptr);
    if (!group || !context || !number || !point ||
        EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, context.get()) != 1) {
        return failed();
    }
    return coordinates(curve, group.get(), point.get(), context.get());
}

Result<EcNumbers> decodePoint(Curve curve, ByteView encoded) {
    const GroupPtr group = groupOf(curve);
    const BnCtxPtr context(BN_CTX_new());
    const PointPtr point(group ? EC_POINT_new(group.get()) : nullptr);
    if (!group || !context || !point) {
        return failed();
    }
    const std::size_t width = fieldOctets(curve);
    if (encoded.size() != 1 + width && encoded.size() != 1 + 2 * width) {
        return fail(ErrorCode::KeyInvalid, "the point has " + std::to_string(encoded.size()) +
                                               " octets, which fits no point on " + std::string(curveName(curve)));
    }
    if (EC_POINT_oct2point(group.get(), point.get(), encoded.data(), encoded.size(), context.get()) != 1) {
        return failWithReasons(ErrorCode::KeyInvalid, "the point is not on the curve " + std::string(curveName(curve)));
    }
    return coordinates(curve, group.get(), point.get(), context.get());
}

Result<bool> isEdwardsPoint(Curve curve, ByteView encoded) {
    startBackend();
    const bool is25519 = curve == Curve::Ed25519;
    Bytes octets(encoded.rbegin(), encoded.rend()); // the encoding is little-endian
    const bool sign = (octets.front() & 0x80) != 0;
    octets.front() &= 0x7f;
    const BnCtxPtr context(BN_CTX_new());
    const BnPtr y = numberFrom(octets);
    const BnPtr prime(BN_new());
    const BnPtr u(BN_new());
    const BnPtr v(BN_new());
    if (!context || !y || !prime || !u || !v) {
        return failed();
    }
    // p = 2^255 - 19, or 2^448 - 2^224 - 1
    const bool primeMade = is25519
                               ? BN_set_bit(prime.get(), 255) == 1 && BN_sub_word(prime.get(), 19) == 1
                               : BN_set_bit(prime.get(), 448) == 1 && BN_set_bit(v.get(), 224) == 1 &&
                                     BN_sub(prime.get(), prime.get(), v.get()) == 1 && BN_sub_word(prime.get(), 1) == 1;
    if (!primeMade) {
        return failed();
    }
    if (BN_cmp(y.get(), prime.get()) >= 0) {
        return false;
    }
    // x² = u/v is a square if and only if u·v is one. With d = -121665/121666 the denominator is multiplied out:
    //   Ed25519  u = 121666·(y² - 1)   v = 121666 - 121665·y²
    //   Ed448    u = y² - 1            v = -39081·y² - 1
    const BN_ULONG scale = is25519 ? 121666 : 1;
    const BN_ULONG factor = is25519 ? 121665 : 39081;
    if (BN_mod_sqr(u.get(), y.get(), prime.get(), context.get()) != 1 || BN_copy(v.get(), u.get()) == nullptr ||
        BN_sub_word(u.get(), 1) != 1 || BN_mul_word(u.get(), scale) != 1 || BN_mul_word(v.get(), factor) != 1 ||
        (is25519 ? BN_sub_word(v.get(), scale) : BN_add_word(v.get(), 1)) != 1 ||
        BN_mod_mul(u.get(), u.get(), v.get(), prime.get(), context.get()) != 1) {
        return failed();
    }
    // v was computed with the other sign: minus one is a square modulo 2^255 - 19, but not modulo 2^448 - 2^224 - 1.
    const int square = BN_kronecker(u.get(), prime.get(), context.get());
    if (square < -1) {
        return failed();
    }
    if (square == 0) { // x = 0 has no negative
        return !sign;
    }
    return is25519 ? square == 1 : square == -1;
}

} // namespace twb::crypto
