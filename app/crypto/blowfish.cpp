// SPDX-License-Identifier: Apache-2.0
#include "crypto/blowfish.h"

#include "base/secret.h"

namespace twb::crypto {

namespace {

constexpr std::size_t wordsOfPi = 18 + 4 * 256;
constexpr std::size_t guardWords = 3;
constexpr std::size_t fixedWords = 1 + wordsOfPi + guardWords; // the first is the whole part

/// A fixed-point number; words from the most significant.
using Fixed = std::array<std::uint32_t, fixedWords>;

/// number / divisor; returns the index of the first word that is not zero, from which the next division can start.
std::size_t divide(const Fixed& number, std::size_t from, std::uint32_t divisor, Fixed& out) {
    std::uint64_t rest = 0;
    for (std::size_t i = from; i < fixedWords; ++i) {
        rest = rest << 32 | number[i];
        out[i] = static_cast<std::uint32_t>(rest / divisor);
        rest %= divisor;
    }
    while (from < fixedWords && out[from] == 0) {
        ++from;
    }
    return from;
}

void add(Fixed& sum, const Fixed& term, std::size_t from) {
    std::uint64_t carry = 0;
    for (std::size_t i = fixedWords; i-- > 0;) {
        carry += std::uint64_t{sum[i]} + (i >= from ? term[i] : 0);
        sum[i] = static_cast<std::uint32_t>(carry);
        carry >>= 32;
    }
}

void subtract(Fixed& sum, const Fixed& term, std::size_t from) {
    std::uint64_t borrow = 0;
    for (std::size_t i = fixedWords; i-- > 0;) {
        const std::uint64_t taken = (i >= from ? term[i] : 0) + borrow;
        borrow = sum[i] < taken ? 1 : 0;
        sum[i] = static_cast<std::uint32_t>(sum[i] - taken);
    }
}

/// factor · arctan(1/x) = factor · (1/x - 1/(3x³) + 1/(5x⁵) - …)
Fixed arctangent(std::uint32_t factor, std::uint32_t x) {
    Fixed power{};
    power[0] = factor;
    std::size_t from = divide(power, 0, x, power);
    Fixed sum = power;
    Fixed term{};
    bool minus = true;
    for (std::uint32_t k = 3; from < fixedWords; k += 2, minus = !minus) {
        from = divide(power, from, x * x, power);
        const std::size_t termFrom = divide(power, from, k, term);
        if (minus) {
            subtract(sum, term, termFrom);
        } else {
            add(sum, term, termFrom);
        }
    }
    return sum;
}

/// The fraction of pi in words of 32 bits: what Blowfish starts from. Computed once (some 50 ms), by Machin's
/// pi = 16·arctan(1/5) - 4·arctan(1/239), instead of keeping a thousand numbers that nobody could check by eye.
const Fixed& pi() {
    static const Fixed digits = [] {
        Fixed sum = arctangent(16, 5);
        subtract(sum, arctangent(4, 239), 0);
        return sum;
    }();
    return digits;
}

/// The next 32 bits of a string of octets that begins again at its end.
std::uint32_t nextWord(ByteView octets, std::size_t& at) {
    std::uint32_t word = 0;
    for (int i = 0; i < 4; ++i) {
        word = word << 8 | octets[at];
        at = at + 1 == octets.size() ? 0 : at + 1;
    }
    return word;
}

} // namespace

Blowfish::Blowfish() {
    const Fixed& digits = pi();
    std::size_t at = 1;
    for (std::uint32_t& subkey : m_subkeys) {
        subkey = digits[at++];
    }
    for (auto& box : m_boxes) {
        for (std::uint32_t& word : box) {
            word = digits[at++];
        }
    }
}

Blowfish::~Blowfish() {
    wipeMemory(m_subkeys.data(), sizeof m_subkeys);
    wipeMemory(m_boxes.data(), sizeof m_boxes);
}

void Blowfish::encrypt(std::uint32_t& left, std::uint32_t& right) const {
    std::uint32_t l = left;
    std::uint32_t r = right;
    for (std::size_t round = 0; round < 16; round += 2) {
        l ^= m_subkeys[round];
        r ^= ((m_boxes[0][l >> 24] + m_boxes[1][l >> 16 & 0xff]) ^ m_boxes[2][l >> 8 & 0xff]) + m_boxes[3][l & 0xff];
        r ^= m_subkeys[round + 1];
        l ^= ((m_boxes[0][r >> 24] + m_boxes[1][r >> 16 & 0xff]) ^ m_boxes[2][r >> 8 & 0xff]) + m_boxes[3][r & 0xff];
    }
    left = r ^ m_subkeys[17];
    right = l ^ m_subkeys[16];
}

void Blowfish::expand(ByteView key, ByteView salt) {
    std::size_t at = 0;
    for (std::uint32_t& subkey : m_subkeys) {
        subkey ^= nextWord(key, at);
    }
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    at = 0;
    const auto step = [&](std::uint32_t& first, std::uint32_t& second) {
        if (!salt.empty()) {
            left ^= nextWord(salt, at);
            right ^= nextWord(salt, at);
        }
        encrypt(left, right);
        first = left;
        second = right;
    };
    for (std::size_t i = 0; i < m_subkeys.size(); i += 2) {
        step(m_subkeys[i], m_subkeys[i + 1]);
    }
    for (auto& box : m_boxes) {
        for (std::size_t i = 0; i < box.size(); i += 2) {
            step(box[i], box[i + 1]);
        }
    }
}

} // namespace twb::crypto
