// SPDX-License-Identifier: Apache-2.0
#include "profiles/rule_words.h"

#include "profiles/judge.h"

#include <array>

namespace twb::profiles {
namespace {

using namespace words;
constexpr std::array formats{present,
                             isValue,
                             fits,
                             isCpf,
                             isUuid,
                             isUri,
                             isHttps,
                             isEmail,
                             isSame,
                             isAbsent,
                             missing,
                             empty,
                             mustBeText,
                             mustBeNumber,
                             mustBeDate,
                             mustBeBoolean,
                             mustBeList,
                             mustBeObject,
                             mustBeTextOrList,
                             noCpf,
                             cpfFormatted,
                             cpfNumber,
                             noUuid,
                             noUri,
                             noHttps,
                             noEmail,
                             mustBe,
                             mustBeOneOf,
                             mustBeSame,
                             notExpected,
                             mustNotBeThere,
                             notThere,
                             lifetime,
                             lifetimeLong,
                             lifetimeUnusual,
                             lifetimeUnknown,
                             signatureFits,
                             signatureNoKey,
                             signatureInvalid,
                             signatureOpen};

} // namespace

std::span<const std::string_view> ruleFormats() {
    return formats;
}

std::string textOf(const RuleSentence& sentence) {
    std::string text;
    for (std::size_t i = 0; i < sentence.format.size(); ++i) {
        const std::string_view rest = sentence.format.substr(i, 2);
        if (rest == "%1" || rest == "%2") {
            text += rest == "%1" ? sentence.first : sentence.second;
            ++i;
        } else {
            text += sentence.format[i];
        }
    }
    return text;
}

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
