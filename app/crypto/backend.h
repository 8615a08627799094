// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: owners of OpenSSL objects, its start, its error queue, its algorithms fetched once.
#include "base/result.h"
#include "base/secret.h"
#include "crypto/algorithms.h"

#include <memory>
#include <openssl/bn.h>
#include <openssl/core.h>
#include <openssl/evp.h>

namespace twb::crypto {

template <auto Free>
struct FreeWith {
    template <typename T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};

using BnCtxPtr = std::unique_ptr<BN_CTX, FreeWith<BN_CTX_free>>;
using BnPtr = std::unique_ptr<BIGNUM, FreeWith<BN_clear_free>>;
using CipherCtxPtr = std::unique_ptr<EVP_CIPHER_CTX, FreeWith<EVP_CIPHER_CTX_free>>;
using CipherPtr = std::unique_ptr<EVP_CIPHER, FreeWith<EVP_CIPHER_free>>;
using MdCtxPtr = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using MdPtr = std::unique_ptr<EVP_MD, FreeWith<EVP_MD_free>>;
using PkeyCtxPtr = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using PkeyPtr = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;

/// Starts OpenSSL on the first call, without reading its configuration file: nothing outside the program may change
/// which algorithms it has. Every entry of this room calls it; nothing does before main().
void startBackend();

/// Empties OpenSSL's error queue of this thread into one sentence (reasons only, never its data, which may quote
/// input); empty if there was nothing. The codes themselves go to `codes` if it is given.
std::string drainErrors(std::vector<unsigned long>* codes = nullptr);

/// crypto-backend with what was being done and OpenSSL's own reasons.
tl::unexpected<Error> backendFailure(std::string_view doing);
/// Another code with OpenSSL's reasons after the sentence.
tl::unexpected<Error> failWithReasons(ErrorCode code, std::string_view sentence);

/// The digest, fetched once for the whole process; nullptr if that failed (it is tried again the next time).
const EVP_MD* fetchedDigest(Hash hash);
/// OpenSSL's name, nullptr for Hash::None.
const char* digestName(Hash hash);

/// Parameters for EVP_PKEY_fromdata; owns (and wipes) the native-endian copies of the numbers.
class Params {
public:
    Params& number(const char* key, ByteView bigEndian);
    Params& octets(const char* key, ByteView data);
    Params& text(const char* key, const char* value);
    OSSL_PARAM* get();

private:
    static constexpr std::size_t most = 12;
    OSSL_PARAM m_params[most + 1] = {};
    Secret m_copies[most];
    std::size_t m_count = 0;
};

/// Builds a key from its parameters; nullptr on failure (reasons in the queue).
PkeyPtr pkeyFromData(const char* type, int selection, Params& params);

/// A number as big-endian octets: minimal, or padded to `width` if that is not 0. Empty optional on failure.
bool numberOctets(const BIGNUM* number, Secret& out, std::size_t width = 0);
/// A BIGNUM of big-endian octets.
BnPtr numberFrom(ByteView bigEndian);

/// Without leading zero octets.
ByteView withoutLeadingZeros(ByteView bigEndian);
/// Bits of a big-endian number.
std::size_t bitLength(ByteView bigEndian);
/// a < b, == and > as -1, 0, 1; big-endian, leading zeros allowed. Not constant time.
int compareNumbers(ByteView a, ByteView b);

} // namespace twb::crypto
