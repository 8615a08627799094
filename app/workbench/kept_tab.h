// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/document_state.h"

#include <QString>

namespace twb::workbench {

/// What is kept of a tab for the next run: its texts. No key, no secret, no undo steps; of a pasted line only the token
/// that was found in it, for the rest may hold a password.
struct KeptTab {
    QString title;
    doctor::SharedText original;              ///< null: none
    bool typed = false;                       ///< of Original
    std::shared_ptr<const doctor::Copy> copy; ///< null: none; its signatures count as received
    ShownVersion shown = ShownVersion::Original;
    doctor::SharedText detachedPayload;
    std::string profileChoice;
};

struct KeptTabs {
    std::vector<KeptTab> tabs;
    int current = 0;
};

} // namespace twb::workbench
