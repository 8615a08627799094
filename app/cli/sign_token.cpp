// SPDX-License-Identifier: Apache-2.0
#include "cli/sign_token.h"

#include "cli/input.h"
#include "cli/sd_jwt_form.h"
#include "jose/disclosure_digest.h"
#include "jose/sd_jwt_make.h"

#include <charconv>

namespace twb::cli {

namespace {

/// The key that signs: the only one, or of a set the one that --kid names or that alone fits.
Answer<const jose::Jwk*> chooseKey(const Session& session, const jose::KeySet& keys, std::string_view alg) {
    const auto choice = keys.choose(session.arguments.text("--kid"), alg, jose::KeyPurpose::Sign);
    if (!choice) {
        return failure(choice.error(), "the key");
    }
    if (choice->candidates.size() > 1) {
        return failure(Error{ErrorCode::KeyAmbiguous,
                             std::to_string(choice->candidates.size()) + " keys can sign this; name one with --kid",
                             {}},
                       "the key");
    }
    return &keys.entries()[choice->candidates.front()].jwk;
}

tl::unexpected<Failure> aboutKeyOrHeader(const Error& error, const std::string& header) {
    const bool aboutKey = name(error.code).starts_with("key-");
    return failure(error, aboutKey ? "the key" : "the header", aboutKey ? "" : header);
}

/// One key of a file, for --also and --holder.
Answer<jose::Jwk> readOneKey(Session& session, std::string_view path, const std::string& subject) {
    const auto keys = readKeyFile(session, std::string(path), subject);
    if (!keys) {
        return passOn(keys);
    }
    if (keys->entries().size() != 1) {
        return failure(Error{ErrorCode::KeyAmbiguous, "there is more than one key in it", {}}, subject);
    }
    return keys->entries().front().jwk;
}

/// The others who sign the same payload, each with the algorithm of its key.
Answer<void> addSigners(Session& session, std::vector<jose::JsonSigner>& signers) {
    for (const std::string_view path : session.arguments.values("--also")) {
        auto key = readOneKey(session, path, "the key of --also");
        if (!key) {
            return passOn(key);
        }
        const jose::Algorithm* usual =
            jose::findAlgorithm(key->alg) != nullptr ? jose::findAlgorithm(key->alg) : jose::usualAlgorithm(key->key);
        if (usual == nullptr) {
            return failure(Error{ErrorCode::KeyTypeMismatch, "this key makes no signatures", {}}, "the key of --also");
        }
        JsonObject header;
        header.text("alg", usual->name);
        if (!key->kid.empty()) {
            header.text("kid", key->kid);
        }
        signers.push_back({std::move(*key), header.finish(), {}});
    }
    return {};
}

Answer<jose::Hiding> readHiding(const Session& session) {
    jose::Hiding hiding;
    for (const std::string_view each : session.arguments.values("--sd")) {
        hiding.disclosable.push_back(claimPointer(each));
    }
    if (const std::string* count = session.arguments.value("--decoys")) {
        const auto read = std::from_chars(count->data(), count->data() + count->size(), hiding.decoys);
        if (read.ec != std::errc() || read.ptr != count->data() + count->size()) {
            return usage("--decoys is a whole number");
        }
    }
    if (const std::string* name = session.arguments.value("--sd-hash")) {
        const auto hash = jose::findDisclosureHash(*name);
        if (!hash) {
            return usage("--sd-hash is sha-256, sha-384 or sha-512");
        }
        hiding.hash = *hash;
    }
    return hiding;
}

Answer<std::string> makeSdJwt(Session& session, const SignRequest& request, const jose::Jwk& key) {
    if (request.form == SignForm::Detached) {
        return usage("an SD-JWT cannot be detached: its disclosures belong to the payload");
    }
    const auto hiding = readHiding(session);
    if (!hiding) {
        return passOn(hiding);
    }
    std::optional<jose::Jwk> holder;
    if (const std::string* path = session.arguments.value("--holder")) {
        auto read = readOneKey(session, *path, "the holder's key");
        if (!read) {
            return passOn(read);
        }
        holder = std::move(*read);
    }
    const auto issued = jose::issueSdJwt(request.header, request.payload, *hiding, key, holder ? &*holder : nullptr);
    if (!issued) {
        const bool aboutClaims = issued.error().code == ErrorCode::TokenPayload;
        return aboutClaims ? failure(issued.error(), "the claims") : aboutKeyOrHeader(issued.error(), request.header);
    }
    if (request.form == SignForm::Compact) {
        return issued->token;
    }
    auto json = jose::jsonSdJwt(issued->token, request.form == SignForm::General ? jose::JsonForm::General
                                                                                 : jose::JsonForm::Flattened);
    return json ? Answer<std::string>(std::move(*json)) : failure(json.error(), "the token");
}

} // namespace

Answer<SignForm> readSignForm(const Session& session) {
    const std::string_view form = session.arguments.text("--form");
    if (session.arguments.has("--also")) {
        if (!form.empty() && form != "general") {
            return usage("several signatures need --form general");
        }
        if (wantsSdJwt(session)) {
            return usage("an SD-JWT is signed by one key; leave --also out");
        }
        return SignForm::General;
    }
    if (form.empty() || form == "compact") {
        return SignForm::Compact;
    }
    if (form == "detached") {
        return SignForm::Detached;
    }
    if (form == "flattened") {
        return SignForm::Flattened;
    }
    if (form == "general") {
        return SignForm::General;
    }
    return usage("--form is compact, detached, flattened or general");
}

bool wantsSdJwt(const Session& session) {
    for (const std::string_view option : {"--sd", "--decoys", "--sd-hash", "--holder"}) {
        if (session.arguments.has(option)) {
            return true;
        }
    }
    return false;
}

Answer<std::string> makeToken(Session& session, const SignRequest& request) {
    const bool unsecured = jose::findAlgorithm(request.alg)->id == jose::AlgorithmId::None;
    const auto keys = readKeys(session, unsecured ? KeyNeed::Optional : KeyNeed::Required);
    if (!keys) {
        return passOn(keys);
    }
    if (unsecured) {
        if (request.form != SignForm::Compact || wantsSdJwt(session)) {
            return usage("a token without signature has the compact form only");
        }
        auto token = jose::encodeUnsecured(request.header, asBytes(request.payload));
        return token ? Answer<std::string>(std::move(*token)) : failure(token.error(), "the header", request.header);
    }
    const auto key = chooseKey(session, *keys, request.alg);
    if (!key) {
        return passOn(key);
    }
    if (wantsSdJwt(session)) {
        return makeSdJwt(session, request, **key);
    }
    Result<std::string> token;
    if (request.form == SignForm::Compact || request.form == SignForm::Detached) {
        const auto place =
            request.form == SignForm::Detached ? jose::PayloadPlace::Detached : jose::PayloadPlace::Attached;
        token = jose::signCompact(request.header, asBytes(request.payload), **key, place);
    } else {
        std::vector<jose::JsonSigner> signers{{**key, request.header, {}}};
        if (auto added = addSigners(session, signers); !added) {
            return passOn(added);
        }
        const auto form = request.form == SignForm::General ? jose::JsonForm::General : jose::JsonForm::Flattened;
        token = jose::signJson(signers, asBytes(request.payload), form);
    }
    if (!token) {
        return aboutKeyOrHeader(token.error(), request.header);
    }
    return std::move(*token);
}

} // namespace twb::cli
