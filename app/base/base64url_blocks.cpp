// SPDX-License-Identifier: Apache-2.0
#include "base/base64url_blocks.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define TWB_X86_BLOCKS 1
#include <immintrin.h>
#endif

#include <array>

namespace twb::base64url {

#ifdef TWB_X86_BLOCKS

namespace {

// Thirty-two characters a turn. The high half of a character chooses what to add to get its six bits, and which low
// halves may stand beside it; "_" shares its high half with "P" to "Z" and is set right on its own.
//                                               (after W. Muła and D. Lemire, Faster Base64 Encoding and Decoding,
//                                               2018)
__attribute__((target("avx2"))) std::size_t decodeAvx2(const char* text, std::size_t characters, std::uint8_t* out) {
    constexpr char none = 0x20; // high halves that no character has
    const __m256i highBits = _mm256_setr_epi8(none, none, 0x01, 0x02, 0x04, 0x08, 0x04, 0x10, none, none, none, none,
                                              none, none, none, none, none, none, 0x01, 0x02, 0x04, 0x08, 0x04, 0x10,
                                              none, none, none, none, none, none, none, none);
    // The bits of the high halves with which a low half makes no character.
    const __m256i lowBits = _mm256_setr_epi8(0x25, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x23, 0x3B,
                                             0x3B, 0x3A, 0x3B, 0x33, 0x25, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21,
                                             0x21, 0x21, 0x23, 0x3B, 0x3B, 0x3A, 0x3B, 0x33);
    const __m256i shifts = _mm256_setr_epi8(0, 0, 17, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 17, 4, -65,
                                            -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
    const __m256i half = _mm256_set1_epi8(0x0F);
    const __m256i pack = _mm256_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1, 2, 1, 0, 6, 5, 4, 10,
                                          9, 8, 14, 13, 12, -1, -1, -1, -1);
    std::size_t done = 0;
    __m256i wrong = _mm256_setzero_si256();
    // A turn writes 32 octets of which 24 count: the last ones are left to the slow way.
    for (; characters - done >= 48; done += 32, out += 24) {
        const __m256i in = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + done));
        const __m256i high = _mm256_and_si256(_mm256_srli_epi32(in, 4), half);
        const __m256i low = _mm256_and_si256(in, half);
        wrong = _mm256_or_si256(
            wrong, _mm256_and_si256(_mm256_shuffle_epi8(highBits, high), _mm256_shuffle_epi8(lowBits, low)));
        const __m256i isLine = _mm256_cmpeq_epi8(in, _mm256_set1_epi8('_'));
        const __m256i shift =
            _mm256_add_epi8(_mm256_shuffle_epi8(shifts, high), _mm256_and_si256(isLine, _mm256_set1_epi8(33)));
        const __m256i six = _mm256_add_epi8(in, shift);
        const __m256i twelve = _mm256_maddubs_epi16(six, _mm256_set1_epi32(0x01400140));
        const __m256i twentyFour = _mm256_madd_epi16(twelve, _mm256_set1_epi32(0x00011000));
        const __m256i packed = _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(twentyFour, pack),
                                                           _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 7, 7));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), packed);
    }
    return _mm256_testz_si256(wrong, wrong) != 0 ? done : 0;
}

// What a character stands for; 0x80 for those outside the alphabet.
constexpr std::array<std::uint8_t, 128> values = [] {
    std::array<std::uint8_t, 128> table{};
    table.fill(0x80);
    constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (std::size_t i = 0; i < 64; ++i) {
        table[static_cast<std::size_t>(digits[i])] = static_cast<std::uint8_t>(i);
    }
    return table;
}();

// The three octets of each four, in order.
constexpr std::array<std::uint8_t, 64> packing = [] {
    std::array<std::uint8_t, 64> table{};
    for (std::size_t i = 0; i < 48; ++i) {
        table[i] = static_cast<std::uint8_t>(i / 3 * 4 + 2 - i % 3);
    }
    return table;
}();

// Sixty-four characters a turn: one look-up in a table of 128. The last turn takes what is left.
__attribute__((target("avx512f,avx512bw,avx512vbmi"))) std::size_t
decodeAvx512(const char* text, std::size_t characters, std::uint8_t* out) {
    const __m512i lower = _mm512_loadu_si512(values.data());
    const __m512i upper = _mm512_loadu_si512(values.data() + 64);
    const __m512i pack = _mm512_loadu_si512(packing.data());
    constexpr __mmask64 all = ~__mmask64{0};
    const std::size_t whole = characters / 4 * 4;
    std::size_t done = 0;
    __m512i wrong = _mm512_setzero_si512();
    const auto decode = [&](__m512i in) __attribute__((target("avx512f,avx512bw,avx512vbmi"), always_inline)) {
        const __m512i six = _mm512_permutex2var_epi8(lower, in, upper);
        wrong = _mm512_or_si512(wrong, _mm512_or_si512(six, in)); // beyond ASCII the table is not asked
        const __m512i twelve = _mm512_maddubs_epi16(six, _mm512_set1_epi32(0x01400140));
        const __m512i twentyFour = _mm512_madd_epi16(twelve, _mm512_set1_epi32(0x00011000));
        // With a mask of all: the plain form makes GCC 12 warn of an uninitialised value of its own (GCC PR 105593).
        return _mm512_maskz_permutexvar_epi8(all, pack, twentyFour);
    };
    // A turn writes 64 octets of which 48 count, so one more turn has to follow it.
    for (; whole - done >= 128; done += 64, out += 48) {
        _mm512_storeu_si512(out, decode(_mm512_loadu_si512(text + done)));
    }
    while (done < whole) {
        const std::size_t turn = whole - done < 64 ? whole - done : 64;
        const __m512i padding = _mm512_set1_epi8('A'); // stands where the text has ended
        const __m512i in = _mm512_mask_loadu_epi8(padding, all >> (64 - turn), text + done);
        _mm512_mask_storeu_epi8(out, all >> (64 - turn / 4 * 3), decode(in));
        done += turn;
        out += turn / 4 * 3;
    }
    return _mm512_movepi8_mask(wrong) == 0 ? done : 0;
}

} // namespace

bool isSupported(BlockMethod method) {
    switch (method) {
    case BlockMethod::None:
        return true;
    case BlockMethod::Avx2:
        return __builtin_cpu_supports("avx2") != 0;
    case BlockMethod::Avx512Vbmi:
        return __builtin_cpu_supports("avx512vbmi") != 0 && __builtin_cpu_supports("avx512bw") != 0;
    }
    return false;
}

std::size_t decodeBlocks(BlockMethod method, const char* text, std::size_t characters, std::uint8_t* out) {
    switch (method) {
    case BlockMethod::Avx2:
        return decodeAvx2(text, characters, out);
    case BlockMethod::Avx512Vbmi:
        return decodeAvx512(text, characters, out);
    case BlockMethod::None:
        break;
    }
    return 0;
}

#else

bool isSupported(BlockMethod method) {
    return method == BlockMethod::None;
}

std::size_t decodeBlocks(BlockMethod, const char*, std::size_t, std::uint8_t*) {
    return 0;
}

#endif

BlockMethod bestBlockMethod() {
    static const BlockMethod best = isSupported(BlockMethod::Avx512Vbmi) ? BlockMethod::Avx512Vbmi
                                    : isSupported(BlockMethod::Avx2)     ? BlockMethod::Avx2
                                                                         : BlockMethod::None;
    return best;
}

} // namespace twb::base64url
