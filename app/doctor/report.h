// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/diagnosis.h"
#include "doctor/finding_translation.h"
#include "doctor/masking.h"
#include "doctor/reading.h"

#include <optional>

/// A report on one token, to be forwarded: verdicts, findings, the profile's rules and its checklist, header, claims.
namespace twb::doctor {

enum class ReportFormat : std::uint8_t { Markdown, Html, Text };
/// `md`, `html`, `text`; nothing for others.
std::optional<ReportFormat> findReportFormat(std::string_view name);
/// Ending of a file name, without the dot: `md`, `html`, `txt`.
std::string_view fileEnding(ReportFormat format);

enum class ReportMark : std::uint8_t { Good, Warning, Error, Neutral };

struct ReportInputs {
    const Diagnosis* diagnosis = nullptr; ///< never null
    SharedReading reading;                ///< of Diagnosis::token; never null
    Time asOf{};                          ///< the moment that the verdicts are about
    std::chrono::seconds leeway{60};
    std::string title;        ///< of the tab; may be empty
    std::string_view keyText; ///< so that no copy of it gets through; may be empty
    /// Checks of a proof or presentation that failed, of which no finding speaks: SignatureFacts::refusedBy.
    std::vector<std::string> refusedBy{};

    ReportFormat format = ReportFormat::Markdown;
    Language language = Language::English;
    PersonalData personal = PersonalData::Masked;
    SignaturePart signature = SignaturePart::LeftOff;
};

/// Writes the report as UTF-8. Pure: same inputs, same text. Keys and secrets never appear, whatever the switches say;
/// what comes out of the token is escaped for the format and cannot bring markup with it.
std::string writeReport(const ReportInputs& inputs);

} // namespace twb::doctor
