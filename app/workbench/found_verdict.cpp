// SPDX-License-Identifier: Apache-2.0
#include "workbench/found_verdict.h"

#include "jose/key_material.h"
#include "jose/token_verifier.h"
#include "workbench/key_ring.h"

#include <QCoreApplication>

namespace twb::workbench {

namespace {

struct VerdictWords {
    Q_DECLARE_TR_FUNCTIONS(FoundVerdict)
};

using State = FoundVerdict::State;

QString nameOf(jose::SecretEncoding encoding) {
    switch (encoding) {
    case jose::SecretEncoding::Utf8:
        return VerdictWords::tr("as text");
    case jose::SecretEncoding::Base64:
        return VerdictWords::tr("as Base64");
    case jose::SecretEncoding::Base64Url:
        return VerdictWords::tr("as base64url");
    case jose::SecretEncoding::Hex:
        break;
    }
    return VerdictWords::tr("as hexadecimal");
}

/// The signed part: disclosures of an SD-JWT stand behind it.
std::string_view signedPart(std::string_view token) {
    return token.substr(0, token.find('~'));
}

std::optional<FoundVerdict> readings(std::string_view token, const oauth::SharedSecret& secret, Time now) {
    using Encoding = jose::SecretEncoding;
    for (const Encoding encoding : {Encoding::Utf8, Encoding::Base64, Encoding::Base64Url, Encoding::Hex}) {
        auto keys = jose::readSecretText(asText(secret->reveal()), encoding);
        if (!keys) {
            continue; // not even of that form
        }
        const auto report = jose::verifyToken(token, std::make_shared<const jose::KeySet>(std::move(*keys)), {}, now);
        if (report.verdict == jose::Verdict::Verified) {
            return FoundVerdict{State::Verified,
                                VerdictWords::tr("Signature verified: jwt_secret read %1").arg(nameOf(encoding))};
        }
    }
    return std::nullopt;
}

} // namespace

KeySource ringSource(const KeyRing& ring) {
    jose::KeySet set(jose::KeySet::Origin::Set);
    for (const SharedRingEntry& entry : ring.entries()) {
        set.add(entry->key);
    }
    return {VerdictWords::tr("the key ring"), std::make_shared<const jose::KeySet>(std::move(set))};
}

FoundVerdict judgeFound(const oauth::FoundToken& token, const std::vector<KeySource>& sources,
                        const oauth::SharedSecret& secret, Time now) {
    if (token.kind == "opaque" || !token.value) {
        return {State::NotChecked, VerdictWords::tr("Opaque: only its server can read it")};
    }
    if (token.kind == "jwe") {
        return {State::NotChecked, VerdictWords::tr("Encrypted: open it in the editor")};
    }
    const std::string_view text = signedPart(asText(token.value->reveal()));
    const std::string kid = oauth::jsonMember(token.header, "kid");
    QString invalid;
    bool tried = false;
    for (const KeySource& source : sources) {
        if (!source.keys || source.keys->empty()) {
            continue;
        }
        const auto report = jose::verifyToken(text, source.keys, {}, now);
        if (report.verdict == jose::Verdict::Verified) {
            return {State::Verified, VerdictWords::tr("Signature verified: %1").arg(source.name)};
        }
        // A key that happens to be there says nothing; one that carries the token's kid does.
        const bool meant = !kid.empty() && !source.keys->withKid(kid).empty();
        if (report.verdict == jose::Verdict::Invalid && meant) {
            invalid = source.name;
        }
        tried = true;
    }
    if (secret) {
        if (auto read = readings(text, secret, now)) {
            return *std::move(read);
        }
        return {State::Invalid, VerdictWords::tr("Signature does not verify with jwt_secret, however it is read")};
    }
    if (!invalid.isEmpty()) {
        return {State::Invalid, VerdictWords::tr("Signature does not verify: %1").arg(invalid)};
    }
    return {State::NotChecked, tried && !kid.empty() ? VerdictWords::tr("Not checked: no key here has its kid")
                                                     : VerdictWords::tr("Not checked: no key given")};
}

} // namespace twb::workbench
