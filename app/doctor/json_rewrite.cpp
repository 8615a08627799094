// SPDX-License-Identifier: Apache-2.0
#include "doctor/json_rewrite.h"
#include "doctor/evidence_phrases.h"

#include <algorithm>

namespace twb::doctor {
namespace {

using Layout = JsonStyle::Layout;

class Writer {
public:
    explicit Writer(const JsonStyle& style)
        : m_style(style) {}

    void value(const json::Value& value, std::size_t depth) {
        if (value.is(json::Type::Object)) {
            object(value, depth);
        } else if (value.is(json::Type::Array)) {
            array(value, depth);
        } else if (value.is(json::Type::String)) {
            string(value.string().value_or(std::string()));
        } else {
            m_out += value.text();
        }
    }
    std::string take() { return std::move(m_out); }

private:
    void object(const json::Value& value, std::size_t depth) {
        std::vector<std::pair<std::string, json::Value>> members;
        value.forEachMember([&](const json::Value& name, const json::Value& member) {
            members.emplace_back(name.string().value_or(std::string()), member);
        });
        if (m_style.order == JsonStyle::Order::Sorted) {
            std::stable_sort(members.begin(), members.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
        }
        m_out += '{';
        for (std::size_t i = 0; i < members.size(); ++i) {
            separate(i, depth + 1);
            string(members[i].first);
            m_out += m_style.layout == Layout::Compact ? ":" : ": ";
            this->value(members[i].second, depth + 1);
        }
        close(members.size(), depth, '}');
    }

    void array(const json::Value& value, std::size_t depth) {
        std::size_t count = 0;
        m_out += '[';
        value.forEachElement([&](const json::Value& element) {
            separate(count++, depth + 1);
            this->value(element, depth + 1);
        });
        close(count, depth, ']');
    }

    bool indented() const { return m_style.layout >= Layout::Indent2; }

    void breakLine(std::size_t depth) {
        m_out += '\n';
        switch (m_style.layout) {
        case Layout::Indent2:
            m_out.append(2 * depth, ' ');
            break;
        case Layout::Indent4:
            m_out.append(4 * depth, ' ');
            break;
        default:
            m_out.append(depth, '\t');
        }
    }

    void separate(std::size_t position, std::size_t depth) {
        if (position > 0) {
            m_out += m_style.layout == Layout::Blanks ? ", " : ",";
        }
        if (indented()) {
            breakLine(depth);
        }
    }

    void close(std::size_t count, std::size_t depth, char bracket) {
        if (count > 0 && indented()) {
            breakLine(depth);
        }
        m_out += bracket;
    }

    void escape(unsigned code) {
        const std::string_view digits =
            m_style.nonAscii == JsonStyle::NonAscii::UpperEscapes ? "0123456789ABCDEF" : "0123456789abcdef";
        m_out += "\\u";
        for (const unsigned shift : {12U, 8U, 4U, 0U}) {
            m_out += digits[code >> shift & 15U];
        }
    }

    /// One character above ASCII. @return its octets
    std::size_t wide(std::string_view text) {
        const auto octet = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
        const std::size_t size = octet(0) >= 0xF0 ? 4 : octet(0) >= 0xE0 ? 3 : 2;
        if (m_style.nonAscii == JsonStyle::NonAscii::Plain || text.size() < size) {
            m_out += text.substr(0, size);
            return std::min(size, text.size());
        }
        unsigned code = octet(0) & (0xFFU >> (size + 1));
        for (std::size_t i = 1; i < size; ++i) {
            code = code << 6 | (octet(i) & 0x3FU);
        }
        if (code >= 0x10000) {
            code -= 0x10000;
            escape(0xD800 + (code >> 10));
            escape(0xDC00 + (code & 0x3FF));
        } else {
            escape(code);
        }
        return size;
    }

    void string(std::string_view text) {
        m_out += '"';
        for (std::size_t i = 0; i < text.size();) {
            const char c = text[i];
            if (static_cast<unsigned char>(c) >= 0x80) {
                i += wide(text.substr(i, 4));
                continue;
            }
            ++i;
            constexpr std::string_view special = "\b\t\n\f\r\"\\";
            if (const std::size_t at = special.find(c); at != std::string_view::npos) {
                m_out += '\\';
                m_out += std::string_view("btnfr\"\\")[at];
            } else if (c == '/' && m_style.slashes == JsonStyle::Slashes::Escaped) {
                m_out += "\\/";
            } else if (static_cast<unsigned char>(c) < 0x20) {
                escape(static_cast<unsigned>(c));
            } else {
                m_out += c;
            }
        }
        m_out += '"';
    }

    const JsonStyle& m_style;
    std::string m_out;
};

} // namespace

Sentence describe(const JsonStyle& style) {
    constexpr EvidenceWords layouts[] = {"compact", "with blanks", "2 blanks", "4 blanks", "tab"};
    Sentence text = say(layouts[static_cast<std::size_t>(style.layout)]);
    text += style.order == JsonStyle::Order::Sorted ? say(", keys sorted") : Sentence();
    text += style.slashes == JsonStyle::Slashes::Escaped ? say(", slashes escaped") : Sentence();
    text += style.nonAscii != JsonStyle::NonAscii::Plain ? say(", non-ASCII escaped") : Sentence();
    text += style.end == JsonStyle::End::LineBreak ? say(", final line break") : Sentence();
    return text;
}

std::vector<JsonStyle> stylesFor(std::string_view text) {
    using NonAscii = JsonStyle::NonAscii;
    const bool slash = text.find('/') != std::string_view::npos;
    const bool wide = std::any_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) < 0; }) ||
                      text.find("\\u") != std::string_view::npos;
    std::vector<JsonStyle> styles;
    for (const auto end : {JsonStyle::End::Nothing, JsonStyle::End::LineBreak}) {
        for (const auto order : {JsonStyle::Order::AsIs, JsonStyle::Order::Sorted}) {
            for (const auto layout : {Layout::Compact, Layout::Blanks, Layout::Indent2, Layout::Indent4, Layout::Tab}) {
                for (const auto slashes : {JsonStyle::Slashes::Plain, JsonStyle::Slashes::Escaped}) {
                    for (const auto nonAscii : {NonAscii::Plain, NonAscii::LowerEscapes, NonAscii::UpperEscapes}) {
                        if ((slash || slashes == JsonStyle::Slashes::Plain) && (wide || nonAscii == NonAscii::Plain)) {
                            styles.push_back({layout, order, slashes, nonAscii, end});
                        }
                    }
                }
            }
        }
    }
    return styles;
}

std::string rewrite(const json::Value& value, const JsonStyle& style) {
    Writer writer(style);
    writer.value(value, 0);
    std::string text = writer.take();
    if (style.end == JsonStyle::End::LineBreak) {
        text += '\n';
    }
    return text;
}

} // namespace twb::doctor
