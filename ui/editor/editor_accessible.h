// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace twb::ui {

/// Makes Qt know the accessible interfaces of TokenView (text, editable text) and TimelineStrip (slider). Called by
/// their constructors; does its work once.
void installEditorAccessibility();

} // namespace twb::ui
