// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the token doctor.
#include "base/sentence.h"
#include "crypto/key_file.h"
#include "json/tape.h"

#include <optional>
#include <string>

namespace twb::doctor {

/// The key and the certificate of x5c[0]; nothing if it cannot be read.                            (RFC 7515 §4.1.6)
std::optional<crypto::KeyFileEntry> readFirstOfChain(const json::Value& chain);

/// Why x5c is not an array of standard base64 of DER certificates; empty if it is.
Sentence problemOfChain(const json::Value& chain);

} // namespace twb::doctor
