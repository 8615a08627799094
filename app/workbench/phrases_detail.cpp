// SPDX-License-Identifier: Apache-2.0
#include "profiles/cpf.h"
#include "workbench/phrases.h"
#include "workbench/qt_text.h"
#include "workbench/words.h"

#include <QRegularExpression>

namespace twb::workbench {
namespace {

using doctor::KeyKind;

/// Name on its own: "EC P-256". The names of curves are not translated.
QString curveText(KeyKind kind) {
    switch (kind) {
    case KeyKind::EcP256:
        return QStringLiteral("P-256");
    case KeyKind::EcP384:
        return QStringLiteral("P-384");
    case KeyKind::EcP521:
        return QStringLiteral("P-521");
    case KeyKind::EcSecp256k1:
        return QStringLiteral("secp256k1");
    case KeyKind::Ed25519:
        return QStringLiteral("Ed25519");
    case KeyKind::Ed448:
        return QStringLiteral("Ed448");
    case KeyKind::X25519:
        return QStringLiteral("X25519");
    case KeyKind::X448:
        return QStringLiteral("X448");
    default:
        return {};
    }
}

bool isEc(KeyKind kind) {
    return kind == KeyKind::EcP256 || kind == KeyKind::EcP384 || kind == KeyKind::EcP521 ||
           kind == KeyKind::EcSecp256k1;
}

std::string_view withoutQuotes(std::string_view value) {
    return value.size() >= 2 ? value.substr(1, value.size() - 2) : value;
}

QString cpfHint(const doctor::Claim& claim) {
    if (claim.type != json::Type::String) {
        return Words::tr("CPF; should be text");
    }
    const std::string_view inner = withoutQuotes(claim.valueText);
    switch (profiles::checkCpf(inner)) {
    case profiles::CpfState::Valid:
        return Words::tr("CPF %1, check digits right").arg(qString(profiles::formatCpf(inner)));
    case profiles::CpfState::CheckDigits:
        return Words::tr("CPF: check digits wrong");
    case profiles::CpfState::EqualDigits:
        return Words::tr("CPF: eleven equal digits are never issued");
    case profiles::CpfState::Length:
        return Words::tr("CPF: must have 11 digits");
    case profiles::CpfState::Characters:
        break;
    }
    return Words::tr("CPF: digits only");
}

QString removedText(const doctor::UnwrapStep& step) {
    const QString removed = QString::fromStdString(step.removed);
    if (step.id == "input-bearer-prefix" || step.id == "input-other-scheme") {
        return Words::tr("“%1” removed from the front").arg(removed);
    }
    if (step.id == "input-bearer-twice") {
        return Words::tr("“Bearer ” stood there twice");
    }
    if (step.id == "input-http-header") {
        return Words::tr("“%1” removed").arg(removed);
    }
    if (step.id == "input-quoted") {
        return Words::tr("quotes removed");
    }
    if (step.id == "input-whitespace-inside") {
        return Words::tr("line breaks and spaces removed");
    }
    if (step.id == "input-invisible-characters") {
        return step.count == 1 ? Words::tr("1 invisible character removed")
                               : Words::tr("%1 invisible characters removed").arg(step.count);
    }
    if (step.id == "input-markdown") {
        return Words::tr("formatting marks removed");
    }
    if (step.id == "input-trailing-punctuation") {
        return Words::tr("“%1” removed from the end").arg(removed);
    }
    if (step.id == "input-curl-command") {
        return Words::tr("taken out of a curl command");
    }
    if (step.id == "input-cookie") {
        return Words::tr("taken out of a cookie");
    }
    if (step.id == "input-url-parameter") {
        return Words::tr("taken out of an address");
    }
    if (step.id == "input-url-encoded" || step.id == "input-url-encoded-twice") {
        return Words::tr("percent escapes decoded");
    }
    if (step.id == "input-json-wrapper") {
        return Words::tr("taken out of a JSON answer");
    }
    if (step.id == "input-surrounding-text") {
        return Words::tr("taken out of other text");
    }
    return {};
}

QString checkLine(const std::string& id) {
    struct Line {
        std::string_view id;
        const char* line;
    };
    static constexpr Line lines[] = {
        {"structure", QT_TRANSLATE_NOOP("twb::workbench::Words", "Three parts, clean base64url")},
        {"header", QT_TRANSLATE_NOOP("twb::workbench::Words", "Header is a JSON object with alg")},
        {"duplicate-names", QT_TRANSLATE_NOOP("twb::workbench::Words", "Each name stands once")},
        {"crit", QT_TRANSLATE_NOOP("twb::workbench::Words", "Critical headers are understood")},
        {"algorithm-allowed", QT_TRANSLATE_NOOP("twb::workbench::Words", "Algorithm is allowed")},
        {"key", QT_TRANSLATE_NOOP("twb::workbench::Words", "A key fits the token")},
        {"key-strength", QT_TRANSLATE_NOOP("twb::workbench::Words", "Key is long enough")},
        {"signature", QT_TRANSLATE_NOOP("twb::workbench::Words", "Signature fits the key")},
        {"payload-json", QT_TRANSLATE_NOOP("twb::workbench::Words", "Payload is a JSON object")},
        {"exp", QT_TRANSLATE_NOOP("twb::workbench::Words", "Not expired")},
        {"nbf", QT_TRANSLATE_NOOP("twb::workbench::Words", "Already valid")},
        {"iat", QT_TRANSLATE_NOOP("twb::workbench::Words", "Not issued in the future")},
        {"issuer", QT_TRANSLATE_NOOP("twb::workbench::Words", "Issuer is the one asked for")},
        {"audience", QT_TRANSLATE_NOOP("twb::workbench::Words", "Audience is the one asked for")},
        {"typ", QT_TRANSLATE_NOOP("twb::workbench::Words", "Type is the one asked for")},
        {"jwe-structure", QT_TRANSLATE_NOOP("twb::workbench::Words", "Five parts, clean base64url, valid JSON header")},
        {"decryption-key", QT_TRANSLATE_NOOP("twb::workbench::Words", "The key fits the token")},
        {"iv-tag", QT_TRANSLATE_NOOP("twb::workbench::Words", "IV and tag are as long as enc wants")},
        {"decryption", QT_TRANSLATE_NOOP("twb::workbench::Words", "Decrypted, the tag fits")},
        {"decryption-warning", QT_TRANSLATE_NOOP("twb::workbench::Words", "Weak encryption")},
        {"compressed", QT_TRANSLATE_NOOP("twb::workbench::Words", "The payload was compressed (zip)")},
        {"dpop-typ", QT_TRANSLATE_NOOP("twb::workbench::Words", "The type is dpop+jwt")},
        {"dpop-alg", QT_TRANSLATE_NOOP("twb::workbench::Words", "Signed with a key pair")},
        {"dpop-jwk", QT_TRANSLATE_NOOP("twb::workbench::Words", "The header shows the public key")},
        {"dpop-jti", QT_TRANSLATE_NOOP("twb::workbench::Words", "A replay can be noticed (jti)")},
        {"dpop-htm", QT_TRANSLATE_NOOP("twb::workbench::Words", "Method of the request (htm)")},
        {"dpop-htu", QT_TRANSLATE_NOOP("twb::workbench::Words", "Address of the request (htu)")},
        {"dpop-iat", QT_TRANSLATE_NOOP("twb::workbench::Words", "Made a moment ago (iat)")},
        {"dpop-ath", QT_TRANSLATE_NOOP("twb::workbench::Words", "Made for this access token (ath)")},
        {"dpop-jkt", QT_TRANSLATE_NOOP("twb::workbench::Words", "The access token is bound to this key (jkt)")},
        {"sd-disclosures", QT_TRANSLATE_NOOP("twb::workbench::Words", "Each disclosure has its digest")},
        {"sd-kb-present", QT_TRANSLATE_NOOP("twb::workbench::Words", "Key binding is there")},
        {"sd-kb-signature", QT_TRANSLATE_NOOP("twb::workbench::Words", "Key binding is signed with the holder's key")},
        {"sd-kb-typ", QT_TRANSLATE_NOOP("twb::workbench::Words", "Key binding is of type kb+jwt")},
        {"sd-sd_hash", QT_TRANSLATE_NOOP("twb::workbench::Words", "Key binding covers these disclosures")},
        {"sd-nonce", QT_TRANSLATE_NOOP("twb::workbench::Words", "Nonce of the key binding")},
        {"sd-aud", QT_TRANSLATE_NOOP("twb::workbench::Words", "Audience of the key binding")},
        {"sd-kb-iat", QT_TRANSLATE_NOOP("twb::workbench::Words", "Age of the key binding")},
        {"sd-exp", QT_TRANSLATE_NOOP("twb::workbench::Words", "Not expired")},
        {"sd-nbf", QT_TRANSLATE_NOOP("twb::workbench::Words", "Already valid")},
        {"nested", QT_TRANSLATE_NOOP("twb::workbench::Words", "Holds a token of its own")},
        {"required-claims", QT_TRANSLATE_NOOP("twb::workbench::Words", "All claims asked for are there")},
    };
    for (const Line& line : lines) {
        if (line.id == id) {
            return Words::tr(line.line);
        }
    }
    return QString::fromStdString(id);
}

} // namespace

bool isDoubtful(const doctor::Claim& claim) {
    const bool cpf = claim.entry != nullptr && claim.entry->kind == profiles::ClaimKind::Cpf;
    return cpf && (claim.type != json::Type::String ||
                   profiles::checkCpf(withoutQuotes(claim.valueText)) != profiles::CpfState::Valid);
}

QString sentenceText(const Sentence& sentence) {
    return QString::fromStdString(sentence.with([](const Phrase& phrase) {
        // The tables hold literals: their text ends with a zero.
        return QCoreApplication::translate("Engine", phrase.english.data()).toStdString();
    }));
}

QString bytesText(std::size_t octets) {
    return octets == 1 ? Words::tr("1 byte") : Words::tr("%1 bytes").arg(octets);
}

QString keyNeedText(KeyKind kind) {
    if (isEc(kind)) {
        return Words::tr("an EC key on %1").arg(curveText(kind));
    }
    switch (kind) {
    case KeyKind::Secret:
        return Words::tr("a secret");
    case KeyKind::Rsa:
    case KeyKind::RsaPss:
        return Words::tr("an RSA key");
    case KeyKind::Edwards:
        return Words::tr("an Ed25519 or Ed448 key");
    case KeyKind::None:
        return Words::tr("no key");
    default:
        return Words::tr("an %1 key").arg(curveText(kind));
    }
}

QString keyGivenText(KeyKind kind, int bits) {
    if (isEc(kind)) {
        return Words::tr("EC %1").arg(curveText(kind));
    }
    switch (kind) {
    case KeyKind::Secret:
        return Words::tr("a secret");
    case KeyKind::Rsa:
    case KeyKind::RsaPss:
        return Words::tr("RSA %1 bits").arg(bits);
    default:
        return curveText(kind);
    }
}

QString secretBadge(const doctor::KeyFacts& facts, std::size_t neededOctets) {
    if (facts.kind != KeyKind::Secret) {
        return {};
    }
    const QString bytes = bytesText(facts.secretOctets);
    if (neededOctets == 0) {
        return bytes;
    }
    return facts.secretOctets >= neededOctets ? Words::tr("%1 · long enough").arg(bytes)
                                              : Words::tr("%1 · %2 needed").arg(bytes).arg(neededOctets);
}

QString base64Badge(const doctor::KeyFacts& facts) {
    return facts.base64Octets ? Words::tr("looks like Base64 of %1").arg(bytesText(*facts.base64Octets)) : QString();
}

QString problemText(const Error& error) {
    const std::string_view said = error.detail.empty() ? advice(error.code) : std::string_view(error.detail);
    QString sentence = qString(said);
    if (!sentence.isEmpty()) {
        sentence[0] = sentence[0].toUpper();
    }
    const QString setting = raisingText(jose::raisableCap(error));
    return setting.isEmpty() ? sentence : sentence + QStringLiteral(". ") + setting;
}

QString raisingText(jose::RaisableCap cap) {
    switch (cap) {
    case jose::RaisableCap::InflatedOctets:
        return Words::tr("If you trust the sender, raise “Largest inflated payload” in Settings, Editor");
    case jose::RaisableCap::Pbes2Count:
        return Words::tr("If you trust the sender, raise “Most PBES2 rounds” in Settings, Editor");
    case jose::RaisableCap::None:
        break;
    }
    return {};
}

QString problemText(const Error& error, LineColumn place) {
    return Words::tr("Line %1, column %2: %3").arg(place.line).arg(place.column).arg(problemText(error));
}

QString segmentProblemText(const doctor::Segment& segment) {
    if (!segment.problem) {
        return {};
    }
    const std::size_t character = segment.problem->where.offset + 1;
    QString what = problemText(*segment.problem);
    // The detail counts within the part; the sentence names the place in the whole token, once.
    static const QRegularExpression placeInPart(QStringLiteral(" at character \\d+$"));
    what.remove(placeInPart);
    switch (segment.letter) {
    case 'H':
        return Words::tr("Header cannot be read: %1 at character %2").arg(what).arg(character);
    case 'P':
        return Words::tr("Payload cannot be read: %1 at character %2").arg(what).arg(character);
    case 'S':
        return Words::tr("Signature cannot be read: %1 at character %2").arg(what).arg(character);
    default:
        return Words::tr("A part cannot be read: %1 at character %2").arg(what).arg(character);
    }
}

QString unwrapText(const std::vector<doctor::UnwrapStep>& steps) {
    QStringList parts;
    for (const doctor::UnwrapStep& step : steps) {
        const QString one = removedText(step);
        if (!one.isEmpty()) {
            parts.append(one);
        }
    }
    QString sentence = parts.join(QStringLiteral(", "));
    if (!sentence.isEmpty()) {
        sentence[0] = sentence[0].toUpper();
    }
    return sentence;
}

QString looksLikeText(const std::string& looksLike) {
    if (looksLike == "empty") {
        return Words::tr("nothing at all");
    }
    if (looksLike == "word-null") {
        return Words::tr("the word that a program writes when it has no token");
    }
    if (looksLike == "uuid") {
        return Words::tr("a UUID");
    }
    if (looksLike == "hex") {
        return Words::tr("a hex number");
    }
    if (looksLike == "pem") {
        return Words::tr("a PEM key or certificate");
    }
    if (looksLike == "json") {
        return Words::tr("JSON");
    }
    if (looksLike == "xml") {
        return Words::tr("XML");
    }
    return Words::tr("plain text");
}

QString claimHint(const doctor::Claim& claim, Time now, const DateStyle& style) {
    QString hint;
    if (claim.date) {
        hint = dateHint(*claim.date, now, style);
    } else if (claim.entry != nullptr && claim.entry->kind == profiles::ClaimKind::Cpf) {
        hint = cpfHint(claim);
    }
    if (claim.duplicate) {
        hint += (hint.isEmpty() ? QString() : QStringLiteral(" · ")) + Words::tr("the name stands more than once");
    }
    return hint;
}

QString claimToolTip(const doctor::Claim& claim, const DateStyle& style, const profiles::DictionaryEntry* entry) {
    QString html;
    const auto paragraph = [&](std::string_view name, std::string_view title, std::string_view source,
                               std::string_view meaning) {
        html += QStringLiteral("<p><b>%1</b> &nbsp;%2 &nbsp;<small>%3</small></p><p>%4</p>")
                    .arg(qString(name).toHtmlEscaped(), qString(title).toHtmlEscaped(), qString(source).toHtmlEscaped(),
                         qString(meaning).toHtmlEscaped());
    };
    if (entry != nullptr) {
        paragraph(entry->name, entry->title, entry->source, entry->meaning);
    }
    if (claim.entry != nullptr) {
        paragraph(claim.entry->name, claim.entry->title, claim.entry->source, claim.entry->meaning);
    }
    if (html.isEmpty()) {
        return {};
    }
    const bool dated = claim.date && (claim.date->unit == doctor::DateValue::Unit::Seconds ||
                                      claim.date->unit == doctor::DateValue::Unit::Milliseconds);
    if (dated) {
        html +=
            QStringLiteral("<table><tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr><tr><td>%3</td><td>%4</td></tr></table>")
                .arg(Words::tr("Local"), dateTimeText(claim.date->moment, style), Words::tr("UTC"),
                     QString::fromStdString(formatUtc(claim.date->moment)));
    }
    return html;
}

CheckPhrase phraseOf(const doctor::CheckRow& row) {
    return {checkLine(row.id), QString::fromStdString(row.detail)};
}

} // namespace twb::workbench
