// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "oauth/request.h"
#include "oauth/response.h"

#include <QString>

namespace twb::ui {

/// "Client credentials", "Authorization code" …
QString grantWords(oauth::Grant grant);
/// "Private key JWT (private_key_jwt)".
QString methodWords(oauth::ClientMethod method);
/// Claims one a line, without braces, times with their distance: `"exp": 1795197840   in 60 s`.
QString claimLines(const std::string& payload);
/// exp minus now; nothing if there is no exp.
std::optional<std::chrono::seconds> lifeOf(const std::string& payload, Time now);
/// "59 m 41 s left", "expired 3 s ago".
QString leftWords(std::chrono::seconds left);
/// The octets of a form with one parameter a line: readable, but no longer octet for octet.
QString readableRequest(const QString& wire);
/// Header lines, then the body; JSON indented.
QString readableResponse(const QString& wire);

} // namespace twb::ui
