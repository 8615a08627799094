// SPDX-License-Identifier: Apache-2.0
#include "doctor/prepared_copy.h"

#include "doctor/decryption_facts.h"
#include "doctor/disclosure_facts.h"
#include "doctor/header_fill.h"
#include "doctor/signing.h"

#include <algorithm>

namespace twb::doctor {
namespace {

/// The copy with what signing or encrypting it gave, or with the reason why there is nothing.
PreparedCopy withMade(PreparedCopy prepared, Result<CopySignature> made) {
    if (!made) {
        prepared.signProblem = made.error();
        return prepared;
    }
    prepared.made = std::make_shared<const CopySignature>(std::move(*made));
    prepared.copy.signature = prepared.made;
    prepared.outdated = false;
    return prepared;
}

PreparedCopy prepareSelective(const Inputs& inputs, const ResolvedKey& signKey) {
    PreparedCopy prepared{*inputs.copy, nullptr, std::nullopt, false, false};
    auto input = std::make_shared<const std::string>(signingInputOf(prepared.copy));
    if (isCurrent(prepared.copy.signature, *input, signKey.field(), inputs.signing)) {
        return prepared;
    }
    prepared.outdated = true;
    if (inputs.signing == Signing::Never || signKey.facts().state == KeyFacts::State::Absent) {
        return prepared;
    }
    auto made = issueCopy(prepared.copy, input, signKey);
    return withMade(std::move(prepared), std::move(made));
}

PreparedCopy prepareEncrypted(const Inputs& inputs, const ResolvedKey& encryptKey) {
    PreparedCopy prepared{*inputs.copy, nullptr, std::nullopt, false, false};
    auto input = std::make_shared<const std::string>(signingInputOf(prepared.copy));
    if (isCurrent(prepared.copy.signature, *input, encryptKey.field(), inputs.signing)) {
        return prepared;
    }
    prepared.outdated = true;
    if (inputs.signing == Signing::Never || encryptKey.facts().state == KeyFacts::State::Absent) {
        return prepared;
    }
    const auto text = std::make_shared<const std::string>(encodeOutdated(prepared.copy));
    for (std::size_t i = 0; i < std::max<std::size_t>(prepared.copy.signers.size(), 1); ++i) {
        Views views;
        views.signature = i;
        const auto header = readToken(text, views);
        prepared.waits = prepared.waits || (inputs.signing != Signing::Now && encryptsSlowly(*header));
    }
    if (prepared.waits) {
        return prepared;
    }
    auto made = encryptCopy(prepared.copy, input, encryptKey, inputs);
    return withMade(std::move(prepared), std::move(made));
}

/// Each signature for itself: what was received stays where its key is not at hand.
PreparedCopy prepareSigners(const Inputs& inputs, const ResolvedKey& signKey) {
    PreparedCopy prepared{*inputs.copy, nullptr, std::nullopt, false, false};
    Copy& copy = prepared.copy;
    prepared.signers.resize(copy.signers.size());
    prepared.madeOnes.resize(copy.signers.size());
    const bool wanted = inputs.signing != Signing::Never && signKey.facts().state != KeyFacts::State::Absent;
    for (std::size_t i = 0; i < copy.signers.size(); ++i) {
        CopySigner& signer = copy.signers[i];
        auto input = std::make_shared<const std::string>(signingInputOf(copy, i));
        if (isCurrent(signer.signature, *input, signKey.field(), inputs.signing)) {
            continue;
        }
        const bool sameInput = signer.signature != nullptr && signer.signature->signingInput != nullptr &&
                               *signer.signature->signingInput == *input;
        SignerState& state = prepared.signers[i];
        state.outdated = !sameInput; // made with a key that is gone by now, it is as good as before
        if (copy.detached && copy.payload.octets == nullptr) {
            state.problem = Error{ErrorCode::TokenPayload, "the payload is detached and was not given", {}};
        } else if (wanted) {
            auto made = signOne(copy, i, input, signKey, inputs.signing);
            if (made) {
                signer.signature = prepared.madeOnes[i] = std::make_shared<const CopySignature>(std::move(*made));
                state.outdated = false;
            } else {
                state.problem = made.error();
            }
        }
    }
    return prepared;
}

PreparedCopy prepareAsItIs(const Inputs& inputs, const ResolvedKey& signKey, const ResolvedKey& encryptKey) {
    PreparedCopy prepared{*inputs.copy, nullptr, std::nullopt, false, false};
    if (prepared.copy.encoded != nullptr) {
        return prepared; // the signature was typed with the rest
    }
    if (prepared.copy.kind == CopyKind::Encrypted) {
        return prepareEncrypted(inputs, encryptKey);
    }
    if (prepared.copy.kind == CopyKind::Selective) {
        return prepareSelective(inputs, signKey);
    }
    if (!prepared.copy.signers.empty()) {
        return prepareSigners(inputs, signKey);
    }
    auto input = std::make_shared<const std::string>(signingInputOf(prepared.copy));
    if (isCurrent(prepared.copy.signature, *input, signKey.field(), inputs.signing)) {
        return prepared;
    }
    prepared.outdated = true;
    const bool wanted = inputs.signing != Signing::Never && signKey.facts().state != KeyFacts::State::Absent;
    const auto header = readToken(std::make_shared<const std::string>(input->substr(0, input->find('.'))), {});
    if (!wanted && header->algorithm != "none") {
        return prepared;
    }
    if (prepared.copy.detached && prepared.copy.payload.octets == nullptr) {
        prepared.signProblem = Error{ErrorCode::TokenPayload, "the payload is detached and was not given", {}};
        return prepared;
    }
    auto signature = signCopy(prepared.copy, input, signKey);
    return withMade(std::move(prepared), std::move(signature));
}

/// Signing is wanted and not done yet.
bool needsSignature(const Inputs& inputs, const ResolvedKey& signKey) {
    const Copy& copy = *inputs.copy;
    if (inputs.signing == Signing::Never || copy.encoded != nullptr || copy.signers.size() > 1) {
        return false;
    }
    const bool inList = !copy.signers.empty();
    const auto& signature = inList ? copy.signers.front().signature : copy.signature;
    return !isCurrent(signature, inList ? signingInputOf(copy, 0) : signingInputOf(copy), signKey.field(),
                      inputs.signing);
}

} // namespace

PreparedCopy prepare(const Inputs& inputs, const ResolvedKey& signKey, const ResolvedKey& encryptKey) {
    if (inputs.headerFill.rule != HeaderRule::LeaveAlone && needsSignature(inputs, signKey)) {
        if (auto filled = fillHeader(*inputs.copy, signKey, inputs.headerFill)) {
            Inputs with = inputs;
            with.copy = filled;
            PreparedCopy prepared = prepareAsItIs(with, signKey, encryptKey);
            const bool made =
                prepared.made != nullptr || (prepared.madeOnes.size() == 1 && prepared.madeOnes.front() != nullptr);
            if (made) { // else the header stays as it was written
                prepared.filled = std::move(filled);
                return prepared;
            }
        }
    }
    return prepareAsItIs(inputs, signKey, encryptKey);
}

} // namespace twb::doctor
