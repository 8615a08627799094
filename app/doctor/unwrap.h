// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Takes off what people paste around a token.
namespace twb::doctor {

/// One thing that was taken off.
struct UnwrapStep {
    std::string id;        ///< of the finding catalogue: `input-bearer-prefix`, `input-quoted` …
    std::string removed;   ///< what was taken off, for showing: `Bearer `, `"`; at most 40 characters
    std::size_t count = 1; ///< how many (white space, invisible characters, scheme words)
    friend bool operator==(const UnwrapStep&, const UnwrapStep&) = default;
};

/// What a pasted text holds.
struct Unwrapped {
    std::string token;               ///< the token, or the text without what surrounds it if there is none
    std::vector<UnwrapStep> steps;   ///< in the order of their rounds; each id at most once
    std::vector<std::string> others; ///< the other different tokens of the text, in its order; see tokensFound
    std::size_t tokensFound = 0;     ///< different compact tokens in the text; 0 if `token` does not look like one
    std::string looksLike; ///< if there is none: `empty`, `word-null`, `uuid`, `hex`, `pem`, `json`, `xml`, `text`
};

/// True for three to five parts of base64url text between dots, the first of which opens a JSON object (`ey…`, `e30`).
bool looksLikeToken(std::string_view text);

/// Unwraps in rounds (8 at most): each round asks every known wrapper, outermost first, until none applies.
///
/// Knows: invisible characters, white space around and inside, line breaks, quotes, `Authorization:` lines, scheme
/// words (also twice), Markdown marks, curl commands, cookies, URL parameters, percent escapes, JSON answers, words
/// around one token. Broken tokens pass: whatever is left is the token. Linear time; fit for 10 MB.
Unwrapped unwrap(std::string_view text);

} // namespace twb::doctor
