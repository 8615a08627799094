// SPDX-License-Identifier: Apache-2.0
#include "crypto/curves.h"
#include "crypto/key_native.h"

#include <algorithm>

#include <openssl/core_names.h>

namespace twb::crypto {

namespace {

enum class Half { Public, Private };

std::string sized(std::string_view what, std::size_t size, std::size_t wanted) {
    return std::string(what) + " has " + std::to_string(size) + " octets, " + std::to_string(wanted) + " are needed";
}

/// Pads with zeros in front, or cuts zeros off in front; false if the number is too long for the field.
bool fitted(ByteView number, std::size_t width, Bytes& out) {
    const ByteView minimal = withoutLeadingZeros(number);
    if (minimal.size() > width) {
        return false;
    }
    out.assign(width - minimal.size(), 0);
    out.reserve(width);
    out.insert(out.end(), minimal.begin(), minimal.end());
    return true;
}

Key makeKey(KeyType type, Curve curve, bool isPrivate, PkeyPtr pkey, Bytes first, Bytes second) {
    auto native = std::make_shared<Key::Native>();
    native->type = type;
    native->curve = curve;
    native->bits = curve == Curve::P521 ? 521 : static_cast<int>(fieldOctets(curve) * 8);
    native->isPrivate = isPrivate;
    native->pkey = std::move(pkey);
    native->first = std::move(first);
    native->second = std::move(second);
    return Key(std::move(native));
}

Bytes uncompressed(ByteView x, ByteView y) {
    Bytes point;
    point.reserve(1 + x.size() + y.size());
    point.push_back(4);
    point.insert(point.end(), x.begin(), x.end());
    point.insert(point.end(), y.begin(), y.end());
    return point;
}

Result<Secret> rawOctets(const EVP_PKEY* pkey, Curve curve, Half half) {
    Bytes octets(fieldOctets(curve));
    std::size_t size = octets.size();
    const int read = half == Half::Public ? EVP_PKEY_get_raw_public_key(pkey, octets.data(), &size)
                                          : EVP_PKEY_get_raw_private_key(pkey, octets.data(), &size);
    const bool done = read == 1 && size == octets.size();
    Secret owned(std::move(octets));
    if (!done) {
        return backendFailure("the octets of the key could not be read");
    }
    return owned;
}

} // namespace

Result<Key> Key::fromEc(const EcNumbers& numbers) {
    const Curve curve = numbers.curve;
    const std::size_t width = fieldOctets(curve);
    if (groupOrder(curve).empty()) {
        return fail(ErrorCode::KeyUnsupported, "this is no curve for ECDSA");
    }
    const std::string name(curveName(curve));
    const bool isPrivate = !numbers.d.empty();
    const bool hasPoint = !numbers.x.empty() || !numbers.y.empty();
    if (!hasPoint && !isPrivate) {
        return fail(ErrorCode::KeyInvalid, "the EC key has neither a point nor a private number");
    }
    Bytes x;
    Bytes y;
    if (!fitted(numbers.x, width, x) || !fitted(numbers.y, width, y)) {
        return fail(ErrorCode::KeyInvalid,
                    sized("a coordinate of the point", std::max(numbers.x.size(), numbers.y.size()), width));
    }
    Secret d;
    if (isPrivate) {
        const ByteView given = withoutLeadingZeros(numbers.d.reveal());
        if (given.empty() || compareNumbers(given, groupOrder(curve)) >= 0) {
            return fail(ErrorCode::KeyInvalid, "the private number is not between 1 and the order of " + name);
        }
        // One multiplication gives the public half that belongs to d: to check the one that is there, or to fill it in.
        auto point = multiplyBasePoint(curve, given);
        if (!point) {
            return passOn(point);
        }
        if (hasPoint && (point->x != x || point->y != y)) {
            return fail(ErrorCode::KeyInvalid, "the private half does not belong to the public one: d times the base "
                                               "point of " +
                                                   name + " is another point");
        }
        x = std::move(point->x);
        y = std::move(point->y);
        d = Secret(given);
    }
    const Bytes point = uncompressed(x, y);
    Params params;
    params.text(OSSL_PKEY_PARAM_GROUP_NAME, groupName(curve)).octets(OSSL_PKEY_PARAM_PUB_KEY, point);
    if (isPrivate) {
        params.number(OSSL_PKEY_PARAM_PRIV_KEY, d.reveal());
    }
    PkeyPtr pkey = pkeyFromData("EC", isPrivate ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params);
    if (!pkey) {
        // OpenSSL checks the curve equation on the way in; ask it which of the two it was.
        auto onCurve = decodePoint(curve, point);
        if (!onCurve) {
            return passOn(onCurve);
        }
        return backendFailure("the EC key could not be built");
    }
    return makeKey(KeyType::Ec, curve, isPrivate, std::move(pkey), std::move(x), std::move(y));
}

Result<Key> Key::fromOkp(const OkpNumbers& numbers) {
    const Curve curve = numbers.curve;
    const std::size_t width = fieldOctets(curve);
    if (width == 0 || !groupOrder(curve).empty()) {
        return fail(ErrorCode::KeyUnsupported, "this is no curve for octet key pairs");
    }
    const bool isPrivate = !numbers.d.empty();
    if (!isPrivate || !numbers.x.empty()) {
        if (numbers.x.size() != width) {
            return fail(ErrorCode::KeyInvalid,
                        sized("the public half for " + std::string(curveName(curve)), numbers.x.size(), width));
        }
    }
    if (isPrivate && numbers.d.size() != width) {
        return fail(ErrorCode::KeyInvalid,
                    sized("the private half for " + std::string(curveName(curve)), numbers.d.size(), width));
    }
    startBackend();
    if (!isPrivate) {
        if (curve == Curve::Ed25519 || curve == Curve::Ed448) {
            auto onCurve = isEdwardsPoint(curve, numbers.x);
            if (!onCurve) {
                return passOn(onCurve);
            }
            if (!*onCurve) {
                return fail(ErrorCode::KeyInvalid, "the point is not on the curve " + std::string(curveName(curve)));
            }
        }
        PkeyPtr pkey(
            EVP_PKEY_new_raw_public_key_ex(nullptr, groupName(curve), nullptr, numbers.x.data(), numbers.x.size()));
        if (!pkey) {
            return backendFailure("the key could not be built");
        }
        return makeKey(KeyType::Okp, curve, false, std::move(pkey), numbers.x, {});
    }
    const ByteView d = numbers.d.reveal();
    PkeyPtr pkey(EVP_PKEY_new_raw_private_key_ex(nullptr, groupName(curve), nullptr, d.data(), d.size()));
    if (!pkey) {
        return backendFailure("the key could not be built");
    }
    auto x = rawOctets(pkey.get(), curve, Half::Public);
    if (!x) {
        return passOn(x);
    }
    Bytes own(x->reveal().begin(), x->reveal().end());
    if (!numbers.x.empty() && numbers.x != own) {
        return fail(ErrorCode::KeyInvalid, "the private half does not belong to the public one: x is not what d gives");
    }
    return makeKey(KeyType::Okp, curve, true, std::move(pkey), std::move(own), {});
}

Result<Key> keyFromCurvePkey(PkeyPtr pkey, KeyType type, Curve curve) {
    if (type == KeyType::Okp) {
        auto x = rawOctets(pkey.get(), curve, Half::Public);
        if (!x) {
            return passOn(x);
        }
        Bytes own(x->reveal().begin(), x->reveal().end());
        return makeKey(type, curve, true, std::move(pkey), std::move(own), {});
    }
    Bytes point(1 + 2 * fieldOctets(curve));
    std::size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(pkey.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(), &size) != 1 ||
        size != point.size()) {
        return backendFailure("the point of the key could not be read");
    }
    const auto middle = point.begin() + 1 + static_cast<std::ptrdiff_t>(fieldOctets(curve));
    return makeKey(type, curve, true, std::move(pkey), Bytes(point.begin() + 1, middle), Bytes(middle, point.end()));
}

