// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the token doctor.
#include "doctor/examination.h"

namespace twb::doctor {

enum class JsonPlace : std::uint8_t { Header, Payload };

/// How the reading of a header or payload went.
struct JsonReading {
    bool explained = false; ///< a finding says why it is no JSON (or too deep)
    Sentence problem;       ///< the parser's sentence with its place; empty if it is JSON
};

/// Reads a text as JSON, forgiving what other programs get wrong (byte order mark, Latin-1, comments, trailing octets)
/// and reporting it. `out` holds what could be read.
JsonReading readJsonText(Examination& e, std::string_view text, JsonPlace place, ExaminedJson& out);

/// True if the text ends inside of the JSON value that it begins.
bool isCutOffJson(std::string_view text);

/// The first octets in hex and, where they are readable, as text.
std::string firstOctets(std::string_view text);

} // namespace twb::doctor
