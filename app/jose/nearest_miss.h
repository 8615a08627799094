// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/jose: which of several refusals explains best why no key of a set serves.
#include "base/error.h"

namespace twb::jose {

/// How near a key came to serving; the nearest miss is told.
inline int nearness(ErrorCode code) {
    switch (code) {
    case ErrorCode::KeyNotSuitable:
        return 4;
    case ErrorCode::KeyPublicOnly:
        return 3;
    case ErrorCode::KeyCurveMismatch:
        return 2;
    case ErrorCode::KeyTypeMismatch:
        return 1;
    default:
        return 0;
    }
}

} // namespace twb::jose
