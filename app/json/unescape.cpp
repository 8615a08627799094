// SPDX-License-Identifier: Apache-2.0
#include "json/unescape.h"

#include "json/scan.h"

namespace twb::json {

namespace {

unsigned fourHex(std::string_view digits) {
    unsigned value = 0;
    for (const char c : digits.substr(0, 4)) {
        value = value << 4 | static_cast<unsigned>(hexValue(c));
    }
    return value;
}

bool isHighSurrogate(unsigned unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}
bool isLowSurrogate(unsigned unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

} // namespace

int Unescaper::next() {
    if (m_pendingBegin < m_pendingEnd) {
        return m_pending[m_pendingBegin++];
    }
    if (m_rest.empty()) {
        return -1;
    }
    if (m_rest.front() != '\\') {
        const int plain = octet(m_rest.data());
        m_rest.remove_prefix(1);
        return plain;
    }
    readEscape();
    return m_pending[m_pendingBegin++];
}

void Unescaper::readEscape() {
    const char kind = m_rest[1];
    if (kind != 'u') {
        m_rest.remove_prefix(2);
        switch (kind) {
        case 'b':
            return store('\b');
        case 'f':
            return store('\f');
        case 'n':
            return store('\n');
        case 'r':
            return store('\r');
        case 't':
            return store('\t');
        default: // quote, backslash, slash
            return store(static_cast<unsigned char>(kind));
        }
    }
    const unsigned unit = fourHex(m_rest.substr(2));
    m_rest.remove_prefix(6);
    if (isHighSurrogate(unit) && m_rest.starts_with("\\u")) {
        const unsigned second = fourHex(m_rest.substr(2));
        if (isLowSurrogate(second)) {
            m_rest.remove_prefix(6);
            return store(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00));
        }
    }
    const bool lone = isHighSurrogate(unit) || isLowSurrogate(unit);
    store(lone && m_lone == LoneSurrogate::Replace ? 0xFFFD : unit);
}

void Unescaper::store(unsigned codePoint) {
    const auto tail = [&](unsigned shift) { return static_cast<unsigned char>(0x80 | (codePoint >> shift & 0x3F)); };
    m_pendingBegin = 0;
    if (codePoint < 0x80) {
        m_pending = {static_cast<unsigned char>(codePoint)};
        m_pendingEnd = 1;
    } else if (codePoint < 0x800) {
        m_pending = {static_cast<unsigned char>(0xC0 | codePoint >> 6), tail(0)};
        m_pendingEnd = 2;
    } else if (codePoint < 0x10000) {
        m_pending = {static_cast<unsigned char>(0xE0 | codePoint >> 12), tail(6), tail(0)};
        m_pendingEnd = 3;
    } else {
        m_pending = {static_cast<unsigned char>(0xF0 | codePoint >> 18), tail(12), tail(6), tail(0)};
        m_pendingEnd = 4;
    }
}

void unescape(std::string_view inner, LoneSurrogate lone, std::string& out) {
    out.clear();
    Unescaper reader(inner, lone);
    for (int c = reader.next(); c >= 0; c = reader.next()) {
        out.push_back(static_cast<char>(c));
    }
}

} // namespace twb::json
