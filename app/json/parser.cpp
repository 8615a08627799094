// SPDX-License-Identifier: Apache-2.0
#include "json/parser.h"

#include "json/duplicates.h"
#include "json/scan.h"
#include "json/unescape.h"

#include <algorithm>
#include <limits>

namespace twb::json {

namespace {

constexpr std::uint32_t noFrame = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t frameHeader = 4; ///< words of a frame before its hashes
// Offsets and node numbers are 32 bits.
constexpr std::size_t hardMaxOctets = std::numeric_limits<std::uint32_t>::max() - 16;

} // namespace

Parser::Parser(Tape& tape, std::string_view text, Limits limits)
    : m_tape(tape)
    , m_limits(limits)
    , m_begin(text.data())
    , m_end(text.data() + text.size()) {
    tape.m_text = text;
    tape.m_duplicates.clear();
}

Result<void> Parser::run() {
    const std::size_t size = m_tape.m_text.size();
    if (size > std::min(m_limits.maxOctets, hardMaxOctets)) {
        m_tape.m_nodes.clear();
        return fail(ErrorCode::JsonTooLarge, "the text has " + std::to_string(size) + " octets; the cap is " +
                                                 std::to_string(std::min(m_limits.maxOctets, hardMaxOctets)));
    }
    // Payloads have a node for every eight to ten octets; dense arrays of digits grow on the way.
    m_tape.m_nodes.resize(size / 8 + 16);
    if (m_tape.m_scratch.size() < 64) {
        m_tape.m_scratch.resize(64);
    }
    if (!parse()) {
        m_tape.m_nodes.clear();
        m_tape.m_duplicates.clear();
        const auto at = static_cast<std::size_t>(m_fault.at - m_begin);
        if (m_fault.tooDeep) {
            return fail(ErrorCode::JsonTooDeep,
                        "more than " + std::to_string(m_limits.maxDepth) + " objects and arrays inside each other",
                        {at, 1});
        }
        const char* begin = m_fault.begin != nullptr ? m_fault.begin : m_fault.at;
        return tl::unexpected<Error>(
            syntaxError(m_tape.m_text, at, static_cast<std::size_t>(begin - m_begin), m_fault.expected));
    }
    m_tape.m_nodes.resize(m_count);
    if (m_largeObject) {
        std::stable_sort(m_tape.m_duplicates.begin(), m_tape.m_duplicates.end(),
                         [](const Duplicate& a, const Duplicate& b) { return a.second.offset < b.second.offset; });
    }
    return {};
}

bool Parser::parse() {
    const char* p = m_begin;
    const char* const end = m_end;
    std::uint32_t frame = noFrame; // of the innermost open container
    std::uint32_t container = 0;   // its node
    std::uint32_t depth = 0;
    Expected expected = Expected::Value;
    std::uint64_t filter = 0; // of the innermost object's names

    const auto peek = [&] { return p < end ? *p : '\0'; };
    const auto add = [&](Type type, const char* from, const char* to) {
        if (m_count == m_tape.m_nodes.size()) {
            growNodes();
        }
        m_tape.m_nodes[m_count] = {static_cast<std::uint32_t>(from - m_begin),
                                   static_cast<std::uint32_t>(to - from),
                                   m_count + 1,
                                   type,
                                   false,
                                   0};
        return m_count++;
    };

value:
    p = skipSpace(p, end);
    switch (peek()) {
    case '"': {
        const char* from = p;
        p = string(p + 1);
        if (p == nullptr) {
            return false;
        }
        m_tape.m_nodes[add(Type::String, from, p)].hasEscapes = m_escapes;
        goto afterValue;
    }
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9': {
        const char* from = p;
        p = number(p);
        if (p == nullptr) {
            return false;
        }
        add(Type::Number, from, p);
        goto afterValue;
    }
    case '{':
    case '[': {
        const bool object = *p == '{';
        if (depth++ == m_limits.maxDepth) {
            m_fault.tooDeep = true;
            stop(p, expected);
            return false;
        }
        if (m_tape.m_scratch.size() - m_stackTop < frameHeader) {
            growStack();
        }
        if (frame != noFrame) {
            m_tape.m_scratch[frame + 2] = static_cast<std::uint32_t>(filter);
            m_tape.m_scratch[frame + 3] = static_cast<std::uint32_t>(filter >> 32);
        }
        container = add(object ? Type::Object : Type::Array, p, p + 1);
        m_tape.m_scratch[m_stackTop] = frame;
        m_tape.m_scratch[m_stackTop + 1] = container;
        frame = m_stackTop;
        m_stackTop += frameHeader;
        filter = 0;
        p = skipSpace(p + 1, end);
        if (peek() == (object ? '}' : ']')) {
            goto close;
        }
        expected = object ? Expected::NameOrObjectEnd : Expected::ValueOrArrayEnd;
        if (object) {
            goto memberName;
        }
        goto value;
    }
    case 't':
        p = literal(p, "true", expected);
        if (p == nullptr) {
            return false;
        }
        add(Type::True, p - 4, p);
        goto afterValue;
    case 'f':
        p = literal(p, "false", expected);
        if (p == nullptr) {
            return false;
        }
        add(Type::False, p - 5, p);
        goto afterValue;
    case 'n':
        p = literal(p, "null", expected);
        if (p == nullptr) {
            return false;
        }
        add(Type::Null, p - 4, p);
        goto afterValue;
    default:
        stop(p, expected);
        return false;
    }

memberName : {
    if (peek() != '"') {
        stop(p, expected);
        return false;
    }
    const char* from = p;
    p = string(p + 1);
    if (p == nullptr) {
        return false;
    }
    const std::uint32_t name = add(Type::String, from, p);
    std::uint32_t hash;
    if (m_escapes) [[unlikely]] {
        m_tape.m_nodes[name].hasEscapes = true;
        hash = hashOf(m_tape.m_nodes[name]);
    } else {
        hash = hashName(from + 1, static_cast<std::size_t>(p - from - 2), end);
    }
    if (m_stackTop == m_tape.m_scratch.size()) {
        growStack();
    }
    m_tape.m_scratch[m_stackTop++] = hash;
    const std::uint64_t bit = std::uint64_t{1} << (hash >> 26);
    if ((filter & bit) != 0) {
        const std::uint32_t* hashes = m_tape.m_scratch.data() + frame + frameHeader;
        const std::uint32_t count = m_stackTop - frame - frameHeader;
        if (count <= smallObject && m_tape.m_duplicates.size() < maxDuplicates) {
            checkLastName({m_tape.m_text, m_tape.m_nodes.data(), container + 1, hashes, count}, name,
                          m_tape.m_duplicates);
        }
    }
    filter |= bit;
    p = skipSpace(p, end);
    if (peek() != ':') {
        stop(p, Expected::Colon);
        return false;
    }
    ++p;
    expected = Expected::Value;
    goto value;
}

afterValue:
    p = skipSpace(p, end);
    if (frame == noFrame) {
        if (p != end) {
            stop(p, Expected::TextEnd);
            return false;
        }
        return true;
    }
    if (m_tape.m_nodes[container].type == Type::Object) {
        if (peek() == ',') {
            p = skipSpace(p + 1, end);
            expected = Expected::NameAfterComma;
            goto memberName;
        }
        if (peek() != '}') {
            stop(p, Expected::CommaOrObjectEnd);
            return false;
        }
    } else {
        if (peek() == ',') {
            ++p;
            expected = Expected::ValueAfterComma;
            goto value;
        }
        if (peek() != ']') {
            stop(p, Expected::CommaOrArrayEnd);
            return false;
        }
    }

close : {
    ++p;
    const std::uint32_t count = m_stackTop - frame - frameHeader;
    if (count > smallObject && m_tape.m_duplicates.size() < maxDuplicates) {
        m_largeObject = true;
        checkLargeObject(
            {m_tape.m_text, m_tape.m_nodes.data(), container + 1, m_tape.m_scratch.data() + frame + frameHeader, count},
            m_tape.m_table, m_tape.m_duplicates);
    }
    Node& closed = m_tape.m_nodes[container];
    closed.length = static_cast<std::uint32_t>(p - m_begin) - closed.offset;
    closed.next = m_count;
    m_stackTop = frame;
    frame = m_tape.m_scratch[frame];
    --depth;
    if (frame != noFrame) {
        container = m_tape.m_scratch[frame + 1];
        filter = m_tape.m_scratch[frame + 2] | std::uint64_t{m_tape.m_scratch[frame + 3]} << 32;
    }
    goto afterValue;
}
}

