// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/session.h"
#include "crypto/certificate.h"
#include "jose/jwks.h"

namespace twb::cli {

/// Makes a self-signed certificate by --subject (the key's name or thumbprint if it is absent) and --days (365).
/// @errors usage, key-private-missing, key-format-impossible, certificate-invalid
Answer<crypto::Certificate> makeCertificate(Session& session, const jose::KeyEntry& entry);

/// --days alone, to find it wrong before a key is made.  @errors usage
Answer<int> readDays(const Session& session);

} // namespace twb::cli
