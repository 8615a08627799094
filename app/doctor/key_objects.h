// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/key_field.h"
#include "jose/algorithm_table.h"

namespace twb::doctor {

/// The key objects behind a ResolvedKey.
struct ResolvedKey::Keys {
    std::shared_ptr<const jose::KeySet> set; ///< never null, never empty
};

/// The window's name for a key's kind.
KeyKind kindOf(const crypto::Key& key);
/// What an algorithm needs.
KeyKind neededBy(const jose::Algorithm& algorithm);

} // namespace twb::doctor
