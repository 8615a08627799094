// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace twb::ui {

/// Gives the self-painted widgets of this folder their roles, states and actions for screen readers (ui.md §9).
/// Cheap and repeatable: each of their constructors calls it.
void ensureAccessible();

} // namespace twb::ui
