// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/reading.h"

#include <QList>
#include <QString>

/// The byte map between the panes: which characters of the encoded text a claim became, and the reverse. Pure.
namespace twb::ui {

/// What a caret in Header ('H') or Payload ('P') stands on.
struct CaretInPart {
    const doctor::Claim* claim = nullptr; ///< null between members
    TextRange encoded;                    ///< characters that carry the claim, or the octet at the caret
};
/// @param shown  octet offset in Part::shown
CaretInPart caretInPart(const doctor::Reading& reading, char letter, std::size_t shown);

/// What a caret in the encoded text stands on.
struct CaretInEncoded {
    char letter = 0; ///< of the part; 0 on a dot or outside
    const doctor::Claim* claim = nullptr;
    TextRange shown; ///< octets in Part::shown of the claim, or of the octets at the caret; empty for other parts
};
CaretInEncoded caretInEncoded(const doctor::Reading& reading, std::size_t offset);

} // namespace twb::ui
