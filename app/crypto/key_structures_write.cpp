// SPDX-License-Identifier: Apache-2.0
#include "crypto/curves.h"
#include "crypto/der.h"
#include "crypto/key_native.h"
#include "crypto/key_structures.h"
#include "crypto/oids.h"

namespace twb::crypto {

namespace {

std::string_view curveOid(Curve curve) {
    switch (curve) {
    case Curve::P256:
        return oid::p256;
    case Curve::P384:
        return oid::p384;
    case Curve::P521:
        return oid::p521;
    case Curve::Secp256k1:
        return oid::secp256k1;
    case Curve::Ed25519:
        return oid::ed25519;
    case Curve::Ed448:
        return oid::ed448;
    case Curve::X25519:
        return oid::x25519;
    case Curve::X448:
        return oid::x448;
    case Curve::None:
        break;
    }
    return {};
}

Secret oidElement(std::string_view identifier) {
    return derElement(derOid, {asBytes(identifier)});
}

/// AlgorithmIdentifier of the kind of key. RSA has NULL parameters (RFC 8017 App. A.1), RFC 8410 curves have none.
Secret algorithmOf(const Key& key) {
    switch (key.type()) {
    case KeyType::RsaPss:
        return Secret(ByteView(key.native().pssAlgorithm));
    case KeyType::Rsa:
        return derElement(derSequence, {oidElement(oid::rsaEncryption).reveal(), derElement(derNull, {}).reveal()});
    case KeyType::Ec:
        return derElement(derSequence,
                          {oidElement(oid::ecPublicKey).reveal(), oidElement(curveOid(key.curve())).reveal()});
    default:
        return derElement(derSequence, {oidElement(curveOid(key.curve())).reveal()});
    }
}

bool isRsa(const Key& key) {
    return key.type() == KeyType::Rsa || key.type() == KeyType::RsaPss;
}

tl::unexpected<Error> impossible(const char* sentence) {
    return fail(ErrorCode::KeyFormatImpossible, sentence);
}

tl::unexpected<Error> privateMissing() {
    return fail(ErrorCode::KeyPrivateMissing, "this is a public key");
}

Secret pointElement(const EcNumbers& numbers) {
    const std::uint8_t form[1]{4};
    Bytes point;
    point.reserve(1 + numbers.x.size() + numbers.y.size());
    point.insert(point.end(), form, form + 1);
    point.insert(point.end(), numbers.x.begin(), numbers.x.end());
    point.insert(point.end(), numbers.y.begin(), numbers.y.end());
    return derBits(point);
}

enum class Parameters { Inside, Outside };

/// ECPrivateKey; inside PKCS#8 the curve stands in the AlgorithmIdentifier alone, as OpenSSL writes it.
Result<Secret> ecPrivateKey(const Key& key, Parameters parameters) {
    const auto numbers = key.ecNumbers(Key::Halves::PublicAndPrivate);
    if (!numbers) {
        return passOn(numbers);
    }
    const Secret name = parameters == Parameters::Inside
                            ? derElement(derContext0, {oidElement(curveOid(key.curve())).reveal()})
                            : Secret();
    return derElement(derSequence,
                      {derSmall(1).reveal(), derElement(derOctetString, {numbers->d.reveal()}).reveal(), name.reveal(),
                       derElement(derContext1, {pointElement(*numbers).reveal()}).reveal()});
}

Result<Secret> rsaPrivateKey(const Key& key) {
    const auto numbers = key.rsaNumbers(Key::Halves::PublicAndPrivate);
    if (!numbers) {
        return passOn(numbers);
    }
    return derElement(derSequence,
                      {derSmall(0).reveal(), derUnsigned(numbers->n).reveal(), derUnsigned(numbers->e).reveal(),
                       derUnsigned(numbers->d.reveal()).reveal(), derUnsigned(numbers->p.reveal()).reveal(),
                       derUnsigned(numbers->q.reveal()).reveal(), derUnsigned(numbers->dp.reveal()).reveal(),
                       derUnsigned(numbers->dq.reveal()).reveal(), derUnsigned(numbers->qi.reveal()).reveal()});
}

Secret rsaPublicKey(const Key& key) {
    return derElement(derSequence,
                      {derUnsigned(key.native().first).reveal(), derUnsigned(key.native().second).reveal()});
}

} // namespace

Result<Secret> spkiOf(const Key& key) {
    Secret bits;
    switch (key.type()) {
    case KeyType::Oct:
        return impossible("a secret has no public half");
    case KeyType::Rsa:
    case KeyType::RsaPss:
        bits = derBits(rsaPublicKey(key).reveal());
        break;
    case KeyType::Ec: {
        const auto numbers = key.ecNumbers(Key::Halves::PublicOnly);
        if (!numbers) {
            return passOn(numbers);
        }
        bits = pointElement(*numbers);
        break;
    }
    case KeyType::Okp:
        bits = derBits(key.native().first);
        break;
    }
    return derElement(derSequence, {algorithmOf(key).reveal(), bits.reveal()});
}

Result<Secret> pkcs8Of(const Key& key) {
    if (key.type() == KeyType::Oct) {
        return impossible("PKCS#8 holds key pairs, no secrets");
    }
    if (!key.isPrivate()) {
        return privateMissing();
    }
    Secret inner;
    if (key.type() == KeyType::Okp) {
        const auto numbers = key.okpNumbers(Key::Halves::PublicAndPrivate);
        if (!numbers) {
            return passOn(numbers);
        }
        inner = derElement(derOctetString, {numbers->d.reveal()});
    } else {
        auto made = key.type() == KeyType::Ec ? ecPrivateKey(key, Parameters::Outside) : rsaPrivateKey(key);
        if (!made) {
            return passOn(made);
        }
        inner = std::move(*made);
    }
    return derElement(derSequence, {derSmall(0).reveal(), algorithmOf(key).reveal(),
                                    derElement(derOctetString, {inner.reveal()}).reveal()});
}

Result<Secret> pkcs1PrivateOf(const Key& key) {
    if (!isRsa(key)) {
        return impossible("PKCS#1 holds RSA keys only");
    }
    if (key.type() == KeyType::RsaPss) {
        return impossible("PKCS#1 cannot say that a key is for RSASSA-PSS only; use PKCS#8");
    }
    if (!key.isPrivate()) {
        return privateMissing();
    }
    return rsaPrivateKey(key);
}

Result<Secret> pkcs1PublicOf(const Key& key) {
    if (!isRsa(key)) {
        return impossible("PKCS#1 holds RSA keys only");
    }
    if (key.type() == KeyType::RsaPss) {
        return impossible("PKCS#1 cannot say that a key is for RSASSA-PSS only; use SPKI");
    }
    return rsaPublicKey(key);
}

Result<Secret> sec1Of(const Key& key) {
    if (key.type() != KeyType::Ec) {
        return impossible("SEC 1 holds EC keys only");
    }
    if (!key.isPrivate()) {
        return privateMissing();
    }
    return ecPrivateKey(key, Parameters::Inside);
}

} // namespace twb::crypto
