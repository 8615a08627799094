// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/theme.h"
#include "token_view.h"

namespace twb::ui {

/// The colour of a token part.
inline Role partColour(PartRole role) {
    switch (role) {
    case PartRole::Header:
        return Role::SegH;
    case PartRole::Payload:
        return Role::SegP;
    case PartRole::Signature:
        return Role::SegS;
    case PartRole::Ciphertext:
        return Role::SegC;
    case PartRole::Tag:
        return Role::SegT;
    case PartRole::Other:
        break;
    }
    return Role::Text;
}

} // namespace twb::ui
