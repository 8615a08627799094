// SPDX-License-Identifier: Apache-2.0
#include "crypto/certificate_chain.h"

#include "crypto/certificate_read.h"

#include <openssl/x509v3.h>

namespace twb::crypto {

namespace {

using StorePtr = std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>>;
using StoreContextPtr = std::unique_ptr<X509_STORE_CTX, FreeWith<X509_STORE_CTX_free>>;

void freeChainStack(STACK_OF(X509) * stack) {
    sk_X509_free(stack);
}
using ChainStackPtr = std::unique_ptr<STACK_OF(X509), FreeWith<freeChainStack>>;

} // namespace

Result<std::string> chainFault(const Certificate& certificate, const std::vector<Bytes>& others,
                               const std::vector<Certificate>& authorities, Time at) {
    const auto leaf = parseCertificate(certificate.der); // starts the backend
    if (!leaf) {
        return passOn(leaf);
    }
    const StorePtr store(X509_STORE_new());
    const ChainStackPtr between(sk_X509_new_null());
    const StoreContextPtr context(X509_STORE_CTX_new());
    if (!store || !between || !context) {
        return backendFailure("the chain could not be checked");
    }
    for (const Certificate& each : authorities) {
        const auto authority = parseCertificate(each.der);
        if (!authority) {
            return passOn(authority);
        }
        if (X509_STORE_add_cert(store.get(), authority->get()) != 1) {
            return backendFailure("an authority could not be taken");
        }
    }
    std::vector<X509Ptr> kept; // the stack only points
    for (const Bytes& each : others) {
        auto other = parseCertificate(each);
        if (!other) {
            return passOn(other);
        }
        kept.push_back(std::move(*other));
        if (sk_X509_push(between.get(), kept.back().get()) <= 0) {
            return backendFailure("the chain could not be checked");
        }
    }
    if (X509_STORE_CTX_init(context.get(), store.get(), leaf->get(), between.get()) != 1) {
        return backendFailure("the chain could not be checked");
    }
    X509_VERIFY_PARAM* wish = X509_STORE_CTX_get0_param(context.get());
    if (wish == nullptr || X509_VERIFY_PARAM_set_purpose(wish, X509_PURPOSE_SSL_CLIENT) != 1 ||
        X509_VERIFY_PARAM_set_flags(wish, X509_V_FLAG_PARTIAL_CHAIN) != 1) {
        return backendFailure("the chain could not be checked");
    }
    X509_VERIFY_PARAM_set_time(wish, at.time_since_epoch().count());
    if (X509_verify_cert(context.get()) == 1) {
        return std::string();
    }
    const int fault = X509_STORE_CTX_get_error(context.get());
    drainErrors();
    const char* words = fault > X509_V_OK ? X509_verify_cert_error_string(fault) : nullptr;
    if (words == nullptr || fault == X509_V_ERR_OUT_OF_MEM) {
        return backendFailure("the chain could not be checked");
    }
    return std::string(words);
}

} // namespace twb::crypto
