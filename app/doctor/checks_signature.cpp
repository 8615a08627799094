// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"
#include "doctor/signature_search.h"
#include "doctor/token_text.h"
#include "doctor/weak_secrets.h"
#include "jose/jwk.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

using jose::AlgorithmFamily;

/// The orders of the groups of ECDSA.                                                  (SEC 2; FIPS 186-4 App. D)
std::string_view orderOf(crypto::Curve curve) {
    switch (curve) {
    case crypto::Curve::P256:
        return "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    case crypto::Curve::P384:
        return "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973";
    case crypto::Curve::P521:
        return "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb"
               "5c9"
               "b8899c47aebb6fb71e91386409";
    case crypto::Curve::Secp256k1:
        return "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    default:
        return {};
    }
}

/// A half that no signature has: 0, or not below the order.
bool isImpossible(const std::string& half, std::string_view order) {
    return half.find_first_not_of('0') == std::string::npos || half >= order;
}

bool checkZero(Examination& e) {
    if (e.algorithm == nullptr || e.algorithm->family != AlgorithmFamily::Ecdsa || e.parts.size() < 3) {
        return false;
    }
    const std::size_t half = crypto::fieldOctets(e.algorithm->curve);
    Bytes raw = e.parts[2].octets;
    if (raw.size() != 2 * half) {
        raw = rawFromDer(raw, half);
        if (raw.empty()) {
            return false;
        }
    }
    const ByteView all(raw);
    const std::string r = hexOf(all.first(half));
    const std::string s = hexOf(all.subspan(half));
    const std::string_view order = orderOf(e.algorithm->curve);
    if (!isImpossible(r, order) && !isImpossible(s, order)) {
        return false;
    }
    e.report("sec-ecdsa-zero", "r " + shortened(r, 16) + ", s " + shortened(s, 16));
    return true;
}

/// Octets that the algorithm makes; 0 if it depends on a key that is not known.
std::size_t neededOctets(const Examination& e, const std::vector<crypto::Key>& keys) {
    const jose::Algorithm& algorithm = *e.algorithm;
    switch (algorithm.family) {
    case AlgorithmFamily::Hmac:
        return crypto::hashOctets(algorithm.method.hash);
    case AlgorithmFamily::Ecdsa:
        return 2 * crypto::fieldOctets(algorithm.curve);
    case AlgorithmFamily::EdDsa:
        if (algorithm.curve == crypto::Curve::Ed448 ||
            (!keys.empty() && keys.front().curve() == crypto::Curve::Ed448)) {
            return 114;
        }
        return 64;
    case AlgorithmFamily::RsaPkcs1:
    case AlgorithmFamily::RsaPss:
        return keys.empty() ? 0 : (static_cast<std::size_t>(keys.front().bits()) + 7) / 8;
    case AlgorithmFamily::None:
        break;
    }
    return 0;
}

/// True for the length that another algorithm of the family makes.
std::string otherAlgorithm(const Examination& e, std::size_t octets) {
    for (const jose::Algorithm& row : jose::allAlgorithms()) {
        if (row.family != e.algorithm->family || row.name == e.algorithm->name) {
            continue;
        }
        const std::size_t made = row.family == AlgorithmFamily::Hmac    ? crypto::hashOctets(row.method.hash)
                                 : row.family == AlgorithmFamily::Ecdsa ? 2 * crypto::fieldOctets(row.curve)
                                                                        : 0;
        if (made == octets && made != 0) {
            return std::string(row.name);
        }
    }
    return {};
}

