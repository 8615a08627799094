// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/key_options.h"

namespace twb::cli {

/// The keys of the key options; where none is given, the password (of PBES2) as a secret.
/// @errors usage (neither), and as readKeys
Answer<jose::KeySet> readEncryptionKeys(Session& session);

} // namespace twb::cli
