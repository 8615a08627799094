// SPDX-License-Identifier: Apache-2.0
#include "crypto/generate.h"

#include "crypto/curves.h"
#include "crypto/key_native.h"

#include <openssl/rand.h>
#include <openssl/rsa.h>

namespace twb::crypto {

namespace {

/// Called by OpenSSL for every candidate and every round of the primality test; 0 ends the generation.
int goOn(EVP_PKEY_CTX* context) {
    const auto* stop = static_cast<const std::stop_token*>(EVP_PKEY_CTX_get_app_data(context));
    return stop == nullptr || !stop->stop_requested() ? 1 : 0;
}

} // namespace

Result<Key> generateRsa(int bits, std::stop_token stop) {
    if (bits < 2048 || bits > 8192) {
        return fail(ErrorCode::KeyUnsupported, "RSA keys are made with 2048 to 8192 bits, not " + std::to_string(bits));
    }
    startBackend();
    const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    if (!context || EVP_PKEY_keygen_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), bits) != 1) {
        return backendFailure("the generation could not be prepared");
    }
    EVP_PKEY_CTX_set_app_data(context.get(), &stop);
    EVP_PKEY_CTX_set_cb(context.get(), &goOn);
    EVP_PKEY* made = nullptr;
    const int outcome = stop.stop_requested() ? 0 : EVP_PKEY_generate(context.get(), &made);
    PkeyPtr pkey(made);
    if (outcome != 1 || !pkey) {
        const auto failure = backendFailure("the RSA key could not be made"); // drains the queue in both cases
        return stop.stop_requested() ? fail(ErrorCode::Cancelled, "the generation was stopped") : failure;
    }
    return keyFromRsaPkey(std::move(pkey), KeyType::Rsa, true, {});
}

Result<Key> generateEc(Curve curve) {
    if (groupOrder(curve).empty()) {
        return fail(ErrorCode::KeyUnsupported, "this is no curve for ECDSA");
    }
    startBackend();
    Params params;
    params.text("group", groupName(curve));
    const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* made = nullptr;
    const bool done = context && EVP_PKEY_keygen_init(context.get()) == 1 &&
                      EVP_PKEY_CTX_set_params(context.get(), params.get()) == 1 &&
                      EVP_PKEY_generate(context.get(), &made) == 1;
    PkeyPtr pkey(made);
    if (!done) {
        return backendFailure("the EC key could not be made");
    }
    return keyFromCurvePkey(std::move(pkey), KeyType::Ec, curve);
}

Result<Key> generateOkp(Curve curve) {
    if (fieldOctets(curve) == 0 || !groupOrder(curve).empty()) {
        return fail(ErrorCode::KeyUnsupported, "this is no curve for octet key pairs");
    }
    startBackend();
    const PkeyCtxPtr context(EVP_PKEY_CTX_new_from_name(nullptr, groupName(curve), nullptr));
    EVP_PKEY* made = nullptr;
    const bool done =
        context && EVP_PKEY_keygen_init(context.get()) == 1 && EVP_PKEY_generate(context.get(), &made) == 1;
    PkeyPtr pkey(made);
    if (!done) {
        return backendFailure("the key could not be made");
    }
    return keyFromCurvePkey(std::move(pkey), KeyType::Okp, curve);
}

Result<Secret> randomSecret(std::size_t octets) {
    startBackend();
    Bytes made(octets);
    const bool done = RAND_priv_bytes_ex(nullptr, made.data(), octets, 0) == 1;
    Secret secret(std::move(made));
    if (!done) {
        return backendFailure("no random octets could be had");
    }
    return secret;
}

Result<Bytes> randomBytes(std::size_t octets) {
    startBackend();
    Bytes made(octets);
    if (RAND_bytes_ex(nullptr, made.data(), octets, 0) != 1) {
        return backendFailure("no random octets could be had");
    }
    return made;
}

} // namespace twb::crypto