const char* Parser::string(const char* p) {
    const char* const begin = p - 1;
    m_escapes = false;
    for (;;) {
        p = skipPlain(p, m_end);
        if (p == m_end) {
            return stop(p, Expected::StringCharacter, begin);
        }
        if (*p == '"') {
            return p + 1;
        }
        if (*p == '\\') {
            m_escapes = true;
            p = escape(p, begin);
            if (p == nullptr) {
                return nullptr;
            }
            continue;
        }
        if (octet(p) < 0x20) {
            return stop(p, Expected::StringCharacter, begin);
        }
        // Text in other scripts: one character after the other.
        do {
            const char* after = skipUtf8(p, m_end);
            if (after == nullptr) {
                return stop(p, Expected::StringCharacter, begin);
            }
            p = after;
        } while (p < m_end && octet(p) >= 0x80);
    }
}

const char* Parser::escape(const char* p, const char* begin) {
    ++p;
    if (p == m_end) {
        return stop(p, Expected::Escape, begin);
    }
    switch (*p) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        return p + 1;
    case 'u':
        ++p;
        for (int i = 0; i < 4; ++i, ++p) {
            if (p == m_end || hexValue(*p) < 0) {
                return stop(p, Expected::HexDigit, begin);
            }
        }
        return p;
    default:
        return stop(p, Expected::Escape, begin);
    }
}

