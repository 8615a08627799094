// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "base/secret.h"
#include "doctor/evidence_phrases.h"
#include "doctor/signature_search.h"
#include "jose/jwk.h"

namespace twb::doctor {

std::vector<KeyVariant> ringKeys(const Examination& e) {
    std::vector<KeyVariant> list;
    if (e.inputs.ring == nullptr) {
        return list;
    }
    const json::Value kid = e.headerMember("kid");
    // The key that the token names comes first: with many keys it saves the tries of all others.
    std::vector<const RingKey*> ordered;
    for (const bool named : {true, false}) {
        for (const RingKey& one : *e.inputs.ring) {
            const bool same = kid.exists() && kid.equals(one.entry->jwk.kid);
            if (same == named && jose::fits(one.entry->jwk.key, *e.algorithm)) {
                ordered.push_back(&one);
            }
        }
    }
    for (const RingKey* one : ordered) {
        const crypto::Key& key = one->entry->jwk.key;
        KeyVariant variant{FindingId("sig-alt-other-key"),
                           say("key ring: token %1, verifies %2", {valueText(kid), shortened(one->name)}), key,
                           Secret()};
        if (key.type() == crypto::KeyType::Oct) {
            std::string text = base64url::encode(key.secret().reveal());
            variant.text = Secret::fromText(text);
            variant.encoding = jose::SecretEncoding::Base64Url;
            wipeText(text);
        } else if (const auto text = jose::writePublicJwk(one->entry->jwk)) {
            variant.text = Secret::fromText(*text);
        }
        list.push_back(std::move(variant));
    }
    return list;
}

} // namespace twb::doctor
