// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "crypto/digest.h"
#include "doctor/evidence_phrases.h"
#include "doctor/json_rewrite.h"
#include "doctor/segments.h"
#include "doctor/signature_search.h"
#include "json/text.h"

#include <algorithm>
#include <unordered_set>

namespace twb::doctor {
namespace {

using crypto::Hash;
using crypto::SignatureMethod;
using crypto::SignatureScheme;

/// Text of rewritten forms that one search may hold.
constexpr std::size_t mostText = std::size_t{4} << 20;

std::optional<Bytes> fromHex(std::string_view text) {
    if (text.empty() || text.size() % 2 != 0) {
        return std::nullopt;
    }
    const auto octets = jose::decodeSecretText(text, jose::SecretEncoding::Hex);
    return octets ? std::optional<Bytes>(Bytes(octets->reveal().begin(), octets->reveal().end())) : std::nullopt;
}

class SignatureForms {
public:
    explicit SignatureForms(const Examination& e)
        : m_e(e)
        , m_input(e.signingInput())
        , m_method(e.algorithm->method) {}

    void addSignature(FindingId id, Sentence evidence, Bytes signature) {
        std::string token = m_input + "." + base64url::encode(signature);
        m_list.push_back({id, std::move(evidence), m_method, m_input, std::move(signature), std::move(token)});
    }
    void addMethod(FindingId id, Sentence evidence, SignatureMethod method, Hash maskHash = Hash::None) {
        m_list.push_back({id, std::move(evidence), method, m_input, m_e.parts[2].octets, {}, maskHash});
    }

    void addEncodings() {
        const ExaminedPart& part = m_e.parts[2];
        const Bytes& octets = part.octets;
        if (m_method.scheme == SignatureScheme::Ecdsa) {
            const std::size_t half = crypto::fieldOctets(m_method.curve);
            if (Bytes raw = rawFromDer(octets, half); !raw.empty()) {
                addSignature(
                    "sig-alt-ecdsa-der",
                    say("DER of %1 octets, raw %2", {std::to_string(octets.size()), std::to_string(raw.size())}), raw);
            }
            if (octets.size() >= 2 && octets.size() < 2 * half) {
                addShort(octets, half);
            }
        }
        if (auto bytes = fromHex(part.raw)) {
            addSignature("sig-alt-signature-hex", shortened(part.raw, 12), std::move(*bytes));
        }
        if (auto bytes = fromHex(asText(octets))) {
            addSignature("sig-alt-signature-hex", shortened(asText(octets), 12), std::move(*bytes));
        }
        if (isPlainText(asText(octets)) && octets.size() > 8) {
            addSignature("sig-alt-signature-base64-twice", say("%1 characters", {std::to_string(octets.size())}),
                         decodeForShowing(asText(octets)));
        }
        if (m_method.scheme == SignatureScheme::RsaPkcs1 || m_method.scheme == SignatureScheme::RsaPss) {
            addSignature("sig-alt-signature-reversed", say("%1 octets", {std::to_string(octets.size())}),
                         Bytes(octets.rbegin(), octets.rend()));
        }
    }

