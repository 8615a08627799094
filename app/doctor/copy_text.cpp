// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "doctor/copy_json.h"
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

/// BASE64URL(header) '.' payload as it is signed: encoded, or with `"b64":false` as it stands.      (RFC 7797 §3)
std::string inputOf(const CopyPart& header, const CopyPart& payload) {
    std::string text;
    appendPart(text, header);
    text += '.';
    if (!encodesPayload(header)) {
        const auto octets = octetsOfPart(payload);
        return text + (octets ? **octets : std::string());
    }
    appendPart(text, payload);
    return text;
}

} // namespace

std::string signingInputOf(const Copy& copy, std::size_t signer) {
    return inputOf(copy.signers[signer].header, copy.payload);
}

std::string signingInputOf(const Copy& copy) {
    if (copy.kind == CopyKind::Signed && copy.signers.empty()) {
        return inputOf(copy.header, copy.payload);
    }
    std::string text;
    appendPart(text, copy.header);
    text += '.';
    appendPart(text, copy.payload);
    for (const std::string& pointer : copy.disclosable) {
        text += '~' + pointer;
    }
    text += copy.decoys > 0 ? '~' + std::to_string(copy.decoys) : std::string();
    text += copy.disclosureHash.empty() ? "" : '~' + copy.disclosureHash;
    const auto append = [&text](const SharedText& more) { text += '~' + (more != nullptr ? *more : std::string()); };
    for (const CopySigner& signer : copy.signers) {
        text += '~';
        appendPart(text, signer.header);
        append(signer.unprotected);
    }
    if (!copy.signers.empty()) {
        append(copy.unprotectedHeader);
        append(copy.additionalData);
        text += copy.form == Copy::Form::General ? "~general" : "";
    }
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
    if (!copy.signers.empty()) {
        return encodeSigners(copy);
    }
    std::string text;
    if (copy.detached) {
        appendPart(text, copy.header);
        text += '.';
    } else {
        text = signingInputOf(copy);
    }
    text += '.';
    if (copy.signature != nullptr) {
        text += copy.signature->text;
    }
    return text;
}

} // namespace twb::doctor
