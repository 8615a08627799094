// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Measures of ui.md §2, in device-independent pixels at 100 % zoom, and how they grow.
namespace twb::ui::metrics {

/// Spacing scale.
inline constexpr int space2 = 2, space4 = 4, space6 = 6, space8 = 8, space12 = 12, space16 = 16, space24 = 24;

inline constexpr int radiusSmall = 3;   ///< badge, check box
inline constexpr int radiusControl = 4; ///< everything that can be operated
inline constexpr int radiusPane = 6;    ///< pane and document tab
inline constexpr int radiusDialog = 8;

inline constexpr int paneSide = 12, paneTop = 10; ///< padding inside a pane

/// A fixed width of the design for the font in force: multiplied by average character width ÷ 7.
int width(int designed);
/// A fixed height of the design for the font in force; never below the size at 13 pixels.
int height(int designed);

/// Heights that depend on font, zoom and density.
int control();      ///< 26: field, combo, button, flat icon button
int smallButton();  ///< 24: switch, button in a bar
int mainButton();   ///< 32: the main button of a page
int paneHeader();   ///< 36, compact 32
int tableRow();     ///< 30, compact 26
int tableHeader();  ///< 28
int tabBar();       ///< 36
int messageBar();   ///< 34
int badge();        ///< 18
int verdictStrip(); ///< 60, compact 48
int timeline();     ///< 58, compact 46
int codeLine();     ///< 20, compact 18
int encodedLine();  ///< 22
int gap();          ///< 8, compact 6: between panes and fields

} // namespace twb::ui::metrics