    void addMethods() {
        for (const Hash hash : {Hash::Sha256, Hash::Sha384, Hash::Sha512}) {
            if (hash != m_method.hash && m_method.scheme != SignatureScheme::EdDsa) {
                addMethod("sig-alt-other-hash", evidence(m_method.scheme, hash),
                          {m_method.scheme, hash, m_method.curve});
            }
        }
        const bool rsa = m_method.scheme == SignatureScheme::RsaPkcs1;
        if (!rsa && m_method.scheme != SignatureScheme::RsaPss) {
            return;
        }
        const SignatureScheme other = rsa ? SignatureScheme::RsaPss : SignatureScheme::RsaPkcs1;
        for (const Hash hash : {m_method.hash, Hash::Sha256, Hash::Sha384, Hash::Sha512}) {
            addMethod("sig-alt-pss-vs-pkcs1", evidence(other, hash), {other, hash, crypto::Curve::None});
        }
        if (!rsa) {
            addMethod("sig-alt-pss-salt", say("another salt length than the hash length"), m_method, m_method.hash);
            for (const Hash maskHash : {Hash::Sha1, Hash::Sha256, Hash::Sha384, Hash::Sha512}) {
                if (maskHash != m_method.hash) {
                    addMethod("sig-alt-pss-salt", say("another hash for the mask"), m_method, maskHash);
                }
            }
        }
    }
    std::vector<InputVariant> take() { return std::move(m_list); }

private:
    void addShort(const Bytes& octets, std::size_t half) {
        // Two halves, each with zeros before it; of an odd number either half may be the longer one.
        for (const std::size_t first : {octets.size() / 2, octets.size() - octets.size() / 2}) {
            const std::size_t second = octets.size() - first;
            if (first > half || second > half) {
                continue;
            }
            Bytes raw(2 * half);
            std::copy_n(octets.begin(), first, raw.begin() + static_cast<std::ptrdiff_t>(half - first));
            std::copy_n(octets.begin() + static_cast<std::ptrdiff_t>(first), second,
                        raw.begin() + static_cast<std::ptrdiff_t>(2 * half - second));
            addSignature("sig-alt-ecdsa-short",
                         say("%1 octets, needed %2", {std::to_string(octets.size()), std::to_string(2 * half)}),
                         std::move(raw));
        }
    }
    Sentence evidence(SignatureScheme scheme, Hash hash) const {
        const auto named = [&](SignatureScheme s) {
            return std::string(s == SignatureScheme::Hmac       ? "HS"
                               : s == SignatureScheme::RsaPkcs1 ? "RS"
                               : s == SignatureScheme::RsaPss   ? "PS"
                                                                : "ES");
        };
        return say("header %1, really %2", {*m_e.alg, named(scheme) + std::to_string(8 * crypto::hashOctets(hash))});
    }

    const Examination& m_e;
    std::string m_input;
    SignatureMethod m_method;
    std::vector<InputVariant> m_list;
};

/// Other signing inputs; equal ones are tried once, for the first reason.
class InputForms {
public:
    explicit InputForms(const Examination& e)
        : m_e(e)
        , m_signature(e.parts[2].octets) {
        m_seen.insert(e.signingInput());
    }

