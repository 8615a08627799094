// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/bytes.h"

namespace twb {
inline namespace base {

/// Owns secret octets: move-only, wiped on destruction and on assignment, readable only through reveal().
///
/// There is no stream operator and no implicit conversion on purpose: every place where a secret is read can be found
/// by searching for `reveal(`.
class Secret {
public:
    Secret() = default;
    /// Takes a copy of the octets; the caller's own copy stays the caller's to wipe.
    explicit Secret(ByteView octets)
        : m_octets(octets.begin(), octets.end()) {}
    /// Takes the vector over; nothing is left behind.
    explicit Secret(Bytes&& octets) noexcept
        : m_octets(std::move(octets)) {}
    /// UTF-8 octets of a text.
    static Secret fromText(std::string_view text) { return Secret(asBytes(text)); }

    Secret(Secret&& other) noexcept
        : m_octets(std::move(other.m_octets)) {
        other.m_octets.clear();
    }
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret() { wipe(); }

    /// The octets; the view dies with this object.
    ByteView reveal() const { return m_octets; }
    /// A second owner, made on purpose.
    Secret clone() const { return Secret(ByteView(m_octets)); }

    std::size_t size() const { return m_octets.size(); }
    bool empty() const { return m_octets.empty(); }
    /// Overwrites and empties.
    void wipe() noexcept;

    /// Takes the same time wherever the octets differ; the length is no secret.
    friend bool operator==(const Secret& a, const Secret& b) { return equalInConstantTime(a.m_octets, b.m_octets); }

    /// Constant-time comparison of octets of equal length; false at once if the lengths differ.
    static bool equalInConstantTime(ByteView a, ByteView b);

private:
    Bytes m_octets;
};

/// Overwrites memory in a way that the compiler may not remove.
void wipeMemory(void* memory, std::size_t size) noexcept;
/// Overwrites and empties a text that held a secret for a moment.
void wipeText(std::string& text) noexcept;

} // namespace base
} // namespace twb
