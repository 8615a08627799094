// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

#include <QString>

namespace twb::ui {

/// “How the signature is made”: the formula of the token's algorithm and the octets of the signature in hex, as rich
/// text in the colours of the theme in force. Empty if there is nothing to say (no token, or an encrypted one).
QString signatureRecipe(const doctor::Version& version);

} // namespace twb::ui
