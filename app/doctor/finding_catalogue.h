// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_rows_algorithm.h"
#include "doctor/finding_rows_header.h"
#include "doctor/finding_rows_key.h"
#include "doctor/finding_rows_policy.h"
#include "doctor/finding_rows_profile.h"
#include "doctor/finding_rows_security.h"
#include "doctor/finding_rows_signature.h"
#include "doctor/finding_rows_structure.h"
#include "doctor/finding_rows_time.h"
#include "doctor/finding_rows_transport.h"

#include <array>
#include <span>

/// Every finding that the doctor knows: the one table that checks, window, command line and reports read.
namespace twb::doctor {

/// The groups of rows, in the order of the reports.
inline constexpr std::array<std::span<const FindingInfo>, 10> findingGroups{
    transportRows, structureRows, headerRows, algorithmRows, keyRows,
    signatureRows, timeRows,      policyRows, profileRows,   securityRows};

/// The row of an id, or null. Static storage.
constexpr const FindingInfo* findFinding(std::string_view id) {
    for (const auto group : findingGroups) {
        for (const FindingInfo& row : group) {
            if (row.id == id) {
                return &row;
            }
        }
    }
    return nullptr;
}

/// Never defined: calling it while compiling is the error that a misspelt id makes.
void thereIsNoSuchFinding();

/// An id of the catalogue; a misspelt one does not compile.
class FindingId {
public:
    consteval FindingId(const char* id) // NOLINT: converts on purpose, so that checks read as prose
        : m_info(&transportRows[0]) {
        // Not findFinding(): comparing the address of a row with null is no constant expression for GCC 12 under the
        // undefined behaviour sanitizer.
        bool found = false;
        for (const auto group : findingGroups) {
            for (std::size_t i = 0; i < group.size() && !found; ++i) {
                if (group[i].id == id) {
                    m_info = &group[i];
                    found = true;
                }
            }
        }
        if (!found) {
            thereIsNoSuchFinding();
        }
    }
    /// From a row, where the id is data.
    explicit constexpr FindingId(const FindingInfo& info)
        : m_info(&info) {}
    constexpr const FindingInfo& info() const { return *m_info; }
    friend constexpr bool operator==(FindingId a, FindingId b) { return a.m_info == b.m_info; }

private:
    const FindingInfo* m_info;
};

} // namespace twb::doctor
