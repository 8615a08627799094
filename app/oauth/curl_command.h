// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "oauth/masking.h"

namespace twb::oauth {

enum class Secrecy : std::uint8_t { Masked, Revealed };

/// The request as a command for a POSIX shell: every argument quoted, one option a line. Client certificate and CA are
/// named as files to be put there.
std::string curlCommand(const BuiltRequest& built, Secrecy secrecy);

/// Reads a pasted `curl …` command: POSIX and cmd.exe line ends, single, double and $'…' quotes; -X -H -d --data-raw
/// --data-urlencode --data-binary -u -G -F is refused, -k and output options are ignored.
/// @errors usage (no curl command, no address, a file is named instead of data)
Result<HttpRequest> readCurlCommand(std::string_view text);

/// Reads a HAR file, an entry of one, or its "request".                              (HAR 1.2 §request)
/// @return the requests of all entries, at most 200.
/// @errors json-…, usage (no request in it)
Result<std::vector<HttpRequest>> readHar(std::string_view text);

/// A plain HTTP request turned into one of OAuth: what is known by its name (grant, client authentication, scope …)
/// goes to its own place, the rest becomes parameters. Secrets are taken over; assertions are not: they are made anew.
OAuthRequest recogniseRequest(const HttpRequest& http);

} // namespace twb::oauth
