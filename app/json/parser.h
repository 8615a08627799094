// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "json/syntax_error.h"
#include "json/tape.h"

namespace twb::json {

/// One pass over a text that fills a tape. No recursion: open containers lie on the tape's scratch memory.
///
/// A frame of that stack is: where the frame below begins, the container's node, two halves of the filter over the
/// hashes of its names (see duplicates.h), then those hashes.
class Parser {
public:
    Parser(Tape& tape, std::string_view text, Limits limits);
    Result<void> run();

private:
    struct Fault {
        const char* at = nullptr;
        const char* begin = nullptr; ///< of the unfinished token
        Expected expected = Expected::Value;
        bool tooDeep = false;
    };

    bool parse();
    /// From the octet after the opening quote to the one after the closing quote; nullptr and m_fault if there is none.
    const char* string(const char* p);
    const char* escape(const char* p, const char* begin);
    const char* number(const char* p);
    const char* literal(const char* p, std::string_view word, Expected expected);
    const char* stop(const char* at, Expected expected, const char* begin = nullptr);

    void growNodes();
    void growStack();
    std::uint32_t hashOf(const Node& name);

    Tape& m_tape;
    Limits m_limits;
    const char* m_begin;
    const char* m_end;
    std::uint32_t m_count = 0;    ///< nodes made
    std::uint32_t m_stackTop = 0; ///< words of the scratch memory in use
    bool m_escapes = false;       ///< of the string just read
    bool m_largeObject = false;   ///< duplicates may be out of order
    Fault m_fault;
};

} // namespace twb::json
