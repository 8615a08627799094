// SPDX-License-Identifier: Apache-2.0
#include "crypto/bcrypt_pbkdf.h"

#include "crypto/blowfish.h"
#include "crypto/digest.h"

namespace twb::crypto {

namespace {

constexpr std::size_t blockOctets = 32;
constexpr std::size_t blockWords = blockOctets / 4;

/// bcrypt with a cost of 64 rounds over two SHA-512 values, encrypting a text of 32 octets 64 times.
Secret bcryptHash(ByteView password, ByteView salt) {
    constexpr std::string_view text = "OxychromaticBlowfishSwatDynamite";
    static_assert(text.size() == blockOctets);
    Blowfish cipher;
    cipher.expand(password, salt);
    for (int i = 0; i < 64; ++i) {
        cipher.expand(salt);
        cipher.expand(password);
    }
    std::array<std::uint32_t, blockWords> words{};
    for (std::size_t i = 0; i < blockWords; ++i) {
        for (std::size_t j = 0; j < 4; ++j) {
            words[i] = words[i] << 8 | static_cast<std::uint8_t>(text[4 * i + j]);
        }
    }
    for (int i = 0; i < 64; ++i) {
        for (std::size_t j = 0; j < blockWords; j += 2) {
            cipher.encrypt(words[j], words[j + 1]);
        }
    }
    Bytes out(blockOctets);
    for (std::size_t i = 0; i < blockWords; ++i) { // read big-endian, written little-endian: so it was published
        for (std::size_t j = 0; j < 4; ++j) {
            out[4 * i + j] = static_cast<std::uint8_t>(words[i] >> (8 * j));
        }
    }
    wipeMemory(words.data(), sizeof words);
    return Secret(std::move(out));
}

Result<Secret> sha512(ByteView octets) {
    auto hashed = digest(Hash::Sha512, octets);
    if (!hashed) {
        return passOn(hashed);
    }
    return Secret(std::move(*hashed));
}

} // namespace

Result<Secret> bcryptPbkdf(const Secret& password, ByteView salt, std::uint32_t rounds, std::size_t octets) {
    const auto hashedPassword = sha512(password.reveal());
    if (!hashedPassword) {
        return passOn(hashedPassword);
    }
    const std::size_t blocks = (octets + blockOctets - 1) / blockOctets;
    Bytes key(octets);
    Bytes counted(salt.begin(), salt.end());
    counted.resize(salt.size() + 4);
    for (std::size_t block = 1; block <= blocks; ++block) {
        counted[salt.size() + 2] = static_cast<std::uint8_t>(block >> 8);
        counted[salt.size() + 3] = static_cast<std::uint8_t>(block);
        auto hashedSalt = sha512(counted);
        if (!hashedSalt) {
            return passOn(hashedSalt);
        }
        Secret current = bcryptHash(hashedPassword->reveal(), hashedSalt->reveal());
        Bytes sum(current.reveal().begin(), current.reveal().end());
        for (std::uint32_t round = 1; round < rounds; ++round) {
            hashedSalt = sha512(current.reveal());
            if (!hashedSalt) {
                wipeMemory(key.data(), key.size());
                wipeMemory(sum.data(), sum.size());
                return passOn(hashedSalt);
            }
            current = bcryptHash(hashedPassword->reveal(), hashedSalt->reveal());
            for (std::size_t i = 0; i < blockOctets; ++i) {
                sum[i] ^= current.reveal()[i];
            }
        }
        // Octet i of this block goes to place i·blocks + block - 1: no part of the key can be had from one block.
        for (std::size_t i = 0; i < blockOctets && i * blocks + block - 1 < octets; ++i) {
            key[i * blocks + block - 1] = sum[i];
        }
        wipeMemory(sum.data(), sum.size());
    }
    return Secret(std::move(key));
}

} // namespace twb::crypto