const char* Parser::number(const char* p) {
    const char* const begin = p;
    const auto digits = [&] {
        while (p < m_end && isDigit(*p)) {
            ++p;
        }
    };
    if (*p == '-') {
        ++p;
    }
    const char* const first = p;
    digits();
    if (p == first) {
        return stop(p, Expected::Digit, begin);
    }
    if (*first == '0' && p - first > 1) {
        return stop(first + 1, Expected::NoLeadingZero, begin);
    }
    if (p < m_end && *p == '.') {
        const char* const fraction = ++p;
        digits();
        if (p == fraction) {
            return stop(p, Expected::FractionDigit, begin);
        }
    }
    if (p < m_end && (*p | 0x20) == 'e') {
        ++p;
        if (p < m_end && (*p == '+' || *p == '-')) {
            ++p;
        }
        const char* const exponent = p;
        digits();
        if (p == exponent) {
            return stop(p, Expected::ExponentDigit, begin);
        }
    }
    return p;
}

const char* Parser::literal(const char* p, std::string_view word, Expected expected) {
    if (static_cast<std::size_t>(m_end - p) < word.size() || std::memcmp(p, word.data(), word.size()) != 0) {
        return stop(p, expected);
    }
    return p + word.size();
}

const char* Parser::stop(const char* at, Expected expected, const char* begin) {
    m_fault.at = at;
    m_fault.begin = begin;
    m_fault.expected = expected;
    return nullptr;
}

void Parser::growNodes() {
    m_tape.m_nodes.resize(m_tape.m_nodes.size() * 2);
}

void Parser::growStack() {
    m_tape.m_scratch.resize(m_tape.m_scratch.size() * 2);
}

std::uint32_t Parser::hashOf(const Node& name) {
    unescape(m_tape.m_text.substr(name.offset + 1, name.length - 2), LoneSurrogate::Keep, m_tape.m_name);
    return hashName(m_tape.m_name.data(), m_tape.m_name.size(), m_tape.m_name.data() + m_tape.m_name.size());
}

} // namespace twb::json