/// Order 22: the length says why. @return true if it does
bool checkLength(Examination& e, const std::vector<crypto::Key>& keys) {
    const std::size_t octets = e.parts[2].octets.size();
    const std::size_t needed = neededOctets(e, keys);
    if (needed != 0 && octets == needed) {
        return false;
    }
    if (const std::string other = otherAlgorithm(e, octets); !other.empty()) {
        e.report("sig-length-other-alg", say("%1 octets, as %2 makes", {std::to_string(octets), other}));
        return true;
    }
    const Sentence evidence =
        say("%1 octets, needed %2", {std::to_string(octets), std::to_string(needed == 0 ? 128 : needed)});
    const bool rsa = e.algorithm->family == AlgorithmFamily::RsaPkcs1 || e.algorithm->family == AlgorithmFamily::RsaPss;
    if (needed == 0 && rsa) {
        constexpr auto usual = std::to_array<std::size_t>({128, 256, 384, 512, 1024});
        if (octets < usual.front()) {
            e.report("struct-truncated", evidence, FindingPlace::Token, e.parts[2].range);
        } else if (std::find(usual.begin(), usual.end(), octets) == usual.end()) {
            e.report("sig-length-wrong", evidence, FindingPlace::Token, e.parts[2].range);
        } else {
            return false;
        }
        return true;
    }
    // Forms that the search knows may be whole, only the key that would show it is missing.
    const std::size_t half =
        e.algorithm->family == AlgorithmFamily::Ecdsa ? crypto::fieldOctets(e.algorithm->curve) : 0;
    const bool der = half != 0 && !rawFromDer(e.parts[2].octets, half).empty();
    const std::string_view text = asText(e.parts[2].octets);
    const bool hex = octets == 2 * needed && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    if (keys.empty() && (der || hex)) {
        return false;
    }
    if (octets < needed) {
        Sentence more;
        if (e.algorithm->family == AlgorithmFamily::Hmac && !keys.empty()) {
            if (auto signer = crypto::Signer::create(keys.front(), e.algorithm->method)) {
                const auto right = signer->sign(asBytes(e.signingInput()));
                const bool begins =
                    right && std::equal(e.parts[2].octets.begin(), e.parts[2].octets.end(), right->begin());
                more = begins ? say("; they are the beginning of the right signature")
                              : say("; they are not the beginning of the right signature");
            }
        }
        e.report("struct-truncated", evidence + more, FindingPlace::Token, e.parts[2].range);
    } else {
        e.report("sig-length-wrong", evidence, FindingPlace::Token, e.parts[2].range);
    }
    return true;
}

/// What is to be said of a key once it has verified.
void judgeVerified(Examination& e, const crypto::Key& key) {
    if (e.algorithm->family != AlgorithmFamily::Hmac || key.type() != crypto::KeyType::Oct) {
        return;
    }
    const std::size_t octets = key.secret().size();
    if (octets < crypto::hashOctets(e.algorithm->method.hash)) {
        e.report("key-hmac-too-short", say("%1 octets (%2 bits), at least %3",
                                           {std::to_string(octets), std::to_string(8 * octets),
                                            std::to_string(crypto::hashOctets(e.algorithm->method.hash))}));
    }
    const std::string_view text = asText(e.key.secretText.reveal());
    if (e.key.isPlainSecret && e.inputs.keyEncoding == jose::SecretEncoding::Utf8 &&
        trimmed(text).size() != text.size()) {
        e.report("key-secret-whitespace",
                 say("%1 octets at the ends", {std::to_string(text.size() - trimmed(text).size())}), FindingPlace::Key);
    }
    if (isWeakSecret(asText(key.secret().reveal()))) {
        e.report("sec-weak-secret", say("the secret supplied is on the list, %1 octets", {std::to_string(octets)}));
    }
}

std::string nameOf(const jose::KeyEntry& entry) {
    if (!entry.jwk.kid.empty()) {
        return entry.jwk.kid;
    }
    return entry.jwk.key.type() == crypto::KeyType::Oct ? std::string()
                                                        : jose::thumbprint(entry.jwk.key).value_or(std::string());
}

