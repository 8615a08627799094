// SPDX-License-Identifier: Apache-2.0
#include "jose/jws_json.h"

#include "jose/verifier_state.h"
#include "json/text.h"

namespace twb::jose {

namespace {

constexpr std::size_t mostSignatures = 100; // each costs a verification: a hostile token must not buy thousands

tl::unexpected<Error> malformed(std::string why, const json::Value& at) {
    return fail(ErrorCode::TokenStructure, std::move(why), at.exists() ? at.range() : TextRange{});
}

Result<void> readString(const json::Value& object, std::string_view name, std::string& out) {
    const json::Value value = object.find(name);
    if (!value.exists()) {
        return {};
    }
    auto text = value.string();
    if (!text) {
        return malformed("\"" + std::string(name) + "\" must be a string", value);
    }
    out = std::move(*text);
    return {};
}

Result<JsonSignature> readSignature(const json::Value& object) {
    if (!object.is(json::Type::Object)) {
        return malformed("a signature is an object", object);
    }
    if (!object.find("signature").exists()) {
        return malformed("\"signature\" is missing", object);
    }
    JsonSignature result;
    if (auto read = readString(object, "signature", result.signature); !read) {
        return passOn(read);
    }
    if (auto read = readString(object, "protected", result.protectedHeader); !read) {
        return passOn(read);
    }
    if (const json::Value header = object.find("header"); header.exists()) {
        if (!header.is(json::Type::Object)) {
            return malformed("\"header\" must be an object", header);
        }
        result.unprotectedHeader = std::string(header.text());
    }
    return result;
}

} // namespace

Result<JsonToken> readJsonToken(std::string_view text) {
    json::Tape tape;
    if (auto parsed = tape.parse(text); !parsed) {
        return passOn(parsed);
    }
    const json::Value root = tape.root();
    if (!root.is(json::Type::Object)) {
        return malformed("a token in JSON form is an object", root);
    }
    if (root.find("ciphertext").exists()) {
        return fail(ErrorCode::TokenUnsupported, "this token is encrypted (a JWE), not signed", root.range());
    }
    if (const json::Duplicate* duplicate = firstDuplicate(tape)) {
        return fail(ErrorCode::JsonDuplicateName, json::quote(duplicate->name) + " stands twice in the token",
                    duplicate->second);
    }
    JsonToken token;
    if (root.find("payload").exists()) {
        token.payload.emplace();
        if (auto read = readString(root, "payload", *token.payload); !read) {
            return passOn(read);
        }
    }
    const json::Value signatures = root.find("signatures");
    if (!signatures.exists()) {
        auto one = readSignature(root);
        if (!one) {
            return passOn(one);
        }
        token.signatures.push_back(std::move(*one));
        return token;
    }
    token.isGeneral = true;
    if (!signatures.is(json::Type::Array) || signatures.size() == 0) {
        return malformed("\"signatures\" must be an array and not empty", signatures);
    }
    if (signatures.size() > mostSignatures) {
        return malformed("more than " + std::to_string(mostSignatures) + " signatures", signatures);
    }
    for (const std::string_view flattened : {"signature", "protected", "header"}) {
        if (const json::Value member = root.find(flattened); member.exists()) {
            return malformed("\"" + std::string(flattened) + "\" must not stand beside \"signatures\"", member);
        }
    }
    Result<void> answer;
    signatures.forEachElement([&](json::Value element) {
        if (!answer) {
            return;
        }
        auto one = readSignature(element);
        if (!one) {
            answer = passOn(one);
            return;
        }
        token.signatures.push_back(std::move(*one));
    });
    if (!answer) {
        return passOn(answer);
    }
    return token;
}

Result<std::vector<VerificationReport>> verifyJsonToken(std::string_view text, std::shared_ptr<const KeySet> keys,
                                                        const VerificationPolicy& policy, Time now,
                                                        std::optional<ByteView> detachedPayload) {
    const auto token = readJsonToken(text);
    if (!token) {
        return passOn(token);
    }
    VerifierState state(std::move(keys), policy);
    std::vector<VerificationReport> reports;
    for (const JsonSignature& signature : token->signatures) {
        state.verifyJson(*token, signature, detachedPayload, now);
        reports.push_back(state.report());
    }
    return reports;
}

} // namespace twb::jose
