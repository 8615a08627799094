// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/endpoint_form.h"

namespace twb::workbench {

/// What is read of a file that fills the form.
constexpr qint64 largestFill = 16 << 20;

/// A form that a text filled.
struct FilledForm {
    enum class Kind : std::uint8_t { Request, Secrets };
    Kind kind = Kind::Request;
    EndpointForm form;
};

/// Reads a curl command, a HAR file or entry (its first request), or SenseCrypt's secrets.json.
/// @param now  the form as it stands: of a secrets.json only its own fields change.
/// @errors usage, json-…
Result<FilledForm> fillFromText(std::string_view text, const EndpointForm& now);

} // namespace twb::workbench
