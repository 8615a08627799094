// SPDX-License-Identifier: Apache-2.0
#include "doctor/x5c.h"

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

std::string problemOfChain(const json::Value& chain) {
    if (!chain.is(json::Type::Array) || chain.size() == 0) {
        return "x5c is no array of certificates";
    }
    std::string problem;
    std::size_t index = 0;
    chain.forEachElement([&](const json::Value& element) {
        const auto text = element.string();
        const std::string name = "x5c[" + std::to_string(index++) + "] ";
        if (!problem.empty()) {
            return;
        }
        if (!text) {
            problem = name + "is no string";
        } else if (text->find("-----BEGIN") != std::string::npos) {
            problem = name + "has BEGIN and END lines";
        } else if (const auto octets = jose::decodeSecretText(*text, jose::SecretEncoding::Base64);
                   !octets || text->size() % 4 != 0 || text->find_first_of(" \t\r\n") != std::string::npos) {
            problem = name + "is no standard base64 with padding";
        } else if (!crypto::readCertificate(octets->reveal())) {
            problem = name + "is no certificate";
        }
    });
    return problem;
}

} // namespace twb::doctor
