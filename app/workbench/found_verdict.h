// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jwks.h"
#include "oauth/response.h"

#include <memory>
#include <QString>

namespace twb::workbench {

class KeyRing;

/// Keys that a found token may be checked with, and whose they are.
struct KeySource {
    QString name; ///< “the local issuer”, an address, “the key ring”
    std::shared_ptr<const jose::KeySet> keys;
};

/// What is known of a found token's signature.
struct FoundVerdict {
    enum class State : std::uint8_t { Verified, Invalid, NotChecked };
    State state = State::NotChecked;
    QString words; ///< “Signature verified: the local issuer”, “Not checked: no key given”
};

/// The public keys and secrets of the ring as one source.
KeySource ringSource(const KeyRing& ring);

/// Checks a found token with each source in turn; the first that verifies counts.
/// @param secret  of a vendor whose documents do not say how its text becomes octets (jwt_secret of SenseCrypt): every
///                reading of it is tried, and the one that fits is named. nullptr: none.
FoundVerdict judgeFound(const oauth::FoundToken& token, const std::vector<KeySource>& sources,
                        const oauth::SharedSecret& secret, Time now);

} // namespace twb::workbench
