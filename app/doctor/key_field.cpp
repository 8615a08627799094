// SPDX-License-Identifier: Apache-2.0
#include "doctor/key_field.h"

#include "doctor/key_objects.h"

#include <algorithm>

namespace twb::doctor {
namespace {

KeyKind kindOfCurve(crypto::Curve curve) {
    switch (curve) {
    case crypto::Curve::P256:
        return KeyKind::EcP256;
    case crypto::Curve::P384:
        return KeyKind::EcP384;
    case crypto::Curve::P521:
        return KeyKind::EcP521;
    case crypto::Curve::Secp256k1:
        return KeyKind::EcSecp256k1;
    case crypto::Curve::Ed25519:
        return KeyKind::Ed25519;
    case crypto::Curve::Ed448:
        return KeyKind::Ed448;
    case crypto::Curve::X25519:
        return KeyKind::X25519;
    case crypto::Curve::X448:
        return KeyKind::X448;
    case crypto::Curve::None:
        break;
    }
    return KeyKind::None;
}

/// Octets that the text would be as Base64, if it looks as if it were meant so: padded, or long and of mixed characters
/// (a plain word of suitable length is Base64 too, but nobody meant it).
std::optional<std::size_t> octetsAsBase64(std::string_view text) {
    if (text.size() < 22 || text.size() % 4 != 0) {
        return {};
    }
    const auto has = [&](char from, char to) {
        return std::any_of(text.begin(), text.end(), [&](char c) { return c >= from && c <= to; });
    };
    const bool padded = text.back() == '=';
    if (!padded && !(has('A', 'Z') && has('a', 'z') && has('0', '9'))) {
        return {};
    }
    const auto octets = jose::decodeSecretText(text, SecretEncoding::Base64);
    return octets && octets->size() >= 16 ? std::optional<std::size_t>(octets->size()) : std::nullopt;
}

/// PEM and JSON are recognised in the secret field too: their text never serves as an HMAC secret.   (RFC 8725 §3.1)
bool isKeyText(std::string_view text) {
    return !jose::asymmetricKeyText(asBytes(text)).empty();
}

Result<jose::KeySet> readField(const KeyField& field) {
    const std::string_view text = asText(field.text.reveal());
    if (field.kind == KeyField::Kind::Secret && !isKeyText(text)) {
        return jose::readSecretText(text, field.encoding);
    }
    auto read = jose::readKeyMaterial(field.text.reveal(), {&field.passphrase});
    if (read && !read->empty() && read->entries().front().format == "secret") {
        return fail(ErrorCode::KeyFormatUnknown, "the text is neither PEM nor JWK, JWKS or certificate");
    }
    return read;
}

KeyFacts factsOf(const KeyField& field, const jose::KeySet& set) {
    const jose::KeyEntry& first = set.entries().front();
    const crypto::Key& key = first.jwk.key;
    KeyFacts facts;
    facts.state = KeyFacts::State::Readable;
    facts.kind = kindOf(key);
    facts.bits = key.bits();
    facts.keys = set.entries().size();
    facts.kid = first.jwk.kid;
    facts.opened = field.passphrase.has_value();
    facts.fromCertificate = first.certificate.has_value();
    facts.holdsPrivate = std::any_of(set.entries().begin(), set.entries().end(), [](const jose::KeyEntry& entry) {
        return entry.jwk.key.type() != crypto::KeyType::Oct && entry.jwk.key.isPrivate();
    });
    if (facts.kind == KeyKind::Secret) {
        facts.secretOctets = key.secret().size();
        if (field.kind == KeyField::Kind::Secret && field.encoding == SecretEncoding::Utf8) {
            facts.base64Octets = octetsAsBase64(asText(field.text.reveal()));
        }
    } else if (auto thumbprint = jose::thumbprint(key)) {
        facts.thumbprint = std::move(*thumbprint);
    }
    return facts;
}

} // namespace

KeyKind kindOf(const crypto::Key& key) {
    switch (key.type()) {
    case crypto::KeyType::Oct:
        return KeyKind::Secret;
    case crypto::KeyType::Rsa:
        return KeyKind::Rsa;
    case crypto::KeyType::RsaPss:
        return KeyKind::RsaPss;
    case crypto::KeyType::Ec:
    case crypto::KeyType::Okp:
        break;
    }
    return kindOfCurve(key.curve());
}

KeyKind neededBy(const jose::Algorithm& algorithm) {
    switch (algorithm.family) {
    case jose::AlgorithmFamily::Hmac:
        return KeyKind::Secret;
    case jose::AlgorithmFamily::RsaPkcs1:
    case jose::AlgorithmFamily::RsaPss:
        return KeyKind::Rsa;
    case jose::AlgorithmFamily::Ecdsa:
        return kindOfCurve(algorithm.curve);
    case jose::AlgorithmFamily::EdDsa:
        return algorithm.curve == crypto::Curve::None ? KeyKind::Edwards : kindOfCurve(algorithm.curve);
    case jose::AlgorithmFamily::None:
        break;
    }
    return KeyKind::None;
}

SharedResolvedKey resolveKey(SharedKeyField field) {
    KeyFacts facts;
    if (field == nullptr || field->kind == KeyField::Kind::Nothing || field->text.empty()) {
        return std::make_shared<const ResolvedKey>(std::move(field), facts, nullptr);
    }
    auto set = readField(*field);
    if (set && set->empty()) {
        set = set->problems().empty()
                  ? Result<jose::KeySet>(fail(ErrorCode::KeyNotFound, "there is no key in this text"))
                  : Result<jose::KeySet>(tl::unexpected<Error>(set->problems().front().error));
    }
    if (!set) {
        facts.state = KeyFacts::State::Unreadable;
        facts.problem = set.error();
        return std::make_shared<const ResolvedKey>(std::move(field), facts, nullptr);
    }
    facts = factsOf(*field, *set);
    auto keys = std::make_shared<ResolvedKey::Keys>();
    keys->set = std::make_shared<const jose::KeySet>(std::move(*set));
    return std::make_shared<const ResolvedKey>(std::move(field), std::move(facts), std::move(keys));
}

} // namespace twb::doctor
