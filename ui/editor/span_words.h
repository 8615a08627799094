// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>

namespace twb::ui {

/// The two largest units of a length of time: “4 m 12 s”, “2 h 59 m”, “3 days”, “5 m”. The sign is dropped.
QString spanInWords(qint64 seconds);

} // namespace twb::ui
