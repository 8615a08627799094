// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace twb {
inline namespace base {

/// The languages that the engine itself can write: what is handed on (reports, checklists) is read by others than the
/// person at the window.
enum class Language : std::uint8_t { English, Portuguese };

/// `en`, `pt`.
std::string_view name(Language language);
/// The language of a tag such as `pt`, `pt-BR`, `en_US`; nothing for others.
std::optional<Language> findLanguage(std::string_view tag);

} // namespace base
} // namespace twb
