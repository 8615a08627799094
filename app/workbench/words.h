// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

namespace twb::workbench {

/// Context of every string that phrases.h gives out.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// "1 byte", "44 bytes".
QString bytesText(std::size_t octets);
QDateTime toDateTime(Time moment, const QTimeZone& zone);

} // namespace twb::workbench
