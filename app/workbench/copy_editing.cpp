// SPDX-License-Identifier: Apache-2.0
#include "workbench/copy_editing.h"

#include "base/base64url.h"
#include "doctor/disclosure_facts.h"
#include "doctor/segments.h"
#include "jose/encryption_table.h"
#include "json/text.h"

#include <algorithm>

namespace twb::workbench {

namespace {

doctor::SharedText share(std::string_view part) {
    return std::make_shared<const std::string>(part);
}

/// The one signature of a token in JSON form, as a copy in that form.
doctor::Copy copyOfJson(const doctor::Reading& reading, doctor::Views views) {
    const std::string_view text = *reading.encoded;
    const auto part = [&](char letter) {
        const doctor::Segment* segment = reading.segment(letter);
        return segment != nullptr ? text.substr(segment->range.offset, segment->range.length) : std::string_view();
    };
    doctor::Copy copy;
    copy.views = views;
    copy.form = reading.isGeneral ? doctor::Copy::Form::General : doctor::Copy::Form::Flattened;
    copy.header.encoded = share(part('H'));
    copy.payload.encoded = share(part('P'));
    copy.unprotectedHeader = reading.unprotectedHeader.empty() ? nullptr : share(reading.unprotectedHeader);
    doctor::CopySignature signature;
    signature.text = part('S');
    signature.signingInput = share(doctor::signingInputOf(copy));
    copy.signature = std::make_shared<const doctor::CopySignature>(std::move(signature));
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

doctor::Copy copyOf(const doctor::SharedText& encoded, doctor::Views views) {
    if (encoded->starts_with('{')) {
        const auto reading = doctor::readToken(encoded, views);
        if (reading->kind == doctor::TokenKind::JwsJson && reading->signatures == 1) {
            return copyOfJson(*reading, views);
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
    copy.payload.encoded =
        share(text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1));
    if (second != std::string_view::npos) {
        doctor::CopySignature signature;
        signature.text = text.substr(second + 1);
        signature.signingInput = share(text.substr(0, second));
        copy.signature = std::make_shared<const doctor::CopySignature>(std::move(signature));
    }
    return copy;
}

doctor::Copy encryptedCopyOf(const doctor::SharedText& encoded, doctor::SharedText plaintext, doctor::Views views) {
    doctor::Copy copy;
    copy.kind = doctor::CopyKind::Encrypted;
    copy.views = views;
    copy.header.encoded = std::make_shared<const std::string>(encoded->substr(0, encoded->find('.')));
    copy.payload.octets = std::move(plaintext);
    doctor::CopySignature received;
    received.whole = encoded;
    received.signingInput = std::make_shared<const std::string>(doctor::signingInputOf(copy));
    copy.signature = std::make_shared<const doctor::CopySignature>(std::move(received));
    return copy;
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
