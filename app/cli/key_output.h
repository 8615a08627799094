// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/key_formats.h"
#include "cli/session.h"

namespace twb::cli {

/// Writes to the file of an option (mode 600 if private), or prints.
///
/// With --json the members are added to `object` instead of printing: `jwk` or `jwks` as JSON, PEM and secrets as
/// `text`, DER as `base64`; or `out` with the name of the file.
/// @errors file-unwritable
Answer<void> deliver(Session& session, std::string_view option, const OutputFormat& format, const WrittenKey& key,
                     JsonObject& object);

/// The password for --protect, and for PKCS#12 always, which must be there then; else none.  @errors usage
Answer<crypto::Password> readProtection(Session& session, const OutputFormat& format);

/// Says what the format cannot hold of a JWK's members: on standard error, or as `notes` of the object.
void remarkLoss(Session& session, const OutputFormat& format, const jose::Jwk& jwk, JsonObject& object);

} // namespace twb::cli
