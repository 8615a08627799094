// SPDX-License-Identifier: Apache-2.0
#include "workbench/phrases.h"

#include "workbench/words.h"

namespace twb::workbench {
namespace {

FactPhrase phrase(FactMood mood, QString title, QString subLine) {
    return {mood, std::move(title), std::move(subLine)};
}

QString keyUsed(const doctor::SignatureFacts& facts) {
    const QString algorithm = QString::fromStdString(facts.algorithm);
    if (facts.givenKey == doctor::KeyKind::Secret) {
        return Words::tr("%1 with the secret you entered, %2").arg(algorithm, bytesText(facts.secretOctets));
    }
    return Words::tr("%1 with key %2").arg(algorithm, QString::fromStdString(facts.keyName));
}

/// "RSA-OAEP-256 and A256GCM".
QString bothAlgorithms(const doctor::SignatureFacts& facts) {
    return Words::tr("%1 and %2", "key management, content encryption")
        .arg(QString::fromStdString(facts.algorithm), QString::fromStdString(facts.encryption));
}

QString decryptedWith(const doctor::SignatureFacts& facts) {
    if (facts.givenKey == doctor::KeyKind::Secret) {
        return Words::tr("%1 with the secret you entered, %2")
            .arg(bothAlgorithms(facts), bytesText(facts.secretOctets));
    }
    return Words::tr("%1 with key %2").arg(bothAlgorithms(facts), QString::fromStdString(facts.keyName));
}

QString algorithmAndKid(const doctor::SignatureFacts& facts) {
    const QString algorithm =
        facts.encryption.empty() ? QString::fromStdString(facts.algorithm) : bothAlgorithms(facts);
    return facts.kid.empty() ? algorithm : Words::tr("%1, kid %2").arg(algorithm, QString::fromStdString(facts.kid));
}

QString incompleteText(const doctor::SignatureFacts& facts) {
    if (facts.octets == 0) {
        return Words::tr("There is nothing after the second dot");
    }
    return Words::tr("%1 of %2 bytes are there").arg(facts.octets).arg(facts.expectedOctets);
}

QString doesNotFitText(const doctor::SignatureFacts& facts) {
    const bool otherKind = facts.neededKey != facts.givenKey && facts.neededKey != doctor::KeyKind::None;
    if (!otherKind && facts.problem) {
        return problemText(*facts.problem);
    }
    return Words::tr("%1 needs %2; the key is %3")
        .arg(QString::fromStdString(facts.algorithm), keyNeedText(facts.neededKey),
             keyGivenText(facts.givenKey, facts.givenBits));
}

QString problemOf(const std::optional<Error>& problem) {
    return problem ? problemText(*problem) : QString();
}

/// "iat and exp", "exp".
QString namesText(const std::vector<std::string>& names) {
    QStringList list;
    for (const std::string& name : names) {
        list.append(QString::fromStdString(name));
    }
    if (list.size() < 2) {
        return list.join(QString());
    }
    const QString last = list.takeLast();
    return Words::tr("%1 and %2").arg(list.join(QStringLiteral(", ")), last);
}

QString cannotBeJudgedText(const doctor::TimeFacts& facts) {
    const QString names = namesText(facts.faulty);
    const bool many = facts.faulty.size() > 1;
    switch (facts.fault) {
    case doctor::DateValue::Unit::Milliseconds:
        return many ? Words::tr("%1 are in milliseconds").arg(names) : Words::tr("%1 is in milliseconds").arg(names);
    case doctor::DateValue::Unit::NotANumber:
        return many ? Words::tr("%1 are text").arg(names) : Words::tr("%1 is text").arg(names);
    case doctor::DateValue::Unit::OutOfRange:
    case doctor::DateValue::Unit::Seconds:
        break;
    }
    return Words::tr("%1 is no date that can be shown").arg(names);
}

/// "Today 15:07:12 (UTC−03:00)" or the whole date.
QString dayText(Time moment, Time now, const DateStyle& style) {
    if (toDateTime(moment, style.zone).date() == toDateTime(now, style.zone).date()) {
        return Words::tr("Today %1 (%2)").arg(timeText(moment, style), offsetText(moment, style.zone));
    }
    return dateTimeText(moment, style);
}

bool isRefused(const doctor::SignatureFacts& facts) {
    using enum doctor::SignatureState;
    return (facts.state == Verified || facts.state == VerifiedSignedByYou) && !facts.refusedBy.empty();
}

/// A proof, or a presentation with key binding, that is signed as it should be and is refused all the same.
FactPhrase refusedPhrase(const doctor::SignatureFacts& facts) {
    const bool proof = facts.refusedBy.front().starts_with("dpop-");
    if (!proof) {
        return phrase(FactMood::Error, Words::tr("Presentation refused"),
                      Words::tr("Signature verified, but not everything below fits"));
    }
    std::vector<std::string> names;
    for (const std::string& id : facts.refusedBy) {
        names.push_back(id.substr(id.find('-') + 1));
    }
    return phrase(FactMood::Error, Words::tr("Proof refused"),
                  Words::tr("Because of %1 · signature verified").arg(namesText(names)));
}

QString versionWord(const doctor::SignatureFacts& facts) {
    using enum doctor::SignatureState;
    if (isRefused(facts)) {
        return Words::tr("refused");
    }
    switch (facts.state) {
    case Empty:
        return Words::tr("empty");
    case Verified:
        return Words::tr("verified");
    case VerifiedSignedByYou:
        return Words::tr("re-signed");
    case Invalid:
        return Words::tr("invalid signature");
    case NotSigned:
        return Words::tr("not signed");
    case PayloadMissing:
        return Words::tr("not checked");
    case Incomplete:
        return Words::tr("signature incomplete");
    case Outdated:
        return Words::tr("signature outdated");
    case NotCheckedNoKey:
    case NotCheckedKeyDoesNotFit:
    case NotCheckedKeyUnreadable:
        return Words::tr("not checked");
    case Encrypted:
    case CannotDecrypt:
    case DecryptionStopped:
        return Words::tr("encrypted");
    case Decrypted:
        return Words::tr("decrypted");
    case DecryptedEncryptedByYou:
    case EncryptedByYou:
        return Words::tr("encrypted again");
    case EncryptionOutdated:
    case EncryptionWaits:
        return Words::tr("encryption outdated");
    case NotReadable:
        break;
    }
    return Words::tr("not readable");
}

} // namespace

FactPhrase phraseOf(const doctor::SignatureFacts& facts) {
    using enum doctor::SignatureState;
    if (isRefused(facts)) {
        return refusedPhrase(facts);
    }
    switch (facts.state) {
    case Empty:
        return phrase(FactMood::Neutral, Words::tr("No token"), QString());
    case Verified:
        return phrase(FactMood::Good, Words::tr("Signature Verified"), keyUsed(facts));
    case VerifiedSignedByYou:
        return phrase(FactMood::Good, Words::tr("Signature Verified"),
                      Words::tr("Signed by you, %1").arg(QString::fromStdString(facts.algorithm)));
    case Invalid:
        return phrase(FactMood::Error, Words::tr("Invalid Signature"),
                      Words::tr("Changed after signing, or another key"));
    case NotSigned:
        return phrase(FactMood::Error, Words::tr("Not signed"), Words::tr("alg is none: anybody can write this token"));
    case PayloadMissing:
        return phrase(FactMood::Neutral, Words::tr("Not checked: payload is missing"),
                      Words::tr("It comes by another way: put it into the Payload pane"));
    case Incomplete:
        return phrase(FactMood::Error, Words::tr("Signature incomplete"), incompleteText(facts));
    case Outdated:
        return phrase(FactMood::Warning, Words::tr("Signature outdated"),
                      facts.signProblem ? Words::tr("Not signed again: %1").arg(problemText(*facts.signProblem))
                                        : Words::tr("Your copy was edited after signing"));
    case NotCheckedNoKey:
        return phrase(FactMood::Neutral, Words::tr("Not checked: no key given"), algorithmAndKid(facts));
    case NotCheckedKeyDoesNotFit:
        return phrase(FactMood::Neutral, Words::tr("Not checked: key does not fit"), doesNotFitText(facts));
    case NotCheckedKeyUnreadable:
        return phrase(FactMood::Neutral, Words::tr("Not checked: key is not readable"), problemOf(facts.problem));
    case Encrypted:
        return phrase(FactMood::Neutral, Words::tr("Encrypted: no key given"), algorithmAndKid(facts));
    case EncryptedByYou:
        return phrase(FactMood::Neutral, Words::tr("Encrypted: no key given"),
                      Words::tr("Encrypted by you, %1").arg(bothAlgorithms(facts)));
    case Decrypted:
        return phrase(FactMood::Good, Words::tr("Decrypted, tag fits"), decryptedWith(facts));
    case DecryptedEncryptedByYou:
        return phrase(FactMood::Good, Words::tr("Decrypted, tag fits"),
                      Words::tr("Encrypted by you, %1").arg(bothAlgorithms(facts)));
    case CannotDecrypt:
        return phrase(FactMood::Error, Words::tr("Cannot decrypt"),
                      facts.problem && facts.problem->code != ErrorCode::DecryptionFailed
                          ? problemText(*facts.problem)
                          : Words::tr("Changed after encrypting, or another key"));
    case DecryptionStopped:
        return phrase(FactMood::Neutral, Words::tr("Not decrypted: stopped"),
                      Words::tr("The password was not stretched to the end"));
    case EncryptionOutdated:
        return phrase(FactMood::Warning, Words::tr("Encryption outdated"),
                      facts.signProblem ? Words::tr("Not encrypted again: %1").arg(problemText(*facts.signProblem))
                                        : Words::tr("Your copy was edited after encrypting"));
    case EncryptionWaits:
        return phrase(FactMood::Warning, Words::tr("Encryption outdated"),
                      Words::tr("It takes long with this p2c: press “Encrypt copy”"));
    case NotReadable:
        break;
    }
    return phrase(FactMood::Neutral, Words::tr("Not readable"), problemOf(facts.problem));
}

FactPhrase phraseOf(const doctor::TimeFacts& facts, const DateStyle& style) {
    using enum doctor::TimeState;
    if (facts.ofInner && facts.state != Hidden) {
        doctor::TimeFacts own = facts;
        own.ofInner = false;
        QString title = phraseOf(own, style).title;
        title[0] = title[0].toLower();
        return phrase(FactMood::Neutral, Words::tr("Inner token: %1").arg(title),
                      Words::tr("Open the inner token to judge it"));
    }
    const QString span = spanText(facts.span);
    switch (facts.state) {
    case Empty:
        return phrase(FactMood::Neutral, Words::tr("No token"), QString());
    case ExpiresIn:
        return phrase(FactMood::Good, Words::tr("Expires in %1").arg(span),
                      dayText(facts.exp.value_or(Time()), facts.now, style));
    case DoesNotExpire:
        return phrase(FactMood::Neutral, Words::tr("Does not expire"), Words::tr("exp is missing"));
    case ExpiredWithinLeeway:
        return phrase(FactMood::Warning, Words::tr("Expired %1 ago, within leeway").arg(span),
                      Words::tr("Strict receivers refuse it"));
    case Expired:
        return phrase(FactMood::Error, Words::tr("Expired %1 ago").arg(span),
                      dateTimeText(facts.exp.value_or(Time()), style));
    case NotYetValid:
        return phrase(FactMood::Error, Words::tr("Not yet valid: %1 to go").arg(span),
                      Words::tr("nbf %1").arg(dateTimeText(facts.nbf.value_or(Time()), style)));
    case Hidden:
        return phrase(FactMood::Neutral, Words::tr("Time is hidden"),
                      facts.ofInner ? Words::tr("The inner token is encrypted too")
                                    : Words::tr("The payload is encrypted"));
    case CannotBeJudged:
        return phrase(FactMood::Error, Words::tr("Time cannot be judged"), cannotBeJudgedText(facts));
    case NotReadable:
        break;
    }
    return phrase(FactMood::Neutral, Words::tr("Not readable"), Words::tr("The payload is no JSON object"));
}

FactPhrase checkingPhrase() {
    return phrase(FactMood::Neutral, Words::tr("Checking…"), QString());
}

QString versionBarText(const doctor::Evaluation& evaluation) {
    if (!evaluation.copy) {
        return {};
    }
    const doctor::SignatureFacts& copy = evaluation.copy->signature;
    QString word = versionWord(copy);
    if (copy.state == doctor::SignatureState::VerifiedSignedByYou && copy.givenKey == doctor::KeyKind::Secret &&
        evaluation.signKey->field() == evaluation.verifyKey->field()) {
        word = Words::tr("re-signed with the same secret");
    }
    const std::size_t changed = evaluation.changedClaims;
    return Words::tr("Original: %1 · Your copy: %2 · %3")
        .arg(versionWord(evaluation.original.signature), word,
             changed == 1 ? Words::tr("1 claim changed") : Words::tr("%1 claims changed").arg(changed));
}

} // namespace twb::workbench
