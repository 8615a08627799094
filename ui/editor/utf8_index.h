// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <QStringView>
#include <vector>

namespace twb::ui {

/// Converts between positions of a text in UTF-16 units (what Qt counts) and UTF-8 octets (what the engine counts).
///
/// ASCII text costs one scan and no memory; other text keeps one mark per 1024 units. A position inside a character
/// (between two surrogates, inside an octet sequence) is moved to the start of that character; positions beyond the
/// text are clamped. A lone surrogate counts three octets, as U+FFFD in its place does.
class Utf8Index {
public:
    Utf8Index() = default;
    /// @param text must live as long as the index is asked.
    explicit Utf8Index(QStringView text);

    qsizetype toOctets(qsizetype units) const;
    qsizetype toUnits(qsizetype octets) const;
    qsizetype octetCount() const { return m_octets; }

private:
    static constexpr qsizetype stride = 1024;
    QStringView m_text;
    bool m_ascii = true;
    qsizetype m_octets = 0;
    std::vector<qsizetype> m_marks; // octets before unit i * stride
};

/// Whether these octets are well-formed UTF-8, so that a QString and back gives the same octets.
bool isWellFormedUtf8(const QByteArray& octets);

} // namespace twb::ui
