// SPDX-License-Identifier: Apache-2.0
#include "doctor/evidence_phrases.h"
#include "doctor/structure.h"

#include "jose/jws_json.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

std::string member(const json::Value& object, std::string_view name) {
    const json::Value value = object.find(name);
    return value.exists() ? value.string().value_or(std::string()) : std::string();
}

DiagnosisVerdict verdictOf(jose::Verdict verdict) {
    return verdict == jose::Verdict::Verified  ? DiagnosisVerdict::Verified
           : verdict == jose::Verdict::Invalid ? DiagnosisVerdict::Invalid
                                               : DiagnosisVerdict::NotChecked;
}

/// Checks each of several signatures with the key supplied.
/// @return the place of the first that is verified, else 0: that one is examined.
std::size_t checkEach(Examination& e, std::string_view text) {
    std::shared_ptr<const jose::KeySet> keys;
    if (e.inputs.keyText) {
        jose::KeyMaterialOptions options;
        options.secretEncoding = e.inputs.keyEncoding;
        if (auto read = jose::readKeyMaterial(asBytes(*e.inputs.keyText), options)) {
            keys = std::make_shared<const jose::KeySet>(std::move(*read));
        }
    }
    jose::VerificationPolicy policy;
    policy.checkTime = jose::VerificationPolicy::CheckTime::No;
    const auto reports = jose::verifyJsonToken(text, keys, policy, e.inputs.now);
    std::size_t chosen = 0;
    bool found = false;
    for (std::size_t i = 0; reports && i < reports->size(); ++i) {
        const jose::VerificationReport& one = (*reports)[i];
        e.out.signatures.push_back({one.alg, one.kid, verdictOf(one.verdict)});
        if (!found && one.verdict == jose::Verdict::Verified) {
            chosen = i;
            found = true;
        }
    }
    return chosen;
}

bool takeSigned(Examination& e, const json::Value& root, std::string_view text) {
    const bool general = root.find("signatures").exists();
    const std::size_t count = general ? root.find("signatures").size() : 1;
    const std::size_t chosen = general && count > 1 ? checkEach(e, text) : 0;
    const json::Value one = general ? root.find("signatures").at(chosen) : root;
    if (general && root.find("signature").exists()) {
        e.report("sec-polyglot", say("%1 and %2", {"signature", "signatures"}), FindingPlace::Input);
    } else {
        e.report("struct-jws-json",
                 (count == 1 ? say("%1 form, 1 signature", {general ? say("general") : say("flattened")})
                             : say("%1 form, %2 signatures",
                                   {general ? say("general") : say("flattened"), std::to_string(count)})) +
                     (chosen > 0 ? say(", the one examined is number %1", {std::to_string(chosen + 1)}) : Sentence()));
    }
    if (!one.exists()) {
        return false;
    }
    const json::Value unprotected = one.find("header");
    if (unprotected.exists()) {
        e.unprotectedHeader = std::string(unprotected.text());
        e.report("struct-jws-unprotected-header", valueText(unprotected));
    }
    const std::string protectedHeader = member(one, "protected");
    if (protectedHeader.empty()) {
        return false; // nothing is protected: there is no compact form to examine
    }
    e.raw = protectedHeader + "." + member(root, "payload") + "." + member(one, "signature");
    e.repaired = e.repaired || (!general && !unprotected.exists());
    return true;
}

} // namespace

bool isKeyManagement(std::string_view alg) {
    constexpr auto names = std::to_array<std::string_view>(
        {"RSA1_5", "RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512", "A128KW", "A192KW", "A256KW", "dir",
         "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW", "A128GCMKW", "A192GCMKW", "A256GCMKW",
         "PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW"});
    return std::find(names.begin(), names.end(), alg) != names.end();
}

bool takeJsonSerialization(Examination& e) {
    json::Tape tape;
    const std::string text = e.raw;
    if (!tape.parse(text)) {
        return false;
    }
    const json::Value root = tape.root();
    const bool signatures = root.find("signature").exists() || root.find("signatures").exists();
    if (root.find("ciphertext").exists()) {
        if (signatures) {
            e.report("sec-polyglot", say("members of JWS and of JWE"), FindingPlace::Input);
            return false;
        }
        e.serialized = text;
        const std::string encryptedKey = root.find("recipients").exists()
                                             ? member(root.find("recipients").at(0), "encrypted_key")
                                             : member(root, "encrypted_key");
        e.raw = member(root, "protected") + "." + encryptedKey + "." + member(root, "iv") + "." +
                member(root, "ciphertext") + "." + member(root, "tag");
        return !member(root, "protected").empty();
    }
    return signatures && root.find("payload").exists() && takeSigned(e, root, text);
}

} // namespace twb::doctor
