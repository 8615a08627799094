// SPDX-License-Identifier: Apache-2.0
#include "jose/jwk.h"

#include "base/base64url.h"
#include "jose/algorithm_table.h"
#include "jose/key_json.h"
#include "json/text.h"

#include <algorithm>
#include <array>

namespace twb::jose {

namespace {

using crypto::Curve;
using crypto::Key;

// Every member that this reader knows, found in one pass.
// clang-format off
enum Member : std::size_t {
    Kty, Crv, X, Y, N, E, D, P, Q, Dp, Dq, Qi, Oth, K, Kid, Alg, Use, KeyOps, X5u, X5c, X5t, X5tS256, MemberCount
};
constexpr std::array<std::string_view, MemberCount> memberNames{
    "kty", "crv", "x", "y", "n", "e", "d", "p", "q", "dp", "dq", "qi", "oth", "k", "kid", "alg", "use", "key_ops",
    "x5u", "x5c", "x5t", "x5t#S256"};
// clang-format on

std::string quoted(Member member) {
    return "\"" + std::string(memberNames[member]) + "\"";
}

class Reader {
public:
    explicit Reader(const json::Value& object)
        : m_object(object) {
        object.forEachMember([this](json::Value name, json::Value value) {
            std::string scratch;
            const std::string_view text = name.stringView(scratch).value_or(std::string_view());
            const auto found = std::find(memberNames.begin(), memberNames.end(), text);
            if (found != memberNames.end()) {
                m_members[static_cast<std::size_t>(found - memberNames.begin())] = value;
            }
        });
    }

    Result<Jwk> read() {
        if (auto duplicate = checkDuplicates(); !duplicate) {
            return passOn(duplicate);
        }
        const auto kty = text(Kty);
        if (!kty) {
            return passOn(kty);
        }
        Result<Key> key = *kty == "RSA"   ? readRsa()
                          : *kty == "EC"  ? readEc()
                          : *kty == "OKP" ? readOkp()
                          : *kty == "oct" ? readOct()
                                          : unknown(Kty, *kty);
        if (!key) {
            Error error = key.error();
            if (error.where == TextRange{}) {
                error.where = m_object.range(); // the numbers are sound base64url but no sound key
            }
            return tl::unexpected<Error>(std::move(error));
        }
        Jwk jwk{*key, {}, {}, {}, {}, false, {}, {}, {}, {}, std::move(m_warnings)};
        return readFacts(std::move(jwk));
    }

private:
    Result<void> checkDuplicates() const {
        const TextRange object = m_object.range();
        for (const json::Duplicate& duplicate : m_object.tape()->duplicates()) {
            if (duplicate.second.offset > object.offset && duplicate.second.offset < object.offset + object.length) {
                return fail(ErrorCode::JsonDuplicateName, "\"" + duplicate.name + "\" stands twice in the key",
                            duplicate.second);
            }
        }
        return {};
    }

    bool has(Member member) const { return m_members[member].exists(); }

    tl::unexpected<Error> invalid(Member member, std::string detail) const {
        return fail(ErrorCode::JwkInvalid, std::move(detail),
                    has(member) ? m_members[member].range() : m_object.range());
    }

    Result<Key> unknown(Member member, const std::string& value) const {
        return fail(ErrorCode::KeyUnsupported, quoted(member) + " is " + json::quote(value), m_members[member].range());
    }

    Result<std::string> text(Member member) const {
        if (!has(member)) {
            return invalid(member, quoted(member) + " is missing");
        }
        auto value = m_members[member].string();
        if (!value) {
            return invalid(member, quoted(member) + " must be a string");
        }
        return std::move(*value);
    }

    enum class Visibility { Public, Secret };

    Result<Bytes> octets(Member member, Visibility visibility) const {
        auto value = text(member);
        if (!value) {
            return passOn(value);
        }
        Bytes result;
        const auto decoded = base64url::decode(*value, result);
        if (!decoded) {
            Error error = decoded.error();
            // The offset in the text is known only where the string is written without escapes.
            const TextRange range = m_members[member].range();
            const bool plain = range.length == value->size() + 2;
            wipeText(*value);
            return fail(ErrorCode::JwkInvalid,
                        quoted(member) + " is not base64url" +
                            (visibility == Visibility::Public ? ": " + error.detail : std::string()),
                        plain ? TextRange{range.offset + 1 + error.where.offset, error.where.length} : range);
        }
        if (visibility == Visibility::Secret) {
            wipeText(*value);
        }
        return result;
    }

    void warn(Member member, std::string detail) {
        m_warnings.push_back(Error{ErrorCode::JwkInvalid, std::move(detail), m_members[member].range()});
    }

