// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/oauth: what libcurl's results mean.
#include "oauth/http_message.h"

#include <curl/curl.h>

namespace twb::oauth {

struct CurlRun {
    const HttpLimits& limits;
    const HttpExchange& exchange; ///< what came so far
    bool headersTooLarge = false;
};

/// Nothing if the result is none to complain of: also where the body was cut at the cap on purpose.
/// @param words  the transfer's error buffer.
std::optional<HttpFault> curlFault(CURLcode code, CURL* handle, const CurlRun& run, std::string_view words);

} // namespace twb::oauth
