// SPDX-License-Identifier: Apache-2.0
#include "support/places.h"

namespace places {

QString source(const char* below) {
    return QStringLiteral(TWB_SOURCE_DIR) + QLatin1String(below);
}

QString ownVectors(const char* below) {
    return QStringLiteral(TWB_OWN_VECTORS) + QLatin1String(below);
}

QString sharedVectors(const char* below) {
    return QStringLiteral(TWB_SHARED_VECTORS) + QLatin1String(below);
}

QString build(const char* below) {
    return QStringLiteral(TWB_BINARY_DIR) + QLatin1String(below);
}

} // namespace places
