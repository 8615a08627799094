// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"

#include <QByteArray>

namespace twb::ui {

/// An editor's octets as a secret; the caller wipes, or leaves, what is in the editor.
inline Secret takeSecret(const QByteArray& utf8) {
    return Secret(
        ByteView(reinterpret_cast<const std::uint8_t*>(utf8.constData()), static_cast<std::size_t>(utf8.size())));
}

} // namespace twb::ui
