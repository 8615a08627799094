// SPDX-License-Identifier: Apache-2.0
#include "utf8_index.h"

#include <algorithm>
#include <QStringDecoder>

namespace twb::ui {
namespace {

// Octets of the character that starts at unit i, and how many units it has.
struct Step {
    qsizetype octets;
    qsizetype units;
};

Step stepAt(QStringView text, qsizetype i) {
    const char16_t c = text[i].unicode();
    if (c < 0x80)
        return {1, 1};
    if (c < 0x800)
        return {2, 1};
    if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate())
        return {4, 2};
    return {3, 1};
}

bool isAscii(QStringView text) {
    // Written so that the compiler makes vectors of it.
    unsigned seen = 0;
    for (QChar c : text)
        seen |= c.unicode();
    return seen < 0x80;
}

} // namespace

Utf8Index::Utf8Index(QStringView text)
    : m_text(text)
    , m_ascii(isAscii(text))
    , m_octets(text.size()) {
    if (m_ascii)
        return;
    m_marks.reserve(std::size_t(text.size() / stride) + 1);
    qsizetype octets = 0;
    for (qsizetype i = 0; i < text.size();) {
        // A surrogate pair across the border is counted before the mark: positions inside it go to its start anyway.
        while (qsizetype(m_marks.size()) * stride <= i)
            m_marks.push_back(octets - (qsizetype(m_marks.size()) * stride < i ? 4 : 0));
        const Step step = stepAt(text, i);
        octets += step.octets;
        i += step.units;
    }
    if (qsizetype(m_marks.size()) * stride < text.size()) // the last unit is the second half of a pair on a border
        m_marks.push_back(octets - 4);
    m_octets = octets;
}

qsizetype Utf8Index::toOctets(qsizetype units) const {
    units = std::clamp<qsizetype>(units, 0, m_text.size());
    if (m_ascii)
        return units;
    if (units == m_text.size())
        return m_octets;
    const std::size_t mark = std::size_t(units / stride);
    if (mark >= m_marks.size())
        return m_octets;
    qsizetype i = qsizetype(mark) * stride;
    qsizetype octets = m_marks[mark];
    if (i > 0 && m_text[i].isLowSurrogate() && m_text[i - 1].isHighSurrogate())
        --i; // the mark counts from the start of the pair
    while (i < units) {
        const Step step = stepAt(m_text, i);
        if (i + step.units > units)
            break;
        octets += step.octets;
        i += step.units;
    }
    return octets;
}

qsizetype Utf8Index::toUnits(qsizetype octets) const {
    octets = std::clamp<qsizetype>(octets, 0, m_octets);
    if (m_ascii)
        return octets;
    const auto after = std::upper_bound(m_marks.begin(), m_marks.end(), octets);
    const qsizetype mark = after == m_marks.begin() ? 0 : after - m_marks.begin() - 1;
    qsizetype i = mark * stride;
    qsizetype seen = m_marks.empty() ? 0 : m_marks[std::size_t(mark)];
    if (i > 0 && m_text[i].isLowSurrogate() && m_text[i - 1].isHighSurrogate())
        --i;
    while (i < m_text.size()) {
        const Step step = stepAt(m_text, i);
        if (seen + step.octets > octets)
            break;
        seen += step.octets;
        i += step.units;
    }
    return i;
}

bool isWellFormedUtf8(const QByteArray& octets) {
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder.decode(octets);
    return !decoder.hasError() && text.toUtf8() == octets;
}

} // namespace twb::ui
