// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_ring.h"

namespace twb::test {

/// A key made now; fails the test program if it cannot be.
inline workbench::SharedMadeKey made(workbench::KeyRequest::Kind kind, const char* name, const char* curve = "") {
    workbench::KeyRequest request;
    request.kind = kind;
    request.name = name;
    request.curve = curve;
    request.use = "sig";
    request.kidRule = workbench::KeyRequest::KidRule::OwnText;
    request.kid = std::string("kid-") + name;
    const Result<workbench::SharedMadeKey> key = workbench::makeKey(request);
    if (!key)
        qFatal("a key for the test could not be made");
    return *key;
}

/// Three keys: an EC pair "signer", the public half of another EC key "partner", and a secret "shared".
inline void fill(workbench::KeyRing& ring) {
    using Kind = workbench::KeyRequest::Kind;
    ring.add(*made(Kind::Ec, "signer", "P-256"), QStringLiteral("Generated"));
    const workbench::SharedMadeKey partner = made(Kind::Ec, "partner", "P-384");
    const Result<jose::Jwk> half = jose::readJwk(partner->publicJwk);
    if (!half)
        qFatal("a public key for the test could not be read");
    jose::KeySet set(jose::KeySet::Origin::SingleKey);
    set.add({*half, "jwk", std::nullopt});
    ring.add(set, QStringLiteral("partner.jwk"), QStringLiteral("partner"));
    ring.add(*made(Kind::Secret, "shared"), QStringLiteral("Typed"));
}

} // namespace twb::test
