// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/claim_correction.h"
#include "workbench/diagnoser.h"

#include <QString>

/// What one press can do about a finding.
namespace twb::workbench {

struct RepairOffer {
    enum class Kind : std::uint8_t {
        None,
        ReadSecret,    ///< the secret's field is read another way
        UseKey,        ///< another key text takes the place of the one supplied
        RepairToken,   ///< the repaired token becomes the copy
        CorrectClaims, ///< claims are corrected in the copy, which then needs a new signature
        ShowAsPasted   ///< it was put right already: shows what was pasted
    };
    Kind kind = Kind::None;
    std::vector<doctor::ClaimCorrection> corrections{};
};

/// @param state    the document's; its original tells what was taken off the pasted text
/// @param reading  of the version that was diagnosed
RepairOffer offerOf(const doctor::Finding& finding, const DocumentDiagnosis& diagnosis, const DocumentState& state,
                    const doctor::Reading& reading);

/// “Read secret as Base64”, “Use key 2026-11”, “Correct in your copy”, “Show as pasted”.
QString repairText(const doctor::Finding& finding, const RepairOffer& offer, const DocumentDiagnosis& diagnosis);
/// Beside the button: “then needs a new signature”; empty for others.
QString repairHint(const RepairOffer& offer);
/// For the status bar: “Secret is read as Base64.”
QString repairResult(const doctor::Finding& finding, const RepairOffer& offer, const DocumentDiagnosis& diagnosis);

} // namespace twb::workbench
