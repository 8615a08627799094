// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "issuer/finding.h"
#include "issuer/message.h"

#include <deque>
#include <memory>

namespace twb::issuer {

/// One piece of a masked text: shown as it is, or as a beginning and the number of characters that are hidden.
struct MaskedPiece {
    std::string shown;
    std::size_t hidden = 0; ///< characters after `shown` that are not here at all
};
using MaskedText = std::vector<MaskedPiece>;
/// For one text field: "eyJhbGciOi… (688 characters hidden)".
std::string plainText(const MaskedText& text);

/// One request and its answer, secrets masked when it was recorded: they are in no copy of it.
struct Exchange {
    std::uint64_t number = 0; ///< from 1, never used twice
    PreciseTime at{};         ///< by the clock that was handed in, without the offset of the settings
    std::string method;
    std::string path;
    int status = 0;
    std::string summary; ///< "1 token, EdDSA, 5 min", "invalid_client: aud is …"
    MaskedText request;  ///< start line, headers, empty line, one parameter a line
    MaskedText response;
    std::optional<Finding> finding{};
    /// The assertion of the request, to be opened in the editor. It names a client and is signed, but holds no secret;
    /// within its minutes it could be sent again, so it goes nowhere but into the editor.
    std::string assertion{};

    bool refused() const { return status >= 400; }
};

/// At most so many exchanges are kept; the oldest go first. Enough for a day of trying, some megabytes at most.
constexpr std::size_t maximumLogEntries = 1000;
/// Of a body, at most so many characters are kept in the log.
constexpr std::size_t maximumLoggedBody = 16384;

MaskedText maskRequest(const Request& request);
MaskedText maskResponse(const Response& response);

} // namespace twb::issuer