    // Base64urlUInt: the shortest octets of a number, "AA" for zero.                             (RFC 7518 §2)
    Result<Bytes> unsignedNumber(Member member, Visibility visibility) {
        auto value = octets(member, visibility);
        if (!value) {
            return value;
        }
        if (value->empty()) {
            return invalid(member, quoted(member) + " is empty");
        }
        const auto first = std::find_if(value->begin(), value->end(), [](std::uint8_t octet) { return octet != 0; });
        if (first != value->begin() && value->size() > 1) {
            warn(member, quoted(member) + " has leading zero octets, which RFC 7518 section 2 forbids");
            value->erase(value->begin(), first == value->end() ? first - 1 : first);
        }
        return value;
    }

    // A field element has the full size of the field.                                    (RFC 7518 §6.2.1.2)
    // Deliberate: shorter ones are read, because several libraries cut leading zeros off; the warning says so.
    Result<Bytes> fieldElement(Member member, Curve curve, Visibility visibility) {
        auto value = octets(member, visibility);
        if (!value) {
            return value;
        }
        const std::size_t size = crypto::fieldOctets(curve);
        if (value->size() == size) {
            return value;
        }
        const std::string lengths = quoted(member) + " has " + std::to_string(value->size()) + " octets, " +
                                    std::string(curveName(curve)) + " needs " + std::to_string(size);
        if (value->size() > size || value->empty()) {
            return invalid(member, lengths);
        }
        warn(member, lengths + "; read as if zeros stood before it");
        Bytes padded(size);
        std::copy(value->begin(), value->end(), padded.end() - static_cast<std::ptrdiff_t>(value->size()));
        wipeMemory(value->data(), value->size());
        return padded;
    }

    Result<void> secretNumber(Member member, Secret& out) {
        auto value = unsignedNumber(member, Visibility::Secret);
        if (!value) {
            return passOn(value);
        }
        out = Secret(std::move(*value));
        return {};
    }

    Result<Key> readRsa() {
        if (has(Oth)) {
            return fail(ErrorCode::KeyUnsupported, "\"oth\": RSA keys of more than two primes are not supported",
                        m_members[Oth].range());
        }
        crypto::RsaNumbers numbers;
        auto n = unsignedNumber(N, Visibility::Public);
        if (!n) {
            return passOn(n);
        }
        auto e = unsignedNumber(E, Visibility::Public);
        if (!e) {
            return passOn(e);
        }
        numbers.n = std::move(*n);
        numbers.e = std::move(*e);
        const std::array<std::pair<Member, Secret*>, 5> primes{
            {{P, &numbers.p}, {Q, &numbers.q}, {Dp, &numbers.dp}, {Dq, &numbers.dq}, {Qi, &numbers.qi}}};
        const auto given =
            std::find_if(primes.begin(), primes.end(), [this](const auto& row) { return has(row.first); });
        if (!has(D)) {
            if (given != primes.end()) {
                return invalid(given->first, quoted(given->first) + " is there without \"d\"");
            }
            return Key::fromRsa(numbers);
        }
        if (auto d = secretNumber(D, numbers.d); !d) {
            return passOn(d);
        }
        if (given != primes.end()) { // if one of them is there, all must be (RFC 7518 §6.3.2)
            for (const auto& [member, out] : primes) {
                if (auto number = secretNumber(member, *out); !number) {
                    return passOn(number);
                }
            }
        }
        return Key::fromRsa(numbers);
    }

    Result<Curve> curve(bool octetPair) const {
        const auto crv = text(Crv);
        if (!crv) {
            return passOn(crv);
        }
        const Curve found = findCurve(*crv);
        const bool isOctetPair =
            found == Curve::Ed25519 || found == Curve::Ed448 || found == Curve::X25519 || found == Curve::X448;
        if (found == Curve::None) {
            return passOn(unknown(Crv, *crv));
        }
        if (isOctetPair != octetPair) {
            return invalid(Crv, "\"crv\" " + json::quote(*crv) + " belongs to \"kty\" " +
                                    (isOctetPair ? "\"OKP\"" : "\"EC\""));
        }
        return found;
    }

    Result<Key> readEc() {
        const auto named = curve(false);
        if (!named) {
            return passOn(named);
        }
        crypto::EcNumbers numbers;
        numbers.curve = *named;
        auto x = fieldElement(X, *named, Visibility::Public);
        if (!x) {
            return passOn(x);
        }
        auto y = fieldElement(Y, *named, Visibility::Public);
        if (!y) {
            return passOn(y);
        }
        numbers.x = std::move(*x);
        numbers.y = std::move(*y);
        if (has(D)) {
            auto d = fieldElement(D, *named, Visibility::Secret);
            if (!d) {
                return passOn(d);
            }
            numbers.d = Secret(std::move(*d));
        }
        return Key::fromEc(numbers);
    }

    Result<Key> readOkp() {
        const auto named = curve(true);
        if (!named) {
            return passOn(named);
        }
        crypto::OkpNumbers numbers;
        numbers.curve = *named;
        const auto sized = [&](Member member, Visibility visibility) -> Result<Bytes> {
            auto value = octets(member, visibility);
            if (value && value->size() != crypto::fieldOctets(*named)) {
                return invalid(member, quoted(member) + " has " + std::to_string(value->size()) + " octets, " +
                                           std::string(curveName(*named)) + " needs " +
                                           std::to_string(crypto::fieldOctets(*named)));
            }
            return value;
        };
        auto x = sized(X, Visibility::Public);
        if (!x) {
            return passOn(x);
        }
        numbers.x = std::move(*x);
        if (has(D)) {
            auto d = sized(D, Visibility::Secret);
            if (!d) {
                return passOn(d);
            }
            numbers.d = Secret(std::move(*d));
        }
        return Key::fromOkp(numbers);
    }

