// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/session.h"

namespace twb::cli {

/// A text that an option or INPUT stands for: the text itself, `@FILE`, or `-` for standard input.
/// @param subject  how messages call it: "the payload"
/// @errors file-unreadable, input-too-large, usage (standard input asked for twice)
Answer<std::string> readText(Session& session, std::string_view word, std::string subject);

/// A file, or standard input for `-`, as octets that may be secret.  @errors as readText
Answer<Secret> readOctets(Session& session, const std::string& path, std::string subject);

/// INPUT; standard input if none was given and it is no terminal.
/// @errors input-empty, and as readText
Answer<std::string> readInput(Session& session);

/// The token in INPUT.
struct TokenInput {
    std::string token;
    std::vector<std::string> removed; ///< for people: what was taken off around it
};
/// INPUT without what people paste around a token. A JSON form stays as it is.  @errors as readInput
Answer<TokenInput> readTokenInput(Session& session);

/// What counts as now: --at, or the clock.  @errors time-invalid
Answer<Time> readNow(Session& session);
/// A number of seconds or a length of time as `5m`.  @errors time-invalid
Answer<std::chrono::seconds> readDuration(std::string_view text, std::string_view option);

} // namespace twb::cli
