// SPDX-License-Identifier: Apache-2.0
#include "doctor/x5c.h"
#include "doctor/evidence_phrases.h"

#include "doctor/segments.h"
#include "jose/key_material.h"

namespace twb::doctor {

std::optional<crypto::KeyFileEntry> readFirstOfChain(const json::Value& chain) {
    const json::Value first = chain.exists() ? chain.at(0) : json::Value();
    const auto text = first.exists() ? first.string() : std::nullopt;
    if (!text) {
        return std::nullopt;
    }
    auto entry = crypto::readDer(decodeForShowing(*text));
    if (!entry || !entry->certificate) {
        return std::nullopt;
    }
    return std::move(*entry);
}

Sentence problemOfChain(const json::Value& chain) {
    if (!chain.is(json::Type::Array) || chain.size() == 0) {
        return say("x5c is no array of certificates");
    }
    Sentence problem;
    std::size_t index = 0;
    chain.forEachElement([&](const json::Value& element) {
        const auto text = element.string();
        const std::string name = "x5c[" + std::to_string(index++) + "]";
        if (!problem.empty()) {
            return;
        }
        if (!text) {
            problem = say("%1 is no string", {name});
        } else if (text->find("-----BEGIN") != std::string::npos) {
            problem = say("%1 has BEGIN and END lines", {name});
        } else if (const auto octets = jose::decodeSecretText(*text, jose::SecretEncoding::Base64);
                   !octets || text->size() % 4 != 0 || text->find_first_of(" \t\r\n") != std::string::npos) {
            problem = say("%1 is no standard base64 with padding", {name});
        } else if (!crypto::readCertificate(octets->reveal())) {
            problem = say("%1 is no certificate", {name});
        }
    });
    return problem;
}

} // namespace twb::doctor
