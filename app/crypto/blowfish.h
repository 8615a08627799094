// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: Blowfish as far as bcrypt needs it. OpenSSL's own is deprecated and cannot change the key
// schedule the way bcrypt does. Not for encrypting anything.
#include "base/bytes.h"

#include <array>

namespace twb::crypto {

/// Blowfish (Schneier, 1994) with the key schedule of bcrypt (Provos and Mazières, 1999).
class Blowfish {
public:
    /// Starts from the hexadecimal digits of pi.
    Blowfish();
    ~Blowfish();
    Blowfish(const Blowfish&) = delete;
    Blowfish& operator=(const Blowfish&) = delete;

    /// Mixes the key into the subkeys and runs the schedule; the salt, if any, is mixed into what is encrypted.
    void expand(ByteView key, ByteView salt = {});
    /// One block of 64 bits.
    void encrypt(std::uint32_t& left, std::uint32_t& right) const;

private:
    std::array<std::uint32_t, 18> m_subkeys;
    std::array<std::array<std::uint32_t, 256>, 4> m_boxes;
};

} // namespace twb::crypto
