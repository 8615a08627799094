// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/output.h"
#include "jose/sd_jwt.h"

#include <memory>

namespace twb::cli {

/// What `verify` found out.
struct VerifyAnswer {
    bool accepted = false;
    jose::VerificationReport report; ///< of several signatures, of the one that decides
    std::shared_ptr<const jose::KeySet> keys;
    std::vector<jose::NamedCheck> more;               ///< of an SD-JWT or a DPoP proof
    std::vector<jose::VerificationReport> signatures; ///< of a token in JSON form: all of them, in order
    std::optional<jose::SdJwtClaims> claims;          ///< of an SD-JWT
    std::string thumbprint;                           ///< of a DPoP proof's key
};

/// One JSON object, or facts and rows for people.
void printVerification(Output& output, const VerifyAnswer& answer);

} // namespace twb::cli
