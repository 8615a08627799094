// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "json/tape.h"

#include <bit>
#include <cstring>

/// Finding names that occur twice in one object: private to the parser.
///
/// While an object is open, the hashes of its names lie on the parser's stack with a 64-bit filter, so that the usual
/// object costs one hash and one bit test a name. Objects of more than `smallObject` members are checked in a hash
/// table when they close. Names made to collide cost a sort instead of n² comparisons.
namespace twb::json {

constexpr std::uint32_t smallObject = 64;
constexpr std::size_t maxDuplicates = 100;

/// A hash of the octets of a name (without quotes, without escapes). `readable` is where reading must stop, at or
/// after the end of the name: eight octets are loaded at once where they are there.
inline std::uint32_t hashName(const char* name, std::size_t length, const char* readable) {
    constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = length * multiplier;
    std::uint64_t word = 0;
    for (; length > 8; name += 8, length -= 8) {
        std::memcpy(&word, name, 8);
        hash = (hash ^ word) * multiplier;
        hash ^= hash >> 32;
    }
    if (readable - name >= 8) {
        std::memcpy(&word, name, 8);
        if constexpr (std::endian::native == std::endian::little) {
            word = length == 0 ? 0 : word << (64 - 8 * length);
        } else {
            word = length == 0 ? 0 : word >> (64 - 8 * length);
        }
    } else {
        word = 0;
        for (std::size_t i = 0; i < length; ++i) {
            const std::uint64_t value = static_cast<unsigned char>(name[i]);
            word |= std::endian::native == std::endian::little ? value << (64 - 8 * (length - i))
                                                               : value << (8 * (length - 1 - i));
        }
    }
    hash = (hash ^ word) * multiplier;
    hash = (hash ^ hash >> 32) * multiplier; // the last characters must reach every bit
    return static_cast<std::uint32_t>(hash >> 32);
}

/// Compares names by their unescaped octets: negative, 0 or positive.
int compareNames(std::string_view text, const Node& a, const Node& b);

/// The place of a duplicate for the report.
Duplicate makeDuplicate(std::string_view text, const Node& first, const Node& second);

/// What a check of one object works on.
struct OpenObject {
    std::string_view text;
    const Node* nodes;           ///< of the whole tape
    std::uint32_t firstName;     ///< node of the first name
    const std::uint32_t* hashes; ///< of its names, in order
    std::uint32_t count;         ///< of names
};

/// Compares the last name with all before it.
void checkLastName(const OpenObject& object, std::uint32_t lastName, std::vector<Duplicate>& out);
/// Hash and node of each name, in open addressing; reused from object to object.
using NameTable = std::vector<std::uint64_t, UnclearedAllocator<std::uint64_t>>;

/// Checks the names from number `smallObject` on against all before them.
void checkLargeObject(const OpenObject& object, NameTable& table, std::vector<Duplicate>& out);

} // namespace twb::json
