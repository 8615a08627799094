// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>

namespace twb::ui {

/// The symbol that shows a control character (␀, ␍, ␡ …); every other character as it is.
QChar symbolFor(QChar c);

/// One-to-one exchange of the characters that a QTextDocument would change or hide (carriage return, NUL and other
/// control characters, U+2028, U+2029 …) for symbols that do not occur in the text, so that nothing is lost. Tab and
/// line feed stay. Lengths in UTF-16 units are the same on both sides.
class ShownText {
public:
    /// Chooses the symbols for a text: the control pictures, or private characters if the text itself has those.
    void choose(QStringView text);
    /// Whether the text can be added without choosing anew: it has none of the symbols.
    bool fits(QStringView text) const;

    QString toShown(QString text) const;
    QString toOriginal(QString shown) const;

private:
    static constexpr char16_t count = 0x2A;
    char16_t m_first = 0x2400;
};

} // namespace twb::ui
