// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QFont>
#include <QStringList>

/// The fonts of ui.md §2. Each call answers for the zoom in force; ask again on a font change, keep nothing.
namespace twb::ui::fonts {

/// Steps of the type scale, as factors to the system font.
enum class Size { Small, Label, Body, FactTitle, EmptyTitle };
enum class Weight { Regular, SemiBold };

/// The system font in one step of the scale; never below 11 pixels.
QFont ui(Size size = Size::Body, Weight weight = Weight::Regular);
/// Fact titles and empty-state titles are semi-bold by design.
inline QFont factTitle() {
    return ui(Size::FactTitle, Weight::SemiBold);
}
inline QFont emptyTitle() {
    return ui(Size::EmptyTitle, Weight::SemiBold);
}

/// JSON, PEM, hex, evidence: the family that was chosen, else the first fixed font present of the design's list;
/// without ligatures or kerning.
QFont mono();
/// Encoded tokens: a little larger.
QFont encoded();

/// The fixed-pitch families that are installed, for choosing.
QStringList fixedFamilies();

} // namespace twb::ui::fonts
