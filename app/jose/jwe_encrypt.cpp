// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "crypto/generate.h"
#include "jose/compression.h"
#include "jose/jwe.h"
#include "json/text.h"

namespace twb::jose {

namespace {

constexpr std::int64_t fewestRounds = 1000; // RFC 7518 §4.8.1.2

/// What is known of one recipient while the token is made.
struct Prepared {
    JweHeader header;
    JweAlgorithms algorithms;
    std::string own; ///< JSON text of its own header
    Bytes encryptedKey;
};

Result<void> checkForm(const EncryptionRequest& request) {
    const bool isCompact = request.form == JweFormKind::Compact;
    const auto refuse = [](const char* why) { return fail(ErrorCode::TokenStructure, why); };
    if (request.recipients.empty()) {
        return fail(ErrorCode::KeyNotFound, "there is no key to encrypt to");
    }
    if (request.recipients.size() > 1 && request.form != JweFormKind::General) {
        return refuse("only the general form holds several recipients");
    }
    if (request.recipients.size() > request.limits.recipients) {
        return fail(ErrorCode::TokenLimit, "more than " + std::to_string(request.limits.recipients) + " recipients");
    }
    if (isCompact && (!request.sharedHeader.empty() || !request.recipients.front().header.empty())) {
        return refuse("the compact form has a protected header only");
    }
    if (isCompact && request.protectedHeader.empty()) {
        return refuse("the compact form needs a protected header");
    }
    if (isCompact && request.additionalData) {
        return refuse("the compact form holds no additional data");
    }
    return {};
}

Result<std::vector<Prepared>> prepare(const EncryptionRequest& request, std::vector<Error>& warnings) {
    std::vector<Prepared> all;
    for (const EncryptionRecipient& recipient : request.recipients) {
        auto header = JweHeader::read(request.protectedHeader, request.sharedHeader, recipient.header);
        if (!header) {
            return passOn(header);
        }
        // What "crit" names is the sender's business: it is taken for understood, its form is checked.
        std::vector<std::string> named;
        header->findProtected("crit").forEachElement(
            [&](json::Value element) { named.push_back(element.string().value_or(std::string())); });
        auto algorithms = readJweAlgorithms(*header, named);
        if (!algorithms) {
            return passOn(algorithms);
        }
        const KeyManagement& management = *algorithms->management;
        if (!all.empty() && algorithms->encryption != all.front().algorithms.encryption) {
            return fail(ErrorCode::TokenHeader, "\"enc\" must be the same for all recipients");
        }
        if (request.recipients.size() > 1 &&
            (management.family == KeyManagementFamily::Direct || management.family == KeyManagementFamily::EcdhEs)) {
            return fail(ErrorCode::TokenStructure,
                        std::string(management.name) + " gives the content key itself: it serves one recipient only");
        }
        if (auto serves = checkServes(recipient.key, management, *algorithms->encryption, EncryptionPurpose::Encrypt);
            !serves) {
            return passOn(serves);
        }
        if (management.family == KeyManagementFamily::RsaPkcs1) {
            warnings.push_back({ErrorCode::AlgorithmNotAllowed,
                                "RSA1_5 is open to attacks on its padding: use RSA-OAEP-256 where you can choose",
                                {}});
        }
        const auto count = header->find("p2c").integer().value_or(request.pbes2Count);
        if (management.family == KeyManagementFamily::Pbes2 && count < fewestRounds) {
            warnings.push_back({ErrorCode::KeyWeak, "\"p2c\" is below 1000: the password is cheap to guess", {}});
        }
        all.push_back({std::move(*header), std::move(*algorithms), recipient.header, {}});
    }
    return all;
}

/// Sets the members that the algorithm made, in the text where they belong.
Result<void> setMembers(std::string& text, const ProtectedContentKey& made) {
    for (const auto& [name, value] : made.members) {
        auto edited = json::setMember(text.empty() ? "{}" : std::string_view(text), name, value);
        if (!edited) {
            return passOn(edited);
        }
        text = std::move(*edited);
    }
    return {};
}

std::string member(std::string_view name, std::string_view json) {
    return "\"" + std::string(name) + "\":" + std::string(json);
}
std::string encodedMember(std::string_view name, ByteView octets) {
    return member(name, "\"" + base64url::encode(octets) + "\"");
}

std::string recipientMembers(const Prepared& recipient) {
    std::string text;
    if (!recipient.own.empty()) {
        text = member("header", recipient.own);
    }
    if (!recipient.encryptedKey.empty()) {
        text += (text.empty() ? "" : ",") + encodedMember("encrypted_key", recipient.encryptedKey);
    }
    return text;
}

} // namespace

Result<EncryptedToken> encryptToken(const EncryptionRequest& request, ByteView plaintext) {
    if (auto possible = checkForm(request); !possible) {
        return passOn(possible);
    }
    EncryptedToken result;
    auto recipients = prepare(request, result.warnings);
    if (!recipients) {
        return passOn(recipients);
    }
    const ContentEncryption& encryption = *recipients->front().algorithms.encryption;
    const crypto::AeadMethod& method = encryption.method;
    const FixedRandomness* fixed = request.fixed;
    auto contentKey = fixed != nullptr && !fixed->contentKey.empty() ? Result<Secret>(fixed->contentKey.clone())
                                                                     : crypto::randomSecret(method.keyOctets);
    if (!contentKey) {
        return passOn(contentKey);
    }
    if (contentKey->size() != method.keyOctets) {
        return fail(ErrorCode::KeyTypeMismatch, "the content key has the wrong size");
    }
    std::string protectedHeader = request.protectedHeader;
    std::string sharedHeader = request.sharedHeader;
    for (std::size_t i = 0; i < recipients->size(); ++i) {
        Prepared& recipient = (*recipients)[i];
        auto made = protectContentKey(request.recipients[i].key.key, *recipient.algorithms.management, encryption,
                                      recipient.header, contentKey->reveal(), request.pbes2Count,
                                      request.limits.pbes2Count, fixed, request.watch);
        if (!made) {
            return passOn(made);
        }
        recipient.encryptedKey = std::move(made->encryptedKey);
        if (!made->contentKey.empty()) {
            contentKey = std::move(made->contentKey);
        }
        const auto part = recipient.header.partOf("alg");
        std::string& target = recipients->size() > 1 || part == JweHeader::Part::Recipient ? recipient.own
                              : part == JweHeader::Part::Shared                            ? sharedHeader
                                                                                           : protectedHeader;
        if (auto set = setMembers(target, *made); !set) {
            return passOn(set);
        }
    }
    auto nonce = fixed != nullptr && !fixed->nonce.empty() ? Result<Bytes>(fixed->nonce)
                                                           : crypto::randomBytes(method.nonceOctets());
    if (!nonce) {
        return passOn(nonce);
    }
    Secret compressed;
    if (recipients->front().algorithms.compressed) {
        auto deflated = deflateRaw(plaintext);
        if (!deflated) {
            return passOn(deflated);
        }
        compressed = std::move(*deflated);
        plaintext = compressed.reveal();
    }
    const std::string encodedHeader = base64url::encode(protectedHeader);
    const std::string encodedData =
        request.additionalData ? base64url::encode(ByteView(*request.additionalData)) : std::string();
    const std::string additional = request.additionalData ? encodedHeader + "." + encodedData : encodedHeader;
    auto aead = crypto::Aead::create(method, contentKey->reveal());
    if (!aead) {
        return passOn(aead);
    }
    const auto sealed = aead->seal(*nonce, asBytes(additional), plaintext);
    if (!sealed) {
        return passOn(sealed);
    }
    result.protectedHeader = std::move(protectedHeader);
    if (request.form == JweFormKind::Compact) {
        std::string& token = result.token;
        token = encodedHeader;
        for (const ByteView part : {ByteView(recipients->front().encryptedKey), ByteView(*nonce),
                                    ByteView(sealed->ciphertext), ByteView(sealed->tag)}) {
            token += '.';
            base64url::append(token, part);
        }
        return result;
    }
    std::string text = "{";
    const auto add = [&text](const std::string& more) {
        if (!more.empty()) {
            text += (text.size() == 1 ? "" : ",") + more;
        }
    };
    if (!result.protectedHeader.empty()) {
        add(member("protected", "\"" + encodedHeader + "\""));
    }
    if (!sharedHeader.empty()) {
        add(member("unprotected", sharedHeader));
    }
    if (request.form == JweFormKind::Flattened) {
        add(recipientMembers(recipients->front()));
    } else {
        std::string list;
        for (const Prepared& recipient : *recipients) {
            list += (list.empty() ? "{" : ",{") + recipientMembers(recipient) + "}";
        }
        add(member("recipients", "[" + list + "]"));
    }
    if (request.additionalData) {
        add(member("aad", "\"" + encodedData + "\""));
    }
    add(encodedMember("iv", *nonce));
    add(encodedMember("ciphertext", sealed->ciphertext));
    add(encodedMember("tag", sealed->tag));
    result.token = text + "}";
    return result;
}

Result<EncryptedToken> encryptCompact(std::string_view header, ByteView plaintext, const Jwk& key) {
    EncryptionRequest request;
    request.protectedHeader = header;
    request.recipients.push_back({key, {}});
    return encryptToken(request, plaintext);
}

} // namespace twb::jose
