// SPDX-License-Identifier: Apache-2.0
#include "base/secret.h"

namespace twb {
inline namespace base {

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
    // volatile: the loop must not be shortened to a memcmp, which stops at the first difference.
    volatile std::uint8_t difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference = static_cast<std::uint8_t>(difference | (a[i] ^ b[i]));
    }
    return difference == 0;
}

void wipeMemory(void* memory, std::size_t size) noexcept {
    auto* octets = static_cast<volatile unsigned char*>(memory);
    for (std::size_t i = 0; i < size; ++i) {
        octets[i] = 0;
    }
}

void wipeText(std::string& text) noexcept {
    wipeMemory(text.data(), text.size());
    text.clear();
}

} // namespace base
} // namespace twb
