// SPDX-License-Identifier: Apache-2.0
#include "cli/sd_jwt_form.h"

#include "jose/disclosure_digest.h"

namespace twb::cli {

namespace {

using jose::PartName;
using jose::TokenPart;

/// Header or payload if it is JSON.
std::string jsonOrNull(const jose::TokenParts& parts, PartName name) {
    const TokenPart* part = parts.find(name);
    return part != nullptr && part->isJson ? std::string(asText(part->octets)) : "null";
}

/// Parts and claims of a compact SD-JWT, or why it does not hold together.
struct Opened {
    jose::SdJwtParts parts;
    std::optional<jose::SdJwtClaims> claims;
    std::optional<Error> error;
};

Opened open(std::string_view compact) {
    Opened opened;
    auto parts = jose::splitSdJwt(compact);
    if (!parts) {
        opened.error = parts.error();
        return opened;
    }
    opened.parts = std::move(*parts);
    const jose::TokenParts issuer = jose::readParts(opened.parts.issuerToken);
    const TokenPart* payload = issuer.find(PartName::Payload);
    auto claims = jose::resolveDisclosures(payload == nullptr ? std::string_view() : asText(payload->octets),
                                           opened.parts.disclosures);
    if (claims) {
        opened.claims = std::move(*claims);
    } else {
        opened.error = claims.error();
        opened.error->where = {}; // within one of the parts, not the token
    }
    return opened;
}

} // namespace

std::optional<std::string> asSdJwt(std::string_view token) {
    const jose::TokenKind kind = jose::readParts(token).kind;
    if (kind == jose::TokenKind::SdJwt) {
        return std::string(token);
    }
    if (kind == jose::TokenKind::JwsJson) {
        if (auto compact = jose::compactSdJwt(token)) {
            return std::move(*compact);
        }
    }
    return std::nullopt;
}

std::string disclosuresJson(const jose::SdJwtClaims& claims) {
    JsonArray list;
    for (const jose::Disclosure& disclosure : claims.disclosures) {
        JsonObject one;
        one.text("path", disclosure.path);
        if (disclosure.name) {
            one.text("name", *disclosure.name);
        } else {
            one.null("name");
        }
        one.raw("value", disclosure.value).text("digest", disclosure.digest).text("salt", disclosure.salt);
        list.raw(one.finish());
    }
    return list.finish();
}

std::string claimPointer(std::string_view text) {
    return text.starts_with('/') ? std::string(text) : "/" + jose::pointerToken(text);
}

void addSdJwt(JsonObject& object, std::string_view compact) {
    const Opened opened = open(compact);
    if (opened.claims) {
        JsonArray undisclosed;
        for (const std::string& digest : opened.claims->undisclosed) {
            undisclosed.raw(quoted(digest));
        }
        object.raw("claims", opened.claims->payload).raw("disclosures", disclosuresJson(*opened.claims));
        object.raw("undisclosed", undisclosed.finish());
    } else {
        object.null("claims").null("disclosures").null("undisclosed");
    }
    if (opened.parts.keyBinding.empty()) {
        object.null("key_binding");
    } else {
        const jose::TokenParts binding = jose::readParts(opened.parts.keyBinding);
        JsonObject one;
        one.raw("header", jsonOrNull(binding, PartName::Header)).raw("payload", jsonOrNull(binding, PartName::Payload));
        object.raw("key_binding", one.finish());
    }
    if (opened.error) {
        object.raw("sd_jwt_error", errorJson(failure(*opened.error, "the disclosures").value()));
    }
}

void printSdJwt(Output& output, std::string_view compact) {
    const Opened opened = open(compact);
    if (opened.error) {
        output.line("The disclosures do not hold: " + message(failure(*opened.error).value()), Style::Bad);
        output.line();
        return;
    }
    output.line("Claims", Style::Heading);
    output.foreign(opened.claims->payload);
    output.line();
    output.line();
    output.line("Disclosed", Style::Heading);
    for (const jose::Disclosure& disclosure : opened.claims->disclosures) {
        output.foreign(disclosure.path);
        output.write("  ");
        output.foreign(disclosure.value);
        output.line();
    }
    if (opened.claims->disclosures.empty()) {
        output.line("  (nothing)", Style::Quiet);
    }
    output.line();
    output.fact("kept back", std::to_string(opened.claims->undisclosed.size()) + " digests: claims or decoys");
    if (opened.parts.keyBinding.empty()) {
        output.fact("key binding", "none");
        return;
    }
    output.fact("key binding", "there");
    const jose::TokenParts binding = jose::readParts(opened.parts.keyBinding);
    output.foreign(jsonOrNull(binding, PartName::Payload));
    output.line();
}

} // namespace twb::cli
