// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_row.h"

#include <optional>
#include <string_view>

/// The catalogue's words in the languages of the reports.
namespace twb::doctor {

enum class Language : std::uint8_t { English, Portuguese };

/// `en`, `pt`.
std::string_view name(Language language);
/// The language of a tag such as `pt`, `pt-BR`, `en_US`; nothing for others.
std::optional<Language> findLanguage(std::string_view tag);

/// One row of a translation table, found by the id.
struct FindingTranslation {
    std::string_view id;
    std::string_view title;
    std::string_view fix;
};

/// Title of a finding. Static storage.
std::string_view titleOf(const FindingInfo& info, Language language);
/// What it means and what to do. Static storage.
std::string_view fixOf(const FindingInfo& info, Language language);

} // namespace twb::doctor
