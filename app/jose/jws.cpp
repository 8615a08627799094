// SPDX-License-Identifier: Apache-2.0
#include "jose/jws.h"

#include "base/base64url.h"
#include "jose/key_material.h"
#include "jose/signer_choice.h"

namespace twb::jose {

namespace {

std::string encodedHeader(std::string_view header) {
    std::string text;
    text.reserve(base64url::encodedSize(header.size()) + 1);
    base64url::append(text, asBytes(header));
    text += '.';
    return text;
}

} // namespace

Result<ChosenSigner> chooseSigner(const ProtectedHeader& header, const json::Tape& tape, const Jwk& key) {
    if (const json::Duplicate* duplicate = firstDuplicate(tape)) {
        return fail(ErrorCode::JsonDuplicateName, "\"" + duplicate->name + "\" stands twice in the header",
                    duplicate->second);
    }
    const Algorithm* row = findAlgorithm(header.alg);
    if (!row) {
        return fail(ErrorCode::AlgorithmUnknown, "no algorithm is called \"" + header.alg + "\"", header.algRange);
    }
    if (row->family == AlgorithmFamily::None) {
        return fail(ErrorCode::AlgorithmUnsupported, "\"none\" makes no signature", header.algRange);
    }
    if (auto critical = checkCritical(header, tape.root(), {}); !critical) {
        return passOn(critical);
    }
    if (auto kind = checkFits(key.key, *row); !kind) {
        return passOn(kind);
    }
    if (!key.key.isPrivate()) {
        return fail(ErrorCode::KeyPublicOnly, "this is the public half of the key");
    }
    // Whoever has the public key could sign, too: no key pair's text ever serves as an HMAC secret. (RFC 8725 §2.1)
    if (row->family == AlgorithmFamily::Hmac) {
        if (const std::string_view text = asymmetricKeyText(key.key.secret().reveal()); !text.empty()) {
            return fail(ErrorCode::KeyTypeMismatch, "the secret is " + std::string(text) +
                                                        "; the text of a key pair is never taken as an HMAC secret");
        }
    }
    if (auto suitable = checkSuitable(key, row->name, KeyPurpose::Sign); !suitable) {
        return passOn(suitable);
    }
    auto signer = crypto::Signer::create(key.key, row->method);
    if (!signer) {
        return passOn(signer);
    }
    return ChosenSigner{row, std::move(*signer)};
}

Result<TokenSigner> TokenSigner::create(std::string_view header, const Jwk& key, PayloadPlace place) {
    json::Tape tape;
    const auto read = readProtectedHeader(header, tape);
    if (!read) {
        return passOn(read);
    }
    auto chosen = chooseSigner(*read, tape, key);
    if (!chosen) {
        return passOn(chosen);
    }
    TokenSigner result(chosen->algorithm, std::move(chosen->signer));
    result.m_place = place;
    result.m_encodePayload = read->encodePayload;
    result.m_buffer = encodedHeader(header);
    result.m_headerSize = result.m_buffer.size();
    result.m_signature.resize(result.m_signer.signatureSize());
    return result;
}

Result<std::string_view> TokenSigner::sign(ByteView payload) {
    // The buffer is the signing input first; a detached payload is cut out again behind the signature.
    m_buffer.resize(m_headerSize);
    if (m_encodePayload) {
        base64url::append(m_buffer, payload);
    } else {
        const std::string_view text = asText(payload);
        if (const std::size_t dot = text.find('.');
            m_place == PayloadPlace::Attached && dot != std::string_view::npos) {
            return fail(ErrorCode::TokenPayload, "an attached payload with b64 false must not hold a \".\"", {dot, 1});
        }
        m_buffer.append(text);
    }
    const auto made = m_signer.signInto(asBytes(m_buffer), m_signature.data());
    if (!made) {
        return passOn(made);
    }
    if (m_place == PayloadPlace::Detached) {
        m_buffer.resize(m_headerSize);
    }
    m_buffer += '.';
    base64url::append(m_buffer, ByteView(m_signature.data(), *made));
    return std::string_view(m_buffer);
}

Result<std::string> signCompact(std::string_view header, ByteView payload, const Jwk& key, PayloadPlace place) {
    auto signer = TokenSigner::create(header, key, place);
    if (!signer) {
        return passOn(signer);
    }
    const auto token = signer->sign(payload);
    if (!token) {
        return passOn(token);
    }
    return std::string(*token);
}

Result<std::string> encodeUnsecured(std::string_view header, ByteView payload) {
    json::Tape tape;
    const auto read = readProtectedHeader(header, tape);
    if (!read) {
        return passOn(read);
    }
    if (read->alg != algorithm(AlgorithmId::None).name) {
        return fail(ErrorCode::AlgorithmUnsupported, "the header says \"" + read->alg + "\", not \"none\"",
                    read->algRange);
    }
    std::string token = encodedHeader(header);
    base64url::append(token, payload);
    token += '.';
    return token;
}

} // namespace twb::jose
