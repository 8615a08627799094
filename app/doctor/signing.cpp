// SPDX-License-Identifier: Apache-2.0
#include "doctor/signing.h"

#include "doctor/copy_json.h"
#include "doctor/key_objects.h"
#include "jose/jws_json.h"

namespace twb::doctor {
namespace {

std::string headerText(const json::Document& header, std::string_view name) {
    return header.root().find(name).string().value_or(std::string());
}

Result<std::string> signWith(const std::string& header, const std::string& payload, const ResolvedKey& key,
                             jose::PayloadPlace place) {
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
        signature = jose::signCompact(header, asBytes(payload), set.entries()[index].jwk, place);
        if (signature) {
            break;
        }
    }
    return signature;
}

} // namespace

Result<CopySignature> signCopy(const Copy& copy, const SharedText& signingInput, const ResolvedKey& key) {
    const auto header = octetsOfPart(copy.header);
    const auto payload = octetsOfPart(copy.payload);
    if (!header || !payload) {
        return passOn(header ? payload : header);
    }
    const auto place = copy.detached ? jose::PayloadPlace::Detached : jose::PayloadPlace::Attached;
    auto token = signWith(**header, **payload, key, place);
    if (!token) {
        return passOn(token);
    }
    const auto document = json::Document::parse(**header);
    return CopySignature{token->substr(token->rfind('.') + 1), signingInput, key.field(),
                         document ? headerText(*document, "alg") : std::string()};
}

Result<CopySignature> signOne(const Copy& copy, std::size_t index, const SharedText& signingInput,
                              const ResolvedKey& key, Signing signing) {
    const CopySigner& signer = copy.signers[index];
    const auto header = octetsOfPart(signer.header);
    const auto payload = octetsOfPart(copy.payload);
    if (!header || !payload) {
        return passOn(header ? payload : header);
    }
    const auto named = namesOf(signer);
    if (!named) {
        return passOn(named);
    }
    if (key.keys() == nullptr) {
        return key.facts().problem ? Result<CopySignature>(tl::unexpected<Error>(*key.facts().problem))
                                   : fail(ErrorCode::KeyNotFound, "there is no key to sign with");
    }
    const jose::KeySet& set = *key.keys()->set;
    const auto choice = set.choose(named->kid, named->algorithm, jose::KeyPurpose::Sign);
    if (!choice) {
        return passOn(choice);
    }
    const bool any = signing == Signing::Now || copy.signers.size() == 1 ||
                     (signer.signature != nullptr && signer.signature->key != nullptr);
    for (const std::size_t place : choice->candidates) {
        const jose::Jwk& jwk = set.entries()[place].jwk;
        const bool itsOwn = !named->kid.empty() && jwk.kid == named->kid;
        if (!any && !itsOwn && !madeWith(signer, jwk)) {
            continue;
        }
        const auto made = jose::signJson({{jwk, **header, signer.unprotected != nullptr ? *signer.unprotected : ""}},
                                         asBytes(**payload), jose::JsonForm::Flattened, jose::PayloadPlace::Detached);
        if (!made) {
            return passOn(made);
        }
        const auto read = jose::readJsonToken(*made);
        if (!read) {
            return passOn(read);
        }
        return CopySignature{read->signatures.front().signature, signingInput, key.field(), named->algorithm};
    }
    return fail(ErrorCode::KeyNotFound, "the key that is given is not known to be this signer's");
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
