// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/finding_words.h"

namespace twb::workbench {

/// The checks that only some kinds of tokens have, for the Doctor: of decrypting, of layers, of disclosures and key
/// binding. Empty for a plain signed token.
QList<PassedText> layerChecks(const doctor::Version& version);

} // namespace twb::workbench
