// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small questions about text that may hold a token; used by the unwrapping.
namespace twb::doctor {

/// Octets of the white space at the front: space, tab, CR, LF, VT, FF, U+00A0, U+2028, U+2029; 0 if there is none.
std::size_t whiteSpaceAt(std::string_view text);
/// Octets of the invisible character at the front: zero width and direction marks, BOM, soft hyphen, controls.
std::size_t invisibleAt(std::string_view text);
/// Without white space at both ends.
std::string_view trimmed(std::string_view text);
bool startsWithoutCase(std::string_view text, std::string_view lowerCasePrefix);

/// As looksLikeToken(), but "+", "/" and "=" (standard Base64) may occur.
bool mayBeToken(std::string_view text);

/// A compact token inside other text.
struct FoundToken {
    std::size_t offset = 0;
    std::size_t length = 0;
};
/// Every run of token characters that is a token, left to right; sentence dots behind one are left out.
/// @param most  stops after so many.
std::vector<FoundToken> findTokens(std::string_view text, std::size_t most);

/// The first of the string members that is a token: well-known names first, then depth first. Nothing for the JSON
/// serializations of RFC 7515 §7.2, which are tokens themselves.
std::optional<std::string> tokenInJson(std::string_view text);

} // namespace twb::doctor
