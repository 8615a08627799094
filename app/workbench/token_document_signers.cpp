// SPDX-License-Identifier: Apache-2.0
#include "workbench/token_document.h"

#include "doctor/signer_proposal.h"
#include "workbench/copy_editing.h"
#include "json/text.h"

// The headers of a document: the protected one, and in JSON form those beside it, of each who signs or receives.

namespace twb::workbench {
namespace {

doctor::SharedText share(std::string text) {
    return std::make_shared<const std::string>(std::move(text));
}

bool holds(const doctor::SharedText& object, std::string_view name) {
    json::Tape tape;
    return object != nullptr && tape.parse(*object) && tape.root().find(name).exists();
}

} // namespace

bool TokenDocument::canEdit(PartName part) const {
    const doctor::Reading& reading = *shownVersion().reading;
    if (reading.kind == doctor::TokenKind::Jwe) {
        return part == PartName::Header || reading.payload.present;
    }
    if (reading.kind == doctor::TokenKind::JweJson) {
        return reading.payload.present;
    }
    if (part == PartName::Payload && reading.payloadSource == doctor::PayloadSource::Inflated) {
        return false;
    }
    const bool inParts = shown() == ShownVersion::Copy && m_state->copy->encoded == nullptr;
    return inParts || reading.kind != doctor::TokenKind::JwsJson || isWholeJson(*reading.encoded);
}

/// Sets a name where it stands already, else in the protected header.
bool TokenDocument::setHeaderMember(std::string_view name, const std::string& value) {
    doctor::Copy copy = copyOfShown();
    const bool isProtected = holds(share(octetsOf(headerOf(copy))), name);
    const std::size_t index = shownSigner(copy);
    const bool own = !isProtected && !copy.signers.empty() && holds(copy.signers[index].unprotected, name);
    const bool shared = !isProtected && !own && holds(copy.unprotectedHeader, name);
    const std::string former = own      ? *copy.signers[index].unprotected
                               : shared ? *copy.unprotectedHeader
                                        : octetsOf(headerOf(copy));
    auto changed = json::setMember(former, name, json::quote(value));
    if (changed && name == "alg" && doctor::isEncrypted(shownVersion().reading->kind)) {
        *changed = withKeyManagement(former, value);
    }
    if (!changed) {
        return false;
    }
    if (*changed == former) {
        return true;
    }
    if (own || shared) {
        return editUnprotected(own ? UnprotectedPlace::Own : UnprotectedPlace::Shared, *changed);
    }
    applyPart(PartName::Header, std::move(*changed), copy.views.header, EditSource::HeaderMember);
    return true;
}

bool TokenDocument::setAlgorithm(const std::string& name) {
    return setHeaderMember("alg", name);
}

bool TokenDocument::setContentEncryption(const std::string& name) {
    return setHeaderMember("enc", name);
}

bool TokenDocument::editUnprotected(UnprotectedPlace place, const std::string& text) {
    const bool none = text.find_first_not_of(" \t\r\n") == std::string::npos;
    json::Tape tape;
    if (!none && (!tape.parse(text) || !tape.root().is(json::Type::Object))) {
        return false;
    }
    doctor::Copy copy = copyOfShown();
    const bool shared = place == UnprotectedPlace::Shared;
    if (copy.signers.empty() || (shared && copy.kind != doctor::CopyKind::Encrypted)) {
        return false;
    }
    doctor::SharedText& target = shared ? copy.unprotectedHeader : copy.signers[shownSigner(copy)].unprotected;
    const std::string former = target != nullptr ? *target : std::string();
    if (former != (none ? std::string() : text)) {
        target = none ? nullptr : share(text);
        applyCopy(std::move(copy), EditSource::Header);
    }
    return true;
}

bool TokenDocument::addSigner() {
    const doctor::Reading& reading = *shownVersion().reading;
    const bool encrypted = doctor::isEncrypted(reading.kind);
    const bool isSigned = reading.kind == doctor::TokenKind::Jws || reading.kind == doctor::TokenKind::JwsJson;
    if (isEmpty() || (encrypted ? !reading.payload.present : !isSigned || !canEdit(PartName::Header))) {
        return false;
    }
    doctor::Copy copy = copyOfShown();
    becomeGeneral(copy);
    std::vector<std::string> kids{reading.kid};
    for (const doctor::SignatureFacts& each : shownVersion().signatures) {
        kids.push_back(each.kid);
    }
    doctor::CopySigner another;
    if (encrypted) {
        if (copy.signers.size() == 1) {
            giveRecipientItsNames(copy);
        }
        another.unprotected =
            share(newJson(doctor::proposeRecipient(*m_evaluation->encryptKey, kids, reading.algorithm)));
    } else {
        another.header.octets = share(newJson(doctor::proposeSigner(*m_evaluation->signKey, kids, reading.algorithm)));
    }
    copy.signers.push_back(std::move(another));
    copy.views.signature = copy.signers.size() - 1;
    applyCopy(std::move(copy), EditSource::Other);
    return true;
}

bool TokenDocument::removeSigner() {
    if (isEmpty() || !canEdit(PartName::Header)) {
        return false;
    }
    doctor::Copy copy = copyOfShown();
    if (copy.signers.size() < 2) {
        return false;
    }
    copy.signers.erase(copy.signers.begin() + static_cast<std::ptrdiff_t>(shownSigner(copy)));
    copy.views.signature = std::min(copy.views.signature, copy.signers.size() - 1);
    applyCopy(std::move(copy), EditSource::Other);
    return true;
}

} // namespace twb::workbench
