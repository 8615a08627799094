// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"
#include "jose/jwk.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

bool needsKeyPair(const Examination& e) {
    return e.alg && (e.alg->starts_with("RSA") || e.alg->starts_with("ECDH-ES"));
}

void checkRounds(Examination& e) {
    if (!e.alg || !e.alg->starts_with("PBES2")) {
        return;
    }
    const json::Value value = e.headerMember("p2c");
    const auto rounds = value.exists() ? value.number() : std::nullopt;
    if (!rounds) {
        return;
    }
    const auto most = static_cast<double>(e.inputs.caps.pbes2Count);
    constexpr double usual = 10000;
    constexpr double least = 1000;
    if (*rounds > most) {
        e.report("sec-p2c-excessive", valueText(value), FindingPlace::Header, value.range());
    } else if (*rounds > usual) {
        e.report("sec-p2c-high", valueText(value), FindingPlace::Header, value.range());
    } else if (*rounds < least) {
        e.report("sec-p2c-low", valueText(value), FindingPlace::Header, value.range());
    }
}

void checkChoices(Examination& e) {
    if (e.alg == "RSA1_5") {
        e.report("sec-jwe-rsa1-5", *e.alg, FindingPlace::Header);
    }
    if (e.headerMember("zip").exists()) {
        e.report("sec-jwe-zip", valueText(e.headerMember("zip")), FindingPlace::Header);
    }
    if (needsKeyPair(e)) {
        e.report("sec-jwe-unauthenticated", *e.alg);
    }
}

void checkEphemeralKey(Examination& e) {
    const json::Value epk = e.headerMember("epk");
    if (!epk.exists()) {
        return;
    }
    const auto key = jose::readJwk(epk);
    if (!key) {
        e.report("sec-epk-invalid", valueText(epk.find("crv")) + Sentence(", ") + problemSentence(key.error()),
                 FindingPlace::Header, epk.range());
        return;
    }
    for (const ExaminedKey& one : e.key.keys) {
        const crypto::Key& own = one.entry.jwk.key;
        if (!one.isSecretText && (own.type() == crypto::KeyType::Ec || own.type() == crypto::KeyType::Okp) &&
            own.curve() != key->key.curve()) {
            e.report("sec-epk-invalid",
                     say("%1, the key is on %2", {jose::curveName(key->key.curve()), jose::curveName(own.curve())}),
                     FindingPlace::Header, epk.range());
        }
    }
}

/// Octets that the algorithm wants of a secret; empty where it takes any.
std::vector<std::size_t> wantedOctets(const Examination& e) {
    struct Row {
        std::string_view name;
        std::size_t octets;
    };
    constexpr auto contents = std::to_array<Row>({{"A128GCM", 16},
                                                  {"A192GCM", 24},
                                                  {"A256GCM", 32},
                                                  {"A128CBC-HS256", 32},
                                                  {"A192CBC-HS384", 48},
                                                  {"A256CBC-HS512", 64}});
    if (e.alg == "dir") {
        for (const Row& row : contents) {
            if (e.headerMember("enc").equals(row.name)) {
                return {row.octets};
            }
        }
    } else if (e.alg && !e.alg->starts_with("ECDH") && !e.alg->starts_with("PBES2") &&
               (e.alg->ends_with("GCMKW") || e.alg->ends_with("KW"))) {
        // "not 16/24/32": the size that the name says.
        return {e.alg->starts_with("A128")   ? std::size_t{16}
                : e.alg->starts_with("A192") ? std::size_t{24}
                                             : std::size_t{32}};
    }
    return {};
}

void checkDecryptionKey(Examination& e) {
    if (!e.key.supplied) {
        e.report("jwe-no-key", algAndEnc(e));
        return;
    }
    const auto wanted = wantedOctets(e);
    for (const ExaminedKey& one : e.key.keys) {
        const crypto::Key& key = one.entry.jwk.key;
        if (needsKeyPair(e) && key.type() != crypto::KeyType::Oct && !key.isPrivate()) {
            e.report("jwe-public-key-given", keySentence(key));
        }
        if (!wanted.empty() && key.type() == crypto::KeyType::Oct && key.secret().size() != wanted.front()) {
            e.report("jwe-key-size", say("%1 octets, needed %2",
                                         {std::to_string(key.secret().size()), std::to_string(wanted.front())}));
        }
    }
}

} // namespace

void checkEncrypted(Examination& e) {
    checkRounds(e);
    checkChoices(e);
    checkEphemeralKey(e);
    checkDecryptionKey(e);
    examineContent(e);
}

} // namespace twb::doctor
