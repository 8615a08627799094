// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

/// The checks that only some kinds of tokens have: of decrypting, of layers, of disclosures, key binding and proofs.
namespace twb::doctor {

/// Whether the panel lists this row of a version; the others are said by the facts or by findings.
bool isLayerCheck(std::string_view id);

/// Rows of which no finding speaks, since the catalogue's ids are fixed: those of DPoP proofs and of presentations.
struct CheckCounts {
    int failed = 0;
    int warned = 0;
};
CheckCounts countUnspoken(const Version& version);

/// Names in the facts of the signature what a receiver refuses the proof or presentation for, so that the verdict is
/// not better than the worst of its rows.
void nameRefusals(Version& version);

} // namespace twb::doctor
