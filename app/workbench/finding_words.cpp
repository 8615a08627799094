// SPDX-License-Identifier: Apache-2.0
#include "workbench/finding_words.h"

#include "workbench/layer_words.h"
#include "workbench/qt_text.h"
#include "workbench/words.h"

#include <algorithm>
#include <array>
#include <QRegularExpression>
#include <QStringList>

namespace twb::workbench {

using doctor::Finding;
using doctor::Severity;
using doctor::Trial;

bool isSaidElsewhere(const Finding& finding) {
    return finding.info().id == "sig-verified" || finding.info().id == "sig-not-checked";
}

namespace {

/// “iat”, “iat and exp”, “iat, nbf and exp”.
QString joined(const QStringList& names) {
    if (names.size() < 2) {
        return names.join(QString());
    }
    return Words::tr("%1 and %2", "list of names, last name")
        .arg(names.mid(0, names.size() - 1).join(QStringLiteral(", ")), names.last());
}

QStringList pieces(const Finding& finding) {
    return qString(finding.evidence.english()).split(QStringLiteral("; "), Qt::SkipEmptyParts);
}

/// The claims that a finding's evidence begins its pieces with.
QStringList claimNames(const Finding& finding) {
    QStringList names;
    for (const QString& piece : pieces(finding)) {
        names.append(piece.section(QLatin1Char(' '), 0, 0));
    }
    // Times in the order in which they happen, whatever the order of the checks.
    const QStringList moments{QStringLiteral("auth_time"), QStringLiteral("iat"), QStringLiteral("nbf"),
                              QStringLiteral("exp")};
    std::stable_sort(names.begin(), names.end(), [&](const QString& a, const QString& b) {
        return moments.indexOf(a) < moments.indexOf(b) && moments.contains(a);
    });
    return names;
}

struct TrialWord {
    std::string_view id;
    const char* reading;
};
constexpr auto trialWords = std::to_array<TrialWord>({
    {"sig-alt-other-key", QT_TRANSLATE_NOOP("Words", "Another key of the set")},
    {"sig-alt-secret-trimmed", QT_TRANSLATE_NOOP("Words", "Without blanks at its ends")},
    {"sig-alt-secret-newline", QT_TRANSLATE_NOOP("Words", "With a line end added")},
    {"sig-alt-secret-unquoted", QT_TRANSLATE_NOOP("Words", "Without its quotes")},
    {"sig-alt-secret-env-line", QT_TRANSLATE_NOOP("Words", "What follows NAME=")},
    {"sig-alt-secret-quoted", QT_TRANSLATE_NOOP("Words", "In single or double quotes")},
    {"sig-alt-secret-unescaped", QT_TRANSLATE_NOOP("Words", "With its escapes resolved")},
    {"sig-alt-secret-base64", QT_TRANSLATE_NOOP("Words", "Decoded from Base64")},
    {"sig-alt-secret-base64url", QT_TRANSLATE_NOOP("Words", "Decoded from Base64URL")},
    {"sig-alt-secret-hex", QT_TRANSLATE_NOOP("Words", "Decoded from hex")},
    {"sig-alt-secret-encoded", QT_TRANSLATE_NOOP("Words", "Encoded as Base64 or hex")},
    {"sig-alt-secret-latin1", QT_TRANSLATE_NOOP("Words", "As Latin-1")},
    {"sig-alt-secret-utf16", QT_TRANSLATE_NOOP("Words", "As UTF-16")},
    {"sig-alt-secret-jwk-text", QT_TRANSLATE_NOOP("Words", "The text of the JWK")},
    {"sec-hs-rs-confusion", QT_TRANSLATE_NOOP("Words", "The public key as a secret")},
    {"sec-weak-secret", QT_TRANSLATE_NOOP("Words", "Well-known sample secrets")},
});

QString readingOf(const Trial& trial, jose::SecretEncoding encoding) {
    if (trial.id.info().id == "sig-verified") {
        if (trial.octets.empty()) {
            return Words::tr("The key as supplied");
        }
        switch (encoding) {
        case jose::SecretEncoding::Utf8:
            return Words::tr("Text as typed (UTF-8)");
        case jose::SecretEncoding::Base64:
            return Words::tr("Decoded from Base64");
        case jose::SecretEncoding::Base64Url:
            return Words::tr("Decoded from Base64URL");
        case jose::SecretEncoding::Hex:
            return Words::tr("Decoded from hex");
        }
    }
    for (const TrialWord& row : trialWords) {
        if (row.id == trial.id.info().id) {
            return Words::tr(row.reading);
        }
    }
    return qString(trial.id.info().title);
}

QString sizesText(const std::vector<std::size_t>& octets) {
    if (octets.size() == 1) {
        return bytesText(octets.front());
    }
    QStringList sizes;
    for (const std::size_t size : octets) {
        sizes.append(QString::number(size));
    }
    return octets.empty() ? QString() : Words::tr("%1 bytes").arg(sizes.join(QStringLiteral(", ")));
}

QList<EvidenceText> secretEvidence(const DocumentDiagnosis& answer) {
    QList<std::pair<QString, QString>> rows;
    const bool asText = answer.keyEncoding == jose::SecretEncoding::Utf8;
    for (const Trial& trial : answer.diagnosis.trials) {
        if (trial.id.info().id == "sig-verified" && !trial.octets.empty()) {
            rows.append({asText ? Words::tr("as text") : Words::tr("as supplied"), bytesText(trial.octets.front())});
        } else if (trial.outcome == Trial::Outcome::Verifies && !trial.octets.empty()) {
            const bool decoded = trial.id.info().title.find("ase64") != std::string_view::npos ||
                                 trial.id.info().id == "sig-alt-secret-hex";
            rows.append({decoded ? Words::tr("decoded") : Words::tr("this way"), bytesText(trial.octets.front())});
        }
    }
    if (rows.size() != 2) {
        return {};
    }
    const auto line = [&](const std::pair<QString, QString>& row) {
        const auto wide = std::max(rows[0].first.size(), rows[1].first.size());
        const auto size = std::max(rows[0].second.size(), rows[1].second.size());
        return row.first.leftJustified(wide + 3) + row.second.leftJustified(size + 2);
    };
    return {{line(rows[0]) + Words::tr("does not verify"), {}}, {line(rows[1]), Words::tr("verifies")}};
}

} // namespace

QString findingTitle(const Finding& finding) {
    const std::string_view id = finding.info().id;
    if (id == "time-in-milliseconds" || id == "time-in-microseconds") {
        const QStringList names = claimNames(finding);
        const QString unit = id == "time-in-milliseconds" ? Words::tr("milliseconds") : Words::tr("microseconds");
        return names.size() == 1 ? Words::tr("%1 is in %2", "claim, unit").arg(names.front(), unit)
                                 : Words::tr("%1 are in %2", "claims, unit").arg(joined(names), unit);
    }
    if (id == "sig-alt-secret-base64" || id == "sig-alt-secret-base64url") {
        return Words::tr("The secret is Base64 text");
    }
    if (id == "sig-alt-secret-hex") {
        return Words::tr("The secret is hex text");
    }
    if (id == "sec-personal-data") {
        const QStringList names = claimNames(finding);
        return names.size() == 1 ? Words::tr("%1 is personal data").arg(names.front())
                                 : Words::tr("%1 are personal data").arg(joined(names));
    }
    return qString(finding.info().title);
}

QString findingAdvice(const Finding& finding) {
    const std::string_view id = finding.info().id;
    if (id == "sig-alt-secret-base64" || id == "sig-alt-secret-base64url" || id == "sig-alt-secret-hex") {
        return Words::tr("The signer decodes this secret before use. Read it as %1 here, and make the receiver decode "
                         "it too.")
            .arg(id == "sig-alt-secret-hex"      ? Words::tr("hex")
                 : id == "sig-alt-secret-base64" ? QStringLiteral("Base64")
                                                 : QStringLiteral("Base64URL"));
    }
    if (id == "time-in-milliseconds") {
        return Words::tr("JWT times are whole seconds. In the signer use Math.floor(Date.now() / 1000).");
    }
    if (id == "sec-personal-data") {
        return Words::tr("Reports and exports mask it unless you switch masking off.");
    }
    const QString fix = qString(finding.info().fix);
    if (id == "sec-zip-bomb") {
        return fix + QLatin1Char(' ') + raisingText(jose::RaisableCap::InflatedOctets) + QLatin1Char('.');
    }
    if (id == "sec-p2c-excessive") {
        return fix + QLatin1Char(' ') + raisingText(jose::RaisableCap::Pbes2Count) + QLatin1Char('.');
    }
    return fix;
}

namespace {

/// The engine's own dates (of times and certificates) in the reader's way of writing. Other findings quote what stands
/// in the token, which is never changed.
QString withDatesOf(const Finding& finding, const QString& text, const DateStyle& style) {
    const std::string_view id = finding.info().id;
    if (style.format == DateFormat::Words || !(id.starts_with("time-") || id.starts_with("key-cert-"))) {
        return text;
    }
    static const QRegularExpression dates(QStringLiteral("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"));
    QString out;
    qsizetype from = 0;
    for (auto found = dates.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QDateTime moment = QDateTime::fromString(match.captured(), Qt::ISODate);
        out += text.mid(from, match.capturedStart() - from) +
               dateTimeText(Time(std::chrono::seconds(moment.toSecsSinceEpoch())), style);
        from = match.capturedEnd();
    }
    return out + text.mid(from);
}

} // namespace

QList<EvidenceText> findingEvidence(const Finding& finding, const DocumentDiagnosis& diagnosis,
                                    const DateStyle& style) {
    if (finding.info().id.starts_with("sig-alt-secret-")) {
        if (auto rows = secretEvidence(diagnosis); !rows.isEmpty()) {
            return rows;
        }
    }
    QList<EvidenceText> lines;
    if (finding.info().id == "time-in-milliseconds") {
        for (const QString& piece : pieces(finding)) {
            const QString value = piece.section(QLatin1Char(','), 0, 0);
            lines.append({value, {}});
            const QString moment = piece.section(QStringLiteral(", as milliseconds "), 1);
            lines.append({Words::tr("as ms   %1").arg(withDatesOf(finding, moment, style)), {}});
        }
        return lines;
    }
    if (finding.info().id == "sec-personal-data") {
        return lines; // the title names them
    }
    for (const QString& piece : sentenceText(finding.evidence).split(QStringLiteral("; "), Qt::SkipEmptyParts)) {
        lines.append({withDatesOf(finding, piece, style), {}});
    }
    return lines;
}

QString findingText(const Finding& finding, const DocumentDiagnosis& diagnosis, const DateStyle& style) {
    const Severity severity = finding.info().severity;
    const QString word = severity == Severity::Error     ? Words::tr("Error")
                         : severity == Severity::Warning ? Words::tr("Warning")
                                                         : Words::tr("Note");
    QString out =
        Words::tr("%1: %2 [%3]", "severity, title, id").arg(word, findingTitle(finding), qString(finding.info().id)) +
        QLatin1Char('\n');
    for (const EvidenceText& line : findingEvidence(finding, diagnosis, style)) {
        out += QStringLiteral("  ") + line.text + line.verdict + QLatin1Char('\n');
    }
    return out + findingAdvice(finding) + QLatin1Char('\n');
}

QList<TrialText> trialTexts(const DocumentDiagnosis& answer) {
    QList<TrialText> rows;
    QStringList notNeeded;
    for (const Trial& trial : answer.diagnosis.trials) {
        if (trial.outcome == Trial::Outcome::NotNeeded) {
            notNeeded.append(readingOf(trial, answer.keyEncoding));
            continue;
        }
        const bool good = trial.outcome == Trial::Outcome::Verifies;
        const QString word = good ? Words::tr("verifies") : Words::tr("no");
        const QString sizes = sizesText(trial.octets);
        rows.append({trial.outcome, readingOf(trial, answer.keyEncoding),
                     sizes.isEmpty() ? word : Words::tr("%1: %2", "size, result").arg(sizes, word)});
    }
    if (!notNeeded.isEmpty()) {
        constexpr int named = 2;
        QString reading = notNeeded.mid(0, named).join(QStringLiteral(", "));
        if (notNeeded.size() > named) {
            reading = Words::tr("%1 and %n more", nullptr, static_cast<int>(notNeeded.size()) - named).arg(reading);
        }
        rows.append({Trial::Outcome::NotNeeded, reading, Words::tr("not needed")});
    }
    return rows;
}

int countTried(const doctor::Diagnosis& diagnosis) {
    return static_cast<int>(std::max(diagnosis.tries + 1, std::size_t{1})); // and the one exactly as supplied
}

QList<PassedText> passedChecks(const doctor::Version& version, std::size_t neededOctets,
                               const DocumentDiagnosis* diagnosis, const DateStyle& style) {
    using doctor::SignatureState;
    const doctor::Reading& reading = *version.reading;
    const doctor::SignatureFacts& signature = version.signature;
    const auto has = [&](std::string_view start) {
        return diagnosis != nullptr && std::any_of(diagnosis->diagnosis.findings.begin(),
                                                   diagnosis->diagnosis.findings.end(), [&](const Finding& one) {
                                                       return one.info().id.starts_with(start) &&
                                                              one.info().severity != Severity::Info;
                                                   });
    };
    QList<PassedText> rows;
    const bool jws = reading.kind == doctor::TokenKind::Jws;
    if (jws && !reading.problem && reading.header.isObject && reading.payload.isObject && !has("b64-") &&
        !has("struct-") && !has("json-")) {
        rows.append({FactMood::Good, Words::tr("Three parts, clean base64url, valid JSON"), {}});
    }
    const QString algorithm = qString(signature.algorithm);
    const bool verified =
        signature.state == SignatureState::Verified || signature.state == SignatureState::VerifiedSignedByYou;
    if (verified) {
        const doctor::Segment* payload = reading.segment('P');
        const std::size_t compared = payload == nullptr ? 0 : payload->range.offset + payload->range.length;
        rows.append(
            {FactMood::Good,
             signature.secretOctets > 0 ? Words::tr("Signature fits the secret") : Words::tr("Signature fits the key"),
             Words::tr("%1, compared over %2", "algorithm, size").arg(algorithm, bytesText(compared))});
    } else if (signature.state == SignatureState::NotCheckedNoKey) {
        rows.append({FactMood::Neutral, Words::tr("Signature not checked"), Words::tr("No key was given")});
    } else if (signature.state == SignatureState::NotCheckedKeyDoesNotFit) {
        rows.append({FactMood::Neutral, Words::tr("Signature not checked"), Words::tr("The key does not fit")});
    }
    if (verified && signature.secretOctets > 0 && neededOctets > 0 && signature.secretOctets >= neededOctets) {
        rows.append({FactMood::Good, Words::tr("Secret is long enough"),
                     Words::tr("%1; %2 needs %3 or more", "size, algorithm, bytes")
                         .arg(bytesText(signature.secretOctets), algorithm)
                         .arg(neededOctets)});
    } else if (verified && signature.secretOctets == 0 && !has("key-") && !has("alg-")) {
        rows.append(
            {FactMood::Good, Words::tr("Key is strong enough"), keyGivenText(signature.givenKey, signature.givenBits)});
    }
    rows += layerChecks(version);
    QStringList times;
    bool whole = jws && !version.time.marks.empty();
    for (const doctor::TimeMark& mark : version.time.marks) {
        whole = whole && mark.value.unit == doctor::DateValue::Unit::Seconds;
        if (mark.name != "auth_time") {
            times.append(qString(mark.name) + QLatin1Char(' ') + timeText(mark.value.moment, style));
        }
    }
    const bool disorder = has("time-in-") || has("time-claim-") || has("time-zero") || has("time-exp-") ||
                          has("time-nbf-") || has("time-far") || has("time-iat-");
    if (whole && !disorder) {
        const bool several = times.size() > 1;
        rows.append({FactMood::Good,
                     several ? Words::tr("Times are whole seconds and in order") : Words::tr("Time is whole seconds"),
                     times.join(QStringLiteral(", "))});
    }
    return rows;
}

QString searchResultText(const DocumentDiagnosis& answer) {
    if (answer.diagnosis.verdict != doctor::DiagnosisVerdict::VerifiedDifferently) {
        return {};
    }
    for (const Trial& trial : answer.diagnosis.trials) {
        const std::string_view id = trial.id.info().id;
        if (trial.outcome != Trial::Outcome::Verifies) {
            continue;
        }
        if (id == "sig-alt-secret-base64" || id == "sig-alt-secret-base64url") {
            return Words::tr("It does verify with %1").arg(Words::tr("the secret read as Base64"));
        }
        if (id == "sig-alt-secret-hex") {
            return Words::tr("It does verify with %1").arg(Words::tr("the secret read as hex"));
        }
        if (id.starts_with("sig-alt-secret-")) {
            return Words::tr("It does verify with %1").arg(Words::tr("another reading of the secret"));
        }
        if (id == "sig-alt-other-key") {
            return Words::tr("It does verify with %1").arg(Words::tr("another key of the set"));
        }
        return qString(trial.id.info().title);
    }
    return {};
}

QString findingCountText(int errors, int warnings, int notes) {
    const QString first = errors == 0   ? Words::tr("No errors")
                          : errors == 1 ? Words::tr("1 error")
                                        : Words::tr("%1 errors").arg(errors);
    const QString second = warnings == 0   ? Words::tr("no warnings")
                           : warnings == 1 ? Words::tr("1 warning")
                                           : Words::tr("%1 warnings").arg(warnings);
    if (notes == 0) {
        return Words::tr("%1, %2", "errors, warnings").arg(first, second);
    }
    const QString third = notes == 1 ? Words::tr("1 note") : Words::tr("%1 notes").arg(notes);
    return Words::tr("%1, %2, %3", "errors, warnings, notes").arg(first, second, third);
}

} // namespace twb::workbench
