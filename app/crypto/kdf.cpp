// SPDX-License-Identifier: Apache-2.0
#include "crypto/kdf.h"

#include "crypto/backend.h"
#include "crypto/hmac.h"

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

namespace {

constexpr std::int64_t askedEvery = 4096; // iterations: about a millisecond

/// One block of PBKDF2: the XOR of a chain of MACs. The HMAC's keyed states are kept, so that this is no slower than
/// OpenSSL's own loop, which nobody can stop.
class Pbkdf2Block {
public:
    Pbkdf2Block(Hmac& hmac, std::int64_t all, const Watch& watch)
        : m_hmac(hmac)
        , m_all(all)
        , m_watch(watch) {}
    Pbkdf2Block(const Pbkdf2Block&) = delete;
    Pbkdf2Block& operator=(const Pbkdf2Block&) = delete;
    ~Pbkdf2Block() {
        wipeMemory(m_link, sizeof m_link);
        wipeMemory(m_sum, sizeof m_sum);
    }

    /// @param done  iterations before this block; counted on.
    Result<ByteView> compute(ByteView salt, std::size_t number, std::int64_t iterations, std::int64_t& done) {
        Bytes first(salt.begin(), salt.end());
        const auto counter = bigEndian(number);
        first.insert(first.end(), counter.begin(), counter.end());
        const std::size_t size = m_hmac.size();
        bool sound = m_hmac.compute(first, m_link);
        std::copy_n(m_link, size, m_sum);
        for (std::int64_t i = 1; sound && i < iterations; ++i) {
            if (i % askedEvery == 0) {
                if (m_watch.stop.stop_requested()) {
                    return fail(ErrorCode::Cancelled, "the derivation of the key was stopped");
                }
                report(done + i);
            }
            sound = m_hmac.compute({m_link, size}, m_link);
            for (std::size_t octet = 0; octet < size; ++octet) {
                m_sum[octet] = static_cast<std::uint8_t>(m_sum[octet] ^ m_link[octet]);
            }
        }
        if (!sound) {
            return backendFailure("the key could not be derived");
        }
        done += iterations;
        return ByteView(m_sum, size);
    }

private:
    /// A hundred times at most.
    void report(std::int64_t done) {
        if (m_watch.progress && done * 100 / m_all != m_shown) {
            m_shown = done * 100 / m_all;
            m_watch.progress(done, m_all);
        }
    }

    Hmac& m_hmac;
    std::int64_t m_all;
    const Watch& m_watch;
    std::int64_t m_shown = 0;
    std::uint8_t m_link[EVP_MAX_MD_SIZE] = {};
    std::uint8_t m_sum[EVP_MAX_MD_SIZE] = {};
};

} // namespace

Result<Secret> pbkdf2(Hash hash, ByteView password, ByteView salt, std::int64_t iterations, std::size_t octets,
                      const Watch& watch) {
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    if (iterations < 1 || iterations > most || octets < 1) {
        return backendFailure("the key could not be derived");
    }
    if (watch.stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "the derivation of the key was stopped");
    }
    auto hmac = Hmac::create(password, hash);
    if (!hmac) {
        return passOn(hmac);
    }
    const std::size_t blocks = (octets + hmac->size() - 1) / hmac->size();
    const std::int64_t all = static_cast<std::int64_t>(blocks) * iterations;
    Pbkdf2Block block(*hmac, all, watch);
    Bytes out(octets);
    std::int64_t done = 0;
    Result<void> answer;
    for (std::size_t i = 0; answer && i < blocks; ++i) {
        const auto made = block.compute(salt, i + 1, iterations, done);
        if (!made) {
            answer = passOn(made);
            break;
        }
        const std::size_t begin = i * hmac->size();
        std::copy_n(made->begin(), std::min(hmac->size(), octets - begin), out.data() + begin);
    }
    Secret key(std::move(out));
    if (!answer) {
        return passOn(answer);
    }
    if (watch.progress) {
        watch.progress(all, all);
    }
    return key;
}

} // namespace twb::crypto
