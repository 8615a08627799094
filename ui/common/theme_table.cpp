// SPDX-License-Identifier: Apache-2.0
// The two palettes, exactly as measured in the design; tst_common_theme computes the contrast of every pair again.
#include "common/theme.h"
#include <array>

namespace twb::ui {

namespace {
struct Row {
    Role role;
    QRgb light, dark;
};
constexpr std::array colourRows = {
    Row{Role::Window, 0xEFF1F4, 0x191C20},     Row{Role::Bar, 0xE4E7EC, 0x15181B},
    Row{Role::Surface, 0xFFFFFF, 0x22262B},    Row{Role::Surface2, 0xF6F7F9, 0x282D33},
    Row{Role::Sunken, 0xE9ECF0, 0x1D2125},     Row{Role::Line, 0xF3F7FD, 0x262D37},
    Row{Role::Sel, 0xD8E7FC, 0x1D3554},        Row{Role::Border, 0xD3D8DF, 0x383F47},
    Row{Role::Field, 0x7F8894, 0x79828F},      Row{Role::Text, 0x1A1E24, 0xE7EAEE},
    Row{Role::Text2, 0x454D58, 0xBAC1CA},      Row{Role::Text3, 0x5D6672, 0x98A1AD},
    Row{Role::Accent, 0x1B5CB8, 0x82B4FF},     Row{Role::OnAccent, 0xFFFFFF, 0x0C2140},
    Row{Role::AccentSoft, 0xE1ECFB, 0x22354F}, Row{Role::Ok, 0x14663A, 0x74D49B},
    Row{Role::OkSoft, 0xE5F4EA, 0x1B3226},     Row{Role::OkLine, 0x8FC6A3, 0x3E7A5B},
    Row{Role::Warn, 0x7D4800, 0xF1C069},       Row{Role::WarnSoft, 0xFFF2D9, 0x382D18},
    Row{Role::WarnLine, 0xE2BC75, 0x6D5629},   Row{Role::Err, 0xB01E1A, 0xFF958E},
    Row{Role::ErrSoft, 0xFDEBEA, 0x3F2021},    Row{Role::ErrLine, 0xEBAAA6, 0x7C3E3C},
    Row{Role::Neu, 0x454D58, 0xBAC1CA},        Row{Role::NeuSoft, 0xE9ECF0, 0x2D3239},
    Row{Role::NeuLine, 0xC3CAD3, 0x4A525C},    Row{Role::SegH, 0xC2064A, 0xFF7096},
    Row{Role::SegP, 0x8E16B8, 0xD993FF},       Row{Role::SegS, 0x006C8A, 0x4BC9F2},
    Row{Role::SegC, 0x9C4A00, 0xFFA352},       Row{Role::SegT, 0x735300, 0xEEC353},
    Row{Role::Dot, 0x5D6672, 0x98A1AD},        Row{Role::JKey, 0x1A1E24, 0xE7EAEE},
    Row{Role::JStr, 0x0B6656, 0x7FD6C2},       Row{Role::JNum, 0x1B4FA6, 0x93BCFF},
    Row{Role::JLit, 0x7D4800, 0xF1C069},       Row{Role::JPun, 0x5D6672, 0x98A1AD},
};
static_assert(colourRows.size() == std::size_t(Role::Count));

constexpr bool inOrder() {
    for (std::size_t i = 0; i < colourRows.size(); ++i)
        if (std::size_t(colourRows[i].role) != i)
            return false;
    return true;
}
static_assert(inOrder(), "rows stand in the order of the roles");
} // namespace

QColor Theme::tableColor(Role role, Scheme scheme) {
    const Row& row = colourRows[std::size_t(role)];
    return QColor(scheme == Scheme::Dark ? row.dark : row.light);
}

} // namespace twb::ui