bool checkExactly(Examination& e) {
    const std::string input = e.signingInput();
    for (const ExaminedKey& one : e.key.keys) {
        const crypto::Key& key = one.entry.jwk.key;
        if (!jose::fits(key, *e.algorithm)) {
            continue;
        }
        const bool asRepaired = verifies(key, e.algorithm->method, input, e.parts[2].octets);
        // Stray bits that were there when the token was signed belong to what is signed.
        const std::string raw = e.parts[0].raw + "." + e.parts[1].raw;
        const bool strayBits = !asRepaired && raw.size() == input.size() && raw != input &&
                               raw.find_first_of("+/=") == std::string::npos &&
                               verifies(key, e.algorithm->method, raw, e.parts[2].octets);
        if (!asRepaired && !strayBits) {
            continue;
        }
        if (strayBits) {
            e.parts[0].text = e.parts[0].raw;
            e.parts[1].text = e.parts[1].raw;
        }
        if (e.extraPart) {
            e.report("sig-alt-segment-joined");
            e.repaired = true;
        } else {
            e.out.keyName = nameOf(one.entry);
            e.report("sig-verified", Sentence(*e.alg + ", ") +
                                         (key.type() == crypto::KeyType::Oct ? say("secret") : keySentence(key)) +
                                         (e.out.keyName.empty() ? "" : ", " + shortened(e.out.keyName)));
            judgeVerified(e, key);
        }
        return true;
    }
    return false;
}

/// Nothing verified: which words say so.
void conclude(Examination& e, const std::vector<crypto::Key>& keys, const SearchBudget& budget) {
    if (e.parts[2].decodes || !e.has("b64-invalid-character")) {
        if (checkLength(e, keys)) {
            return;
        }
    }
    if (keys.empty() || e.key.kidNotFound) {
        return;
    }
    e.report("sig-invalid", say("%1 interpretations were tried", {std::to_string(budget.tries())}) +
                                (budget.exhausted() ? say(", the search ended at its bounds") : Sentence()));
}

} // namespace

void checkSignature(Examination& e) {
    if (e.form != TokenForm::Signed || e.isNone || e.parts.size() != 3 || !e.isComplete) {
        return;
    }
    if (!e.key.supplied) {
        e.report("sig-not-checked",
                 Sentence("alg ") + algorithmOf(e) + Sentence(", kid " + valueText(e.headerMember("kid"))));
    }
    if (e.algorithm == nullptr || checkZero(e)) {
        return;
    }
    std::vector<crypto::Key> keys;
    for (const ExaminedKey& one : e.key.keys) {
        if (jose::fits(one.entry.jwk.key, *e.algorithm)) {
            keys.push_back(one.entry.jwk.key);
        }
    }
    SearchBudget budget(e.inputs.limits, e.stop);
    const bool exactly = checkExactly(e);
    bool found = exactly;
    if (!found && e.key.supplied && !(e.key.keys.empty() && e.key.others.empty())) {
        found = searchSignature(e, budget, keys);
    } else if (!found) {
        found = (e.key.supplied && searchRing(e, budget)) || searchWeakSecrets(e, budget);
    }
    e.out.tries = budget.tries();
    e.out.searchCut = budget.exhausted();
    if (!found) {
        const bool wrongKind = e.algorithm->family == AlgorithmFamily::Hmac && keys.empty() && !e.key.keys.empty();
        if (wrongKind) {
            e.report("key-asymmetric-for-hmac",
                     Sentence(std::string(e.algorithm->name) + ", ") + keySentence(e.key.keys.front().entry.jwk.key),
                     FindingPlace::Key);
        }
        conclude(e, keys, budget);
    } else if (e.algorithm->family == AlgorithmFamily::Hmac && keys.empty() && !e.key.keys.empty() &&
               !e.has("sec-hs-rs-confusion")) {
        e.report("key-asymmetric-for-hmac",
                 Sentence(std::string(e.algorithm->name) + ", ") + keySentence(e.key.keys.front().entry.jwk.key),
                 FindingPlace::Key);
    }
    e.out.verdict = e.has("sig-verified") ? DiagnosisVerdict::Verified
                    : found               ? DiagnosisVerdict::VerifiedDifferently
                    : e.has("sig-invalid") || e.has("struct-truncated") || e.has("sig-length-wrong")
                        ? DiagnosisVerdict::Invalid
                        : DiagnosisVerdict::NotChecked;
}

} // namespace twb::doctor
