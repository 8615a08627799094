// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jwe.h"

namespace twb::jose {

/// Signs, then encrypts what was signed: a nested token, in one operation.                  (RFC 7519 §5.2, §11.2)
///
/// @param request  its protected header gets "cty":"JWT" where no header has a "cty" yet, so that the reader knows to
///                 look once more.
/// @errors those of signCompact and encryptToken
Result<EncryptedToken> signThenEncrypt(std::string_view signedHeader, ByteView payload, const Jwk& signer,
                                       EncryptionRequest request);

} // namespace twb::jose
