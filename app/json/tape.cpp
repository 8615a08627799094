// SPDX-License-Identifier: Apache-2.0
#include "json/tape.h"

#include "json/parser.h"
#include "json/scan.h"
#include "json/unescape.h"

#include <charconv>

namespace twb::json {

Result<void> Tape::parse(std::string_view text, Limits limits) {
    return Parser(*this, text, limits).run();
}

std::size_t Value::size() const {
    std::size_t count = 0;
    if (is(Type::Object)) {
        forEachMember([&](Value, Value) { ++count; });
    } else {
        forEachElement([&](Value) { ++count; });
    }
    return count;
}

Value Value::find(std::string_view name) const {
    Value found;
    forEachMember([&](Value candidate, Value member) {
        if (candidate.equals(name)) {
            found = member;
        }
    });
    return found;
}

Value Value::at(std::size_t position) const {
    Value found;
    forEachElement([&](Value element) {
        if (position == 0) {
            found = element;
            return false;
        }
        --position;
        return true;
    });
    return found;
}

std::optional<std::string_view> Value::stringView(std::string& scratch) const {
    if (!is(Type::String)) {
        return std::nullopt;
    }
    std::string_view inner = text();
    inner = inner.substr(1, inner.size() - 2);
    if (!m_tape->nodes()[m_index].hasEscapes) {
        return inner;
    }
    unescape(inner, LoneSurrogate::Replace, scratch);
    return scratch;
}

std::optional<std::string> Value::string() const {
    std::string scratch;
    const auto view = stringView(scratch);
    if (!view) {
        return std::nullopt;
    }
    return view->data() == scratch.data() ? std::move(scratch) : std::string(*view);
}

bool Value::equals(std::string_view wanted) const {
    if (!is(Type::String)) {
        return false;
    }
    std::string_view inner = text();
    inner = inner.substr(1, inner.size() - 2);
    if (!m_tape->nodes()[m_index].hasEscapes) {
        return inner == wanted;
    }
    Unescaper reader(inner, LoneSurrogate::Replace);
    for (const char c : wanted) {
        if (reader.next() != static_cast<unsigned char>(c)) {
            return false;
        }
    }
    return reader.next() < 0;
}

std::optional<double> Value::number() const {
    if (!is(Type::Number)) {
        return std::nullopt;
    }
    const std::string_view digits = text();
    double value = 0;
    const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return fault == std::errc{} ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> Value::integer() const {
    if (!is(Type::Number)) {
        return std::nullopt;
    }
    const std::string_view digits = text();
    if (digits.size() <= 18 && digits.front() != '-') { // dates: no overflow to think of
        std::int64_t value = 0;
        for (const char c : digits) {
            if (!isDigit(c)) {
                return std::nullopt;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
    std::int64_t value = 0;
    const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return fault == std::errc{} && stop == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

std::optional<bool> Value::boolean() const {
    if (is(Type::True) || is(Type::False)) {
        return is(Type::True);
    }
    return std::nullopt;
}

Result<Document> Document::parse(std::string text, Limits limits) {
    Document document;
    document.m_text = std::make_shared<const std::string>(std::move(text));
    if (const auto parsed = document.m_tape.parse(*document.m_text, limits); !parsed) {
        return passOn(parsed);
    }
    return document;
}

Document::Document(const Document& other) = default;

// The text is shared, not taken away, so that the document moved from still has one; its tape is empty.
Document::Document(Document&& other) noexcept
    : m_text(other.m_text)
    , m_tape(std::move(other.m_tape)) {}

Document& Document::operator=(Document other) noexcept {
    m_text = std::move(other.m_text);
    m_tape = std::move(other.m_tape);
    return *this;
}

} // namespace twb::json
