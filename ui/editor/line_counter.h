// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <string_view>

namespace twb::ui {

/// Counts lines of a text, from 0; fast while the offsets only grow, as those of claims in the order of the text.
class LineCounter {
public:
    explicit LineCounter(std::string_view text)
        : m_text(text) {}
    /// The line of the octet at that offset; of the last one beyond the end.
    int lineAt(std::size_t offset) {
        offset = std::min(offset, m_text.size());
        if (offset < m_at) {
            m_at = 0;
            m_line = 0;
        }
        m_line += static_cast<int>(std::count(m_text.begin() + static_cast<std::ptrdiff_t>(m_at),
                                              m_text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
        m_at = offset;
        return m_line;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 0;
};

} // namespace twb::ui
