// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.h"

#include <QtGlobal>
#include <string_view>

/// Octet offsets of the engine and character offsets of Qt's texts.
namespace twb::workbench {

/// UTF-16 units before that octet of a UTF-8 text (an offset inside a character counts as its beginning).
qsizetype utf16Offset(std::string_view utf8, std::size_t octet);
/// The octet at which that UTF-16 unit begins.
std::size_t utf8Offset(std::string_view utf8, qsizetype utf16);
/// A range, both ends.
struct Utf16Range {
    qsizetype position = 0;
    qsizetype length = 0;
};
Utf16Range utf16Range(std::string_view utf8, TextRange octets);

} // namespace twb::workbench
