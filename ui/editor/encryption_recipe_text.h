// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

#include <QString>

namespace twb::ui {

/// “How the encryption is made” as rich text: how the content key comes about, then what it encrypts, then IV and tag
/// in hex. Empty for what is not encrypted, or for algorithms that the tables do not know.
QString encryptionRecipe(const doctor::Version& version);

} // namespace twb::ui
