// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_request.h"

#include <QString>

namespace twb::workbench {

enum class FilePassphrase : std::uint8_t { None, Asked };
/// What the shell needs to make a key of the same kind with openssl. Lines for sh, the private file with mode 600:
/// `umask 077`, `openssl genpkey …`, `openssl pkey … -pubout`, and `openssl req -x509 …` if a certificate is wanted.
/// @param passphrase  Asked: the private key is encrypted; openssl asks for the passphrase
QString opensslCommands(const KeyRequest& request, FilePassphrase passphrase = FilePassphrase::None);

/// A subject as `openssl req -subj` takes it: `CN=a, O=b` becomes `/CN=a/O=b`, a bare name `/CN=name`. What the option
/// would take for a divider is escaped.
QString opensslSubject(const std::string& subject);

} // namespace twb::workbench
