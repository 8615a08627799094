// SPDX-License-Identifier: Apache-2.0
#include "doctor/segments.h"

#include "base/base64url.h"

namespace twb::doctor {
namespace {

constexpr std::size_t maxSegments = 16;

char letterOf(std::size_t index, std::size_t count) {
    constexpr std::string_view jws = "HPS";
    constexpr std::string_view jwe = "HKICT";
    const std::string_view letters = count == 5 ? jwe : jws;
    return index < letters.size() ? letters[index] : 'X';
}

bool isBase64Url(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// Octets of the UTF-8 character at the front, or 0 if it is none.
std::size_t characterSize(std::string_view text) {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = octet(0);
    if (first < 0x80) {
        return 1;
    }
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < size) {
        return 0;
    }
    for (std::size_t i = 1; i < size; ++i) {
        if ((octet(i) & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    const unsigned char second = octet(1);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    return overlong || outside ? 0 : size;
}

} // namespace

std::vector<Segment> splitSegments(std::string_view encoded) {
    std::vector<Segment> segments;
    if (encoded.empty()) {
        return segments;
    }
    std::size_t from = 0;
    while (true) {
        const std::size_t dot = segments.size() + 1 < maxSegments ? encoded.find('.', from) : std::string_view::npos;
        const std::size_t end = dot == std::string_view::npos ? encoded.size() : dot;
        segments.push_back({'X', {from, end - from}, {}});
        if (dot == std::string_view::npos) {
            break;
        }
        from = dot + 1;
    }
    for (std::size_t i = 0; i < segments.size(); ++i) {
        segments[i].letter = letterOf(i, segments.size());
    }
    return segments;
}

Bytes decodeForShowing(std::string_view characters) {
    std::string clean;
    clean.reserve(characters.size());
    for (const char c : characters) {
        const char read = c == '+' ? '-' : c == '/' ? '_' : c;
        if (!isBase64Url(read)) {
            break;
        }
        clean.push_back(read);
    }
    if (clean.size() % 4 == 1) {
        clean.pop_back();
    }
    Bytes octets;
    if (base64url::decode(clean, octets)) {
        return octets;
    }
    // Left-over bits: the whole quanta first, the last one on its own with these bits cleared.
    const std::size_t whole = clean.size() / 4 * 4;
    std::string last = clean.substr(whole);
    clean.resize(whole);
    if (!base64url::decode(clean, octets)) {
        return {};
    }
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const std::size_t value = alphabet.find(last.back());
    last.back() = alphabet[last.size() == 2 ? value & 0x30U : value & 0x3CU];
    Bytes tail;
    if (base64url::decode(last, tail)) {
        octets.insert(octets.end(), tail.begin(), tail.end());
    }
    return octets;
}

Bytes decodeSegment(std::string_view encoded, Segment& segment) {
    const std::string_view characters = encoded.substr(segment.range.offset, segment.range.length);
    Bytes octets;
    if (auto done = base64url::decode(characters, octets); !done) {
        segment.problem = done.error();
        segment.problem->where.offset += segment.range.offset;
        return decodeForShowing(characters);
    }
    return octets;
}

bool isPlainText(std::string_view octets) {
    while (!octets.empty()) {
        const auto first = static_cast<unsigned char>(octets.front());
        if ((first < 0x20 && first != '\t' && first != '\r' && first != '\n') || first == 0x7F) {
            return false;
        }
        const std::size_t size = characterSize(octets);
        if (size == 0) {
            return false;
        }
        octets.remove_prefix(size);
    }
    return true;
}

} // namespace twb::doctor
