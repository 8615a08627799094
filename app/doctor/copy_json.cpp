// SPDX-License-Identifier: Apache-2.0
#include "doctor/copy_json.h"

#include "base/base64url.h"
#include "jose/jwe_form.h"
#include "jose/jws_json.h"
#include "jose/protected_header.h"
#include "json/text.h"

#include <algorithm>

namespace twb::doctor {
namespace {

std::string encodedText(const CopyPart& part) {
    return part.octets != nullptr    ? base64url::encode(*part.octets)
           : part.encoded != nullptr ? *part.encoded
                                     : std::string();
}

void add(std::string& object, std::string_view name, std::string_view value) {
    object += (object.size() > 1 ? ",\"" : "\"") + std::string(name) + "\":";
    object += value;
}

std::string quoted(std::string_view base64) {
    return "\"" + std::string(base64) + "\"";
}

std::string memberOf(const CopySigner& signer) {
    std::string text = "{";
    if (!isEmpty(signer.header)) {
        add(text, "protected", quoted(encodedText(signer.header)));
    }
    if (signer.unprotected != nullptr) {
        add(text, "header", *signer.unprotected);
    }
    add(text, "signature", quoted(signer.signature != nullptr ? signer.signature->text : std::string()));
    return text;
}

} // namespace

Result<SharedText> octetsOfPart(const CopyPart& part) {
    if (part.octets != nullptr) {
        return part.octets;
    }
    if (part.encoded == nullptr) {
        return std::make_shared<const std::string>();
    }
    auto decoded = base64url::decode(*part.encoded);
    if (!decoded) {
        return passOn(decoded);
    }
    return std::make_shared<const std::string>(asText(*decoded));
}

bool isEmpty(const CopyPart& part) {
    return part.octets != nullptr ? part.octets->empty() : part.encoded == nullptr || part.encoded->empty();
}

bool encodesPayload(const CopyPart& header) {
    const auto octets = octetsOfPart(header);
    if (!octets || (*octets)->find("b64") == std::string::npos) {
        return true;
    }
    json::Tape tape;
    return !tape.parse(**octets) || tape.root().find("b64").boolean().value_or(true);
}

Result<SignerNames> namesOf(const CopySigner& signer) {
    const auto header = octetsOfPart(signer.header);
    if (!header) {
        return passOn(header);
    }
    auto joined = jose::joinHeaders(**header, signer.unprotected != nullptr ? *signer.unprotected : "");
    if (!joined) {
        return passOn(joined);
    }
    json::Tape tape;
    const auto read = jose::readProtectedHeader(joined->empty() ? "{}" : *joined, tape);
    if (!read) {
        return passOn(read);
    }
    return SignerNames{read->alg, read->kid};
}

bool madeWith(const CopySigner& signer, const jose::Jwk& key) {
    const CopySignature* received = signer.signature.get();
    if (received == nullptr || received->signingInput == nullptr) {
        return false;
    }
    const std::string_view input = *received->signingInput;
    const std::size_t dot = input.find('.');
    if (dot == std::string_view::npos) {
        return false;
    }
    CopySigner former;
    former.header.encoded = std::make_shared<const std::string>(input.substr(0, dot));
    former.unprotected = signer.unprotected;
    former.signature = signer.signature;
    auto keys = std::make_shared<jose::KeySet>(jose::KeySet::Origin::SingleKey);
    keys->add({key, "jwk", std::nullopt, {}});
    jose::VerificationPolicy policy;
    policy.checkTime = jose::VerificationPolicy::CheckTime::No;
    // The signing input holds the payload as it was signed, encoded or not; both are octets of it.
    const std::string_view payload = input.substr(dot + 1);
    Bytes octets;
    if (encodesPayload(former.header)) {
        auto decoded = base64url::decode(payload);
        if (!decoded) {
            return false;
        }
        octets = std::move(*decoded);
    } else {
        octets.assign(asBytes(payload).begin(), asBytes(payload).end());
    }
    const auto reports = jose::verifyJsonToken(memberOf(former) + "}", keys, policy, Time(), ByteView(octets));
    return reports && reports->size() == 1 && reports->front().verdict == jose::Verdict::Verified;
}

std::string encodeSigners(const Copy& copy) {
    std::string text = "{";
    if (!copy.detached) {
        const bool plain = !copy.signers.empty() && !encodesPayload(copy.signers.front().header);
        if (plain) {
            const auto octets = octetsOfPart(copy.payload);
            add(text, "payload", json::quote(octets ? **octets : std::string()));
        } else {
            add(text, "payload", quoted(encodedText(copy.payload)));
        }
    }
    if (copy.form == Copy::Form::Flattened && copy.signers.size() == 1) {
        const std::string members = memberOf(copy.signers.front()).substr(1);
        return text + (text.size() > 1 ? "," : "") + members + "}";
    }
    std::string list;
    for (const CopySigner& signer : copy.signers) {
        list += (list.empty() ? "" : ",") + memberOf(signer) + "}";
    }
    add(text, "signatures", "[" + list + "]");
    return text + "}";
}

std::string encodeOutdatedJson(const Copy& copy) {
    jose::JweForm former;
    if (copy.signature != nullptr && copy.signature->whole != nullptr) {
        if (auto read = jose::readJweForm(*copy.signature->whole)) {
            former = std::move(*read);
        }
    }
    std::string text = "{";
    if (!isEmpty(copy.header)) {
        add(text, "protected", quoted(encodedText(copy.header)));
    }
    if (copy.unprotectedHeader != nullptr) {
        add(text, "unprotected", *copy.unprotectedHeader);
    }
    std::string list;
    for (std::size_t i = 0; i < copy.signers.size(); ++i) {
        std::string one = "{";
        if (copy.signers[i].unprotected != nullptr) {
            add(one, "header", *copy.signers[i].unprotected);
        }
        if (i < former.recipients.size() && !former.recipients[i].encryptedKey.empty()) {
            add(one, "encrypted_key", quoted(former.recipients[i].encryptedKey));
        }
        list += (list.empty() ? "" : ",") + one + "}";
    }
    if (copy.form == Copy::Form::General) {
        add(text, "recipients", "[" + list + "]");
    } else if (list.size() > 2) {
        text += (text.size() > 1 ? "," : "") + list.substr(1, list.size() - 2);
    }
    if (copy.additionalData != nullptr) {
        add(text, "aad", quoted(*copy.additionalData));
    }
    add(text, "iv", quoted(former.initializationVector));
    add(text, "ciphertext", quoted(former.ciphertext));
    add(text, "tag", quoted(former.authenticationTag));
    return text + "}";
}

void markSigners(Version& version, const Copy& copy, const std::vector<SignerState>& states) {
    const std::size_t shown = std::min(copy.views.signature, states.empty() ? 0 : states.size() - 1);
    for (std::size_t i = 0; i < states.size() && i < copy.signers.size(); ++i) {
        const auto mark = [&](SignatureFacts& facts) {
            const auto& signature = copy.signers[i].signature;
            if (states[i].outdated) {
                facts.state = SignatureState::Outdated;
                facts.problem.reset();
                facts.signProblem = states[i].problem;
            } else if (facts.state == SignatureState::Verified && signature != nullptr && signature->key != nullptr) {
                facts.state = SignatureState::VerifiedSignedByYou;
            }
        };
        if (i < version.signatures.size()) {
            mark(version.signatures[i]);
        }
        if (i == shown) {
            mark(version.signature);
            if (states[i].outdated) {
                std::erase_if(version.checks, [](const CheckRow& row) { return row.id == "signature"; });
            }
        }
    }
}

} // namespace twb::doctor
