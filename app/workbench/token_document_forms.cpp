// SPDX-License-Identifier: Apache-2.0
#include "workbench/token_document.h"

#include "doctor/disclosure_facts.h"
#include "jose/conversion.h"
#include "workbench/copy_editing.h"
#include "json/text.h"

#include <algorithm>

// The forms of a token: JSON with several signatures, detached, SD-JWT.

namespace twb::workbench {
namespace {

Result<std::string> convertSigned(const doctor::Reading& reading, TokenDocument::Form form, std::size_t shown,
                                  const doctor::SharedText& detached) {
    jose::JwsConversion conversion;
    switch (form) {
    case TokenDocument::Form::Compact:
        conversion.form = jose::JwsForm::Compact;
        break;
    case TokenDocument::Form::Flattened:
        conversion.form = jose::JwsForm::Flattened;
        break;
    case TokenDocument::Form::General:
        conversion.form = jose::JwsForm::General;
        break;
    case TokenDocument::Form::Detached:
        conversion.form = reading.kind == doctor::TokenKind::Jws ? jose::JwsForm::DetachedCompact
                          : reading.isGeneral                    ? jose::JwsForm::DetachedGeneral
                                                                 : jose::JwsForm::DetachedFlattened;
        break;
    }
    if (reading.signatures > 1 && form != TokenDocument::Form::General && form != TokenDocument::Form::Detached) {
        conversion.signature = shown;
    }
    if (reading.payloadSource == doctor::PayloadSource::Detached && detached != nullptr &&
        form != TokenDocument::Form::Detached) {
        conversion.payload = asBytes(*detached);
    }
    return jose::convertJws(*reading.encoded, conversion);
}

Result<std::string> convertEncrypted(const doctor::Reading& reading, TokenDocument::Form form, std::size_t shown) {
    if (form == TokenDocument::Form::Detached) {
        return fail(ErrorCode::TokenUnsupported, "an encrypted token carries its content itself");
    }
    const auto target = form == TokenDocument::Form::Compact     ? jose::JweFormKind::Compact
                        : form == TokenDocument::Form::Flattened ? jose::JweFormKind::Flattened
                                                                 : jose::JweFormKind::General;
    const bool choose = reading.signatures > 1 && form != TokenDocument::Form::General;
    return jose::convertJwe(*reading.encoded, target, choose ? std::optional(shown) : std::nullopt);
}

} // namespace

/// The version shown is an encrypted token that the last evaluation opened.
bool TokenDocument::holdsPlaintext() const {
    const doctor::Reading& reading = *shownVersion().reading;
    return doctor::isEncrypted(reading.kind) && reading.payload.present && *reading.encoded == *shownText();
}

void TokenDocument::showSignature(std::size_t index) {
    const bool isCopy = shown() == ShownVersion::Copy;
    if (isEmpty() || index >= shownVersion().reading->signatures) {
        return;
    }
    DocumentState next = *m_state;
    if (isCopy) {
        auto copy = std::make_shared<doctor::Copy>(*m_state->copy);
        if (copy->views.signature == index) {
            return;
        }
        copy->views.signature = index;
        next.copy = std::move(copy);
    } else {
        auto original = std::make_shared<Original>(*m_state->original);
        if (original->views.signature == index) {
            return;
        }
        original->views.signature = index;
        next.original = std::move(original);
    }
    apply(std::move(next), EditSource::Other);
}

Result<void> TokenDocument::convertTo(Form form) {
    const doctor::Reading& reading = *shownVersion().reading;
    const bool isCopy = shown() == ShownVersion::Copy;
    if (isEmpty() || *reading.encoded != *shownText()) {
        return fail(ErrorCode::InputEmpty, "there is no token");
    }
    const std::size_t index = isCopy                         ? m_state->copy->views.signature
                              : m_state->original != nullptr ? m_state->original->views.signature
                                                             : 0;
    auto converted = doctor::isEncrypted(reading.kind) ? convertEncrypted(reading, form, index)
                                                       : convertSigned(reading, form, index, m_state->detachedPayload);
    if (!converted) {
        return passOn(converted);
    }
    if (*converted == *reading.encoded) {
        return {};
    }
    DocumentState next = *m_state;
    if (form == Form::Detached && reading.payload.present) {
        next.detachedPayload = reading.payload.octets;
    }
    doctor::Copy copy;
    copy.encoded = std::make_shared<const std::string>(std::move(*converted));
    copy.views = copyOfShown().views;
    copy.views.signature = 0;
    next.copy = std::make_shared<const doctor::Copy>(std::move(copy));
    next.shown = ShownVersion::Copy;
    apply(std::move(next), EditSource::Other, PendingSignature::Drop);
    return {};
}

/// The version shown is an SD-JWT that stands as the last evaluation saw it.
bool TokenDocument::isSelective() const {
    const doctor::Reading& reading = *shownVersion().reading;
    return reading.kind == doctor::TokenKind::SdJwt && reading.payloadSource == doctor::PayloadSource::Disclosed &&
           *reading.encoded == *shownText();
}

bool TokenDocument::makeSelective() {
    const doctor::Reading& reading = *shownVersion().reading;
    if (isSelective()) {
        applyCopy(copyOfShown(), EditSource::Other);
        return true;
    }
    if (isEmpty() || reading.kind != doctor::TokenKind::Jws || !reading.payload.isObject || !reading.header.isObject) {
        return false;
    }
    doctor::Copy copy;
    copy.kind = doctor::CopyKind::Selective;
    copy.header.octets = reading.header.octets;
    copy.payload.octets = reading.payload.octets;
    copy.views = copyOfShown().views;
    applyCopy(std::move(copy), EditSource::Other);
    return true;
}

void TokenDocument::setDisclosable(const std::string& pointer, bool on) {
    doctor::Copy copy = copyOfShown();
    if (copy.kind != doctor::CopyKind::Selective) {
        return;
    }
    const auto found = std::find(copy.disclosable.begin(), copy.disclosable.end(), pointer);
    if ((found != copy.disclosable.end()) == on) {
        return;
    }
    if (on) {
        copy.disclosable.push_back(pointer);
    } else {
        copy.disclosable.erase(found);
    }
    applyCopy(std::move(copy), EditSource::Other);
}

Result<std::string> TokenDocument::presentation(const std::vector<std::string>& digests) const {
    return jose::presentSdJwt(*shownText(), digests);
}

} // namespace twb::workbench
