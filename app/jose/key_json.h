// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "json/tape.h"

namespace twb::jose {

/// Parses JSON that may hold secrets. Messages about syntax quote the word that was found; in the text of a key this
/// word may be the secret itself, so here they name the place only.
/// @errors as json::Tape::parse
Result<void> parseKeyJson(json::Tape& tape, std::string_view text);

} // namespace twb::jose
