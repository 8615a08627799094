// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/clipboard_guard.h"

namespace twb::ui {

/// The application's clipboard for a ClipboardGuard. What is written is marked as a secret, so that clipboard histories
/// of KDE, Windows and macOS leave it out.
workbench::ClipboardGuard::Clipboard markedClipboard();

} // namespace twb::ui
