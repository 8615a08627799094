// SPDX-License-Identifier: Apache-2.0
#include "issuer/xml_reader.h"

#include <charconv>
#include <cstdint>
#include <map>

namespace twb::issuer {
namespace {

constexpr int deepest = 40;

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool endsName(char c) {
    return isSpace(c) || c == '/' || c == '>' || c == '=' || c == '<' || c == '"' || c == '\'' || c == '&';
}

void appendUtf8(std::string& to, std::uint32_t code) {
    const auto tail = [&](int shift) { to += static_cast<char>(0x80U | (code >> shift & 0x3FU)); };
    if (code < 0x80) {
        to += static_cast<char>(code);
    } else if (code < 0x800) {
        to += static_cast<char>(0xC0U | code >> 6U);
        tail(0);
    } else if (code < 0x10000) {
        to += static_cast<char>(0xE0U | code >> 12U);
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0U | code >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

using Failure = tl::unexpected<std::string>;
using Done = tl::expected<void, std::string>;
using Spaces = std::map<std::string, std::string, std::less<>>; ///< prefix to namespace

class Reader {
public:
    explicit Reader(std::string_view text)
        : m_text(text) {}

    tl::expected<XmlElement, std::string> run() {
        if (m_text.starts_with("\xEF\xBB\xBF")) {
            m_at = 3;
        }
        if (auto around = skipAround(); !around) {
            return Failure(around.error());
        }
        auto root = element({{"xml", "http://www.w3.org/XML/1998/namespace"}}, 0);
        if (!root) {
            return root;
        }
        if (auto around = skipAround(); !around) {
            return Failure(around.error());
        }
        return m_at == m_text.size() ? std::move(root) : wrong("something follows the last element");
    }

private:
    Failure wrong(std::string_view what) const {
        return Failure(std::string(what) + " (at octet " + std::to_string(m_at + 1) + ")");
    }
    bool take(std::string_view piece) {
        if (!m_text.substr(m_at).starts_with(piece)) {
            return false;
        }
        m_at += piece.size();
        return true;
    }
    void skipSpace() {
        while (m_at < m_text.size() && isSpace(m_text[m_at])) {
            ++m_at;
        }
    }
    Done skipPast(std::string_view end, std::string_view what) {
        const std::size_t found = m_text.find(end, m_at);
        if (found == std::string_view::npos) {
            return wrong(std::string(what) + " has no end");
        }
        m_at = found + end.size();
        return {};
    }
    /// Comments and instructions. @return true if there was one.
    tl::expected<bool, std::string> skipAside() {
        Done done;
        if (take("<!--")) {
            done = skipPast("-->", "a comment");
        } else if (take("<?")) {
            done = skipPast("?>", "an instruction");
        } else {
            return false;
        }
        return done ? tl::expected<bool, std::string>(true) : Failure(done.error());
    }
    Done skipAround() {
        for (;;) {
            skipSpace();
            if (m_text.substr(m_at).starts_with("<!DOCTYPE")) {
                return wrong("a document type is not accepted");
            }
            const auto aside = skipAside();
            if (!aside) {
                return Failure(aside.error());
            }
            if (!*aside) {
                return {};
            }
        }
    }

    std::string_view name() {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && !endsName(m_text[m_at])) {
            ++m_at;
        }
        return m_text.substr(begin, m_at - begin);
    }

    /// The character that an entity stands for; m_at is behind the `&`.
    Done entity(std::string& to) {
        const std::size_t end = m_text.find(';', m_at);
        if (end == std::string_view::npos || end - m_at > 10) {
            return wrong("& begins no entity");
        }
        const std::string_view said = m_text.substr(m_at, end - m_at);
        constexpr std::pair<std::string_view, char> known[] = {
            {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
        for (const auto& [word, character] : known) {
            if (said == word) {
                to += character;
                m_at = end + 1;
                return {};
            }
        }
        if (!said.starts_with('#')) {
            return wrong("the entity &" + std::string(said) + "; is not known");
        }
        const bool hex = said.size() > 1 && said[1] == 'x';
        const std::string_view digits = said.substr(hex ? 2 : 1);
        std::uint32_t code = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
        if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || code == 0 || code > 0x10FFFF ||
            (code >= 0xD800 && code < 0xE000)) {
            return wrong("&" + std::string(said) + "; is no character");
        }
        appendUtf8(to, code);
        m_at = end + 1;
        return {};
    }

    tl::expected<std::string, std::string> quotedValue() {
        if (m_at >= m_text.size() || (m_text[m_at] != '"' && m_text[m_at] != '\'')) {
            return wrong("an attribute's value stands in quotes");
        }
        const char quote = m_text[m_at++];
        std::string value;
        while (m_at < m_text.size() && m_text[m_at] != quote) {
            const char c = m_text[m_at++];
            if (c == '<') {
                return wrong("< inside an attribute");
            }
            if (c == '&') {
                if (auto done = entity(value); !done) {
                    return Failure(done.error());
                }
            } else {
                value += c;
            }
        }
        if (m_at >= m_text.size()) {
            return wrong("an attribute has no end");
        }
        ++m_at;
        return value;
    }

    Done attributes(XmlElement& into, Spaces& spaces) {
        for (;;) {
            const std::size_t before = m_at;
            skipSpace();
            if (m_at >= m_text.size()) {
                return wrong("an element has no end");
            }
            if (m_text[m_at] == '>' || m_text[m_at] == '/') {
                return {};
            }
            const std::string key(name());
            if (key.empty() || m_at == before) {
                return wrong("an attribute has no name");
            }
            skipSpace();
            if (!take("=")) {
                return wrong("the attribute " + key + " has no value");
            }
            skipSpace();
            auto value = quotedValue();
            if (!value) {
                return Failure(value.error());
            }
            for (const XmlElement::Attribute& other : into.attributes) {
                if (other.name == key) {
                    return wrong("the attribute " + key + " stands twice");
                }
            }
            if (key == "xmlns") {
                spaces[""] = *value;
            } else if (key.starts_with("xmlns:")) {
                spaces[key.substr(6)] = *value;
            }
            into.attributes.push_back({key, std::move(*value)});
        }
    }

    tl::expected<XmlElement, std::string> element(Spaces spaces, int depth) {
        if (depth > deepest) {
            return wrong("the elements are nested too deep");
        }
        if (!take("<")) {
            return wrong("an element begins with <");
        }
        const std::string_view tag = name();
        XmlElement made;
        if (auto done = attributes(made, spaces); !done) {
            return Failure(done.error());
        }
        const std::size_t colon = tag.find(':');
        const std::string_view prefix = colon == std::string_view::npos ? std::string_view() : tag.substr(0, colon);
        made.name = tag.substr(colon == std::string_view::npos ? 0 : colon + 1);
        const auto space = spaces.find(prefix);
        if (made.name.empty() || (space == spaces.end() && !prefix.empty())) {
            return wrong(made.name.empty() ? "an element has no name"
                                           : "the prefix " + std::string(prefix) + " belongs to no namespace");
        }
        made.space = space == spaces.end() ? std::string() : space->second;
        if (take("/>")) {
            return made;
        }
        if (!take(">")) {
            return wrong("the element " + std::string(tag) + " is not closed");
        }
        if (auto done = content(made, spaces, depth); !done) {
            return Failure(done.error());
        }
        // content() stops at "</"
        m_at += 2;
        if (name() != tag) {
            return wrong("the end of " + std::string(tag) + " does not fit");
        }
        skipSpace();
        return take(">") ? tl::expected<XmlElement, std::string>(std::move(made)) : wrong("an end has no >");
    }

    Done content(XmlElement& into, const Spaces& spaces, int depth) {
        while (m_at < m_text.size()) {
            if (m_text.substr(m_at).starts_with("</")) {
                return {};
            }
            const auto aside = skipAside();
            if (!aside) {
                return Failure(aside.error());
            }
            if (*aside) {
                continue;
            }
            if (take("<![CDATA[")) {
                const std::size_t begin = m_at;
                if (auto done = skipPast("]]>", "a CDATA section"); !done) {
                    return done;
                }
                into.text += m_text.substr(begin, m_at - 3 - begin);
            } else if (m_text[m_at] == '<') {
                auto child = element(spaces, depth + 1);
                if (!child) {
                    return Failure(child.error());
                }
                into.children.push_back(std::move(*child));
            } else if (take("&")) {
                if (auto done = entity(into.text); !done) {
                    return done;
                }
            } else {
                into.text += m_text[m_at++];
            }
        }
        return wrong("the element " + into.name + " has no end");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

const XmlElement* XmlElement::child(std::string_view wanted) const {
    for (const XmlElement& each : children) {
        if (each.name == wanted && each.space == space) {
            return &each;
        }
    }
    return nullptr;
}

std::string_view XmlElement::attribute(std::string_view wanted) const {
    for (const Attribute& each : attributes) {
        if (each.name == wanted) {
            return each.value;
        }
    }
    return {};
}

std::string_view XmlElement::trimmedText() const {
    std::string_view cut = text;
    while (!cut.empty() && isSpace(cut.front())) {
        cut.remove_prefix(1);
    }
    while (!cut.empty() && isSpace(cut.back())) {
        cut.remove_suffix(1);
    }
    return cut;
}

tl::expected<XmlElement, std::string> readXml(std::string_view text) {
    return Reader(text).run();
}

} // namespace twb::issuer
