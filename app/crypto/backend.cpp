// SPDX-License-Identifier: Apache-2.0
#include "crypto/backend.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <openssl/crypto.h>
#include <openssl/err.h>

namespace twb::crypto {

void startBackend() {
    // A failure shows in the first real call; a later attempt may succeed.
    static const int started = OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    static_cast<void>(started);
}

std::string drainErrors(std::vector<unsigned long>* codes) {
    std::string sentence;
    const char* last = nullptr;
    while (const unsigned long code = ERR_get_error()) {
        if (codes != nullptr) {
            codes->push_back(code);
        }
        const char* reason = ERR_reason_error_string(code);
        if (reason == nullptr || reason == last) {
            continue;
        }
        last = reason;
        sentence += sentence.empty() ? "" : "; ";
        sentence += reason;
    }
    return sentence;
}

tl::unexpected<Error> backendFailure(std::string_view doing) {
    return failWithReasons(ErrorCode::CryptoBackend, doing);
}

tl::unexpected<Error> failWithReasons(ErrorCode code, std::string_view sentence) {
    std::string detail(sentence);
    const std::string reasons = drainErrors();
    if (!reasons.empty()) {
        detail += " (OpenSSL: " + reasons + ")";
    }
    return fail(code, std::move(detail));
}

const char* digestName(Hash hash) {
    switch (hash) {
    case Hash::Sha1:
        return "SHA1";
    case Hash::Sha256:
        return "SHA256";
    case Hash::Sha384:
        return "SHA384";
    case Hash::Sha512:
        return "SHA512";
    case Hash::None:
        break;
    }
    return nullptr;
}

const EVP_MD* fetchedDigest(Hash hash) {
    // Held to the end of the process on purpose: OpenSSL cleans up by itself at exit, after our static objects.
    static std::array<std::atomic<EVP_MD*>, 5> held{};
    auto& slot = held[static_cast<std::size_t>(hash)];
    if (const EVP_MD* ready = slot.load(std::memory_order_acquire)) {
        return ready;
    }
    startBackend();
    const char* name = digestName(hash);
    if (name == nullptr) {
        return nullptr;
    }
    MdPtr fetched(EVP_MD_fetch(nullptr, name, nullptr));
    EVP_MD* nobody = nullptr;
    if (fetched && slot.compare_exchange_strong(nobody, fetched.get(), std::memory_order_acq_rel)) {
        return fetched.release();
    }
    return slot.load(std::memory_order_acquire); // another thread was faster, or the fetch failed
}

Params& Params::number(const char* key, ByteView bigEndian) {
    const ByteView minimal = withoutLeadingZeros(bigEndian);
    // One octet for zero, which has no octets of its own.
    Bytes native(std::max<std::size_t>(minimal.size(), 1), 0);
    if constexpr (std::endian::native == std::endian::little) {
        std::reverse_copy(minimal.begin(), minimal.end(), native.begin());
    } else {
        std::copy(minimal.begin(), minimal.end(), native.begin());
    }
    m_copies[m_count] = Secret(std::move(native));
    const ByteView copy = m_copies[m_count].reveal();
    m_params[m_count++] = {key, OSSL_PARAM_UNSIGNED_INTEGER, const_cast<std::uint8_t*>(copy.data()), copy.size(), 0};
    return *this;
}

Params& Params::octets(const char* key, ByteView data) {
    m_params[m_count++] = {key, OSSL_PARAM_OCTET_STRING, const_cast<std::uint8_t*>(data.data()), data.size(), 0};
    return *this;
}

Params& Params::text(const char* key, const char* value) {
    m_params[m_count++] = {key, OSSL_PARAM_UTF8_STRING, const_cast<char*>(value), std::char_traits<char>::length(value),
                           0};
    return *this;
}

OSSL_PARAM* Params::get() {
    m_params[m_count] = {nullptr, 0, nullptr, 0, 0};
    return m_params;
}

PkeyPtr pkeyFromData(const char* type, int selection, Params& params) {
    startBackend();
    const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* made = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, selection, params.get()) != 1) {
        EVP_PKEY_free(made);
        return nullptr;
    }
    return PkeyPtr(made);
}

bool numberOctets(const BIGNUM* number, Secret& out, std::size_t width) {
    const std::size_t size = (static_cast<std::size_t>(BN_num_bits(number)) + 7) / 8;
    Bytes octets(width == 0 ? size : width);
    const bool done = octets.size() >= size && BN_bn2binpad(number, octets.data(), static_cast<int>(octets.size())) ==
                                                   static_cast<int>(octets.size());
    out = Secret(std::move(octets));
    return done;
}

BnPtr numberFrom(ByteView bigEndian) {
    return BnPtr(BN_bin2bn(bigEndian.data(), static_cast<int>(bigEndian.size()), nullptr));
}

ByteView withoutLeadingZeros(ByteView bigEndian) {
    while (!bigEndian.empty() && bigEndian.front() == 0) {
        bigEndian = bigEndian.subspan(1);
    }
    return bigEndian;
}

std::size_t bitLength(ByteView bigEndian) {
    const ByteView minimal = withoutLeadingZeros(bigEndian);
    return minimal.empty() ? 0 : minimal.size() * 8 - static_cast<std::size_t>(std::countl_zero(minimal.front()));
}

int compareNumbers(ByteView a, ByteView b) {
    a = withoutLeadingZeros(a);
    b = withoutLeadingZeros(b);
    if (a.size() != b.size()) {
        return a.size() < b.size() ? -1 : 1;
    }
    const auto order = std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end());
    return order < 0 ? -1 : (order > 0 ? 1 : 0);
}

} // namespace twb::crypto
