// SPDX-License-Identifier: Apache-2.0
// Signing in JSON form, by one or by several.                                            (RFC 7515 §7.2; RFC 7797 §3)
#include "base/base64url.h"
#include "jose/jws_json.h"
#include "jose/signer_choice.h"
#include "json/text.h"

namespace twb::jose {

namespace {

/// A signer with both headers read as the one JOSE header that they are.
struct ReadySigner {
    std::string joined;
    json::Tape tape;
    ProtectedHeader header;
    std::optional<ChosenSigner> chosen;
};

Result<void> prepare(const JsonSigner& signer, ReadySigner& ready) {
    for (const std::string* part : {&signer.protectedHeader, &signer.unprotectedHeader}) {
        if (part->empty()) {
            continue;
        }
        if (auto parsed = ready.tape.parse(*part); !parsed) {
            return passOn(parsed);
        }
        if (!ready.tape.root().is(json::Type::Object)) {
            return fail(ErrorCode::TokenHeader, "a header must be a JSON object");
        }
    }
    if (auto sound = checkUnprotected(signer.unprotectedHeader); !sound) {
        return passOn(sound);
    }
    if (signer.unprotectedHeader.empty()) {
        ready.joined = signer.protectedHeader; // errors then point into the text that was given
    } else if (auto joined = joinHeaders(signer.protectedHeader, signer.unprotectedHeader); joined) {
        ready.joined = std::move(*joined);
    } else {
        return passOn(joined);
    }
    const auto header = readProtectedHeader(ready.joined.empty() ? "{}" : std::string_view(ready.joined), ready.tape);
    if (!header) {
        return passOn(header);
    }
    ready.header = *header;
    auto chosen = chooseSigner(ready.header, ready.tape, signer.key);
    if (!chosen) {
        return passOn(chosen);
    }
    ready.chosen.emplace(std::move(*chosen));
    return {};
}

/// The "payload" member's value. Without encoding it must be text, but may hold dots.
Result<std::string> payloadText(ByteView payload, bool encode) {
    std::string text = encode ? "\"" + base64url::encode(payload) + "\"" : json::quote(asText(payload));
    json::Tape tape;
    if (!encode && !tape.parse(text)) {
        return fail(ErrorCode::TokenPayload, "an unencoded payload in JSON form must be UTF-8 text");
    }
    return text;
}

} // namespace

Result<std::string> signJson(const std::vector<JsonSigner>& signers, ByteView payload, JsonForm form,
                             PayloadPlace place) {
    if (signers.empty()) {
        return fail(ErrorCode::TokenStructure, "nobody signs");
    }
    if (form == JsonForm::Flattened && signers.size() > 1) {
        return fail(ErrorCode::TokenStructure, "the flattened form holds one signature; take the general form");
    }
    std::vector<ReadySigner> ready(signers.size());
    for (std::size_t i = 0; i < signers.size(); ++i) {
        if (auto prepared = prepare(signers[i], ready[i]); !prepared) {
            return passOn(prepared);
        }
        if (ready[i].header.encodePayload != ready.front().header.encodePayload) {
            return fail(ErrorCode::TokenHeader, "\"b64\" must say the same for all who sign");
        }
    }
    const bool encode = ready.front().header.encodePayload;
    const std::string signedText = encode ? base64url::encode(payload) : std::string(asText(payload));
    std::string signatures;
    for (std::size_t i = 0; i < signers.size(); ++i) {
        const std::string encoded = base64url::encode(signers[i].protectedHeader);
        const std::string input = encoded + "." + signedText;
        const auto signature = ready[i].chosen->signer.sign(asBytes(input));
        if (!signature) {
            return passOn(signature);
        }
        signatures += i == 0 ? "" : ",";
        signatures += form == JsonForm::General ? "{" : "";
        signatures += encoded.empty() ? "" : "\"protected\":\"" + encoded + "\",";
        signatures += signers[i].unprotectedHeader.empty() ? "" : "\"header\":" + signers[i].unprotectedHeader + ",";
        signatures += "\"signature\":\"" + base64url::encode(ByteView(*signature)) + "\"";
        signatures += form == JsonForm::General ? "}" : "";
    }
    std::string result = "{";
    if (place == PayloadPlace::Attached) {
        const auto text = payloadText(payload, encode);
        if (!text) {
            return passOn(text);
        }
        result += "\"payload\":" + *text + ",";
    }
    return result + (form == JsonForm::Flattened ? signatures : "\"signatures\":[" + signatures + "]") + "}";
}

Result<std::string> signJson(std::string_view header, ByteView payload, const Jwk& key, JsonForm form,
                             PayloadPlace place) {
    return signJson({JsonSigner{key, std::string(header), {}}}, payload, form, place);
}

} // namespace twb::jose
