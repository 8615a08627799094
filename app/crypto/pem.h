// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: the armour around a key.                                              (RFC 7468)
#include "base/result.h"
#include "base/secret.h"

#include <vector>

namespace twb::crypto {

struct PemBlock {
    std::string label; ///< `PRIVATE KEY`
    Secret body;       ///< the decoded octets
    TextRange where;   ///< from BEGIN to END
    /// Traditional encryption: the value of DEK-Info, `AES-256-CBC,0123…`; empty if there is none. (RFC 1421 §4.6.1.3)
    std::string dekInfo;
    bool traditionallyEncrypted = false;
};

/// Takes a text apart into its blocks; what stands between them is skipped. CR LF, trailing blanks and a missing last
/// line break are all right; everything else that is wrong with the armour is named with its place.
/// @errors key-pem-broken
Result<std::vector<PemBlock>> splitPem(std::string_view text);

/// One block with lines of 64 characters and LF.
Secret writePem(std::string_view label, ByteView body);

} // namespace twb::crypto