    void add(FindingId id, Sentence evidence, std::string input, std::string token = {}) {
        if (m_size > mostText || !m_seen.insert(input).second) {
            return;
        }
        m_size += 2 * input.size() + token.size();
        m_list.push_back(
            {id, std::move(evidence), m_e.algorithm->method, std::move(input), m_signature, std::move(token)});
    }
    bool full() const { return m_size > mostText; }
    std::vector<InputVariant> take() { return std::move(m_list); }

private:
    const Examination& m_e;
    Bytes m_signature;
    std::unordered_set<std::string> m_seen;
    std::size_t m_size = 0;
    std::vector<InputVariant> m_list;
};

std::string standard(std::string text) {
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    return text;
}

std::string padded(std::string text) {
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

void addBase64Forms(const Examination& e, InputForms& inputs) {
    const std::string& header = e.parts[0].text;
    const std::string& payload = e.parts[1].text;
    const FindingId id("sig-alt-input-base64");
    inputs.add(id, say("the text as it stands"), e.parts[0].raw + "." + e.parts[1].raw);
    inputs.add(id, say("standard alphabet with padding"), padded(standard(header)) + "." + padded(standard(payload)));
    inputs.add(id, say("standard alphabet"), standard(header) + "." + standard(payload));
    inputs.add(id, say("padding"), padded(header) + "." + padded(payload));
    inputs.add(id, say("payload in the standard alphabet with padding"), header + "." + padded(standard(payload)));
    inputs.add(id, say("payload in the standard alphabet"), header + "." + standard(payload));
    inputs.add(id, say("payload with padding"), header + "." + padded(payload));
}

void addNonce(const Examination& e, InputForms& inputs) {
    const json::Value value = e.headerMember("nonce");
    const auto nonce = value.exists() ? value.string() : std::nullopt;
    if (!nonce) {
        return;
    }
    const auto digest = crypto::digest(Hash::Sha256, asBytes(*nonce));
    if (!digest) {
        return;
    }
    if (const auto header = json::setMember(e.header.text, "nonce", json::quote(base64url::encode(*digest)))) {
        inputs.add("sig-alt-ms-nonce", "nonce " + shortened(*nonce),
                   base64url::encode(*header) + "." + e.parts[1].text);
    }
}

void addPlainForms(const Examination& e, InputForms& inputs) {
    const std::string& header = e.parts[0].text;
    const std::string& payload = e.parts[1].text;
    const std::string headerJson(asText(e.parts[0].octets));
    const std::string payloadJson(asText(e.parts[1].octets));
    inputs.add("sig-alt-input-no-dot", {}, header + payload);
    inputs.add("sig-alt-input-payload-only", say("encoded"), payload);
    inputs.add("sig-alt-input-payload-only", say("decoded"), payloadJson);
    inputs.add("sig-alt-input-decoded-json", say("with a dot"), headerJson + "." + payloadJson);
    inputs.add("sig-alt-input-decoded-json", say("without a dot"), headerJson + payloadJson);
    inputs.add("sig-alt-input-unencoded-payload", {}, header + "." + payloadJson);
}

void addRewritten(const Examination& e, InputForms& inputs) {
    const json::Value payload = e.payload.root();
    if (!payload.exists()) {
        return;
    }
    const std::string& header = e.parts[0].text;
    const std::string signature = e.parts[2].text;
    const auto add = [&](const Sentence& evidence, const std::string& first, const std::string& second) {
        const std::string input = first + "." + second;
        inputs.add("sig-alt-input-reserialized", evidence, input, input + "." + signature);
    };
    for (const JsonStyle& style : stylesFor(e.payload.text + e.header.text)) {
        if (inputs.full()) {
            return;
        }
        const std::string second = base64url::encode(rewrite(payload, style));
        const std::string first = base64url::encode(rewrite(e.header.root(), style));
        add(say("payload %1", {describe(style)}), header, second);
        add(say("header and payload %1", {describe(style)}), first, second);
        add(say("header %1", {describe(style)}), first, e.parts[1].text);
    }
    // The text itself with or without its final line break.
    std::string text(asText(e.parts[1].octets));
    const bool ends = text.ends_with('\n');
    const std::string changed = ends ? text.substr(0, text.size() - 1) : text + "\n";
    add(ends ? say("without the final line break") : say("with a final line break"), header,
        base64url::encode(changed));
    if (!ends) {
        add(say("with a final CR LF"), header, base64url::encode(text + "\r\n"));
    }
}

} // namespace

Bytes rawFromDer(ByteView der, std::size_t half) {
    if (der.size() < 8 || der[0] != 0x30) {
        return {};
    }
    std::size_t at = 2;
    std::size_t length = der[1];
    if (length == 0x81) {
        length = der[2];
        at = 3;
    }
    if (length > 0x81 + 0x7F || at + length != der.size()) {
        return {};
    }
    Bytes raw(2 * half);
    for (const std::size_t end : {half, 2 * half}) {
        if (at + 2 > der.size() || der[at] != 0x02 || der[at + 1] > 0x7F || at + 2 + der[at + 1] > der.size()) {
            return {};
        }
        ByteView number = der.subspan(at + 2, der[at + 1]);
        at += 2 + number.size();
        while (!number.empty() && number.front() == 0) {
            number = number.subspan(1);
        }
        if (number.size() > half) {
            return {};
        }
        std::copy(number.begin(), number.end(), raw.begin() + static_cast<std::ptrdiff_t>(end - number.size()));
    }
    return at == der.size() ? raw : Bytes();
}

std::vector<InputVariant> signatureVariants(const Examination& e) {
    SignatureForms forms(e);
    forms.addEncodings();
    forms.addMethods();
    return forms.take();
}

std::vector<InputVariant> inputVariants(const Examination& e) {
    InputForms inputs(e);
    addBase64Forms(e, inputs);
    addNonce(e, inputs);
    addPlainForms(e, inputs);
    addRewritten(e, inputs);
    return inputs.take();
}

} // namespace twb::doctor
