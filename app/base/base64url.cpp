// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"

#include "base/base64url_blocks.h"

#include <array>
#include <bit>
#include <cstring>

namespace twb::base64url {

namespace {

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
// Set in a table entry for characters outside the alphabet; lies above the 24 bits that four characters carry.
constexpr std::uint32_t invalid = 0x01000000;

// Four tables, one for each place of a character in its group, with the six bits already shifted to where they belong
// in the three octets, little-endian: a group costs four loads and three ORs.
struct DecodeTables {
    std::array<std::array<std::uint32_t, 256>, 4> place{};
    constexpr DecodeTables() {
        for (auto& table : place) {
            table.fill(invalid);
        }
        for (std::uint32_t v = 0; v < 64; ++v) {
            const auto c = static_cast<unsigned char>(alphabet[v]);
            place[0][c] = v << 2;
            place[1][c] = (v >> 4) | ((v & 0x0F) << 12);
            place[2][c] = ((v >> 2) << 8) | ((v & 0x03) << 22);
            place[3][c] = v << 16;
        }
    }
};
constexpr DecodeTables tables;

// Two characters for every twelve bits.
struct EncodeTable {
    std::array<std::array<char, 2>, 4096> pair{};
    constexpr EncodeTable() {
        for (std::size_t v = 0; v < 4096; ++v) {
            pair[v] = {alphabet[v >> 6], alphabet[v & 63]};
        }
    }
};
constexpr EncodeTable encodeTable;

constexpr std::size_t fewestForBlocks = 16; // below, blocks are not worth the question which kind

std::uint32_t group(const unsigned char* c) {
    return tables.place[0][c[0]] | tables.place[1][c[1]] | tables.place[2][c[2]] | tables.place[3][c[3]];
}

bool inAlphabet(unsigned char c) {
    return tables.place[0][c] != invalid;
}

std::string shown(std::string_view text, std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c > 0x20 && c < 0x7F) {
        return std::string("\"") + static_cast<char>(c) + "\"";
    }
    constexpr char hex[] = "0123456789abcdef";
    return c == ' ' ? "a space" : std::string("octet 0x") + hex[c >> 4] + hex[c & 15];
}

tl::unexpected<Error> firstFault(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (inAlphabet(static_cast<unsigned char>(text[i]))) {
            continue;
        }
        const std::string at = " at character " + std::to_string(i + 1);
        const bool onlyPaddingLeft = text.find_first_not_of('=', i) == std::string_view::npos;
        if (onlyPaddingLeft && text.size() - i <= 2) {
            return fail(ErrorCode::Base64UrlPadding, "padding \"=\"" + at, {i, text.size() - i});
        }
        return fail(ErrorCode::Base64UrlCharacter, shown(text, i) + at, {i, 1});
    }
    if (text.size() % 4 == 1) {
        return fail(ErrorCode::Base64UrlLength,
                    std::to_string(text.size()) + " characters: no octets have this length in base64url",
                    {text.size() - 1, 1});
    }
    return fail(ErrorCode::Base64UrlTrailingBits,
                "the last character, \"" + std::string(1, text.back()) + "\", sets bits that must be zero",
                {text.size() - 1, 1});
}

} // namespace

Result<std::size_t> decodeInto(std::string_view text, std::uint8_t* out) {
    const auto* in = reinterpret_cast<const unsigned char*>(text.data());
    const std::size_t groups = text.size() / 4;
    const std::size_t rest = text.size() % 4;
    std::uint32_t seen = 0;
    const std::size_t inBlocks =
        text.size() < fewestForBlocks ? 0 : decodeBlocks(bestBlockMethod(), text.data(), text.size(), out);
    std::size_t done = inBlocks / 4;
    in += inBlocks;
    std::uint8_t* to = out + done * 3;
    // Groups of four write four octets at a time where a following group overwrites the spare one.
    if constexpr (std::endian::native == std::endian::little) {
        for (; done + 1 < groups; ++done, in += 4, to += 3) {
            const std::uint32_t bits = group(in);
            seen |= bits;
            std::memcpy(to, &bits, 4);
        }
    }
    for (; done < groups; ++done, in += 4, to += 3) {
        const std::uint32_t bits = group(in);
        seen |= bits;
        to[0] = static_cast<std::uint8_t>(bits);
        to[1] = static_cast<std::uint8_t>(bits >> 8);
        to[2] = static_cast<std::uint8_t>(bits >> 16);
    }
    std::uint32_t leftOver = 0;
    if (rest >= 2) {
        std::uint32_t bits = tables.place[0][in[0]] | tables.place[1][in[1]];
        if (rest == 3) {
            bits |= tables.place[2][in[2]];
            leftOver = bits & 0x00FF0000;
            to[1] = static_cast<std::uint8_t>(bits >> 8);
        } else {
            leftOver = bits & 0x0000FF00;
        }
        seen |= bits;
        *to = static_cast<std::uint8_t>(bits);
    }
    if ((seen & invalid) != 0 || rest == 1 || leftOver != 0) {
        return firstFault(text);
    }
    return decodedSize(text.size());
}

Result<void> decode(std::string_view text, Bytes& out) {
    out.resize(decodedSize(text.size()));
    const auto written = decodeInto(text, out.data());
    if (!written) {
        out.clear();
        return passOn(written);
    }
    return {};
}

Result<Bytes> decode(std::string_view text) {
    Bytes out;
    const auto done = decode(text, out);
    if (!done) {
        return passOn(done);
    }
    return out;
}

void encodeInto(ByteView octets, char* out) {
    const std::uint8_t* in = octets.data();
    const std::size_t groups = octets.size() / 3;
    for (std::size_t i = 0; i < groups; ++i, in += 3, out += 4) {
        std::memcpy(out, encodeTable.pair[static_cast<std::size_t>(in[0] << 4 | in[1] >> 4)].data(), 2);
        std::memcpy(out + 2, encodeTable.pair[static_cast<std::size_t>((in[1] & 15) << 8 | in[2])].data(), 2);
    }
    switch (octets.size() % 3) {
    case 1:
        out[0] = alphabet[in[0] >> 2];
        out[1] = alphabet[(in[0] & 3) << 4];
        break;
    case 2:
        out[0] = alphabet[in[0] >> 2];
        out[1] = alphabet[(in[0] & 3) << 4 | in[1] >> 4];
        out[2] = alphabet[(in[1] & 15) << 2];
        break;
    default:
        break;
    }
}

void append(std::string& text, ByteView octets) {
    const std::size_t before = text.size();
    text.resize(before + encodedSize(octets.size()));
    encodeInto(octets, text.data() + before);
}

std::string encode(ByteView octets) {
    std::string text;
    append(text, octets);
    return text;
}

} // namespace twb::base64url
