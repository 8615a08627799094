// SPDX-License-Identifier: Apache-2.0
#include "doctor/signing.h"

#include "base/base64url.h"
#include "doctor/key_objects.h"
#include "jose/jws.h"

namespace twb::doctor {
namespace {

/// The octets of a part of the copy. Not copied where they were edited.
Result<SharedText> octetsOf(const CopyPart& part) {
    if (part.octets != nullptr) {
        return part.octets;
    }
    if (part.encoded == nullptr) {
        return std::make_shared<const std::string>();
    }
    auto decoded = base64url::decode(*part.encoded);
    if (!decoded) {
        return passOn(decoded);
    }
    return std::make_shared<const std::string>(asText(*decoded));
}

std::string headerText(const json::Document& header, std::string_view name) {
    return header.root().find(name).string().value_or(std::string());
}

Result<std::string> signWith(const std::string& header, const std::string& payload, const ResolvedKey& key) {
    const auto document = json::Document::parse(header);
    if (!document) {
        return fail(ErrorCode::TokenHeader, document.error().detail, document.error().where);
    }
    const std::string alg = headerText(*document, "alg");
    if (alg == "none") {
        return jose::encodeUnsecured(header, asBytes(payload));
    }
    if (jose::findAlgorithm(alg) == nullptr) {
        return alg.empty() ? fail(ErrorCode::TokenHeader, "the header has no alg")
                           : fail(ErrorCode::AlgorithmUnknown, alg);
    }
    if (key.keys() == nullptr) {
        return key.facts().problem ? Result<std::string>(tl::unexpected<Error>(*key.facts().problem))
                                   : fail(ErrorCode::KeyNotFound, "there is no key to sign with");
    }
    const jose::KeySet& set = *key.keys()->set;
    const auto choice = set.choose(headerText(*document, "kid"), alg, jose::KeyPurpose::Sign);
    if (!choice) {
        return passOn(choice);
    }
    Result<std::string> signature = fail(ErrorCode::KeyNotFound, "there is no key to sign with");
    for (const std::size_t index : choice->candidates) {
        signature = jose::signCompact(header, asBytes(payload), set.entries()[index].jwk);
        if (signature) {
            break;
        }
    }
    return signature;
}

} // namespace

Result<CopySignature> signCopy(const Copy& copy, const SharedText& signingInput, const ResolvedKey& key) {
    const auto header = octetsOf(copy.header);
    const auto payload = octetsOf(copy.payload);
    if (!header || !payload) {
        return passOn(header ? payload : header);
    }
    auto token = signWith(**header, **payload, key);
    if (!token) {
        return passOn(token);
    }
    // What was signed must be what is shown; an unencoded payload (RFC 7797) would stand differently in the token.
    const std::size_t size = signingInput->size();
    if (token->size() <= size || token->compare(0, size, *signingInput) != 0 || (*token)[size] != '.') {
        return fail(ErrorCode::TokenUnsupported, "b64 false: the payload would stand in the token unencoded");
    }
    const auto document = json::Document::parse(**header);
    return CopySignature{token->substr(size + 1), signingInput, key.field(),
                         document ? headerText(*document, "alg") : std::string()};
}

bool isCurrent(const std::shared_ptr<const CopySignature>& signature, const std::string& signingInput,
               const SharedKeyField& key, Signing signing) {
    if (signature == nullptr || signature->signingInput == nullptr || *signature->signingInput != signingInput) {
        return false;
    }
    const bool madeHere = signature->key != nullptr;
    return !madeHere || signing == Signing::Never || signature->key == key;
}

} // namespace twb::doctor
