// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_native.h"

namespace twb::crypto {

namespace {

/// The numbers as OpenSSL's, and the steps of RFC 8017 §3.2 on them. Every step says whether OpenSSL did it.
struct RsaArithmetic {
    BnCtxPtr context{BN_CTX_secure_new()};
    BnPtr n, e, d, p, q, pMinus1, qMinus1;
    BnPtr scratch{BN_new()};

    bool minusOne(BnPtr& out, const BnPtr& from) const {
        out.reset(BN_dup(from.get()));
        return out && BN_sub_word(out.get(), 1) == 1;
    }
    bool remainder(BIGNUM* out, const BIGNUM* a, const BIGNUM* m) const {
        return BN_nnmod(out, a, m, context.get()) == 1;
    }
};

tl::unexpected<Error> notComputed() {
    return backendFailure("the RSA numbers could not be checked");
}

tl::unexpected<Error> mismatch(const char* sentence) {
    return fail(ErrorCode::KeyInvalid, sentence);
}

/// p and q from a number x with x² = 1 modulo n, x neither 1 nor -1.
Result<void> splitModulus(RsaArithmetic& a, BIGNUM* x) {
    a.p.reset(BN_new());
    a.q.reset(BN_new());
    if (!a.p || !a.q || BN_sub_word(x, 1) != 1 || BN_gcd(a.p.get(), x, a.n.get(), a.context.get()) != 1 ||
        BN_div(a.q.get(), nullptr, a.n.get(), a.p.get(), a.context.get()) != 1) {
        return notComputed();
    }
    if (BN_cmp(a.p.get(), a.q.get()) < 0) {
        std::swap(a.p, a.q);
    }
    return {};
}

/// Finds p and q from n, e and d.                                                (NIST SP 800-56B rev. 2, App. C)
Result<void> recoverPrimes(RsaArithmetic& a) {
    const BnPtr k(BN_new());
    const BnPtr odd(BN_new());
    const BnPtr minus1(BN_dup(a.n.get()));
    const BnPtr base(BN_new());
    const BnPtr x(BN_new());
    const BnPtr y(BN_new());
    if (!k || !odd || !minus1 || !base || !x || !y || BN_sub_word(minus1.get(), 1) != 1 ||
        BN_mul(k.get(), a.d.get(), a.e.get(), a.context.get()) != 1 || BN_sub_word(k.get(), 1) != 1) {
        return notComputed();
    }
    int twos = 0;
    if (BN_is_zero(k.get()) == 1) {
        return mismatch("d does not belong to n and e");
    }
    while (BN_is_bit_set(k.get(), twos) == 0) {
        ++twos;
    }
    if (twos == 0) { // d·e - 1 is odd: d is even
        return mismatch("d does not belong to n and e");
    }
    if (BN_rshift(odd.get(), k.get(), twos) != 1) {
        return notComputed();
    }
    // Each base finds the factors with a chance of at least one half; the bases need not be random.
    for (BN_ULONG word = 2; word < 100; ++word) {
        if (BN_set_word(base.get(), word) != 1 ||
            BN_mod_exp(x.get(), base.get(), odd.get(), a.n.get(), a.context.get()) != 1) {
            return notComputed();
        }
        if (BN_is_one(x.get()) == 1 || BN_cmp(x.get(), minus1.get()) == 0) {
            continue;
        }
        bool endsInMinusOne = false;
        for (int i = 0; i < twos && !endsInMinusOne; ++i) {
            if (BN_mod_sqr(y.get(), x.get(), a.n.get(), a.context.get()) != 1) {
                return notComputed();
            }
            if (BN_is_one(y.get()) == 1) { // x is a root of 1 other than 1 and -1
                return splitModulus(a, x.get());
            }
            endsInMinusOne = BN_cmp(y.get(), minus1.get()) == 0;
            if (BN_copy(x.get(), y.get()) == nullptr) {
                return notComputed();
            }
        }
        if (!endsInMinusOne) { // base^(d·e - 1) is not 1
            break;
        }
    }
    return mismatch("d does not belong to n and e");
}

Result<void> checkHalves(RsaArithmetic& a) {
    if (BN_is_odd(a.p.get()) == 0 || BN_is_odd(a.q.get()) == 0 || BN_is_one(a.p.get()) == 1 ||
        BN_is_one(a.q.get()) == 1) {
        return mismatch("p or q is no prime");
    }
    if (BN_mul(a.scratch.get(), a.p.get(), a.q.get(), a.context.get()) != 1) {
        return notComputed();
    }
    if (BN_cmp(a.scratch.get(), a.n.get()) != 0) {
        return mismatch("the private half does not belong to the public one: p times q is not n");
    }
    if (!a.minusOne(a.pMinus1, a.p) || !a.minusOne(a.qMinus1, a.q)) {
        return notComputed();
    }
    for (const BIGNUM* order : {a.pMinus1.get(), a.qMinus1.get()}) {
        if (BN_mod_mul(a.scratch.get(), a.d.get(), a.e.get(), order, a.context.get()) != 1) {
            return notComputed();
        }
        if (BN_is_one(a.scratch.get()) == 0) {
            return mismatch("the private half does not belong to the public one: d does not undo e");
        }
    }
    return {};
}

/// Computes one CRT member, or checks the one that is there.
Result<Secret> settle(const BIGNUM* computed, const Secret& given, const char* sentence) {
    Secret octets;
    if (!numberOctets(computed, octets)) {
        return notComputed();
    }
    if (!given.empty() && compareNumbers(given.reveal(), octets.reveal()) != 0) {
        return mismatch(sentence);
    }
    return octets;
}

} // namespace

Result<RsaNumbers> completeRsa(const RsaNumbers& numbers) {
    startBackend();
    if (numbers.p.empty() != numbers.q.empty()) {
        return mismatch("one of the primes p and q is missing");
    }
    if (compareNumbers(numbers.d.reveal(), numbers.n) >= 0) {
        return mismatch("d is not smaller than n");
    }
    if (numbers.p.size() + numbers.q.size() > numbers.n.size() * 2 + 2) {
        return mismatch("the private half does not belong to the public one: p times q is not n");
    }
    RsaArithmetic a;
    a.n = numberFrom(numbers.n);
    a.e = numberFrom(numbers.e);
    a.d = numberFrom(numbers.d.reveal());
    if (!a.context || !a.scratch || !a.n || !a.e || !a.d) {
        return notComputed();
    }
    if (numbers.p.empty()) {
        if (auto found = recoverPrimes(a); !found) {
            return passOn(found);
        }
    } else {
        a.p = numberFrom(numbers.p.reveal());
        a.q = numberFrom(numbers.q.reveal());
        if (!a.p || !a.q) {
            return notComputed();
        }
    }
    if (auto sound = checkHalves(a); !sound) {
        return passOn(sound);
    }
    RsaNumbers whole;
    whole.n = numbers.n;
    whole.e = numbers.e;
    whole.d = Secret(withoutLeadingZeros(numbers.d.reveal()));
    // The CRT members of a file belong to its own p and q; after a recovery they may have changed places.
    const bool given = !numbers.p.empty();
    const Secret none;
    if (!a.remainder(a.scratch.get(), a.d.get(), a.pMinus1.get())) {
        return notComputed();
    }
    auto dp = settle(a.scratch.get(), given ? numbers.dp : none, "dp is not d modulo p - 1");
    if (!dp) {
        return passOn(dp);
    }
    if (!a.remainder(a.scratch.get(), a.d.get(), a.qMinus1.get())) {
        return notComputed();
    }
    auto dq = settle(a.scratch.get(), given ? numbers.dq : none, "dq is not d modulo q - 1");
    if (!dq) {
        return passOn(dq);
    }
    if (BN_mod_inverse(a.scratch.get(), a.q.get(), a.p.get(), a.context.get()) == nullptr) {
        return failWithReasons(ErrorCode::KeyInvalid, "q has no inverse modulo p");
    }
    auto qi = settle(a.scratch.get(), given ? numbers.qi : none, "qi is not the inverse of q modulo p");
    if (!qi) {
        return passOn(qi);
    }
    if (!numberOctets(a.p.get(), whole.p) || !numberOctets(a.q.get(), whole.q)) {
        return notComputed();
    }
    whole.dp = std::move(*dp);
    whole.dq = std::move(*dq);
    whole.qi = std::move(*qi);
    return whole;
}

} // namespace twb::crypto
