// SPDX-License-Identifier: Apache-2.0
#include "crypto/signature.h"

#include "crypto/curves.h"
#include "crypto/ecdsa_signature.h"
#include "crypto/signature_state.h"

#include <algorithm>
#include <openssl/ecerr.h>
#include <openssl/err.h>

namespace twb::crypto {

namespace {

/// A verification that OpenSSL broke off can still be an answer: a crafted ECDSA signature may lead to the point at
/// infinity, for which it reports an error instead of "no". Everything else is a failure of the backend.
Result<bool> answerOf(int outcome) {
    if (outcome == 1) {
        return true;
    }
    std::vector<unsigned long> codes;
    const std::string reasons = drainErrors(&codes);
    const auto isInfinity = [](unsigned long code) {
        return ERR_GET_LIB(code) == ERR_LIB_EC && ERR_GET_REASON(code) == EC_R_POINT_AT_INFINITY;
    };
    if (outcome == 0 || std::any_of(codes.begin(), codes.end(), isInfinity)) {
        return false;
    }
    return fail(ErrorCode::CryptoBackend, "the signature could not be checked (OpenSSL: " + reasons + ")");
}

tl::unexpected<Error> signingFailed() {
    return backendFailure("the signature could not be made");
}

} // namespace

Result<Signer> Signer::create(const Key& key, SignatureMethod method) {
    auto prepared = prepareSignature(key, method, Direction::Sign);
    if (!prepared) {
        return passOn(prepared);
    }
    return Signer(std::unique_ptr<State>(new State{std::move(*prepared)}));
}

Signer::Signer(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}
Signer::Signer(Signer&&) noexcept = default;
Signer& Signer::operator=(Signer&&) noexcept = default;
Signer::~Signer() = default;

std::size_t Signer::signatureSize() const {
    return m_state->size;
}

Result<Bytes> Signer::sign(ByteView input) {
    Bytes out(m_state->size);
    const auto written = signInto(input, out.data());
    if (!written) {
        return passOn(written);
    }
    return out;
}

Result<std::size_t> Signer::signInto(ByteView input, std::uint8_t* out) {
    State& state = *m_state;
    if (auto* hmac = std::get_if<Hmac>(&state.ready)) {
        return hmac->compute(input, out) ? Result<std::size_t>(state.size) : signingFailed();
    }
    if (const auto* whole = std::get_if<WholeMessage>(&state.ready)) {
        std::size_t size = state.size;
        if (EVP_MD_CTX_copy_ex(whole->work.get(), whole->ready.get()) != 1 ||
            EVP_DigestSign(whole->work.get(), out, &size, input.data(), input.size()) != 1 || size != state.size) {
            return signingFailed();
        }
        return size;
    }
    const auto& hashThenSign = std::get<HashThenSign>(state.ready);
    std::uint8_t digest[EVP_MAX_MD_SIZE];
    const std::size_t digestSize = hashThenSign.hash(input, digest);
    if (digestSize == 0) {
        return signingFailed();
    }
    if (state.method.scheme != SignatureScheme::Ecdsa) {
        std::size_t size = state.size;
        if (EVP_PKEY_sign(hashThenSign.context.get(), out, &size, digest, digestSize) != 1 || size != state.size) {
            return signingFailed();
        }
        return size;
    }
    std::uint8_t der[longestEcdsaDer];
    std::size_t size = sizeof der;
    if (EVP_PKEY_sign(hashThenSign.context.get(), der, &size, digest, digestSize) != 1 ||
        !ecdsaDerToRaw({der, size}, state.size / 2, out)) {
        return signingFailed();
    }
    return state.size;
}

Result<Verifier> Verifier::create(const Key& key, SignatureMethod method) {
    auto prepared = prepareSignature(key, method, Direction::Verify);
    if (!prepared) {
        return passOn(prepared);
    }
    return Verifier(std::unique_ptr<State>(new State{std::move(*prepared)}));
}

Verifier::Verifier(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}
Verifier::Verifier(Verifier&&) noexcept = default;
Verifier& Verifier::operator=(Verifier&&) noexcept = default;
Verifier::~Verifier() = default;

std::size_t Verifier::signatureSize() const {
    return m_state->size;
}

Result<bool> Verifier::verify(ByteView input, ByteView signature) {
    State& state = *m_state;
    if (signature.size() != state.size) {
        return false;
    }
    if (auto* hmac = std::get_if<Hmac>(&state.ready)) {
        std::uint8_t mac[EVP_MAX_MD_SIZE];
        if (!hmac->compute(input, mac)) {
            return backendFailure("the MAC could not be computed");
        }
        const bool same = Secret::equalInConstantTime({mac, state.size}, signature);
        wipeMemory(mac, sizeof mac);
        return same;
    }
    if (const auto* whole = std::get_if<WholeMessage>(&state.ready)) {
        if (EVP_MD_CTX_copy_ex(whole->work.get(), whole->ready.get()) != 1) {
            return backendFailure("the signature could not be checked");
        }
        return answerOf(
            EVP_DigestVerify(whole->work.get(), signature.data(), signature.size(), input.data(), input.size()));
    }
    const auto& hashThenSign = std::get<HashThenSign>(state.ready);
    std::uint8_t der[longestEcdsaDer];
    ByteView form = signature;
    if (state.method.scheme == SignatureScheme::Ecdsa) {
        form = {der, ecdsaRawToDer(signature, groupOrder(state.key.curve()), der)};
        if (form.empty()) {
            return false;
        }
    }
    std::uint8_t digest[EVP_MAX_MD_SIZE];
    const std::size_t digestSize = hashThenSign.hash(input, digest);
    if (digestSize == 0) {
        return backendFailure("the signature could not be checked");
    }
    return answerOf(EVP_PKEY_verify(hashThenSign.context.get(), form.data(), form.size(), digest, digestSize));
}

} // namespace twb::crypto
