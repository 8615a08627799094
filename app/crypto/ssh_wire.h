// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: the data types of SSH.                                                   (RFC 4251 §5)
#include "base/bytes.h"

#include <optional>

namespace twb::crypto {

class SshReader {
public:
    explicit SshReader(ByteView octets)
        : m_rest(octets) {}
    ByteView rest() const { return m_rest; }

    std::optional<std::uint32_t> number() {
        if (m_rest.size() < 4) {
            return std::nullopt;
        }
        const std::uint32_t value =
            std::uint32_t{m_rest[0]} << 24 | std::uint32_t{m_rest[1]} << 16 | std::uint32_t{m_rest[2]} << 8 | m_rest[3];
        m_rest = m_rest.subspan(4);
        return value;
    }
    std::optional<ByteView> string() {
        const ByteView before = m_rest;
        const auto size = number();
        if (!size || m_rest.size() < *size) {
            m_rest = before;
            return std::nullopt;
        }
        const ByteView content = m_rest.first(*size);
        m_rest = m_rest.subspan(*size);
        return content;
    }
    std::optional<std::string_view> text() {
        const auto content = string();
        return content ? std::optional(asText(*content)) : std::nullopt;
    }

private:
    ByteView m_rest;
};

inline void putSshString(Bytes& out, ByteView content) {
    const auto size = static_cast<std::uint32_t>(content.size());
    for (const int shift : {24, 16, 8, 0}) {
        out.push_back(static_cast<std::uint8_t>(size >> shift));
    }
    out.insert(out.end(), content.begin(), content.end());
}

/// mpint of a number that is not negative.
inline void putSshNumber(Bytes& out, ByteView bigEndian) {
    Bytes number;
    if (!bigEndian.empty() && (bigEndian.front() & 0x80) != 0) {
        number.push_back(0);
    }
    number.insert(number.end(), bigEndian.begin(), bigEndian.end());
    putSshString(out, number);
}

} // namespace twb::crypto
