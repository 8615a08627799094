// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

/// What is known of claims and header parameters, as data.
namespace twb::profiles {

enum class ClaimPlace : std::uint8_t { Header, Payload };

/// What a value should look like.
enum class ClaimKind : std::uint8_t {
    Text,
    TextOrList, ///< aud
    List,
    NumericDate, ///< seconds since 1970, RFC 7519 §2
    Number,
    Boolean,
    Object,
    Uri,
    Scope, ///< words separated by spaces
    Cpf,
    Base64Url,
    Any
};

struct ClaimEntry {
    std::string_view name;
    ClaimPlace place;
    ClaimKind kind;
    std::string_view title;   ///< `Expiration time`
    std::string_view meaning; ///< one or two sentences
    std::string_view source;  ///< `RFC 7519, 4.1.4`
};

/// All entries, header parameters first, each group sorted by name.
std::span<const ClaimEntry> claimCatalogue();
/// The entry of a name in that place, or null. Static storage.
const ClaimEntry* findClaim(std::string_view name, ClaimPlace place);

} // namespace twb::profiles
