// SPDX-License-Identifier: Apache-2.0
#include "doctor/structure.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

std::string member(const json::Value& object, std::string_view name) {
    const json::Value value = object.find(name);
    return value.exists() ? value.string().value_or(std::string()) : std::string();
}

bool takeSigned(Examination& e, const json::Value& root) {
    const bool general = root.find("signatures").exists();
    const json::Value one = general ? root.find("signatures").at(0) : root;
    const std::size_t count = general ? root.find("signatures").size() : 1;
    if (general && root.find("signature").exists()) {
        e.report("sec-polyglot", "signature and signatures", FindingPlace::Input);
    } else {
        e.report("struct-jws-json", std::string(general ? "general" : "flattened") + " form, " + std::to_string(count) +
                                        (count == 1 ? " signature" : " signatures"));
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
            e.report("sec-polyglot", "members of JWS and of JWE", FindingPlace::Input);
            return false;
        }
        const std::string encryptedKey = root.find("recipients").exists()
                                             ? member(root.find("recipients").at(0), "encrypted_key")
                                             : member(root, "encrypted_key");
        e.raw = member(root, "protected") + "." + encryptedKey + "." + member(root, "iv") + "." +
                member(root, "ciphertext") + "." + member(root, "tag");
        return !member(root, "protected").empty();
    }
    return signatures && root.find("payload").exists() && takeSigned(e, root);
}

} // namespace twb::doctor
