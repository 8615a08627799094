// SPDX-License-Identifier: Apache-2.0
#include "crypto/key.h"

#include <array>

namespace twb::crypto {

namespace {

// The faulty generator makes primes of the form k·M + (65537^a mod M), M a product of small primes: every residue of
// such a prime, and so of the modulus, is a power of 65537. Of the primes up to 167 these are the ones for which 65537
// does not generate all residues, i.e. the ones that tell anything. (Nemec et al., ACM CCS 2017, section 3.)
constexpr std::array<std::uint32_t, 17> fingerprintPrimes{11, 13, 17,  19,  37,  53,  61,  71, 73,
                                                          79, 97, 103, 107, 109, 127, 151, 157};

// powers[i][r]: r is a power of 65537 modulo fingerprintPrimes[i].
struct Subgroups {
    std::array<std::array<bool, 160>, fingerprintPrimes.size()> powers{};
    constexpr Subgroups() {
        for (std::size_t i = 0; i < fingerprintPrimes.size(); ++i) {
            const std::uint32_t prime = fingerprintPrimes[i];
            std::uint32_t power = 1;
            while (!powers[i][power]) {
                powers[i][power] = true;
                power = power * (65537 % prime) % prime;
            }
        }
    }
};
constexpr Subgroups subgroups;

// The modulus modulo products of a few of the primes, each product below 2^32: five divisions for each four octets
// instead of seventeen.
constexpr std::array<std::size_t, 6> groupStart{0, 5, 9, 12, 15, 17};

} // namespace

bool hasRocaFingerprint(ByteView modulus) {
    for (std::size_t group = 0; group + 1 < groupStart.size(); ++group) {
        std::uint64_t product = 1;
        for (std::size_t i = groupStart[group]; i < groupStart[group + 1]; ++i) {
            product *= fingerprintPrimes[i];
        }
        std::uint64_t rest = 0;
        std::size_t at = 0;
        for (; at < modulus.size() % 4; ++at) {
            rest = (rest << 8 | modulus[at]) % product;
        }
        for (; at < modulus.size(); at += 4) {
            const std::uint32_t word = std::uint32_t{modulus[at]} << 24 | std::uint32_t{modulus[at + 1]} << 16 |
                                       std::uint32_t{modulus[at + 2]} << 8 | modulus[at + 3];
            rest = (rest << 32 | word) % product;
        }
        for (std::size_t i = groupStart[group]; i < groupStart[group + 1]; ++i) {
            if (!subgroups.powers[i][rest % fingerprintPrimes[i]]) {
                return false;
            }
        }
    }
    return !modulus.empty();
}

} // namespace twb::crypto
