// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the token doctor.
#include "doctor/examination.h"

namespace twb::doctor {

/// Reads the text of the key field into `e.key.keys` (all of them; nothing is chosen yet) and reports what it is and
/// what had to be repaired.
void recogniseKey(Examination& e);

/// A key of a file as the JOSE room knows it.
jose::KeyEntry entryOf(crypto::KeyFileEntry&& file);

} // namespace twb::doctor
