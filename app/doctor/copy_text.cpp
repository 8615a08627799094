// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "doctor/decryption_facts.h"

namespace twb::doctor {
namespace {

void appendPart(std::string& text, const CopyPart& part) {
    if (part.octets != nullptr) {
        base64url::append(text, asBytes(*part.octets));
    } else if (part.encoded != nullptr) {
        text += *part.encoded;
    }
}

/// Nothing was issued yet: the claims as they stand, without a signature and with nothing to disclose.
std::string encodeUnissued(const Copy& copy) {
    std::string text;
    appendPart(text, copy.header);
    text += '.';
    appendPart(text, copy.payload);
    return text + ".~";
}

/// {"payload":…,"protected":…,"header":…,"signature":…}, the last three within "signatures" in general form.
///                                                                                          (RFC 7515 §7.2)
std::string encodeJson(const Copy& copy) {
    std::string header, payload;
    appendPart(header, copy.header);
    appendPart(payload, copy.payload);
    std::string one = "\"protected\":\"" + header + "\",";
    if (copy.unprotectedHeader != nullptr) {
        one += "\"header\":" + *copy.unprotectedHeader + ",";
    }
    one += "\"signature\":\"" + (copy.signature != nullptr ? copy.signature->text : std::string()) + "\"";
    return "{\"payload\":\"" + payload + "\"," +
           (copy.form == Copy::Form::General ? "\"signatures\":[{" + one + "}]" : one) + "}";
}

} // namespace

std::string signingInputOf(const Copy& copy) {
    std::string text;
    appendPart(text, copy.header);
    text += '.';
    appendPart(text, copy.payload);
    for (const std::string& pointer : copy.disclosable) {
        text += '~' + pointer;
    }
    text += copy.decoys > 0 ? '~' + std::to_string(copy.decoys) : std::string();
    return text;
}

std::string encodeCopy(const Copy& copy) {
    if (copy.encoded != nullptr) {
        return *copy.encoded;
    }
    if (copy.kind == CopyKind::Encrypted) {
        const CopySignature* made = copy.signature.get();
        const bool current = made != nullptr && made->whole != nullptr && made->signingInput != nullptr &&
                             *made->signingInput == signingInputOf(copy);
        return current ? *made->whole : encodeOutdated(copy);
    }
    if (copy.kind == CopyKind::Selective) {
        // Outdated or not: what was issued last. The claims are shown beside it.
        if (copy.signature != nullptr && copy.signature->whole != nullptr) {
            return *copy.signature->whole;
        }
        return encodeUnissued(copy);
    }
    if (copy.form != Copy::Form::Compact) {
        return encodeJson(copy);
    }
    std::string text = signingInputOf(copy);
    text += '.';
    if (copy.signature != nullptr) {
        text += copy.signature->text;
    }
    return text;
}

} // namespace twb::doctor
