// SPDX-License-Identifier: Apache-2.0
#include "cli/identifiers.h"
#include "cli/key_certificate.h"
#include "cli/key_facts.h"
#include "cli/key_output.h"
#include "cli/verbs.h"
#include "crypto/generate.h"
#include "jose/algorithm_table.h"

#include <charconv>

namespace twb::cli {

namespace {

Answer<int> readBits(const Session& session, int usual) {
    const std::string* text = session.arguments.value("--bits");
    if (text == nullptr) {
        return usual;
    }
    int bits = 0;
    const char* end = text->data() + text->size();
    const auto [stop, fault] = std::from_chars(text->data(), end, bits);
    if (fault != std::errc{} || stop != end || bits <= 0) {
        return usage("--bits is a whole number");
    }
    return bits;
}

Answer<crypto::Key> answered(Result<crypto::Key> key) {
    if (!key) {
        return failure(key.error(), "the new key");
    }
    return std::move(*key);
}

Answer<crypto::Key> generateSecret(const Session& session, const jose::Algorithm* algorithm) {
    const int usual = algorithm != nullptr && algorithm->minimumBits > 0 ? algorithm->minimumBits : 256;
    const auto bits = readBits(session, usual);
    if (!bits) {
        return passOn(bits);
    }
    if (*bits % 8 != 0 || *bits > 1 << 20) {
        return usage("--bits of a secret is a multiple of 8, at most 1048576");
    }
    auto octets = crypto::randomSecret(static_cast<std::size_t>(*bits) / 8);
    if (!octets) {
        return failure(octets.error(), "the new key");
    }
    return crypto::Key::fromSecret(std::move(*octets));
}

Answer<crypto::Key> generate(const Session& session, const jose::Algorithm* algorithm) {
    const std::string_view type = session.arguments.text("--type");
    const std::string* curveText = session.arguments.value("--curve");
    const bool curved = type == "EC" || type == "OKP";
    if (curveText != nullptr && !curved) {
        return usage("--curve belongs to EC and OKP");
    }
    if (curved && session.arguments.has("--bits")) {
        return usage("--bits belongs to RSA and oct; the curve decides here");
    }
    if (type == "RSA") {
        const auto bits = readBits(session, 2048);
        return bits ? answered(crypto::generateRsa(*bits)) : Answer<crypto::Key>(passOn(bits));
    }
    if (type == "oct") {
        return generateSecret(session, algorithm);
    }
    if (!curved) {
        return usage("--type is RSA, EC, OKP or oct");
    }
    crypto::Curve curve = type == "EC" ? crypto::Curve::P256 : crypto::Curve::Ed25519;
    if (algorithm != nullptr && algorithm->curve != crypto::Curve::None) {
        curve = algorithm->curve;
    }
    if (curveText != nullptr) {
        curve = jose::findCurve(*curveText);
    }
    const bool edwards = curve == crypto::Curve::Ed25519 || curve == crypto::Curve::Ed448 ||
                         curve == crypto::Curve::X25519 || curve == crypto::Curve::X448;
    if (curve == crypto::Curve::None || edwards != (type == "OKP")) {
        return usage(type == "EC" ? "--curve of EC is P-256, P-384, P-521 or secp256k1"
                                  : "--curve of OKP is Ed25519, Ed448, X25519 or X448");
    }
    return answered(type == "EC" ? crypto::generateEc(curve) : crypto::generateOkp(curve));
}

/// The JWK members that were asked for.
Answer<void> dress(const Session& session, jose::Jwk& jwk) {
    jwk.alg = session.arguments.text("--alg");
    jwk.use = session.arguments.text("--use");
    const std::string_view kid = session.arguments.text("--kid");
    if (kid == "thumbprint") {
        const auto print = jose::thumbprint(jwk.key);
        if (!print) {
            return failure(print.error(), "the new key");
        }
        jwk.kid = *print;
    } else if (kid == "uuid") {
        const auto uuid = newUuid();
        if (!uuid) {
            return passOn(uuid);
        }
        jwk.kid = *uuid;
    } else {
        jwk.kid = kid;
    }
    return {};
}

/// What the options must fulfil among themselves, looked at before seconds go into an RSA key.
Answer<void> checkWishes(const Session& session, const OutputFormat& format, const jose::Algorithm* algorithm) {
    const Arguments& arguments = session.arguments;
    const std::string_view use = arguments.text("--use");
    if (arguments.has("--use") && use != "sig" && use != "enc") {
        return usage("--use is sig or enc");
    }
    if (arguments.has("--alg") && algorithm == nullptr) {
        return failure(
            Error{ErrorCode::AlgorithmUnknown, quoted(arguments.text("--alg")) + " is no signature algorithm", {}},
            "--alg");
    }
    if (algorithm != nullptr && use == "enc") {
        return usage("--use enc contradicts --alg " + std::string(algorithm->name) + ", which signs");
    }
    if (arguments.text("--type") == "oct" && arguments.has("--public-out")) {
        return usage("a secret has no public half for --public-out");
    }
    const bool pair = arguments.text("--type") != "oct";
    if (pair && (format.kind == OutputFormat::Kind::SecretText || format.kind == OutputFormat::Kind::Certificate)) {
        return usage("--format " + std::string(format.name) + " cannot hold a new key pair");
    }
    if (format.kind == OutputFormat::Kind::OpenSsh) {
        return usage("--format openssh is written for public keys only; use pkcs8-pem, which ssh reads, too");
    }
    if (arguments.has("--subject") && !arguments.has("--cert-out") && format.kind != OutputFormat::Kind::Pkcs12) {
        return usage("--subject makes a certificate: say where to with --cert-out F, or use --format pkcs12");
    }
    if (!pair && (arguments.has("--cert-out") || format.kind == OutputFormat::Kind::Pkcs12)) {
        return usage("there are no certificates for secrets");
    }
    if (const auto days = readDays(session); !days) {
        return passOn(days);
    }
    if (format.kind == OutputFormat::Kind::KeyFile && format.privateForm == format.publicForm &&
        format.name.starts_with("spki")) {
        return usage("--format " + std::string(format.name) +
                     " holds the public half only; use pkcs8-pem with --public-out");
    }
    return {};
}

} // namespace

Answer<Exit> runKeyGenerate(Session& session) {
    const Arguments& arguments = session.arguments;
    const auto format = findFormat(arguments.has("--format") ? arguments.text("--format") : "jwk");
    if (!format) {
        return passOn(format);
    }
    const jose::Algorithm* algorithm = jose::findAlgorithm(arguments.text("--alg"));
    if (const auto fine = checkWishes(session, **format, algorithm); !fine) {
        return passOn(fine);
    }
    const auto password = readProtection(session, **format);
    if (!password) {
        return passOn(password);
    }
    auto key = generate(session, algorithm);
    if (!key) {
        return passOn(key);
    }
    if (algorithm != nullptr) {
        if (const auto fits = jose::checkFits(*key, *algorithm); !fits) {
            return failure(fits.error(), "--alg");
        }
    }
    jose::KeyEntry entry{jose::Jwk{*key, {}, {}, {}, {}, false, {}, {}, {}, {}, {}}, "jwk", {}, {}};
    if (const auto dressed = dress(session, entry.jwk); !dressed) {
        return passOn(dressed);
    }
    jose::KeySet keys(jose::KeySet::Origin::SingleKey);
    keys.add(entry);
    WriteWish wish;
    if (*password) {
        wish.password = (*password)->clone();
    }
    if (arguments.has("--subject") || arguments.has("--cert-out")) {
        auto certificate = makeCertificate(session, entry);
        if (!certificate) {
            return passOn(certificate);
        }
        wish.chain.push_back(std::move(*certificate));
    }
    const auto privateKey = writeAs(**format, keys, wish);
    if (!privateKey) {
        return passOn(privateKey);
    }

    JsonObject object;
    object.text("format", (*format)->name);
    addKeyFacts(object, *key);
    object.textOrNull("kid", entry.jwk.kid);
    remarkLoss(session, **format, entry.jwk, object);
    const auto deliverPublic = [&](std::string_view option, std::string_view name) -> Answer<void> {
        const OutputFormat& publicFormat = **findFormat(name);
        WriteWish publicWish;
        publicWish.half = Half::Public;
        publicWish.chain = wish.chain;
        const auto publicKey = writeAs(publicFormat, keys, publicWish);
        if (!publicKey) {
            return passOn(publicKey);
        }
        return deliver(session, option, publicFormat, *publicKey, object);
    };
    if (arguments.has("--public-out")) {
        if (auto done = deliverPublic("--public-out", publicCompanion(**format)); !done) {
            return passOn(done);
        }
    }
    if (arguments.has("--cert-out")) {
        if (auto done = deliverPublic("--cert-out", "cert-pem"); !done) {
            return passOn(done);
        }
    }
    if (auto done = deliver(session, "--out", **format, *privateKey, object); !done) {
        return passOn(done);
    }
    if (session.output.json()) {
        session.output.line(object.finish());
    }
    return Exit::Yes;
}

} // namespace twb::cli