    Result<Key> readOct() {
        auto k = octets(K, Visibility::Secret);
        if (!k) {
            return passOn(k);
        }
        return Key::fromSecret(Secret(std::move(*k)));
    }

    Result<Jwk> readFacts(Jwk jwk) const {
        const std::array<std::pair<Member, std::string*>, 3> texts{{{Kid, &jwk.kid}, {Alg, &jwk.alg}, {Use, &jwk.use}}};
        for (const auto& [member, out] : texts) {
            if (has(member)) {
                auto value = text(member);
                if (!value) {
                    return passOn(value);
                }
                *out = std::move(*value);
            }
        }
        if (has(KeyOps)) {
            jwk.hasKeyOps = true;
            bool strings = m_members[KeyOps].is(json::Type::Array);
            m_members[KeyOps].forEachElement([&](json::Value element) {
                auto operation = element.string();
                strings = strings && operation;
                if (operation) {
                    jwk.keyOps.push_back(std::move(*operation));
                }
            });
            if (!strings) {
                return invalid(KeyOps, "\"key_ops\" must be an array of strings");
            }
        }
        const std::array<std::pair<Member, std::string*>, 4> carried{
            {{X5u, &jwk.x5u}, {X5c, &jwk.x5c}, {X5t, &jwk.x5t}, {X5tS256, &jwk.x5tS256}}};
        for (const auto& [member, out] : carried) {
            if (has(member)) {
                *out = std::string(m_members[member].text());
            }
        }
        return jwk;
    }

    json::Value m_object;
    std::array<json::Value, MemberCount> m_members;
    std::vector<Error> m_warnings;
};

} // namespace

Result<Jwk> readJwk(const json::Value& value) {
    if (!value.is(json::Type::Object)) {
        return fail(ErrorCode::JwkInvalid, "a JWK is a JSON object", value.exists() ? value.range() : TextRange{});
    }
    return Reader(value).read();
}

Result<Jwk> readJwk(std::string_view text) {
    json::Tape tape;
    if (auto parsed = parseKeyJson(tape, text); !parsed) {
        return passOn(parsed);
    }
    return readJwk(tape.root());
}

Result<Suitability> checkSuitable(const Jwk& jwk, std::string_view alg, KeyPurpose purpose) {
    if (!jwk.use.empty() && jwk.use != "sig") {
        return fail(ErrorCode::KeyNotSuitable, "the key's \"use\" is " + json::quote(jwk.use) + ", not \"sig\"");
    }
    const std::string_view wanted = purpose == KeyPurpose::Sign ? "sign" : "verify";
    // Deliberate: a private key that may sign may also check its own signatures, as may a secret.
    const auto allows = [&](const std::string& operation) {
        return operation == wanted || (purpose == KeyPurpose::Verify && jwk.key.isPrivate() && operation == "sign");
    };
    if (jwk.hasKeyOps && std::none_of(jwk.keyOps.begin(), jwk.keyOps.end(), allows)) {
        return fail(ErrorCode::KeyNotSuitable, "the key's \"key_ops\" do not hold \"" + std::string(wanted) + "\"");
    }
    const std::string_view own = jwk.alg == "ES521" ? std::string_view("ES512") : std::string_view(jwk.alg);
    if (own.empty() || own == alg) {
        return Suitability::Meant;
    }
    const Algorithm* ownRow = findAlgorithm(own);
    const Algorithm* wantedRow = findAlgorithm(alg);
    if (ownRow && wantedRow && ownRow->family == wantedRow->family) {
        const AlgorithmFamily family = ownRow->family;
        if (family == AlgorithmFamily::EdDsa &&
            (ownRow->id == AlgorithmId::EdDsa || wantedRow->id == AlgorithmId::EdDsa)) {
            return Suitability::Meant;
        }
        // Deliberate: RFC 7520 §4.2 signs with PS384, and Wycheproof's rows for it (346, 350) have a key whose "alg" is
        // PS256. A longer hash of the same family weakens nothing; a shorter one stays refused (rows 337 to 340).
        if (purpose == KeyPurpose::Verify &&
            (family == AlgorithmFamily::RsaPkcs1 || family == AlgorithmFamily::RsaPss) &&
            crypto::hashOctets(wantedRow->method.hash) > crypto::hashOctets(ownRow->method.hash)) {
            return Suitability::LongerHash;
        }
    }
    return fail(ErrorCode::KeyNotSuitable,
                "the key's \"alg\" is " + json::quote(jwk.alg) + ", the token's is " + json::quote(alg));
}

} // namespace twb::jose
