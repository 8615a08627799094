// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/copy_json.h"

namespace twb::doctor {

/// What becomes of the copy: its signature brought up to date where that is wanted and possible.
struct PreparedCopy {
    Copy copy;
    std::shared_ptr<const CopySignature> made;
    std::optional<Error> signProblem;
    bool outdated = false;
    bool waits = false;                    ///< outdated, and it takes too long to be done unasked
    std::vector<SignerState> signers = {}; ///< of a signed copy in JSON form, which has no other state
    std::vector<std::shared_ptr<const CopySignature>> madeOnes = {};
    std::shared_ptr<const Copy> filled = {}; ///< what was signed, where the header was written for it; else null
};

/// Signs, encrypts or issues the copy of the inputs where that is wanted and possible.
PreparedCopy prepare(const Inputs& inputs, const ResolvedKey& signKey, const ResolvedKey& encryptKey);

} // namespace twb::doctor
