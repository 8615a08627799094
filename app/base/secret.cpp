// SPDX-License-Identifier: Apache-2.0
#include "base/secret.h"

#include <cstring>

namespace twb {
inline namespace base {

namespace {

// The compiler must take the value for unknown, or it may leave a comparison at the first difference, as memcmp does.
void hideFromOptimizer(std::uint64_t& value) {
    asm volatile("" : "+r"(value));
}

} // namespace

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe();
        m_octets.swap(other.m_octets);
    }
    return *this;
}

void Secret::wipe() noexcept {
    wipeMemory(m_octets.data(), m_octets.size());
    m_octets.clear();
}

bool Secret::equalInConstantTime(ByteView a, ByteView b) {
    if (a.size() != b.size()) {
        return false;
    }
    std::uint64_t difference = 0;
    std::size_t i = 0;
    for (; i + 8 <= a.size(); i += 8) {
        std::uint64_t left;
        std::uint64_t right;
        std::memcpy(&left, a.data() + i, 8);
        std::memcpy(&right, b.data() + i, 8);
        difference |= left ^ right;
        hideFromOptimizer(difference);
    }
    for (; i < a.size(); ++i) {
        difference |= static_cast<std::uint64_t>(a[i] ^ b[i]);
        hideFromOptimizer(difference);
    }
    return difference == 0;
}

void wipeMemory(void* memory, std::size_t size) noexcept {
    if (size == 0) {
        return;
    }
    std::memset(memory, 0, size);
    // The compiler must think that somebody reads the zeros, or it drops the memset as a dead store.
    asm volatile("" : : "r"(memory) : "memory");
}

void wipeText(std::string& text) noexcept {
    wipeMemory(text.data(), text.size());
    text.clear();
}

} // namespace base
} // namespace twb
