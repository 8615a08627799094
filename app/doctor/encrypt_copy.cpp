// SPDX-License-Identifier: Apache-2.0
// The making half of decryption_facts.h.
#include "base/base64url.h"
#include "doctor/decryption_facts.h"
#include "doctor/key_objects.h"
#include "jose/jwe.h"
#include "json/text.h"

namespace twb::doctor {
namespace {

constexpr std::int64_t quickRounds = 10'000;

Result<std::string> octetsOf(const CopyPart& part) {
    if (part.octets != nullptr) {
        return *part.octets;
    }
    if (part.encoded == nullptr) {
        return std::string();
    }
    auto decoded = base64url::decode(*part.encoded);
    if (!decoded) {
        return passOn(decoded);
    }
    return std::string(asText(*decoded));
}

/// What the former encryption left in the header: it is made anew, and must not serve twice.
Result<std::string> withoutMade(std::string header, const jose::KeyManagement& management) {
    using Family = jose::KeyManagementFamily;
    std::vector<std::string_view> made;
    if (management.family == Family::EcdhEs || management.family == Family::EcdhEsKeyWrap) {
        made = {"epk"};
    } else if (management.family == Family::AesGcmKeyWrap) {
        made = {"iv", "tag"};
    } else if (management.family == Family::Pbes2) {
        made = {"p2s"};
    }
    for (const std::string_view name : made) {
        auto without = json::removeMember(header, name);
        if (!without) {
            return passOn(without);
        }
        header = std::move(*without);
    }
    return header;
}

} // namespace

bool encryptsSlowly(const Reading& header) {
    const jose::KeyManagement* management = jose::findKeyManagement(header.algorithm);
    if (management == nullptr || management->family != jose::KeyManagementFamily::Pbes2) {
        return false;
    }
    const jose::EncryptionRequest usual;
    const json::Value rounds = header.header.json->root().find("p2c");
    return rounds.integer().value_or(usual.pbes2Count) > quickRounds;
}

Result<CopySignature> encryptCopy(const Copy& copy, const SharedText& input, const ResolvedKey& key) {
    auto header = octetsOf(copy.header);
    const auto plaintext = octetsOf(copy.payload);
    if (!header || !plaintext) {
        return passOn(header ? plaintext : header);
    }
    const auto read = jose::JweHeader::read(*header, {}, {});
    if (!read) {
        return passOn(read);
    }
    std::vector<std::string> named;
    read->findProtected("crit").forEachElement(
        [&](json::Value element) { named.push_back(element.string().value_or(std::string())); });
    const auto algorithms = jose::readJweAlgorithms(*read, named);
    if (!algorithms) {
        return passOn(algorithms);
    }
    if (key.keys() == nullptr) {
        return key.facts().problem ? Result<CopySignature>(tl::unexpected<Error>(*key.facts().problem))
                                   : fail(ErrorCode::KeyNotFound, "there is no key to encrypt to");
    }
    const jose::KeySet& set = *key.keys()->set;
    const auto choice = jose::chooseEncryptionKeys(set, algorithms->kid, *algorithms->management,
                                                   *algorithms->encryption, jose::EncryptionPurpose::Encrypt);
    if (!choice) {
        return passOn(choice);
    }
    auto clean = withoutMade(std::move(*header), *algorithms->management);
    if (!clean) {
        return passOn(clean);
    }
    auto made = jose::encryptCompact(*clean, asBytes(*plaintext), set.entries()[choice->candidates.front()].jwk);
    if (!made) {
        return passOn(made);
    }
    CopySignature result;
    result.signingInput = input;
    result.key = key.field();
    result.algorithm = algorithms->management->name;
    result.whole = std::make_shared<const std::string>(std::move(made->token));
    return result;
}

std::string encodeOutdated(const Copy& copy) {
    std::string text;
    if (copy.header.octets != nullptr) {
        base64url::append(text, asBytes(*copy.header.octets));
    } else if (copy.header.encoded != nullptr) {
        text = *copy.header.encoded;
    }
    const bool hasOld = copy.signature != nullptr && copy.signature->whole != nullptr;
    const std::size_t dot = hasOld ? copy.signature->whole->find('.') : std::string::npos;
    text += dot == std::string::npos ? "...." : std::string_view(*copy.signature->whole).substr(dot);
    return text;
}

} // namespace twb::doctor