Result<EcNumbers> Key::ecNumbers(Halves halves) const {
    if (type() != KeyType::Ec) {
        return fail(ErrorCode::KeyTypeMismatch, "this is no EC key");
    }
    EcNumbers numbers;
    numbers.curve = curve();
    numbers.x = m_native->first;
    numbers.y = m_native->second;
    if (halves == Halves::PublicOnly) {
        return numbers;
    }
    if (!isPrivate()) {
        return fail(ErrorCode::KeyPrivateMissing, "this is a public key");
    }
    BIGNUM* raw = nullptr;
    const int read = EVP_PKEY_get_bn_param(m_native->pkey.get(), OSSL_PKEY_PARAM_PRIV_KEY, &raw);
    const BnPtr d(raw);
    if (read != 1 || !numberOctets(d.get(), numbers.d, fieldOctets(curve()))) {
        return backendFailure("the private number of the key could not be read");
    }
    return numbers;
}

Result<OkpNumbers> Key::okpNumbers(Halves halves) const {
    if (type() != KeyType::Okp) {
        return fail(ErrorCode::KeyTypeMismatch, "this is no octet key pair");
    }
    OkpNumbers numbers;
    numbers.curve = curve();
    numbers.x = m_native->first;
    if (halves == Halves::PublicOnly) {
        return numbers;
    }
    if (!isPrivate()) {
        return fail(ErrorCode::KeyPrivateMissing, "this is a public key");
    }
    auto d = rawOctets(m_native->pkey.get(), curve(), Half::Private);
    if (!d) {
        return passOn(d);
    }
    numbers.d = std::move(*d);
    return numbers;
}

} // namespace twb::crypto
