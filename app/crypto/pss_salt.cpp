// SPDX-License-Identifier: Apache-2.0
#include "crypto/pss_salt.h"

#include "crypto/backend.h"
#include "crypto/digest.h"
#include "crypto/key_native.h"

#include <openssl/rsa.h>

namespace twb::crypto {

Result<bool> verifyPssOfAnySalt(const Key& key, Hash hash, Hash maskHash, ByteView input, ByteView signature) {
    if (key.type() != KeyType::Rsa) {
        return false;
    }
    startBackend();
    const EVP_MD* digestAlgorithm = fetchedDigest(hash);
    const EVP_MD* maskAlgorithm = fetchedDigest(maskHash);
    const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.native().pkey.get(), nullptr));
    const auto hashed = digest(hash, input);
    if (!hashed) {
        return passOn(hashed);
    }
    if (digestAlgorithm == nullptr || maskAlgorithm == nullptr || context == nullptr ||
        EVP_PKEY_verify_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context.get(), digestAlgorithm) != 1 ||
        EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), maskAlgorithm) != 1 ||
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), RSA_PSS_SALTLEN_AUTO) != 1) {
        return backendFailure("the signature could not be checked");
    }
    const int outcome =
        EVP_PKEY_verify(context.get(), signature.data(), signature.size(), hashed->data(), hashed->size());
    drainErrors();
    return outcome == 1;
}

} // namespace twb::crypto
