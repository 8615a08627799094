// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"

#include <string_view>
#include <vector>

namespace twb::workbench {

/// A QR code as a square of modules, without the quiet zone of four modules that belongs around it.
/// (ISO/IEC 18004)
struct QrCode {
    int side = 0;                      ///< modules in a row: 21 to 177
    std::vector<std::uint8_t> modules; ///< row by row; 1 is dark
    bool dark(int x, int y) const { return modules[static_cast<std::size_t>(y * side + x)] != 0; }
};

/// Encodes octets; of the error corrections the best of M and L that the largest code has room for. Any thread.
/// @errors input-empty; input-too-large (more than 2953 octets)
Result<QrCode> encodeQr(std::string_view octets);

} // namespace twb::workbench
