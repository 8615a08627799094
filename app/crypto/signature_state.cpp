// SPDX-License-Identifier: Apache-2.0
#include "crypto/signature_state.h"

#include "crypto/curves.h"

#include <openssl/err.h>
#include <openssl/rsa.h>

namespace twb::crypto {

namespace {

std::string_view kindName(KeyType type) {
    switch (type) {
    case KeyType::Oct:
        return "a secret";
    case KeyType::Rsa:
        return "an RSA key";
    case KeyType::RsaPss:
        return "an RSA key for RSASSA-PSS only";
    case KeyType::Ec:
        return "an EC key";
    case KeyType::Okp:
        return "an octet key pair";
    }
    return "a key";
}

std::string_view neededKind(SignatureScheme scheme) {
    switch (scheme) {
    case SignatureScheme::Hmac:
        return "a secret";
    case SignatureScheme::RsaPkcs1:
    case SignatureScheme::RsaPss:
        return "an RSA key";
    case SignatureScheme::Ecdsa:
        return "an EC key";
    case SignatureScheme::EdDsa:
        return "an Ed25519 or Ed448 key";
    }
    return "another key";
}

bool fits(SignatureScheme scheme, KeyType type) {
    switch (scheme) {
    case SignatureScheme::Hmac:
        return type == KeyType::Oct;
    case SignatureScheme::RsaPkcs1:
        return type == KeyType::Rsa;
    case SignatureScheme::RsaPss:
        return type == KeyType::Rsa || type == KeyType::RsaPss;
    case SignatureScheme::Ecdsa:
        return type == KeyType::Ec;
    case SignatureScheme::EdDsa:
        return type == KeyType::Okp;
    }
    return false;
}

/// The smallest modulus in octets that the padding has room in; the modulus bits for PSS count one less.
bool hasRoom(const Key& key, SignatureMethod method) {
    const std::size_t hash = hashOctets(method.hash);
    const auto bits = static_cast<std::size_t>(key.bits());
    if (method.scheme == SignatureScheme::RsaPss) {
        return (bits - 1 + 7) / 8 >= 2 * hash + 2; // RFC 8017 §9.1.1 with a salt as long as the hash
    }
    const std::size_t algorithmIdentifier = method.hash == Hash::Sha1 ? 15 : 19;
    return (bits + 7) / 8 >= algorithmIdentifier + hash + 11; // RFC 8017 §9.2
}

Result<void> checkSuitable(const Key& key, SignatureMethod method, Direction direction) {
    if (!fits(method.scheme, key.type())) {
        return fail(ErrorCode::KeyTypeMismatch, "this is " + std::string(kindName(key.type())) +
                                                    "; the algorithm needs " + std::string(neededKind(method.scheme)));
    }
    const bool edwards = key.curve() == Curve::Ed25519 || key.curve() == Curve::Ed448;
    if (method.scheme == SignatureScheme::EdDsa && !edwards) {
        return fail(ErrorCode::KeyCurveMismatch,
                    "a key on " + std::string(curveName(key.curve())) + " agrees on keys, it makes no signatures");
    }
    const bool curveMatters = method.scheme == SignatureScheme::Ecdsa || method.scheme == SignatureScheme::EdDsa;
    if (curveMatters && method.curve != Curve::None && method.curve != key.curve()) {
        return fail(ErrorCode::KeyCurveMismatch, "the key is on " + std::string(curveName(key.curve())) +
                                                     ", the algorithm needs " + std::string(curveName(method.curve)));
    }
    if (direction == Direction::Sign && !key.isPrivate()) {
        return fail(ErrorCode::KeyPublicOnly, "this is a public key");
    }
    if (method.scheme != SignatureScheme::EdDsa && method.hash == Hash::None) {
        return fail(ErrorCode::AlgorithmUnsupported, "this algorithm needs a hash");
    }
    const bool isRsa = method.scheme == SignatureScheme::RsaPkcs1 || method.scheme == SignatureScheme::RsaPss;
    if (isRsa && !hasRoom(key, method)) {
        return fail(ErrorCode::KeyWeak, "a modulus of " + std::to_string(key.bits()) +
                                            " bits has no room for the padding of this algorithm");
    }
    return {};
}

/// True if the key's own RSASSA-PSS parameters forbid the method (and not the backend).     (RFC 4055 §3.3)
bool forbiddenByKey(const Key& key) {
    const unsigned long code = ERR_peek_last_error();
    return key.type() == KeyType::RsaPss && code != 0 && ERR_GET_LIB(code) == ERR_LIB_PROV;
}

Result<HashThenSign> prepareHashThenSign(const Key& key, SignatureMethod method, Direction direction) {
    HashThenSign ready;
    ready.digest = fetchedDigest(method.hash);
    if (ready.digest == nullptr) {
        return backendFailure("the digest is not available");
    }
    ready.hashing.reset(EVP_MD_CTX_new());
    ready.context.reset(EVP_PKEY_CTX_new_from_pkey(nullptr, key.native().pkey.get(), nullptr));
    EVP_PKEY_CTX* context = ready.context.get();
    if (!ready.hashing || context == nullptr ||
        (direction == Direction::Sign ? EVP_PKEY_sign_init(context) : EVP_PKEY_verify_init(context)) != 1) {
        return backendFailure("the signature could not be prepared");
    }
    bool set = true;
    switch (method.scheme) {
    case SignatureScheme::RsaPkcs1:
        set = EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1 &&
              EVP_PKEY_CTX_set_signature_md(context, ready.digest) == 1;
        break;
    case SignatureScheme::RsaPss:
        set = EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
              EVP_PKEY_CTX_set_signature_md(context, ready.digest) == 1 &&
              EVP_PKEY_CTX_set_rsa_mgf1_md(context, ready.digest) == 1 &&
              EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
        break;
    default:
        set = EVP_PKEY_CTX_set_signature_md(context, ready.digest) == 1;
        break;
    }
    if (!set) {
        if (forbiddenByKey(key)) {
            return failWithReasons(ErrorCode::KeyTypeMismatch,
                                   "the parameters inside this RSASSA-PSS key forbid this algorithm");
        }
        return backendFailure("the signature could not be prepared");
    }
    return ready;
}

Result<WholeMessage> prepareWholeMessage(const Key& key, Direction direction) {
    WholeMessage ready;
    ready.ready.reset(EVP_MD_CTX_new());
    ready.work.reset(EVP_MD_CTX_new());
    if (!ready.ready || !ready.work) {
        return backendFailure("the signature could not be prepared");
    }
    EVP_PKEY* pkey = key.native().pkey.get();
    const int begun =
        direction == Direction::Sign
            ? EVP_DigestSignInit_ex(ready.ready.get(), nullptr, nullptr, nullptr, nullptr, pkey, nullptr)
            : EVP_DigestVerifyInit_ex(ready.ready.get(), nullptr, nullptr, nullptr, nullptr, pkey, nullptr);
    if (begun != 1) {
        return backendFailure("the signature could not be prepared");
    }
    return ready;
}

std::size_t signatureOctets(const Key& key, SignatureMethod method) {
    switch (method.scheme) {
    case SignatureScheme::Hmac:
        return hashOctets(method.hash);
    case SignatureScheme::RsaPkcs1:
    case SignatureScheme::RsaPss:
        return (static_cast<std::size_t>(key.bits()) + 7) / 8;
    case SignatureScheme::Ecdsa:
    case SignatureScheme::EdDsa:
        return 2 * fieldOctets(key.curve());
    }
    return 0;
}

} // namespace

std::size_t HashThenSign::hash(ByteView input, std::uint8_t* out) const {
    unsigned int size = 0;
    const bool done = EVP_DigestInit_ex2(hashing.get(), digest, nullptr) == 1 &&
                      EVP_DigestUpdate(hashing.get(), input.data(), input.size()) == 1 &&
                      EVP_DigestFinal_ex(hashing.get(), out, &size) == 1;
    return done ? size : 0;
}

Result<SignatureState> prepareSignature(const Key& key, SignatureMethod method, Direction direction) {
    startBackend();
    if (auto suitable = checkSuitable(key, method, direction); !suitable) {
        return passOn(suitable);
    }
    SignatureState state{method, key, signatureOctets(key, method), {}};
    const auto keep = [&state](auto&& made) -> Result<SignatureState> {
        if (!made) {
            return passOn(made);
        }
        state.ready = std::move(*made);
        return std::move(state);
    };
    switch (method.scheme) {
    case SignatureScheme::Hmac:
        return keep(Hmac::create(key.secret().reveal(), method.hash));
    case SignatureScheme::EdDsa:
        return keep(prepareWholeMessage(key, direction));
    default:
        return keep(prepareHashThenSign(key, method, direction));
    }
}

} // namespace twb::crypto
