// SPDX-License-Identifier: Apache-2.0
#include "workbench/token_document.h"

#include "doctor/disclosure_facts.h"
#include "jose/conversion.h"
#include "jose/sd_jwt_make.h"
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

/// Disclosures and key binding stand behind tildes, or in the unprotected header.                  (RFC 9901 §8)
Result<std::string> convertSelective(const doctor::Reading& reading, TokenDocument::Form form, std::size_t shown) {
    if (form == TokenDocument::Form::General && reading.isGeneral) {
        return *reading.encoded; // with all its signatures
    }
    const auto compact = reading.signatures > 1 ? jose::compactSdJwt(*reading.encoded, shown)
                                                : Result<std::string>(doctor::compactOf(reading));
    if (!compact) {
        return passOn(compact);
    }
    switch (form) {
    case TokenDocument::Form::Compact:
        return *compact;
    case TokenDocument::Form::Detached:
        return fail(ErrorCode::TokenUnsupported, "the disclosures of an SD-JWT need its payload");
    case TokenDocument::Form::Flattened:
    case TokenDocument::Form::General:
        break;
    }
    return jose::jsonSdJwt(*compact,
                           form == TokenDocument::Form::General ? jose::JsonForm::General : jose::JsonForm::Flattened);
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
                     : reading.kind == doctor::TokenKind::SdJwt
                         ? convertSelective(reading, form, index)
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

void TokenDocument::setDecoys(std::size_t count) {
    doctor::Copy copy = copyOfShown();
    if (copy.kind == doctor::CopyKind::Selective && copy.decoys != count) {
        copy.decoys = count;
        applyCopy(std::move(copy), EditSource::Other);
    }
}

void TokenDocument::setDisclosureHash(const std::string& name) {
    doctor::Copy copy = copyOfShown();
    const std::string hash = name == "sha-256" ? std::string() : name;
    if (copy.kind == doctor::CopyKind::Selective && copy.disclosureHash != hash) {
        copy.disclosureHash = hash;
        applyCopy(std::move(copy), EditSource::Other);
    }
}

namespace {

doctor::SharedKeyField keyText(Secret text) {
    auto field = std::make_shared<doctor::KeyField>();
    field->kind = doctor::KeyField::Kind::KeyText;
    field->text = std::move(text);
    return field;
}

} // namespace

Result<void> TokenDocument::setHolder(Secret text) {
    const auto confirmation = doctor::confirmationOf(keyText(std::move(text)));
    if (!confirmation) {
        return passOn(confirmation);
    }
    setClaim("cnf", *confirmation);
    return {};
}

void TokenDocument::setBinding(doctor::BindingWanted wanted) {
    if (wanted != m_state->binding) {
        DocumentState next = *m_state;
        next.binding = std::move(wanted);
        apply(std::move(next), EditSource::Binding);
    }
}

Result<std::string> TokenDocument::presentation(const std::vector<std::string>& digests) const {
    return jose::presentSdJwt(doctor::compactOf(*shownVersion().reading), digests);
}

Result<void> TokenDocument::bindPresentation(const std::vector<std::string>& digests, Secret holder) {
    const doctor::SharedKeyField field = holder.empty() ? m_state->privateKey : keyText(std::move(holder));
    auto bound =
        doctor::bindPresentation(doctor::compactOf(*shownVersion().reading), digests, m_state->binding, field, now());
    if (!bound) {
        return passOn(bound);
    }
    doctor::Copy copy;
    copy.views = copyOfShown().views;
    copy.encoded = std::make_shared<const std::string>(std::move(*bound));
    applyCopy(std::move(copy), EditSource::Other);
    return {};
}

void TokenDocument::setDetachedPayload(std::string octets) {
    if (shownVersion().reading->payloadSource == doctor::PayloadSource::Detached) {
        editPayload(std::move(octets));
    }
}

void TokenDocument::setProofRequest(doctor::ProofRequest request) {
    if (request != m_state->proofRequest) {
        DocumentState next = *m_state;
        next.proofRequest = std::move(request);
        apply(std::move(next), EditSource::ProofRequest);
    }
}

void TokenDocument::setAccessToken(const std::string& token) {
    const std::string former = m_state->accessToken != nullptr ? *m_state->accessToken : std::string();
    if (token != former) {
        DocumentState next = *m_state;
        next.accessToken = token.empty() ? nullptr : std::make_shared<const std::string>(token);
        apply(std::move(next), EditSource::AccessToken);
    }
}

} // namespace twb::workbench
