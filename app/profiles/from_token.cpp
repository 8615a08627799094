// SPDX-License-Identifier: Apache-2.0
#include "profiles/from_token.h"

#include "base/ascii.h"
#include "profiles/claim_catalogue.h"
#include "json/text.h"

#include <algorithm>
#include <cmath>

namespace twb::profiles {
namespace {

std::string_view kindOf(const std::string& name, const json::Value& value) {
    switch (value.type()) {
    case json::Type::String:
        return "text";
    case json::Type::Number: {
        const ClaimEntry* entry = findClaim(name, ClaimPlace::Payload);
        return entry != nullptr && entry->kind == ClaimKind::NumericDate ? "date" : "number";
    }
    case json::Type::True:
    case json::Type::False:
        return "boolean";
    case json::Type::Array:
        return name == "aud" ? "text or list" : "list";
    case json::Type::Object:
        return "object";
    case json::Type::Null:
        break;
    }
    return "any";
}

/// `"name": ["value"],` of a text or of the texts of a list; nothing if there is none.
std::string listOf(std::string_view name, const json::Value& value) {
    std::string list;
    const auto add = [&](const json::Value& one) {
        const auto text = one.is(json::Type::String) ? one.string() : std::nullopt;
        if (text && text->find('*') == std::string::npos) {
            list += (list.empty() ? "" : ", ") + json::quote(*text);
        }
    };
    if (value.exists()) {
        add(value);
        value.forEachElement(add);
    }
    return list.empty() ? list : "    " + json::quote(name) + ": [" + list + "],\n";
}

std::string lifetimeOf(const json::Value& payload) {
    const auto iat = payload.find("iat").number();
    const auto exp = payload.find("exp").number();
    constexpr double longest = 1e10;
    if (!iat || !exp || *exp <= *iat || *exp - *iat > longest) {
        return {};
    }
    return ",\n    \"lifetime\": { \"most\": " + std::to_string(static_cast<std::int64_t>(std::ceil(*exp - *iat))) +
           " }";
}

} // namespace

std::string idFrom(std::string_view title) {
    std::string id;
    for (const char c : title) {
        const char lower = lowered(c);
        if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
            id += lower;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    constexpr std::size_t longest = 60;
    id.resize(std::min(id.size(), longest));
    while (id.ends_with('-')) {
        id.pop_back();
    }
    return id.empty() || id == "auto" || id == "none" ? "profile" : id;
}

Result<std::string> profileFromToken(const json::Value& header, const json::Value& payload, std::string_view id,
                                     std::string_view title) {
    if (!header.is(json::Type::Object)) {
        return fail(ErrorCode::TokenHeader, "the header is no JSON object");
    }
    if (!payload.is(json::Type::Object)) {
        return fail(ErrorCode::TokenPayload, "the payload is no JSON object");
    }
    std::string claims;
    payload.forEachMember([&](const json::Value& nameValue, const json::Value& value) {
        const std::string name = nameValue.string().value_or(std::string());
        const bool listed = name == "iss" && !listOf("issuers", value).empty();
        const bool audience = name == "aud" && !listOf("audiences", value).empty();
        if (!listed && !audience && claims.find("\"name\": " + json::quote(name) + ",") == std::string::npos) {
            claims += (claims.empty() ? "\n      " : ",\n      ") + std::string("{ \"name\": ") + json::quote(name) +
                      ", \"required\": \"yes\", \"type\": \"" + std::string(kindOf(name, value)) + "\" }";
        }
    });
    const json::Value iss = payload.find("iss");
    const std::string match = iss.is(json::Type::String) && !listOf("issuers", iss).empty()
                                  ? "  \"match\": [{ \"iss\": [" + json::quote(*iss.string()) + "] }],\n"
                                  : std::string();
    std::string text = "{\n  \"id\": " + json::quote(id) + ",\n  \"title\": " + json::quote(title) +
                       ",\n  \"summary\": \"Made from a token that is good\",\n  \"icon\": \"profile\",\n" + match +
                       "  \"policy\": {\n";
    text += listOf("algorithms", header.find("alg")) + listOf("types", header.find("typ")) + listOf("issuers", iss) +
            listOf("audiences", payload.find("aud"));
    text += "    \"claims\": [" + claims + (claims.empty() ? "]" : "\n    ]") + lifetimeOf(payload) + "\n  },\n";
    return text + "  \"copy\": [\"token\", \"bearer\"]\n}\n";
}

} // namespace twb::profiles
