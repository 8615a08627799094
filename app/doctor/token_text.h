// SPDX-License-Identifier: Apache-2.0
#pragma once
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
/// Every run of token characters that is a token, left to right; sentence dots behind one are left out. A character
/// outside base64url within one (`eyJh!bGci…`) is damage and does not end it.
/// @param most  stops after so many.
std::vector<FoundToken> findTokens(std::string_view text, std::size_t most);

/// A text that is a token but for characters it must not have, or whose header is damaged while its payload opens a
/// JSON object.
bool isDamagedToken(std::string_view text);

/// The string members that are different tokens: well-known names first, then depth first. None for the JSON
/// serializations of RFC 7515 §7.2, which are tokens themselves.
std::vector<std::string> tokensInJson(std::string_view text);

} // namespace twb::doctor
