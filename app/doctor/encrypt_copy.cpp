// SPDX-License-Identifier: Apache-2.0
// The making half of decryption_facts.h.
#include "base/base64url.h"
#include "doctor/copy_json.h"
#include "doctor/decryption_facts.h"
#include "doctor/key_objects.h"
#include "jose/jwe.h"
#include "json/text.h"

namespace twb::doctor {
namespace {

constexpr std::int64_t quickRounds = 10'000;

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

std::string textOf(const SharedText& text) {
    return text != nullptr ? *text : std::string();
}

/// Somebody to encrypt to, with a key of the set.
struct Recipient {
    const jose::Jwk& key;
    std::string header;
    std::string algorithm;
};

/// Chooses the key of one recipient and takes out of its headers what the former encryption made.
Result<Recipient> recipientOf(jose::EncryptionRequest& request, std::string own, const ResolvedKey& key) {
    const auto read = jose::JweHeader::read(request.protectedHeader, request.sharedHeader, own);
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
    const jose::KeySet& set = *key.keys()->set;
    const auto choice = jose::chooseEncryptionKeys(set, algorithms->kid, *algorithms->management,
                                                   *algorithms->encryption, jose::EncryptionPurpose::Encrypt);
    if (!choice) {
        return passOn(choice);
    }
    for (std::string* text : {&request.protectedHeader, &request.sharedHeader, &own}) {
        if (text->empty()) {
            continue;
        }
        auto clean = withoutMade(std::move(*text), *algorithms->management);
        if (!clean) {
            return passOn(clean);
        }
        *text = std::move(*clean);
    }
    return Recipient{set.entries()[choice->candidates.front()].jwk, std::move(own),
                     std::string(algorithms->management->name)};
}

} // namespace

bool encryptsSlowly(const Reading& header) {
    const jose::KeyManagement* management = jose::findKeyManagement(header.algorithm);
    if (management == nullptr || management->family != jose::KeyManagementFamily::Pbes2) {
        return false;
    }
    const jose::EncryptionRequest usual;
    json::Tape unprotected;
    json::Value rounds = header.header.json != nullptr ? header.header.json->root().find("p2c") : json::Value();
    for (const std::string* text : {&header.unprotectedHeader, &header.sharedHeader}) {
        if (!rounds.exists() && !text->empty() && unprotected.parse(*text)) {
            rounds = unprotected.root().find("p2c");
        }
    }
    return rounds.integer().value_or(usual.pbes2Count) > quickRounds;
}

Result<CopySignature> encryptCopy(const Copy& copy, const SharedText& input, const ResolvedKey& key,
                                  const Inputs& inputs) {
    const auto header = octetsOfPart(copy.header);
    const auto plaintext = octetsOfPart(copy.payload);
    if (!header || !plaintext) {
        return passOn(header ? plaintext : header);
    }
    if (key.keys() == nullptr) {
        return key.facts().problem ? Result<CopySignature>(tl::unexpected<Error>(*key.facts().problem))
                                   : fail(ErrorCode::KeyNotFound, "there is no key to encrypt to");
    }
    jose::EncryptionRequest request;
    request.form = copy.signers.empty()                 ? jose::JweFormKind::Compact
                   : copy.form == Copy::Form::Flattened ? jose::JweFormKind::Flattened
                                                        : jose::JweFormKind::General;
    request.limits = inputs.caps;
    request.watch = inputs.watch;
    request.protectedHeader = **header;
    request.sharedHeader = textOf(copy.unprotectedHeader);
    if (copy.additionalData != nullptr) {
        auto decoded = base64url::decode(*copy.additionalData);
        if (!decoded) {
            return passOn(decoded);
        }
        request.additionalData = std::move(*decoded);
    }
    std::string algorithm;
    const std::vector<CopySigner> recipients = copy.signers.empty() ? std::vector<CopySigner>(1) : copy.signers;
    for (std::size_t i = 0; i < recipients.size(); ++i) {
        auto recipient = recipientOf(request, textOf(recipients[i].unprotected), key);
        if (!recipient) {
            Error problem = recipient.error();
            if (recipients.size() > 1) {
                problem.detail = "recipient " + std::to_string(i + 1) + ": " + problem.detail;
            }
            return tl::unexpected<Error>(std::move(problem));
        }
        algorithm = i == 0 ? recipient->algorithm : algorithm;
        request.recipients.push_back({recipient->key, std::move(recipient->header)});
    }
    auto made = jose::encryptToken(request, asBytes(**plaintext));
    if (!made) {
        return passOn(made);
    }
    CopySignature result;
    result.signingInput = input;
    result.key = key.field();
    result.algorithm = std::move(algorithm);
    result.whole = std::make_shared<const std::string>(std::move(made->token));
    return result;
}

std::string encodeOutdated(const Copy& copy) {
    if (!copy.signers.empty()) {
        return encodeOutdatedJson(copy);
    }
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
