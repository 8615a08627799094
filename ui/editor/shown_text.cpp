// SPDX-License-Identifier: Apache-2.0
#include "shown_text.h"

#include <algorithm>

namespace twb::ui {
namespace {

constexpr char16_t pictures = 0x2400; // U+2400 … U+2421 are pictures of U+0000 … U+0020 and U+007F
// What follows the control characters in the table of symbols.
constexpr char16_t others[] = {0x2028, 0x2029, 0xFDD0, 0xFDD1, 0xFFFC};
constexpr char16_t firstOther = 0x24, deletePlace = 0x21;

// Place in the table of symbols, or -1.
int placeOf(char16_t c) {
    if (c < 0x20)
        return c == u'\n' || c == u'\t' ? -1 : c;
    if (c < 0x7F)
        return -1;
    if (c == 0x7F)
        return deletePlace;
    if (c < others[0])
        return -1;
    const auto found = std::find(std::begin(others), std::end(others), c);
    return found == std::end(others) ? -1 : firstOther + int(found - std::begin(others));
}

} // namespace

QChar symbolFor(QChar c) {
    const int place = c == u'\n' || c == u'\t' ? c.unicode() : placeOf(c.unicode());
    return place < 0 ? c : QChar(char16_t(pictures + place));
}

void ShownText::choose(QStringView text) {
    constexpr char16_t privateFirst = 0xE000, privateLast = 0xF8FF - count;
    m_first = pictures;
    // Each step leaves at least one character of the text behind, so that a free place is found unless a text uses
    // more than 6000 private characters; then the last place serves.
    while (!fits(text) && m_first < privateLast)
        m_first = m_first == pictures ? privateFirst : char16_t(m_first + count);
}

bool ShownText::fits(QStringView text) const {
    return std::none_of(text.begin(), text.end(),
                        [this](QChar c) { return c.unicode() >= m_first && c.unicode() < m_first + count; });
}

QString ShownText::toShown(QString text) const {
    const auto special = [](QChar c) { return placeOf(c.unicode()) >= 0; };
    if (std::none_of(text.cbegin(), text.cend(), special))
        return text;
    for (QChar& c : text) {
        if (const int place = placeOf(c.unicode()); place >= 0)
            c = QChar(char16_t(m_first + place));
    }
    return text;
}

QString ShownText::toOriginal(QString shown) const {
    if (fits(shown))
        return shown;
    for (QChar& c : shown) {
        const int place = c.unicode() - m_first;
        if (place < 0 || place >= count)
            continue;
        if (place < 0x20)
            c = QChar(char16_t(place));
        else if (place == deletePlace)
            c = QChar(char16_t(0x7F));
        else if (place >= firstOther && place < firstOther + int(std::size(others)))
            c = QChar(others[place - firstOther]);
    }
    return shown;
}

} // namespace twb::ui
