// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"
#include "doctor/unwrap.h"
#include "jose/caps.h"
#include "workbench/date_format.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>

/// Facts in words: the strings of ui.md §7, translated.
namespace twb::workbench {

/// Colour and icon of a fact.
enum class FactMood : std::uint8_t { Good, Warning, Error, Neutral };

struct FactPhrase {
    FactMood mood = FactMood::Neutral;
    QString title;
    QString subLine;
    friend bool operator==(const FactPhrase&, const FactPhrase&) = default;
};

/// Zone, locale and format by which dates are written.
struct DateStyle {
    QTimeZone zone = QTimeZone::systemTimeZone();
    QLocale locale;
    DateFormat format = DateFormat::Words;
};

FactPhrase phraseOf(const doctor::SignatureFacts& facts);
FactPhrase phraseOf(const doctor::TimeFacts& facts, const DateStyle& style);
FactPhrase phraseOf(const doctor::ProfileFacts& facts);
/// A rule of a profile in words.
struct RulePhrase {
    FactMood mood = FactMood::Neutral; ///< neutral: not judged, or a note
    bool isNote = false;
    QString line;
    QString detail;
};
RulePhrase phraseOf(const profiles::RuleRow& row);
/// Which reading of the secret fits; empty where none was tried.
QString secretReadingText(const doctor::ProfileFacts& facts);
/// What the profile says behind a claim: the broken rule, or what the claim is to this vendor; empty for nothing.
QString ruleHint(const doctor::ProfileFacts& facts, const doctor::Claim& claim, bool inHeader);
/// For an answer that takes long: "Checking…".
FactPhrase checkingPhrase();

/// The two largest units: "4 m 12 s", "2 h 59 m", "3 days", "40 s". Always positive.
QString spanText(std::chrono::seconds span);
/// "20 Nov 2026 15:07:12 (UTC−03:00)", or as the style says.
QString dateTimeText(Time moment, const DateStyle& style);
/// "15:07:12".
QString timeText(Time moment, const DateStyle& style);
/// "(UTC−03:00)" without brackets, for that moment.
QString offsetText(Time moment, const QTimeZone& zone);
/// The text behind a date claim: "20 Nov 2026 15:07:12 · in 4 m 12 s", "milliseconds: 20 Nov 2026 14:38:09".
QString dateHint(const doctor::DateValue& value, Time now, const DateStyle& style);
/// A claim whose value cannot be right though it can be read: a CPF with wrong check digits.
bool isDoubtful(const doctor::Claim& claim);
/// What stands behind any claim; empty if there is nothing to say: "issuer: …", "CPF 111.444.777-35, check digits
/// right".
QString claimHint(const doctor::Claim& claim, Time now, const DateStyle& style);
/// Tooltip of a claim (rich text): name, title, source, meaning, local and UTC date.
/// @param entry  what the claim means to the profile that was chosen; may be null
QString claimToolTip(const doctor::Claim& claim, const DateStyle& style,
                     const profiles::DictionaryEntry* entry = nullptr);

/// "an RSA key", "a secret", "an EC key on P-256".
QString keyNeedText(doctor::KeyKind kind);
/// "RSA 2048 bits", "EC P-256", "a secret".
QString keyGivenText(doctor::KeyKind kind, int bits);
/// Badge beside a secret: "44 bytes · long enough", "12 bytes · 32 needed", "44 bytes".
QString secretBadge(const doctor::KeyFacts& facts, std::size_t neededOctets);
/// "looks like Base64 of 32 bytes", or empty.
QString base64Badge(const doctor::KeyFacts& facts);
/// One line under a pane: sentence of the error with place: "Line 3, column 8: …".
QString problemText(const Error& error, LineColumn place);
QString problemText(const Error& error);
/// How the window raises a cap: “If you trust the sender, raise …”; empty for None.
QString raisingText(jose::RaisableCap cap);
/// Under Encoded: "Header cannot be read: %1 at character %2".
QString segmentProblemText(const doctor::Segment& segment);
/// What unwrap took off, for the bar in Encoded: "“Bearer ” removed from the front".
QString unwrapText(const std::vector<doctor::UnwrapStep>& steps);
/// What a text looks like in which no token was found: "a UUID", "a PEM key" (doctor::Unwrapped::looksLike).
QString looksLikeText(const std::string& looksLike);
/// Version bar: "Original: verified · Your copy: re-signed with the same secret · 1 claim changed".
QString versionBarText(const doctor::Evaluation& evaluation);
/// Name and subject of a check row, with its detail: for the panel at the right.
struct CheckPhrase {
    QString line;
    QString detail;
};
CheckPhrase phraseOf(const doctor::CheckRow& row);
/// "Validity, as of 15:03:00: valid from 15:02:12 to 15:07:12, 4 minutes 12 seconds left".
QString timelineDescription(const doctor::TimeFacts& facts, const DateStyle& style);

} // namespace twb::workbench
