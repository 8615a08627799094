// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_native.h"

#include <openssl/core_names.h>

namespace twb::crypto {

namespace {

constexpr std::size_t smallestModulusBits = 512;
constexpr std::size_t largestModulusBits = 16384;
// OpenSSL refuses to use longer exponents with moduli above 3072 bits (OPENSSL_RSA_MAX_PUBEXP_BITS).
constexpr std::size_t longExponentModulusBits = 3072;
constexpr std::size_t longestExponentBits = 64;

bool isOdd(ByteView number) {
    return !number.empty() && (number.back() & 1) != 0;
}

Bytes copied(ByteView octets) {
    return {octets.begin(), octets.end()};
}

bool readNumber(const EVP_PKEY* pkey, const char* name, Secret& out) {
    BIGNUM* raw = nullptr;
    if (EVP_PKEY_get_bn_param(pkey, name, &raw) != 1) {
        BN_clear_free(raw);
        return false;
    }
    const BnPtr number(raw);
    return numberOctets(number.get(), out);
}

} // namespace

Result<void> checkRsaPublic(ByteView modulus, ByteView exponent) {
    const ByteView n = withoutLeadingZeros(modulus);
    const ByteView e = withoutLeadingZeros(exponent);
    const std::size_t bits = bitLength(n);
    if (bits == 0) {
        return fail(ErrorCode::KeyInvalid, "the RSA modulus is zero");
    }
    if (bits > largestModulusBits) {
        return fail(ErrorCode::KeyTooLarge,
                    "the RSA modulus has " + std::to_string(bits) + " bits; at most 16384 are read");
    }
    if (bits < smallestModulusBits) {
        return fail(ErrorCode::KeyWeak,
                    "the RSA modulus has " + std::to_string(bits) + " bits; below 512 anybody can factor it");
    }
    if (!isOdd(n)) {
        return fail(ErrorCode::KeyInvalid, "the RSA modulus is even");
    }
    if (!isOdd(e)) {
        return fail(ErrorCode::KeyInvalid, e.empty() ? "the RSA exponent is zero" : "the RSA exponent is even");
    }
    if (e.size() == 1 && e[0] == 1) {
        return fail(ErrorCode::KeyInvalid, "the RSA exponent is 1: every message would be its own signature");
    }
    if (compareNumbers(e, n) >= 0) {
        return fail(ErrorCode::KeyInvalid, "the RSA exponent is not smaller than the modulus");
    }
    if (bits > longExponentModulusBits && bitLength(e) > longestExponentBits) {
        return fail(ErrorCode::KeyInvalid, "the RSA exponent has " + std::to_string(bitLength(e)) +
                                               " bits; above a modulus of 3072 bits at most 64 are used");
    }
    if (hasRocaFingerprint(n)) {
        return fail(ErrorCode::KeyInvalid, "ROCA: the RSA modulus has the fingerprint of a faulty key generator "
                                           "(CVE-2017-15361); the private key can be computed from it");
    }
    return {};
}

Result<Key> Key::fromRsa(const RsaNumbers& numbers) {
    if (auto sound = checkRsaPublic(numbers.n, numbers.e); !sound) {
        return passOn(sound);
    }
    const bool isPrivate = !numbers.d.empty();
    if (!isPrivate && !(numbers.p.empty() && numbers.q.empty())) {
        return fail(ErrorCode::KeyInvalid, "the primes are there, the private exponent d is missing");
    }
    Params params;
    params.number(OSSL_PKEY_PARAM_RSA_N, numbers.n).number(OSSL_PKEY_PARAM_RSA_E, numbers.e);
    RsaNumbers whole;
    if (isPrivate) {
        auto completed = completeRsa(numbers);
        if (!completed) {
            return passOn(completed);
        }
        whole = std::move(*completed);
        params.number(OSSL_PKEY_PARAM_RSA_D, whole.d.reveal())
            .number(OSSL_PKEY_PARAM_RSA_FACTOR1, whole.p.reveal())
            .number(OSSL_PKEY_PARAM_RSA_FACTOR2, whole.q.reveal())
            .number(OSSL_PKEY_PARAM_RSA_EXPONENT1, whole.dp.reveal())
            .number(OSSL_PKEY_PARAM_RSA_EXPONENT2, whole.dq.reveal())
            .number(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, whole.qi.reveal());
    }
    PkeyPtr pkey = pkeyFromData("RSA", isPrivate ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params);
    if (!pkey) {
        return backendFailure("the RSA key could not be built");
    }
    auto native = std::make_shared<Native>();
    native->type = KeyType::Rsa;
    native->bits = static_cast<int>(bitLength(numbers.n));
    native->isPrivate = isPrivate;
    native->pkey = std::move(pkey);
    native->first = copied(withoutLeadingZeros(numbers.n));
    native->second = copied(withoutLeadingZeros(numbers.e));
    return Key(std::move(native));
}

Result<Key> keyFromRsaPkey(PkeyPtr pkey, KeyType type, bool isPrivate, Bytes pssAlgorithm) {
    Secret n;
    Secret e;
    if (!readNumber(pkey.get(), OSSL_PKEY_PARAM_RSA_N, n) || !readNumber(pkey.get(), OSSL_PKEY_PARAM_RSA_E, e)) {
        return backendFailure("the numbers of the RSA key could not be read");
    }
    if (auto sound = checkRsaPublic(n.reveal(), e.reveal()); !sound) {
        return passOn(sound);
    }
    auto native = std::make_shared<Key::Native>();
    native->type = type;
    native->bits = static_cast<int>(bitLength(n.reveal()));
    native->isPrivate = isPrivate;
    native->pkey = std::move(pkey);
    native->first = copied(n.reveal());
    native->second = copied(e.reveal());
    native->pssAlgorithm = std::move(pssAlgorithm);
    return Key(std::move(native));
}

Result<RsaNumbers> Key::rsaNumbers(Halves halves) const {
    if (type() != KeyType::Rsa && type() != KeyType::RsaPss) {
        return fail(ErrorCode::KeyTypeMismatch, "this is no RSA key");
    }
    RsaNumbers numbers;
    numbers.n = m_native->first;
    numbers.e = m_native->second;
    if (halves == Halves::PublicOnly) {
        return numbers;
    }
    if (!isPrivate()) {
        return fail(ErrorCode::KeyPrivateMissing, "this is a public key");
    }
    const EVP_PKEY* pkey = m_native->pkey.get();
    if (!readNumber(pkey, OSSL_PKEY_PARAM_RSA_D, numbers.d) ||
        !readNumber(pkey, OSSL_PKEY_PARAM_RSA_FACTOR1, numbers.p) ||
        !readNumber(pkey, OSSL_PKEY_PARAM_RSA_FACTOR2, numbers.q) ||
        !readNumber(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT1, numbers.dp) ||
        !readNumber(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT2, numbers.dq) ||
        !readNumber(pkey, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, numbers.qi)) {
        return backendFailure("the numbers of the RSA key could not be read");
    }
    return numbers;
}

} // namespace twb::crypto
