// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/unwrap.h"

/// The rules by which text is taken off a token; used by unwrap.cpp. Another rule is another function and one row of
/// the table there. Each returns true if it changed the text.
namespace twb::doctor {

/// The text on its way, and what was taken off.
struct UnwrapWork {
    std::string text;
    std::vector<UnwrapStep> steps;
    std::size_t tokensFound = 0;
    std::vector<std::string> others; ///< different tokens beside the one that is taken

    void note(std::string_view id, std::string_view removed, std::size_t count = 1);
    bool noted(std::string_view id) const;
};

/// A token, or text with a token in it.
bool holdsToken(std::string_view text);

// unwrap_encodings.cpp: the characters of the token were changed
bool removeInvisible(UnwrapWork& work);
bool removeMailQuotes(UnwrapWork& work);
bool decodeQuotedPrintable(UnwrapWork& work);
bool decodeHtmlEntities(UnwrapWork& work);
bool decodePercent(UnwrapWork& work);
bool decodeBackslashes(UnwrapWork& work);
bool replaceLookalikes(UnwrapWork& work);
bool decodeBase64OfToken(UnwrapWork& work);
bool decodeHexOfToken(UnwrapWork& work);

// unwrap_wrappers.cpp: something stands around or inside the token
bool removeMarkdown(UnwrapWork& work);
bool removeQuotes(UnwrapWork& work);
bool takeFromCurl(UnwrapWork& work);
bool takeAuthorizationLine(UnwrapWork& work);
bool takeFromCookie(UnwrapWork& work);
bool takeFromJson(UnwrapWork& work);
bool removeScheme(UnwrapWork& work);
bool takeFromText(UnwrapWork& work);
bool removePunctuation(UnwrapWork& work);

// unwrap_lines.cpp: the token was cut into lines, or stands there twice
bool joinLines(UnwrapWork& work);
bool takeWrapped(UnwrapWork& work);
bool takeFirstOfTwice(UnwrapWork& work);

} // namespace twb::doctor
