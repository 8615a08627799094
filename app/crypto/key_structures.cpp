// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_structures.h"

#include "crypto/curves.h"
#include "crypto/der.h"
#include "crypto/key_native.h"
#include "crypto/oids.h"

#include <openssl/x509.h>

namespace twb::crypto {

namespace {

tl::unexpected<Error> malformed(std::string_view what) {
    return fail(ErrorCode::KeyInvalid, "the structure of " + std::string(what) + " is damaged");
}

struct Algorithm {
    ByteView oid;
    DerReader parameters;
    ByteView whole;
};

std::optional<Algorithm> takeAlgorithm(DerReader& reader) {
    const auto element = reader.peekTag() == derSequence ? reader.next() : std::nullopt;
    if (!element) {
        return std::nullopt;
    }
    DerReader inside(element->content);
    const auto identifier = inside.take(derOid);
    if (!identifier) {
        return std::nullopt;
    }
    return Algorithm{*identifier, inside, element->whole};
}

Curve curveOf(ByteView identifier) {
    static constexpr std::pair<std::string_view, Curve> table[]{
        {oid::p256, Curve::P256},           {oid::p384, Curve::P384},       {oid::p521, Curve::P521},
        {oid::secp256k1, Curve::Secp256k1}, {oid::ed25519, Curve::Ed25519}, {oid::ed448, Curve::Ed448},
        {oid::x25519, Curve::X25519},       {oid::x448, Curve::X448}};
    for (const auto& [text, curve] : table) {
        if (oid::is(identifier, text)) {
            return curve;
        }
    }
    return Curve::None;
}

/// The curve of `ECParameters`, a choice of a name and explicit numbers.                   (RFC 5480 §2.1.1)
Result<Curve> takeCurve(DerReader parameters) {
    if (parameters.peekTag() == derSequence) {
        return fail(ErrorCode::KeyUnsupported, "the curve is written out in numbers instead of its name");
    }
    const auto name = parameters.take(derOid);
    if (!name) {
        return fail(ErrorCode::KeyInvalid, "the EC key does not name its curve");
    }
    const Curve curve = curveOf(*name);
    if (groupOrder(curve).empty()) {
        return fail(ErrorCode::KeyUnsupported, "the curve " + oidText(*name) + " is not one of those used in JOSE");
    }
    return curve;
}

tl::unexpected<Error> unsupported(ByteView identifier) {
    if (oid::is(identifier, oid::dsa)) {
        return fail(ErrorCode::KeyUnsupported, "this is a DSA key; JOSE has no use for it");
    }
    if (oid::is(identifier, oid::diffieHellman)) {
        return fail(ErrorCode::KeyUnsupported, "this is a Diffie-Hellman key; JOSE has no use for it");
    }
    return fail(ErrorCode::KeyUnsupported, "the kind of this key is " + oidText(identifier));
}

Result<EcNumbers> pointNumbers(Curve curve, ByteView point) {
    const std::size_t width = fieldOctets(curve);
    if (point.size() != 1 + 2 * width || point[0] != 4) {
        return decodePoint(curve, point);
    }
    EcNumbers numbers;
    numbers.curve = curve;
    numbers.x.assign(point.begin() + 1, point.begin() + 1 + static_cast<std::ptrdiff_t>(width));
    numbers.y.assign(point.begin() + 1 + static_cast<std::ptrdiff_t>(width), point.end());
    return numbers;
}

/// RSASSA-PSS keys carry parameters that OpenSSL must enforce: it reads them itself.               (RFC 4055 §1.2)
Result<Key> pssKey(ByteView der, ByteView algorithm, bool isPrivate) {
    startBackend();
    const unsigned char* at = der.data();
    const auto size = static_cast<long>(der.size());
    PkeyPtr pkey(isPrivate ? d2i_AutoPrivateKey(nullptr, &at, size) : d2i_PUBKEY(nullptr, &at, size));
    if (!pkey) {
        return failWithReasons(ErrorCode::KeyInvalid, "the RSASSA-PSS key could not be read");
    }
    auto key = keyFromRsaPkey(std::move(pkey), KeyType::RsaPss, isPrivate, Bytes(algorithm.begin(), algorithm.end()));
    if (key && isPrivate) {
        const auto numbers = key->rsaNumbers(Key::Halves::PublicAndPrivate);
        if (!numbers) {
            return passOn(numbers);
        }
        if (auto sound = completeRsa(*numbers); !sound) {
            return passOn(sound);
        }
    }
    return key;
}

Secret secretOf(ByteView octets) {
    return Secret(octets);
}

} // namespace

DerKind recogniseDer(ByteView octets) {
    if (octets.empty() || octets[0] != derSequence) {
        return DerKind::Unknown;
    }
    if (derAnnouncedSize(octets) != octets.size()) {
        return DerKind::Damaged;
    }
    DerReader outer(octets);
    const auto inside = outer.enter(derSequence);
    if (!inside) {
        return DerKind::Damaged;
    }
    std::string tags; // I integer, S sequence, O octet string, B bit string, . anything else
    std::optional<ByteView> first;
    for (DerReader walk = *inside; !walk.atEnd();) {
        const auto element = walk.next();
        if (!element) {
            return DerKind::Damaged;
        }
        if (!first) {
            first = element->content;
        }
        switch (element->tag) {
        case derInteger:
            tags += 'I';
            break;
        case derSequence:
            tags += 'S';
            break;
        case derOctetString:
            tags += 'O';
            break;
        case derBitString:
            tags += 'B';
            break;
        default:
            tags += '.';
            break;
        }
        if (tags.size() > 12) {
            break;
        }
    }
    const std::uint8_t version = first && first->size() == 1 ? (*first)[0] : std::uint8_t{255};
    if (tags.starts_with("ISO")) {
        return DerKind::Pkcs8;
    }
    if (tags.starts_with("IO") && version == 1) {
        return DerKind::Sec1;
    }
    if (tags == "II") {
        return DerKind::Pkcs1Public;
    }
    if (tags == "IIIIII" && version == 0) {
        return DerKind::DsaPrivate;
    }
    if (tags.starts_with("IIIIIIIII")) {
        return DerKind::Pkcs1Private;
    }
    if (tags.starts_with("IS") && version == 3) {
        return DerKind::Pkcs12;
    }
    if (tags == "SB") {
        return DerKind::Spki;
    }
    if (tags == "SO") {
        return DerKind::Pkcs8Encrypted;
    }
    if (tags == "SSB") {
        DerReader signedPart(*first);
        // A request starts with version, subject, key; a certificate with [version], serial number, algorithm, issuer.
        const bool versioned = signedPart.peekTag() == derContext0;
        if (versioned) {
            return DerKind::Certificate;
        }
        signedPart.next();
        signedPart.next();
        signedPart.next();
        return signedPart.peekTag() == derContext0 || signedPart.atEnd() ? DerKind::CertificateRequest
                                                                         : DerKind::Certificate;
    }
    return DerKind::Unknown;
}

std::string_view describe(DerKind kind) {
    switch (kind) {
    case DerKind::Unknown:
        return "an unknown structure";
    case DerKind::Damaged:
        return "a damaged or truncated structure";
    case DerKind::Pkcs1Private:
        return "a PKCS#1 private key";
    case DerKind::Pkcs1Public:
        return "a PKCS#1 public key";
    case DerKind::Pkcs8:
        return "a PKCS#8 private key";
    case DerKind::Pkcs8Encrypted:
        return "an encrypted PKCS#8 private key";
    case DerKind::Sec1:
        return "a SEC 1 private key";
    case DerKind::Spki:
        return "a public key (SPKI)";
    case DerKind::Certificate:
        return "an X.509 certificate";
    case DerKind::CertificateRequest:
        return "a certificate request";
    case DerKind::Pkcs12:
        return "a PKCS#12 file";
    case DerKind::DsaPrivate:
        return "a DSA private key";
    }
    return "an unknown structure";
}

Result<Key> keyFromSpki(ByteView der) {
    DerReader outer(der);
    auto inside = outer.enter(derSequence);
    const auto algorithm = inside ? takeAlgorithm(*inside) : std::nullopt;
    const auto bits = algorithm ? inside->takeBits() : std::nullopt;
    if (!bits) {
        return malformed("the public key");
    }
    if (oid::is(algorithm->oid, oid::rsaEncryption)) {
        return keyFromPkcs1Public(*bits);
    }
    if (oid::is(algorithm->oid, oid::rsassaPss)) {
        return pssKey(der, algorithm->whole, false);
    }
    if (oid::is(algorithm->oid, oid::ecPublicKey)) {
        const auto curve = takeCurve(algorithm->parameters);
        if (!curve) {
            return passOn(curve);
        }
        const auto numbers = pointNumbers(*curve, *bits);
        if (!numbers) {
            return passOn(numbers);
        }
        return Key::fromEc(*numbers);
    }
    const Curve curve = curveOf(algorithm->oid);
    if (curve != Curve::None && groupOrder(curve).empty()) {
        return Key::fromOkp({curve, Bytes(bits->begin(), bits->end()), {}});
    }
    return unsupported(algorithm->oid);
}

Result<Key> keyFromPkcs8(ByteView der) {
    DerReader outer(der);
    auto inside = outer.enter(derSequence);
    const auto version = inside ? inside->takeSmall() : std::nullopt;
    const auto algorithm = version ? takeAlgorithm(*inside) : std::nullopt;
    const auto octets = algorithm ? inside->take(derOctetString) : std::nullopt;
    if (!octets || *version > 1) {
        return malformed("the PKCS#8 private key");
    }
    if (oid::is(algorithm->oid, oid::rsaEncryption)) {
        return keyFromPkcs1Private(*octets);
    }
    if (oid::is(algorithm->oid, oid::rsassaPss)) {
        return pssKey(der, algorithm->whole, true);
    }
    if (oid::is(algorithm->oid, oid::ecPublicKey)) {
        const auto curve = takeCurve(algorithm->parameters);
        if (!curve) {
            return passOn(curve);
        }
        return keyFromSec1(*octets, *curve);
    }
    const Curve curve = curveOf(algorithm->oid);
    if (curve == Curve::None || !groupOrder(curve).empty()) {
        return unsupported(algorithm->oid);
    }
    DerReader wrapped(*octets);
    const auto raw = wrapped.take(derOctetString);
    if (!raw) {
        return malformed("the PKCS#8 private key");
    }
    OkpNumbers numbers;
    numbers.curve = curve;
    numbers.d = secretOf(*raw);
    if (inside->peekTag() == derContext0) { // attributes
        inside->next();
    }
    if (inside->peekTag() == 0x81) { // publicKey [1] IMPLICIT BIT STRING
        const auto publicHalf = inside->next();
        if (!publicHalf || publicHalf->content.empty()) {
            return malformed("the PKCS#8 private key");
        }
        numbers.x.assign(publicHalf->content.begin() + 1, publicHalf->content.end());
    }
    return Key::fromOkp(numbers);
}

Result<Key> keyFromPkcs1Private(ByteView der) {
    DerReader outer(der);
    auto inside = outer.enter(derSequence);
    const auto version = inside ? inside->takeSmall() : std::nullopt;
    if (!version) {
        return malformed("the RSA private key");
    }
    if (*version != 0) {
        return fail(ErrorCode::KeyUnsupported, "RSA keys of more than two primes are not supported");
    }
    ByteView members[8];
    for (ByteView& member : members) {
        const auto number = inside->takeUnsigned();
        if (!number) {
            return malformed("the RSA private key");
        }
        member = *number;
    }
    if (members[2].empty() || members[3].empty() || members[4].empty()) {
        return fail(ErrorCode::KeyInvalid, "a number of the RSA private key is zero");
    }
    RsaNumbers numbers;
    numbers.n.assign(members[0].begin(), members[0].end());
    numbers.e.assign(members[1].begin(), members[1].end());
    numbers.d = secretOf(members[2]);
    numbers.p = secretOf(members[3]);
    numbers.q = secretOf(members[4]);
    numbers.dp = secretOf(members[5]);
    numbers.dq = secretOf(members[6]);
    numbers.qi = secretOf(members[7]);
    return Key::fromRsa(numbers);
}

Result<Key> keyFromPkcs1Public(ByteView der) {
    DerReader outer(der);
    auto inside = outer.enter(derSequence);
    const auto n = inside ? inside->takeUnsigned() : std::nullopt;
    const auto e = n ? inside->takeUnsigned() : std::nullopt;
    if (!e) {
        return malformed("the RSA public key");
    }
    RsaNumbers numbers;
    numbers.n.assign(n->begin(), n->end());
    numbers.e.assign(e->begin(), e->end());
    return Key::fromRsa(numbers);
}

Result<Key> keyFromSec1(ByteView der, Curve curve) {
    DerReader outer(der);
    auto inside = outer.enter(derSequence);
    const auto version = inside ? inside->takeSmall() : std::nullopt;
    const auto d = version ? inside->take(derOctetString) : std::nullopt;
    if (!d || *version != 1) {
        return malformed("the EC private key");
    }
    if (auto parameters = inside->enter(derContext0)) {
        const auto own = takeCurve(*parameters);
        if (!own) {
            return passOn(own);
        }
        if (curve != Curve::None && curve != *own) {
            return fail(ErrorCode::KeyInvalid, "the EC private key names two different curves");
        }
        curve = *own;
    }
    if (curve == Curve::None) {
        return fail(ErrorCode::KeyInvalid, "the EC private key does not name its curve");
    }
    EcNumbers numbers;
    numbers.curve = curve;
    if (auto publicHalf = inside->enter(derContext1)) {
        const auto point = publicHalf->takeBits();
        if (!point) {
            return malformed("the EC private key");
        }
        auto read = pointNumbers(curve, *point);
        if (!read) {
            return passOn(read);
        }
        numbers = std::move(*read);
    }
    numbers.d = secretOf(*d);
    if (numbers.d.empty()) {
        return malformed("the EC private key");
    }
    return Key::fromEc(numbers);
}

} // namespace twb::crypto
