// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/report.h"

namespace twb::workbench {

class TokenDocument;

/// What the reader chose for a report.
struct ReportChoice {
    doctor::ReportFormat format = doctor::ReportFormat::Markdown;
    Language language = Language::English;
    doctor::PersonalData personal = doctor::PersonalData::Masked;
    doctor::SignaturePart signature = doctor::SignaturePart::LeftOff;
};

/// The report on the version shown, as of the moment it was diagnosed at; empty while there is no diagnosis.
std::string reportOf(const TokenDocument& document, const ReportChoice& choice);

} // namespace twb::workbench
