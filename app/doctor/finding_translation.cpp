// SPDX-License-Identifier: Apache-2.0
#include "doctor/finding_translation.h"

#include "doctor/finding_portuguese_algorithm.h"
#include "doctor/finding_portuguese_header.h"
#include "doctor/finding_portuguese_key.h"
#include "doctor/finding_portuguese_policy.h"
#include "doctor/finding_portuguese_profile.h"
#include "doctor/finding_portuguese_security.h"
#include "doctor/finding_portuguese_signature.h"
#include "doctor/finding_portuguese_structure.h"
#include "doctor/finding_portuguese_time.h"
#include "doctor/finding_portuguese_transport.h"

#include <array>
#include <span>

namespace twb::doctor {
namespace {

constexpr std::array<std::span<const FindingTranslation>, 10> portuguese{
    transportInPortuguese, structureInPortuguese, headerInPortuguese, algorithmInPortuguese, keyInPortuguese,
    signatureInPortuguese, timeInPortuguese,      policyInPortuguese, profileInPortuguese,   securityInPortuguese};

const FindingTranslation* find(const FindingInfo& info, Language language) {
    if (language != Language::Portuguese) {
        return nullptr;
    }
    for (const auto group : portuguese) {
        for (const FindingTranslation& row : group) {
            if (row.id == info.id) {
                return &row;
            }
        }
    }
    return nullptr;
}

} // namespace

std::string_view titleOf(const FindingInfo& info, Language language) {
    const FindingTranslation* row = find(info, language);
    return row == nullptr ? info.title : row->title;
}

std::string_view fixOf(const FindingInfo& info, Language language) {
    const FindingTranslation* row = find(info, language);
    return row == nullptr ? info.fix : row->fix;
}

} // namespace twb::doctor
