// SPDX-License-Identifier: Apache-2.0
#include "profiles/rule_words.h"

#include "profiles/judge.h"

#include <array>

namespace twb::profiles {

std::string durationText(std::int64_t seconds) {
    struct Unit {
        std::int64_t seconds;
        std::string_view letter;
    };
    constexpr std::array<Unit, 4> units{Unit{86400, "d"}, Unit{3600, "h"}, Unit{60, "m"}, Unit{1, "s"}};
    std::string text = seconds < 0 ? "−" : "";
    std::int64_t rest = seconds < 0 ? -seconds : seconds;
    bool first = true;
    for (const Unit& unit : units) {
        if (const std::int64_t count = rest / unit.seconds; count != 0) {
            text += (first ? "" : " ") + std::to_string(count) + " " + std::string(unit.letter);
            rest -= count * unit.seconds;
            first = false;
        }
    }
    return first ? "0 s" : text;
}

} // namespace twb::profiles
