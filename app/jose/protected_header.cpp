// SPDX-License-Identifier: Apache-2.0
#include "jose/protected_header.h"

#include "json/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace twb::jose {

namespace {

// Names that RFC 7515, 7516 and 7518 define must not stand in "crit".
constexpr std::array<std::string_view, 20> definedNames{"alg",      "jku", "jwk", "kid",  "x5u", "x5c", "x5t",
                                                        "x5t#S256", "typ", "cty", "crit", "enc", "zip", "epk",
                                                        "apu",      "apv", "iv",  "tag",  "p2s", "p2c"};

Result<void> readText(const json::Value& value, std::string_view name, std::string& out) {
    if (!value.exists()) {
        return {};
    }
    auto text = value.string();
    if (!text) {
        return fail(ErrorCode::TokenHeader, "\"" + std::string(name) + "\" must be a string", value.range());
    }
    out = std::move(*text);
    return {};
}

} // namespace

Result<ProtectedHeader> readProtectedHeader(std::string_view text, json::Tape& tape) {
    if (auto parsed = tape.parse(text); !parsed) {
        return passOn(parsed);
    }
    const json::Value root = tape.root();
    if (!root.is(json::Type::Object)) {
        return fail(ErrorCode::TokenHeader, "the header is no JSON object", root.range());
    }
    ProtectedHeader header;
    const json::Value alg = root.find("alg");
    if (!alg.exists()) {
        return fail(ErrorCode::TokenHeader, "the header has no \"alg\"", root.range());
    }
    header.algRange = alg.range();
    for (const auto& [name, out] :
         {std::pair<std::string_view, std::string*>{"alg", &header.alg}, {"kid", &header.kid}, {"typ", &header.typ}}) {
        if (auto read = readText(root.find(name), name, *out); !read) {
            return passOn(read);
        }
    }
    header.crit = root.find("crit");
    if (const json::Value b64 = root.find("b64"); b64.exists()) {
        const auto encode = b64.boolean();
        if (!encode) {
            return fail(ErrorCode::TokenHeader, "\"b64\" must be true or false", b64.range());
        }
        header.hasB64 = true;
        header.encodePayload = *encode;
    }
    return header;
}

Result<void> checkCritical(const ProtectedHeader& header, const json::Value& object,
                           std::span<const std::string> understood) {
    bool namesB64 = false;
    if (header.crit.exists()) {
        if (!header.crit.is(json::Type::Array) || header.crit.size() == 0) {
            return fail(ErrorCode::TokenCritical, "\"crit\" must be an array of names and not empty",
                        header.crit.range());
        }
        std::vector<std::string> names;
        Result<void> answer;
        header.crit.forEachElement([&](json::Value element) {
            if (!answer) {
                return;
            }
            const auto refuse = [&](std::string why) {
                answer = fail(ErrorCode::TokenCritical, std::move(why), element.range());
            };
            auto name = element.string();
            if (!name) {
                refuse("\"crit\" holds something that is no name");
                return;
            }
            const std::string shown = json::quote(*name);
            if (std::find(names.begin(), names.end(), *name) != names.end()) {
                refuse("\"crit\" names " + shown + " twice");
            } else if (std::find(definedNames.begin(), definedNames.end(), *name) != definedNames.end()) {
                refuse("\"crit\" must not name " + shown + ", which the standard itself defines");
            } else if (!object.find(*name).exists()) {
                refuse("\"crit\" names " + shown + ", which is not in the header");
            } else if (*name != "b64" && std::find(understood.begin(), understood.end(), *name) == understood.end()) {
                refuse("the critical header " + shown + " is not understood");
            }
            namesB64 = namesB64 || *name == "b64";
            names.push_back(std::move(*name));
        });
        if (!answer) {
            return answer;
        }
    }
    // Without "crit" a receiver that does not know b64 would read another payload.                 (RFC 7797 §6)
    if (header.hasB64 && !header.encodePayload && !namesB64) {
        return fail(ErrorCode::TokenCritical, "\"b64\":false must be named in \"crit\"", object.find("b64").range());
    }
    return {};
}

Result<std::string> joinHeaders(std::string_view protectedText, std::string_view unprotected) {
    json::Tape tape;
    if (protectedText.empty()) {
        return std::string(unprotected);
    }
    if (auto parsed = tape.parse(protectedText); !parsed) {
        return passOn(parsed);
    }
    const json::Value first = tape.root();
    if (!first.is(json::Type::Object)) {
        return fail(ErrorCode::TokenHeader, "the protected header is no JSON object");
    }
    if (unprotected.empty()) {
        return std::string(protectedText);
    }
    const bool isEmpty = first.size() == 0;
    std::string joined(first.text().substr(0, first.text().size() - 1));
    if (auto parsed = tape.parse(unprotected); !parsed) {
        return passOn(parsed);
    }
    const json::Value second = tape.root();
    joined += isEmpty || second.size() == 0 ? "" : ",";
    joined += second.text().substr(1);
    return joined;
}

Result<void> checkUnprotected(std::string_view unprotected) {
    json::Tape tape;
    if (unprotected.empty() || !tape.parse(unprotected)) {
        return {};
    }
    for (const std::string_view name : {"crit", "b64"}) {
        if (tape.root().find(name).exists()) {
            return fail(ErrorCode::TokenCritical, "\"" + std::string(name) + "\" stands outside the protected header");
        }
    }
    return {};
}

const json::Duplicate* firstDuplicate(const json::Tape& tape) {
    return tape.duplicates().empty() ? nullptr : &tape.duplicates().front();
}

} // namespace twb::jose
