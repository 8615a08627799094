// SPDX-License-Identifier: Apache-2.0
#include "workbench/english_plurals.h"

#include <algorithm>
#include <array>

namespace twb::workbench {
namespace {

struct Pair {
    std::string_view several;
    const char* one;
};

/// Every source string with %n that stands in the program; the test of this file finds those that are missing.
constexpr auto pairs = std::to_array<Pair>({
    {"%n bits", "%n bit"},
    {"(%n more)", "(%n more)"},
    {"%n bytes", "%n byte"},
    {"%n bytes · right size", "%n byte · right size"},
    {"%n bytes, shown indented", "%n byte, shown indented"},
    {"%n characters", "%n character"},
    {"%n characters hidden", "%n character hidden"},
    {"%n days", "%n day"},
    {"%n files are no keys", "%n file is no key"},
    {"%n keys", "%n key"},
    {"%n keys added", "%n key added"},
    {"%n more", "%n more"},
    {"%n not readable: %1", "%n not readable: %1"},
    {"%n readings tried", "%n reading tried"},
    {"%n tabs hold changes that are not saved.", "%n tab holds changes that are not saved."},
    {"%n tokens found. The first is shown.", "%n token found. The first is shown."},
    {"%n tokens opened in tabs", "%n token opened in a tab"},
    {"%n were already there", "%n was already there"},
    {"%n were completed", "%n was completed"},
    {"%n years", "%n year"},
    {"%1 and %n more", "%1 and %n more"},
    {"Why does it not verify? %n readings tried", "Why does it not verify? %n reading tried"},
    {"= %n bytes", "= %n byte"},
    {"Holds the public JWK, %n characters", "Holds the public JWK, %n character"},
    {"Key ring: %n keys", "Key ring: %n key"},
    {"first of %n keys", "first of %n key"},
});

} // namespace

const char* EnglishPlurals::formForOne(std::string_view sourceText) {
    const auto found =
        std::find_if(pairs.begin(), pairs.end(), [&](const Pair& pair) { return pair.several == sourceText; });
    return found != pairs.end() ? found->one : nullptr;
}

QString EnglishPlurals::translate(const char*, const char* sourceText, const char*, int n) const {
    // Null: the source string itself serves.
    return n == 1 && sourceText ? QString::fromUtf8(formForOne(sourceText)) : QString();
}

} // namespace twb::workbench
