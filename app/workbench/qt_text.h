// SPDX-License-Identifier: Apache-2.0
// Text of the engine (UTF-8 octets) as text of Qt.
#pragma once

#include <QString>

#include <string_view>

namespace twb::workbench {

/// `utf8` as a QString; octets that are no UTF-8 become U+FFFD.
inline QString qString(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace twb::workbench
