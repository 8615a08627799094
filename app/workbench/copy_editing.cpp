// SPDX-License-Identifier: Apache-2.0
#include "workbench/copy_editing.h"

#include "base/base64url.h"
#include "doctor/copy_json.h"
#include "doctor/disclosure_facts.h"
#include "doctor/segments.h"
#include "jose/encryption_table.h"
#include "jose/jwe_form.h"
#include "jose/jws_json.h"
#include "json/text.h"

#include <algorithm>

namespace twb::workbench {

namespace {

doctor::SharedText share(std::string_view part) {
    return std::make_shared<const std::string>(part);
}

doctor::SharedText shareUnlessEmpty(std::string_view text) {
    return text.empty() ? nullptr : share(text);
}

/// A payload that stands in the token as it is, not encoded, is kept as its octets.                (RFC 7797 §3)
doctor::CopyPart payloadPart(const doctor::CopyPart& header, std::string_view text) {
    doctor::CopyPart part;
    (doctor::encodesPayload(header) ? part.encoded : part.octets) = share(text);
    return part;
}

doctor::Copy copyOfSigned(const jose::JsonToken& token, const doctor::SharedText& detached, doctor::Views views) {
    doctor::Copy copy;
    copy.views = views;
    copy.form = token.isGeneral ? doctor::Copy::Form::General : doctor::Copy::Form::Flattened;
    copy.detached = !token.payload.has_value();
    for (const jose::JsonSignature& signature : token.signatures) {
        doctor::CopySigner signer;
        signer.header.encoded = share(signature.protectedHeader);
        signer.unprotected = shareUnlessEmpty(signature.unprotectedHeader);
        copy.signers.push_back(std::move(signer));
    }
    if (copy.detached) {
        copy.payload.octets = detached;
    } else {
        copy.payload = payloadPart(copy.signers.front().header, *token.payload);
    }
    for (std::size_t i = 0; i < copy.signers.size(); ++i) {
        doctor::CopySignature received;
        received.text = token.signatures[i].signature;
        received.signingInput = share(doctor::signingInputOf(copy, i));
        copy.signers[i].signature = std::make_shared<const doctor::CopySignature>(std::move(received));
    }
    return copy;
}

} // namespace

doctor::Copy selectiveCopyOf(const doctor::Version& version, doctor::Views views) {
    const doctor::Reading& reading = *version.reading;
    doctor::Copy copy;
    copy.kind = doctor::CopyKind::Selective;
    copy.views = views;
    copy.header.octets = reading.header.octets;
    copy.payload.octets = reading.payload.octets;
    if (version.selective != nullptr) {
        copy.disclosureHash = version.selective->hash == "sha-256" ? std::string() : version.selective->hash;
        for (const doctor::SelectiveClaim& claim : version.selective->claims) {
            if (claim.origin == doctor::ClaimOrigin::Disclosed) {
                copy.disclosable.push_back(claim.path);
            }
        }
    }
    doctor::CopySignature received;
    received.whole = reading.encoded;
    received.signingInput = share(doctor::signingInputOf(copy));
    copy.signature = std::make_shared<const doctor::CopySignature>(std::move(received));
    return copy;
}

doctor::Copy copyOf(const doctor::SharedText& encoded, doctor::Views views, const doctor::SharedText& detached) {
    if (isJsonForm(*encoded)) {
        if (const auto token = jose::readJsonToken(*encoded)) {
            return copyOfSigned(*token, detached, views);
        }
    }
    doctor::Copy copy;
    copy.views = views;
    const std::string_view text = *encoded;
    const std::size_t first = text.find('.');
    copy.header.encoded = share(text.substr(0, first));
    if (first == std::string_view::npos) {
        copy.payload.encoded = share({});
        return copy;
    }
    const std::size_t second = text.find('.', first + 1);
    const std::string_view payload =
        text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
    copy.detached = payload.empty() && second != std::string_view::npos && second + 1 < text.size();
    if (copy.detached) {
        copy.payload.octets = detached;
    } else {
        copy.payload = payloadPart(copy.header, payload);
    }
    if (second != std::string_view::npos) {
        doctor::CopySignature signature;
        signature.text = text.substr(second + 1);
        signature.signingInput = share(doctor::signingInputOf(copy));
        copy.signature = std::make_shared<const doctor::CopySignature>(std::move(signature));
    }
    return copy;
}

doctor::Copy encryptedCopyOf(const doctor::SharedText& encoded, doctor::SharedText plaintext, doctor::Views views) {
    doctor::Copy copy;
    copy.kind = doctor::CopyKind::Encrypted;
    copy.views = views;
    copy.payload.octets = std::move(plaintext);
    const auto form = jose::readJweForm(*encoded);
    if (form && form->kind != jose::JweFormKind::Compact) {
        copy.form =
            form->kind == jose::JweFormKind::General ? doctor::Copy::Form::General : doctor::Copy::Form::Flattened;
        copy.header.encoded = share(form->protectedHeader);
        copy.unprotectedHeader = shareUnlessEmpty(form->sharedHeader);
        copy.additionalData = form->additionalData ? share(*form->additionalData) : nullptr;
        for (const jose::JweRecipient& recipient : form->recipients) {
            doctor::CopySigner signer;
            signer.unprotected = shareUnlessEmpty(recipient.header);
            copy.signers.push_back(std::move(signer));
        }
    } else {
        copy.header.encoded = std::make_shared<const std::string>(encoded->substr(0, encoded->find('.')));
    }
    doctor::CopySignature received;
    received.whole = encoded;
    received.signingInput = std::make_shared<const std::string>(doctor::signingInputOf(copy));
    copy.signature = std::make_shared<const doctor::CopySignature>(std::move(received));
    return copy;
}

doctor::CopyPart& headerOf(doctor::Copy& copy) {
    if (copy.kind != doctor::CopyKind::Signed || copy.signers.empty()) {
        return copy.header;
    }
    return copy.signers[shownSigner(copy)].header;
}

std::size_t shownSigner(const doctor::Copy& copy) {
    return copy.signers.empty() ? 0 : std::min(copy.views.signature, copy.signers.size() - 1);
}

bool isJsonForm(std::string_view encoded) {
    const std::size_t first = encoded.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && encoded[first] == '{';
}

bool isWholeJson(std::string_view encoded) {
    return isJsonForm(encoded) && jose::readJsonToken(encoded).has_value();
}

void becomeGeneral(doctor::Copy& copy) {
    copy.form = doctor::Copy::Form::General;
    if (!copy.signers.empty()) {
        return;
    }
    doctor::CopySigner only;
    if (copy.kind == doctor::CopyKind::Signed) {
        only.header = std::move(copy.header);
        only.signature = std::move(copy.signature);
        copy.header = {};
        copy.signature = nullptr;
    }
    copy.signers.push_back(std::move(only));
}

void giveRecipientItsNames(doctor::Copy& copy) {
    std::string shared = octetsOf(copy.header);
    std::string own = copy.signers.front().unprotected != nullptr ? *copy.signers.front().unprotected : "{}";
    for (const std::string_view name : {"alg", "kid", "epk", "apu", "apv", "iv", "tag", "p2s", "p2c"}) {
        json::Tape tape;
        if (!tape.parse(shared)) {
            return;
        }
        const json::Value value = tape.root().find(name);
        if (!value.exists()) {
            continue;
        }
        auto moved = json::setMember(own, name, value.text());
        auto rest = json::removeMember(shared, name);
        if (!moved || !rest) {
            return;
        }
        own = std::move(*moved);
        shared = std::move(*rest);
    }
    copy.header = {share(shared), nullptr};
    copy.signers.front().unprotected = share(own);
}

std::string withKeyManagement(std::string_view header, std::string_view algorithm) {
    std::string text(header);
    for (const std::string_view made : {"epk", "apu", "apv", "iv", "tag", "p2s", "p2c"}) {
        if (auto without = json::removeMember(text, made)) {
            text = std::move(*without);
        }
    }
    return json::setMember(text, "alg", json::quote(algorithm)).value_or(std::string(header));
}

bool hasFiveParts(std::string_view encoded) {
    // The key binding of an SD-JWT holds dots of its own.
    return std::count(encoded.begin(), encoded.end(), '.') == 4 &&
           encoded.find_first_of("~{") == std::string_view::npos;
}

bool needsKeyPair(std::string_view encoded) {
    if (!hasFiveParts(encoded)) {
        return false;
    }
    const std::string_view part = encoded.substr(0, encoded.find('.'));
    const auto header = doctor::readToken(std::make_shared<const std::string>(std::string(part) + "...."), {});
    const jose::KeyManagement* management = jose::findKeyManagement(header->algorithm);
    using Family = jose::KeyManagementFamily;
    return management != nullptr &&
           (management->family == Family::RsaOaep || management->family == Family::RsaPkcs1 ||
            management->family == Family::EcdhEs || management->family == Family::EcdhEsKeyWrap);
}

std::string withHeader(std::string_view encoded, std::string_view header) {
    const std::size_t dot = encoded.find('.');
    std::string text = base64url::encode(header);
    text += dot == std::string_view::npos ? std::string_view() : encoded.substr(dot);
    return text;
}

std::string octetsOf(const doctor::CopyPart& part) {
    if (part.octets != nullptr) {
        return *part.octets;
    }
    if (part.encoded == nullptr) {
        return {};
    }
    const Bytes octets = doctor::decodeForShowing(*part.encoded);
    return std::string(asText(octets));
}

} // namespace twb::workbench
