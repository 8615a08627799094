// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The octet loops of the parser: private to this room.
namespace twb::json {

inline unsigned char octet(const char* at) {
    return static_cast<unsigned char>(*at);
}
inline bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
inline bool isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
/// -1 for other characters.
inline int hexValue(char c) {
    if (isDigit(c)) {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}
/// An octet that stands for itself in a string: no quote, backslash, control character and not above ASCII.
inline bool isPlain(char c) {
    return static_cast<signed char>(c) >= 0x20 && c != '"' && c != '\\';
}

/// The first octet from `p` on that is not plain (isPlain), or `end`. Eight octets at a time, on any processor.
inline const char* skipPlainPortable(const char* p, const char* end) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x8080808080808080U;
    for (; end - p >= 8; p += 8) {
        std::uint64_t word;
        std::memcpy(&word, p, 8);
        const std::uint64_t quote = word ^ (ones * '"');
        const std::uint64_t backslash = word ^ (ones * '\\');
        // A borrow can only make a false alarm, never hide one; the loop below looks again.
        const std::uint64_t suspect =
            ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | (word - ones * 0x20) | word;
        if ((suspect & highs) != 0) {
            break;
        }
    }
    while (p < end && isPlain(*p)) {
        ++p;
    }
    return p;
}

#if defined(__SSE2__)
/// The same, sixteen octets at a time.
inline const char* skipPlainSse2(const char* p, const char* end) {
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i space = _mm_set1_epi8(0x20);
    for (; end - p >= 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        // Signed: octets above ASCII are negative and so below the space, as the control characters are.
        const __m128i special = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash)), _mm_cmplt_epi8(block, space));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(special));
        if (mask != 0) {
            return p + std::countr_zero(mask);
        }
    }
    return skipPlainPortable(p, end);
}
#endif

inline const char* skipPlain(const char* p, const char* end) {
#if defined(__SSE2__)
    return skipPlainSse2(p, end);
#else
    return skipPlainPortable(p, end);
#endif
}

/// The first octet from `p` on that is no JSON white space, or `end`.
inline const char* skipSpace(const char* p, const char* end) {
    if (p < end && octet(p) > ' ') {
        return p; // minified text
    }
#if defined(__SSE2__)
    // Indentation: after a line break a run of spaces.
    while (end - p >= 16 && isSpace(*p)) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const __m128i space = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\n'))),
            _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('\r')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\t'))));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(space));
        if (mask != 0xFFFF) {
            return p + std::countr_one(mask);
        }
        p += 16;
    }
#endif
    while (p < end && isSpace(*p)) {
        ++p;
    }
    return p;
}

/// The octet after the UTF-8 sequence that begins at `p` (not ASCII), or nullptr if it is none.     (RFC 3629 §4)
inline const char* skipUtf8(const char* p, const char* end) {
    const unsigned lead = octet(p);
    const auto follows = [&](int at, unsigned low, unsigned high) {
        return end - p > at && octet(p + at) >= low && octet(p + at) <= high;
    };
    if (lead >= 0xC2 && lead < 0xE0) {
        return follows(1, 0x80, 0xBF) ? p + 2 : nullptr;
    }
    if (lead >= 0xE0 && lead < 0xF0) { // no overlong forms, no surrogates
        return follows(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) && follows(2, 0x80, 0xBF) ? p + 3
                                                                                                            : nullptr;
    }
    if (lead >= 0xF0 && lead < 0xF5) { // no overlong forms, nothing above U+10FFFF
        return follows(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) && follows(2, 0x80, 0xBF) &&
                       follows(3, 0x80, 0xBF)
                   ? p + 4
                   : nullptr;
    }
    return nullptr;
}

} // namespace twb::json
