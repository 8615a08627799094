// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"
#include "doctor/key_reading.h"
#include "doctor/token_text.h"
#include "doctor/x5c.h"
#include "jose/jwk.h"

#include <algorithm>

namespace twb::doctor {
namespace {

using jose::AlgorithmFamily;

void checkCertificate(Examination& e, const crypto::Certificate& certificate) {
    if (certificate.notAfter < e.inputs.now) {
        e.report("key-cert-expired", "notAfter " + formatUtc(certificate.notAfter), FindingPlace::Key);
    }
    if (certificate.notBefore > e.inputs.now) {
        e.report("key-cert-not-yet-valid", "notBefore " + formatUtc(certificate.notBefore), FindingPlace::Key);
    }
    const std::string signature = lowered(certificate.signatureAlgorithm);
    if (signature.find("sha1") != std::string::npos || signature.find("md5") != std::string::npos) {
        e.report("key-cert-weak-signature", certificate.signatureAlgorithm, FindingPlace::Key);
    }
}

void checkThumbprints(Examination& e, const crypto::Certificate& certificate) {
    const auto compare = [&](std::string_view name, const Bytes& digest) {
        const json::Value value = e.headerMember(name);
        if (value.exists() && !value.equals(base64url::encode(digest))) {
            e.report("hdr-x5t-mismatch",
                     say("%1, the certificate's is %2",
                         {std::string(name) + " " + valueText(value), base64url::encode(digest)}),
                     FindingPlace::Header, value.range());
        }
    };
    compare("x5t", certificate.sha1);
    compare("x5t#S256", certificate.sha256);
}

void checkSuppliedCertificates(Examination& e) {
    const ExaminedKey* supplied =
        !e.key.keys.empty() && e.key.keys.front().entry.certificate ? &e.key.keys.front() : nullptr;
    if (supplied != nullptr) {
        const crypto::Certificate& certificate = *supplied->entry.certificate;
        if (!e.key.isSet) {
            e.report(
                "key-is-certificate",
                say("subject %1, issuer %2, valid %3 to %4, SHA-256 %5",
                    {shortened(certificate.subject), shortened(certificate.issuer), formatUtc(certificate.notBefore),
                     formatUtc(certificate.notAfter), base64url::encode(certificate.sha256)}),
                FindingPlace::Key);
        }
        checkCertificate(e, certificate);
        checkThumbprints(e, certificate);
    }
    if (e.headerMember("x5c").exists()) {
        if (const auto first = readFirstOfChain(e.headerMember("x5c"))) {
            checkCertificate(e, *first->certificate);
            if (supplied == nullptr) {
                checkThumbprints(e, *first->certificate);
            }
        }
    }
}

void checkPrivate(Examination& e) {
    if (e.key.isSet) {
        const auto asymmetric = [](const ExaminedKey& one) { return one.entry.jwk.key.type() != crypto::KeyType::Oct; };
        const bool mixed = std::any_of(e.key.keys.begin(), e.key.keys.end(), asymmetric);
        Sentence kids;
        std::size_t count = 0;
        for (const ExaminedKey& one : e.key.keys) {
            if (one.entry.jwk.key.isPrivate() && (asymmetric(one) || mixed)) {
                kids += Sentence(kids.empty() ? "" : ", ") +
                        (one.entry.jwk.kid.empty() ? say("(no kid)") : Sentence(shortened(one.entry.jwk.kid)));
                ++count;
            }
        }
        if (count > 0) {
            e.report("key-jwks-private", Sentence("kid ") + kids, FindingPlace::Key);
        }
    } else if (e.form == TokenForm::Signed) {
        for (const ExaminedKey& one : e.key.keys) {
            const crypto::Key& key = one.entry.jwk.key;
            if (key.type() != crypto::KeyType::Oct && key.isPrivate()) {
                e.report("key-private-supplied", keySentence(key), FindingPlace::Key);
            }
        }
    }
}

void checkStrength(Examination& e, const crypto::Key& key) {
    if (key.type() != crypto::KeyType::Rsa && key.type() != crypto::KeyType::RsaPss) {
        return;
    }
    constexpr int least = 2048;
    if (key.bits() < least) {
        e.report("key-rsa-too-small", std::to_string(key.bits()) + " bits", FindingPlace::Key);
    }
    const auto numbers = key.rsaNumbers(crypto::Key::Halves::PublicOnly);
    if (!numbers) {
        return;
    }
    if (numbers->e.size() < 3 || (numbers->e.size() == 3 && numbers->e[0] == 0)) {
        e.report("key-rsa-exponent-small", say("exponent of %1 octets", {std::to_string(numbers->e.size())}),
                 FindingPlace::Key);
    }
    if (crypto::hasRocaFingerprint(numbers->n)) {
        e.report("key-rsa-roca", say("the fingerprint is there"), FindingPlace::Key);
    }
}

/// Of the keys that the field holds, those that the token asks for.                            (RFC 7515 App. D)
void choose(Examination& e) {
    const json::Value value = e.headerMember("kid");
    const auto kid = value.exists() ? value.string() : std::nullopt;
    std::vector<ExaminedKey> all = std::move(e.key.keys);
    e.key.keys.clear();
    const bool named =
        std::any_of(all.begin(), all.end(), [](const ExaminedKey& one) { return !one.entry.jwk.kid.empty(); });
    if (!e.key.isSet && !(named && kid)) {
        e.key.keys = std::move(all);
        return;
    }
    for (ExaminedKey& one : all) {
        const bool usable = e.algorithm == nullptr || jose::fits(one.entry.jwk.key, *e.algorithm);
        const bool wanted = kid ? one.entry.jwk.kid == *kid : usable;
        (wanted ? e.key.keys : e.key.others).push_back(std::move(one));
    }
    if (kid && e.key.keys.empty() && !e.has("key-jwk-invalid") && (!e.key.others.empty() || e.key.isSet)) {
        std::string kids;
        for (const ExaminedKey& one : e.key.others) {
            kids += (kids.empty() ? "" : ", ") + shortened(one.entry.jwk.kid);
        }
        if (!e.has("key-jwks-empty")) {
            e.report("key-kid-not-found", say("kid %1, supplied %2", {shortened(*kid), shortened(kids, 120)}));
            e.key.kidNotFound = true;
        }
        if (!e.key.isSet) {
            e.key.keys = std::move(e.key.others); // the one key that there is, is the key
            e.key.others.clear();
        }
    } else if (kid && e.key.keys.size() > 1) {
        e.report("key-kid-duplicate", say("kid %1, %2 keys", {shortened(*kid), std::to_string(e.key.keys.size())}));
    } else if (!kid && e.key.keys.size() > 1) {
        e.report("key-kid-missing-many-keys", say("%1 keys", {std::to_string(e.key.keys.size())}));
    }
    if (e.key.keys.empty() && !kid && !e.key.others.empty()) {
        e.key.keys.push_back(std::move(e.key.others.front())); // to say why it does not fit
        e.key.others.erase(e.key.others.begin());
    }
}

void checkKind(Examination& e) {
    if (e.algorithm == nullptr || e.isNone || e.key.keys.empty()) {
        return;
    }
    const jose::Algorithm& algorithm = *e.algorithm;
    for (const ExaminedKey& one : e.key.keys) {
        e.key.fitsKind = e.key.fitsKind || jose::fits(one.entry.jwk.key, algorithm);
    }
    if (e.key.fitsKind) {
        return;
    }
    const crypto::Key& key = e.key.keys.front().entry.jwk.key;
    const Sentence evidence = Sentence(std::string(algorithm.name) + ", ") + keySentence(key);
    if (algorithm.family == AlgorithmFamily::Hmac) {
        return; // key-asymmetric-for-hmac, unless the search finds the confusion: checks_signature.cpp
    }
    if (e.key.isPlainSecret) {
        e.report("key-secret-for-asymmetric",
                 say("%1, text of %2 octets", {algorithm.name, std::to_string(key.secret().size())}),
                 FindingPlace::Key);
    } else if (key.type() == crypto::KeyType::RsaPss && algorithm.family == AlgorithmFamily::RsaPkcs1) {
        e.report("alg-pss-key-as-rs", "1.2.840.113549.1.1.10", FindingPlace::Key);
    } else if (key.type() == algorithm.keyType) {
        e.report("alg-curve-mismatch", evidence, FindingPlace::Key);
    } else {
        e.report("alg-key-type-mismatch", evidence, FindingPlace::Key);
    }
}

void checkMembers(Examination& e) {
    if (e.form != TokenForm::Signed || e.key.keys.empty()) {
        return;
    }
    const jose::Jwk& jwk = e.key.keys.front().entry.jwk;
    if (!jwk.alg.empty() && e.alg && jwk.alg != *e.alg) {
        e.report("alg-jwk-alg-mismatch", say("key %1, token %2", {shortened(jwk.alg), shortened(*e.alg)}));
    }
    const auto allows = [&](std::string_view operation) {
        return std::find(jwk.keyOps.begin(), jwk.keyOps.end(), operation) != jwk.keyOps.end();
    };
    if (jwk.use == "enc" || (jwk.hasKeyOps && !allows("verify") && !allows("sign"))) {
        e.report("alg-jwk-use-enc", jwk.use == "enc" ? Sentence("use enc") : say("key_ops without verify"));
    }
}

} // namespace

void readKey(Examination& e) {
    if (e.inputs.keyText) {
        e.key.supplied = true;
        recogniseKey(e);
        checkPrivate(e);
        choose(e);
    }
    if (!e.header.isObject()) {
        return; // what a key is for cannot be said
    }
    checkSuppliedCertificates(e);
    checkMembers(e);
    for (const ExaminedKey& one : e.key.keys) {
        checkStrength(e, one.entry.jwk.key);
    }
    if (e.form == TokenForm::Signed) {
        checkKind(e);
    }
}

} // namespace twb::doctor
