// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/reading.h"
#include "editor/token_view.h"

namespace twb::ui {

/// The colour role of a part's letter; a JWE's encrypted key takes that of the second part, and so on (ui.md §3).
PartRole partRole(char letter);
/// “Header”, “Encrypted key”.
QString partName(char letter);
/// The parts of a token for a TokenView, in the order of the text.
QList<TokenPart> tokenParts(const doctor::Reading& reading);

} // namespace twb::ui
