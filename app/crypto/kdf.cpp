// SPDX-License-Identifier: Apache-2.0
#include "crypto/kdf.h"

#include "crypto/backend.h"

#include <algorithm>
#include <array>
#include <limits>

namespace twb::crypto {

namespace {

std::array<std::uint8_t, 4> bigEndian(std::size_t number) {
    return {static_cast<std::uint8_t>(number >> 24), static_cast<std::uint8_t>(number >> 16),
            static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)};
}

void appendSized(Bytes& out, ByteView octets) {
    const auto size = bigEndian(octets.size());
    out.insert(out.end(), size.begin(), size.end());
    out.insert(out.end(), octets.begin(), octets.end());
}

} // namespace

Result<Secret> concatKdf(ByteView sharedSecret, const ConcatKdfInfo& info, std::size_t octets) {
    constexpr std::size_t hashSize = hashOctets(Hash::Sha256);
    Bytes otherInfo;
    appendSized(otherInfo, asBytes(info.algorithm));
    appendSized(otherInfo, info.partyU);
    appendSized(otherInfo, info.partyV);
    const auto bits = bigEndian(octets * 8);
    otherInfo.insert(otherInfo.end(), bits.begin(), bits.end());

    const EVP_MD* digest = fetchedDigest(Hash::Sha256);
    const MdCtxPtr context(EVP_MD_CTX_new());
    bool done = digest != nullptr && context && octets >= 1 && octets <= 2 * hashSize;
    std::array<std::uint8_t, 2 * hashSize> out{};
    for (std::size_t round = 0; done && round * hashSize < octets; ++round) {
        const auto counter = bigEndian(round + 1);
        unsigned int size = 0;
        done = EVP_DigestInit_ex2(context.get(), digest, nullptr) == 1 &&
               EVP_DigestUpdate(context.get(), counter.data(), counter.size()) == 1 &&
               EVP_DigestUpdate(context.get(), sharedSecret.data(), sharedSecret.size()) == 1 &&
               EVP_DigestUpdate(context.get(), otherInfo.data(), otherInfo.size()) == 1 &&
               EVP_DigestFinal_ex(context.get(), out.data() + round * hashSize, &size) == 1;
    }
    Secret key(ByteView(out).first(std::min(octets, out.size())));
    wipeMemory(out.data(), out.size());
    if (!done) {
        return backendFailure("the key could not be derived");
    }
    return key;
}

Result<Secret> pbkdf2(Hash hash, ByteView password, ByteView salt, std::int64_t iterations, std::size_t octets) {
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    const EVP_MD* digest = fetchedDigest(hash);
    Bytes out(octets);
    const bool done =
        digest != nullptr && iterations >= 1 && iterations <= most &&
        PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(password.data()), static_cast<int>(password.size()),
                          salt.data(), static_cast<int>(salt.size()), static_cast<int>(iterations), digest,
                          static_cast<int>(octets), out.data()) == 1;
    Secret key(std::move(out));
    if (!done) {
        return backendFailure("the key could not be derived");
    }
    return key;
}

} // namespace twb::crypto
