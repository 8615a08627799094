// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/icons.h"

#include <string>

namespace twb::ui {

/// The icon of that name (ui.md §4), as profiles write it; a token for others.
inline Icon iconNamed(const std::string& name) {
    for (int index = 0; index < static_cast<int>(Icon::Count); ++index) {
        if (name == iconFile(static_cast<Icon>(index))) {
            return static_cast<Icon>(index);
        }
    }
    return Icon::Token;
}

} // namespace twb::ui
