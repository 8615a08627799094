// SPDX-License-Identifier: Apache-2.0
#include "crypto/fetched_cipher.h"

#include <array>
#include <atomic>

namespace twb::crypto {

const EVP_CIPHER* fetchedCipher(CipherMode mode, std::size_t keyOctets) {
    static constexpr std::array<const char*, 9> names{"AES-128-GCM",  "AES-192-GCM",  "AES-256-GCM",
                                                      "AES-128-CBC",  "AES-192-CBC",  "AES-256-CBC",
                                                      "AES-128-WRAP", "AES-192-WRAP", "AES-256-WRAP"};
    // Held to the end of the process on purpose, as the digests are.
    static std::array<std::atomic<EVP_CIPHER*>, names.size()> held{};
    if (keyOctets != 16 && keyOctets != 24 && keyOctets != 32) {
        return nullptr;
    }
    const std::size_t place = static_cast<std::size_t>(mode) * 3 + (keyOctets - 16) / 8;
    auto& slot = held[place];
    if (const EVP_CIPHER* ready = slot.load(std::memory_order_acquire)) {
        return ready;
    }
    startBackend();
    CipherPtr fetched(EVP_CIPHER_fetch(nullptr, names[place], nullptr));
    EVP_CIPHER* nobody = nullptr;
    if (fetched && slot.compare_exchange_strong(nobody, fetched.get(), std::memory_order_acq_rel)) {
        return fetched.release();
    }
    return slot.load(std::memory_order_acquire); // another thread was faster, or the fetch failed
}

} // namespace twb::crypto
