// SPDX-License-Identifier: Apache-2.0
#include "cli/input.h"
#include "cli/key_options.h"
#include "cli/sd_jwt_form.h"
#include "cli/verbs.h"
#include "jose/sd_jwt_make.h"

namespace twb::cli {

namespace {

/// Digests of what is to be shown: everything with --all, else what --show names.
Answer<std::vector<std::string>> readShown(const Session& session, const jose::SdJwtClaims& claims) {
    std::vector<std::string> digests;
    if (session.arguments.has("--all")) {
        for (const jose::Disclosure& disclosure : claims.disclosures) {
            digests.push_back(disclosure.digest);
        }
        return digests;
    }
    std::vector<std::string> paths;
    for (const std::string_view each : session.arguments.values("--show")) {
        paths.push_back(claimPointer(each));
    }
    auto found = jose::digestsAt(claims, paths);
    if (!found) {
        return failure(found.error(), "--show");
    }
    return std::move(*found);
}

/// The holder's proof at the end, where a nonce was asked for.
Answer<std::string> bind(Session& session, std::string presentation) {
    const Arguments& arguments = session.arguments;
    if (!arguments.has("--nonce") && !arguments.has("--audience")) {
        return presentation;
    }
    if (!arguments.has("--nonce") || !arguments.has("--audience")) {
        return usage("a key binding needs --nonce and --audience, both as the verifier asked for them");
    }
    const auto now = readNow(session);
    if (!now) {
        return passOn(now);
    }
    const auto keys = readKeys(session, KeyNeed::Required);
    if (!keys) {
        return passOn(keys);
    }
    const auto holder = singleKey(session, *keys);
    if (!holder) {
        return passOn(holder);
    }
    const jose::KeyBindingRequest request{std::string(arguments.text("--nonce")),
                                          std::string(arguments.text("--audience")), *now,
                                          std::string(arguments.text("--alg"))};
    auto bound = jose::bindToKey(presentation, request, holder->jwk);
    if (!bound) {
        return failure(bound.error(), "the key binding");
    }
    return std::move(*bound);
}

} // namespace

Answer<Exit> runPresent(Session& session) {
    const std::string_view form = session.arguments.text("--form");
    if (!form.empty() && form != "compact" && form != "flattened" && form != "general") {
        return usage("--form is compact, flattened or general");
    }
    const auto input = readTokenInput(session);
    if (!input) {
        return passOn(input);
    }
    const auto compact = asSdJwt(input->token);
    if (!compact) {
        return failure(Error{ErrorCode::TokenUnsupported, "this is no SD-JWT", {}}, "the token");
    }
    // The claims of everything that the holder has: paths are theirs.
    const auto whole = jose::readParts(*compact);
    const jose::TokenPart* payload = whole.find(jose::PartName::Payload);
    const auto parts = jose::splitSdJwt(*compact);
    if (!parts) {
        return failure(parts.error(), "the token", *compact);
    }
    const auto claims =
        jose::resolveDisclosures(payload == nullptr ? std::string_view() : asText(payload->octets), parts->disclosures);
    if (!claims) {
        return failure(claims.error(), "the disclosures");
    }
    const auto shown = readShown(session, *claims);
    if (!shown) {
        return passOn(shown);
    }
    auto presentation = jose::presentSdJwt(*compact, *shown);
    if (!presentation) {
        return failure(presentation.error(), "the token");
    }
    auto bound = bind(session, std::move(*presentation));
    if (!bound) {
        return passOn(bound);
    }
    std::string token = *bound;
    if (form == "flattened" || form == "general") {
        auto json = jose::jsonSdJwt(token, form == "general" ? jose::JsonForm::General : jose::JsonForm::Flattened);
        if (!json) {
            return failure(json.error(), "the token");
        }
        token = std::move(*json);
    }
    if (session.output.json()) {
        JsonObject object;
        object.raw("token", token.starts_with('{') ? token : quoted(token));
        addSdJwt(object, *bound);
        session.output.line(object.finish());
    } else {
        session.output.line(token);
    }
    return Exit::Yes;
}

} // namespace twb::cli
