// SPDX-License-Identifier: Apache-2.0
#include "jose/jwe_header.h"

#include "base/base64url.h"
#include "jose/protected_header.h"
#include "json/text.h"

namespace twb::jose {

namespace {

tl::unexpected<Error> wrong(std::string_view name, std::string_view must, const json::Value& at) {
    return fail(ErrorCode::TokenHeader, "\"" + std::string(name) + "\" must be " + std::string(must),
                at.exists() ? at.range() : TextRange{});
}

Result<void> checkJweCritical(const JweHeader& header, std::span<const std::string> understood) {
    const auto part = header.partOf("crit");
    if (!part) {
        return {};
    }
    if (*part != JweHeader::Part::Protected) {
        return fail(ErrorCode::TokenCritical, "\"crit\" must stand in the protected header");
    }
    ProtectedHeader view;
    view.crit = header.findProtected("crit");
    if (auto checked = checkCritical(view, json::Value(view.crit.tape(), 0), understood); !checked) {
        return checked;
    }
    Result<void> answer;
    view.crit.forEachElement([&](json::Value element) {
        if (element.equals("b64")) { // RFC 7797 §3: a JWS parameter
            answer = fail(ErrorCode::TokenCritical, "the critical header \"b64\" means nothing to an encrypted token",
                          element.range());
        }
    });
    return answer;
}

} // namespace

Result<JweHeader> JweHeader::read(std::string_view protectedText, std::string_view sharedText,
                                  std::string_view recipientText) {
    JweHeader header;
    std::size_t part = 0;
    for (const std::string_view text : {protectedText, sharedText, recipientText}) {
        if (!text.empty()) {
            auto document = json::Document::parse(std::string(text));
            if (!document) {
                return passOn(document);
            }
            if (!document->root().is(json::Type::Object)) {
                return fail(ErrorCode::TokenHeader, "the header is no JSON object");
            }
            if (const json::Duplicate* duplicate = firstDuplicate(document->tape())) {
                return fail(ErrorCode::JsonDuplicateName, json::quote(duplicate->name) + " stands twice in the header",
                            duplicate->second);
            }
            header.m_documents[part] = std::move(*document);
        }
        ++part;
    }
    // Readers would disagree on which of two counts.
    Result<void> answer;
    for (std::size_t later = 1; later < 3; ++later) {
        header.root(later).forEachMember([&](json::Value name, json::Value) {
            const std::string text = name.string().value_or(std::string());
            for (std::size_t earlier = 0; answer && earlier < later; ++earlier) {
                if (header.root(earlier).find(text).exists()) {
                    answer = fail(ErrorCode::TokenHeader, json::quote(text) + " stands in two headers of the token");
                }
            }
        });
    }
    if (!answer) {
        return passOn(answer);
    }
    return header;
}

json::Value JweHeader::find(std::string_view name) const {
    for (std::size_t part = 0; part < 3; ++part) {
        if (const json::Value value = root(part).find(name); value.exists()) {
            return value;
        }
    }
    return {};
}

std::optional<JweHeader::Part> JweHeader::partOf(std::string_view name) const {
    for (std::size_t part = 0; part < 3; ++part) {
        if (root(part).find(name).exists()) {
            return static_cast<Part>(part);
        }
    }
    return std::nullopt;
}

Result<std::string> JweHeader::text(std::string_view name) const {
    const json::Value value = find(name);
    if (!value.exists()) {
        return std::string();
    }
    auto text = value.string();
    if (!text) {
        return wrong(name, "a string", value);
    }
    return std::move(*text);
}

Result<std::optional<Bytes>> JweHeader::octets(std::string_view name) const {
    const json::Value value = find(name);
    if (!value.exists()) {
        return std::optional<Bytes>();
    }
    std::string scratch;
    const auto text = value.stringView(scratch);
    if (!text) {
        return wrong(name, "a string", value);
    }
    auto octets = base64url::decode(*text);
    if (!octets) {
        return wrong(name, "base64url text", value);
    }
    return std::optional<Bytes>(std::move(*octets));
}

Result<JweAlgorithms> readJweAlgorithms(const JweHeader& header, std::span<const std::string> understoodCritical) {
    JweAlgorithms result;
    for (const std::string_view name : {"alg", "enc"}) {
        const json::Value value = header.find(name);
        if (!value.exists()) {
            return fail(ErrorCode::TokenHeader, "the header has no \"" + std::string(name) + "\"");
        }
        const auto text = header.text(name);
        if (!text) {
            return passOn(text);
        }
        const bool isAlg = name == "alg";
        if (isAlg) {
            result.management = findKeyManagement(*text);
        } else {
            result.encryption = findContentEncryption(*text);
        }
        if (isAlg ? result.management == nullptr : result.encryption == nullptr) {
            return fail(ErrorCode::AlgorithmUnknown,
                        std::string(isAlg ? "no key management algorithm" : "no content encryption") + " is called " +
                            json::quote(*text),
                        value.range());
        }
    }
    auto kid = header.text("kid");
    if (!kid) {
        return passOn(kid);
    }
    result.kid = std::move(*kid);
    if (const auto part = header.partOf("zip")) {
        const json::Value zip = header.find("zip");
        if (*part != JweHeader::Part::Protected) {
            return fail(ErrorCode::TokenHeader, "\"zip\" must stand in the protected header", zip.range());
        }
        if (!zip.equals("DEF")) {
            return fail(ErrorCode::TokenUnsupported, "the only compression known is \"zip\":\"DEF\"", zip.range());
        }
        result.compressed = true;
    }
    if (auto critical = checkJweCritical(header, understoodCritical); !critical) {
        return passOn(critical);
    }
    return result;
}

} // namespace twb::jose
