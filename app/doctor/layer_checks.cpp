// SPDX-License-Identifier: Apache-2.0
#include "doctor/layer_checks.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

/// Times that were disclosed are judged by the fact of the time.
bool isUnspoken(std::string_view id) {
    return (id.starts_with("dpop-") || id.starts_with("sd-")) && id != "sd-exp" && id != "sd-nbf";
}

} // namespace

bool isLayerCheck(std::string_view id) {
    constexpr auto ids = std::to_array<std::string_view>(
        {"jwe-structure", "decryption-key", "iv-tag", "decryption", "decryption-warning", "compressed", "nested"});
    return id.starts_with("sd-") || id.starts_with("dpop-") || std::find(ids.begin(), ids.end(), id) != ids.end();
}

CheckCounts countUnspoken(const Version& version) {
    CheckCounts counts;
    for (const CheckRow& row : version.checks) {
        counts.failed += isUnspoken(row.id) && row.outcome == CheckRow::Outcome::Fail;
        counts.warned += isUnspoken(row.id) && row.outcome == CheckRow::Outcome::Warn;
    }
    return counts;
}

void nameRefusals(Version& version) {
    for (const CheckRow& row : version.checks) {
        if (isUnspoken(row.id) && row.outcome == CheckRow::Outcome::Fail) {
            version.signature.refusedBy.push_back(row.id);
        }
    }
}

} // namespace twb::doctor
