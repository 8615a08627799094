// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/session.h"
#include "jose/key_material.h"

namespace twb::cli {

/// The text of the key field: what --key, --secret, --secret-file or TWB_SECRET hand over, unread; nothing if none was
/// given. Of a vendor's file of secrets (secrets.json) the one that signs tokens.
/// @errors usage, file-unreadable
Answer<std::optional<Secret>> readKeyText(Session& session);

/// `--key-encoding`; utf8 without it.  @errors usage
Answer<jose::SecretEncoding> readKeyEncoding(const Session& session);

/// The secret that signs tokens, out of a vendor's file of secrets; nothing if the octets are no such file. Says so on
/// standard error.
std::optional<Secret> secretOfVendorFile(Session& session, ByteView octets);

} // namespace twb::cli
