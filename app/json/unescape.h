// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string>
#include <string_view>

namespace twb::json {

/// What becomes of a `\ud800` without its partner: Unicode's replacement for readers, its own octets for comparing.
enum class LoneSurrogate { Replace, Keep };

/// Reads the octets that a string of a parsed text stands for, one by one, without memory of its own. (RFC 8259 §7)
class Unescaper {
public:
    /// @param inner  the string without its quotes; taken from a tape, so its escapes are known to be sound.
    Unescaper(std::string_view inner, LoneSurrogate lone)
        : m_rest(inner)
        , m_lone(lone) {}

    /// The next octet (0 to 255), or -1 at the end.
    int next();

private:
    void readEscape();
    void store(unsigned codePoint);

    std::string_view m_rest;
    std::array<unsigned char, 4> m_pending{};
    unsigned m_pendingBegin = 0;
    unsigned m_pendingEnd = 0;
    LoneSurrogate m_lone;
};

/// Replaces `out` by the unescaped text.
void unescape(std::string_view inner, LoneSurrogate lone, std::string& out);

} // namespace twb::json
