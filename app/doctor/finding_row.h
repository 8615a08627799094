// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>

/// What one row of the finding catalogue holds.
namespace twb::doctor {

/// Error: a careful receiver rejects the token, or it is dangerous. Warning: works in some places only, or bad
/// practice. Info: an explanation, never a reason to reject.
enum class Severity : std::uint8_t { Error, Warning, Info };

enum class Category : std::uint8_t {
    Transport,
    Structure,
    Header,
    Algorithm,
    Key,
    Signature,
    Time,
    Policy,
    Profile,
    Security
};

/// Whether one click can put it right.
enum class Repair : std::uint8_t { No, Yes };

/// One kind of finding, in the engine's own language (English).
struct FindingInfo {
    std::string_view id;             ///< stable: `input-bearer-prefix`
    std::string_view translationKey; ///< under which translations of title and fix are kept
    Severity severity;
    Category category;
    Repair repair;
    std::string_view title;
    std::string_view fix; ///< what it means and what to do
};

constexpr FindingInfo findingRow(std::string_view id, std::string_view translationKey, Severity severity,
                                 Category category, Repair repair, std::string_view title, std::string_view fix) {
    return {id, translationKey, severity, category, repair, title, fix};
}

/// `error`, `warning`, `info`.
std::string_view name(Severity severity);
/// `transport`, `structure` …
std::string_view name(Category category);

} // namespace twb::doctor
