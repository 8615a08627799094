// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_import.h"

/// What an import came to, in words.
namespace twb::ui {

/// “3 keys added, 1 was already there, 1 not readable: %1”; empty if there is nothing to say but a passphrase to ask.
QString importSentence(const workbench::ImportReport& report);
/// Whether the sentence is about something that went wrong.
bool importFailed(const workbench::ImportReport& report);
/// “client.p12 is encrypted.” or “The passphrase does not open client.p12.”
QString lockedSentence(const workbench::LockedKey& locked);
/// “1 key”, “8 keys”.
QString keyCount(qsizetype count);

} // namespace twb::ui
