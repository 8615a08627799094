// SPDX-License-Identifier: Apache-2.0
#include "json_highlight.h"

#include "common/theme.h"

#include <QTextBlock>
#include <QTextLayout>

namespace twb::ui {
namespace {

constexpr int plainLongerThan = 8192;

bool isWordCharacter(QChar c) {
    return c.isLetterOrNumber() || c == u'+' || c == u'-' || c == u'.' || c == u'_';
}

// Behind the closing quote, or the end of the line.
qsizetype stringEnd(QStringView line, qsizetype quote) {
    for (qsizetype i = quote + 1; i < line.size(); ++i) {
        if (line[i] == u'\\')
            ++i;
        else if (line[i] == u'"')
            return i + 1;
    }
    return line.size();
}

JsonKind wordKind(QStringView word) {
    if (word == u"true" || word == u"false" || word == u"null")
        return JsonKind::Literal;
    return word[0] == u'-' || (word[0] >= u'0' && word[0] <= u'9') ? JsonKind::Number : JsonKind::Wrong;
}

} // namespace

void lexJsonLine(QStringView line, std::vector<JsonSpan>& spans) {
    spans.clear();
    const auto add = [&](qsizetype begin, qsizetype end, JsonKind kind) {
        spans.push_back({int(begin), int(end - begin), kind});
    };
    for (qsizetype i = 0; i < line.size();) {
        const QChar c = line[i];
        qsizetype end = i + 1;
        if (c == u'"') {
            end = stringEnd(line, i);
            add(i, end, JsonKind::Text);
        } else if (c == u':') {
            if (!spans.empty() && spans.back().kind == JsonKind::Text)
                spans.back().kind = JsonKind::Name;
            add(i, end, JsonKind::Punctuation);
        } else if (c == u'{' || c == u'}' || c == u'[' || c == u']' || c == u',') {
            add(i, end, JsonKind::Punctuation);
        } else if (isWordCharacter(c)) {
            while (end < line.size() && isWordCharacter(line[end]))
                ++end;
            add(i, end, wordKind(line.mid(i, end - i)));
        }
        i = end;
    }
}

JsonColours::JsonColours(QTextDocument& document)
    : m_document(document) {
    takeTheme();
}

void JsonColours::takeTheme() {
    const auto format = [](Role role) {
        QTextCharFormat result;
        result.setForeground(color(role));
        return result;
    };
    m_formats = {format(Role::JKey), format(Role::JStr), format(Role::JNum),
                 format(Role::JLit), format(Role::JPun), format(Role::Text)};
    m_formats[int(JsonKind::Name)].setFontWeight(QFont::DemiBold);
    ++m_generation;
}

void JsonColours::setEnabled(bool enabled) {
    if (enabled == m_enabled)
        return;
    m_enabled = enabled;
    ++m_generation;
}

void JsonColours::forget(QTextBlock block) {
    block.setUserState(-1);
}

bool JsonColours::colour(QTextBlock block, Piece piece) {
    if (block.userState() == m_generation)
        return false;
    block.setUserState(m_generation);
    QList<QTextLayout::FormatRange> ranges;
    if (m_enabled && piece == Piece::No && block.length() <= plainLongerThan) {
        lexJsonLine(block.text(), m_spans);
        ranges.reserve(qsizetype(m_spans.size()));
        for (const JsonSpan& span : m_spans)
            ranges.append({span.begin, span.length, m_formats[int(span.kind)]});
    }
    QTextLayout* layout = block.layout();
    if (ranges.isEmpty() && layout->formats().isEmpty())
        return false;
    layout->setFormats(ranges);
    return true;
}

void JsonColours::colourAndShow(const QTextBlock& block, Piece piece) {
    if (colour(block, piece))
        m_document.markContentsDirty(block.position(), block.length());
}

} // namespace twb::ui
