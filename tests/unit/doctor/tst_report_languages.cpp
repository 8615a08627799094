// SPDX-License-Identifier: Apache-2.0
// A report in Portuguese holds no English sentence; a profile's checklist stands in every report.
#include "crypto/pem_repair_phrases.h"
#include "diagnosis_cases.h"
#include "doctor/checklist_report.h"
#include "doctor/evidence_phrases.h"
#include "doctor/finding_catalogue.h"
#include "doctor/report.h"
#include "profiles/rule_words.h"
#include "support/places.h"

#include <QRegularExpression>
#include <QSet>

using namespace twb;
using namespace twb::doctor;

namespace {

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QSet<QString> wordsOf(const QString& words) {
    static const QRegularExpression letters(QStringLiteral("[\\p{L}]{3,}"));
    QSet<QString> set;
    for (auto each = letters.globalMatch(words); each.hasNext();) {
        set.insert(each.next().captured().toLower());
    }
    return set;
}

/// Without addresses, digests and pieces of tokens: their letters are no words.
QString withoutValues(const QString& evidence) {
    static const QRegularExpression longRuns(QStringLiteral("[A-Za-z0-9_\\-+/=]{16,}"));
    return QString(evidence).remove(longRuns);
}

/// Everything that the person gave, decoded or not: its words are values, in whatever language.
QString materialOf(const QJsonObject& one, const Diagnosis& diagnosis, const Reading& reading) {
    QString all = one["input"].toString() + ' ' + one["key"].toString() + ' ' + text(diagnosis.token) + ' ' +
                  QString::fromUtf8(QByteArray::fromPercentEncoding(one["input"].toString().toUtf8())) + ' ' +
                  QString::fromUtf8(QJsonDocument(one["policy"].toObject()).toJson());
    for (const Part* part : {&reading.header, &reading.payload}) {
        all += ' ' + (part->octets ? text(*part->octets) : QString());
    }
    return all;
}

/// The pieces of a phrase between its places, where they are long enough to be no accident.
QStringList fragmentsOf(const Phrase& phrase) {
    QStringList list;
    const QString portuguese = text(phrase.portuguese);
    for (const QString& piece : text(phrase.english).split(QRegularExpression(QStringLiteral("%[1-9]")))) {
        if (piece.trimmed().contains(' ') && piece.trimmed().size() >= 10 && !portuguese.contains(piece)) {
            list.append(piece.trimmed());
        }
    }
    return list;
}

struct Made {
    Diagnosis diagnosis;
    SharedReading reading;
    explicit Made(const QJsonObject& one)
        : diagnosis(cases::run(one))
        , reading(readToken(std::make_shared<const std::string>(diagnosis.token), {})) {}
    QString report(const QJsonObject& one, Language language, ReportFormat format) const {
        const std::string key = one["key"].toString().toStdString();
        ReportInputs inputs;
        inputs.diagnosis = &diagnosis;
        inputs.reading = reading;
        inputs.asOf = Time(std::chrono::seconds(one["now"].toInteger()));
        inputs.keyText = key;
        inputs.language = language;
        inputs.format = format;
        return QString::fromStdString(writeReport(inputs));
    }
};

constexpr const char* cafToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                                 "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1IiwiZXhw"
                                 "IjoxNzM1Njg5OTAwfQ.jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo";

QJsonObject caf(const QString& profile) {
    return {{"input", cafToken},
            {"key", "example-caf-client-secret-0123456789abcdef"},
            {"now", 1735689600},
            {"profile", profile}};
}

} // namespace

class TestReportLanguages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_corpus = cases::readCases(places::ownVectors("/doctor/cases.jsonl"));
        QVERIFY(m_corpus.size() > 500);
    }

    void everyPhraseSpeaksPortuguese() {
        for (const Phrase& phrase : evidencePhrases) {
            QVERIFY2(phrase.portuguese != phrase.english && !phrase.portuguese.empty(), phrase.english.data());
            for (const char* place : {"%1", "%2", "%3", "%4", "%5"}) {
                QVERIFY2(text(phrase.english).count(place) == text(phrase.portuguese).count(place),
                         phrase.english.data());
            }
        }
        for (const ProblemPhrase& row : problemPhrases) {
            QVERIFY2(row.phrase.portuguese != row.phrase.english, row.phrase.english.data());
        }
    }

    /// Each word of the evidence in Portuguese stands in the table, or came with the token.
    void evidenceOfTheCorpusHoldsNoEnglish() {
        QSet<QString> known;
        for (const Phrase& phrase : evidencePhrases) {
            known += wordsOf(text(phrase.portuguese));
        }
        for (const Phrase& phrase : profiles::rulePhrases) {
            known += wordsOf(text(phrase.portuguese));
        }
        for (const ProblemPhrase& row : problemPhrases) {
            known += wordsOf(text(row.phrase.portuguese));
        }
        for (const Phrase& phrase : crypto::pemRepairPhrases) {
            known += wordsOf(text(phrase.portuguese));
        }
        known += wordsOf(text(otherProblem.portuguese));
        // Names of claims, parameters, algorithms, formats and curves.
        known +=
            wordsOf("alg enc kid typ exp nbf iat iss aud sub age nonce scope true false null SHA Ed OKP RSA PSS EC "
                    "notAfter notBefore base64 base64url utf8 hex LF CR UUID JWK JWKS PEM DER xml json html "
                    "peopleId clientId tokenUrl claims use big little endian PUBLIC CERTIFICATE");
        known += wordsOf("erika"); // in Base64 of a user and a password
        QStringList foreign;
        for (const QJsonObject& one : m_corpus) {
            const Made made(one);
            const QSet<QString> values = wordsOf(materialOf(one, made.diagnosis, *made.reading));
            const QString all = materialOf(one, made.diagnosis, *made.reading).toLower();
            for (const Finding& finding : made.diagnosis.findings) {
                for (const QString& word : wordsOf(withoutValues(text(finding.evidence.in(Language::Portuguese))))) {
                    // What was cut out of a value, or decoded again, is a piece of one.
                    if (!known.contains(word) && !values.contains(word) && !all.contains(word) &&
                        text(finding.evidence.english()).contains(word, Qt::CaseInsensitive) &&
                        !text(finding.evidence.english()).contains('{')) {
                        foreign.append(one["id"].toString() + ": " + word + " in “" +
                                       text(finding.evidence.in(Language::Portuguese)) + "”");
                    }
                }
            }
        }
        QVERIFY2(foreign.isEmpty(), qPrintable(foreign.join('\n')));
    }

    void reportsOfTheCorpusHoldNoEnglishTemplate() {
        QStringList templates;
        for (const auto group : findingGroups) {
            for (const FindingInfo& info : group) {
                templates.append(text(info.title));
                templates.append(text(info.fix));
            }
        }
        for (const Phrase& phrase : evidencePhrases) {
            templates += fragmentsOf(phrase);
        }
        for (const Phrase& phrase : profiles::rulePhrases) {
            templates += fragmentsOf(phrase);
        }
        for (const Phrase& phrase : crypto::pemRepairPhrases) {
            templates += fragmentsOf(phrase);
        }
        QVERIFY(templates.size() > 600);
        std::size_t seen = 0;
        for (const QJsonObject& one : m_corpus) {
            const Made made(one);
            const QString report = made.report(one, Language::Portuguese, ReportFormat::Text);
            QVERIFY(report.startsWith("Relatório do token"));
            const QString material = materialOf(one, made.diagnosis, *made.reading);
            for (const QString& english : templates) {
                const bool found = report.contains(english) && !material.contains(english);
                QVERIFY2(!found, qPrintable(one["id"].toString() + ": " + english + "\n" + report));
            }
            const QString inEnglish = made.report(one, Language::English, ReportFormat::Text);
            for (const QString& english : templates) {
                seen += inEnglish.contains(english) ? 1 : 0;
            }
        }
        QVERIFY2(seen > 1000, "the templates are those that reports are made of");
    }

    void theChecklistStandsInTheReport() {
        const QJsonObject one = caf("caf-mobile");
        const Made made(one);
        for (const ReportFormat format : {ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Text}) {
            const QString english = made.report(one, Language::English, format);
            QVERIFY2(english.contains("Integration checklist"), qPrintable(english));
            QVERIFY(english.contains("Each token is generated for one CPF"));
            QCOMPARE(english.count("How to check:"), 5);
            QVERIFY(!english.contains("11144477735"));
            const QString portuguese = made.report(one, Language::Portuguese, format);
            QVERIFY2(portuguese.contains("Checklist de integração"), qPrintable(portuguese));
            QVERIFY(portuguese.contains("Cada token é gerado para um só CPF"));
            QCOMPARE(portuguese.count("Como verificar:"), 5);
            QVERIFY(portuguese.contains("não pode ser visto em um token"));
            for (const char* word : {"cannot", "tokens are", "How to", "is present", "Lifetime"}) {
                QVERIFY2(!portuguese.contains(word), qPrintable(portuguese));
            }
        }
        const QString markdown = made.report(one, Language::English, ReportFormat::Markdown);
        QVERIFY(markdown.contains("1. **Tokens are generated on the server, for each user**: cannot be seen"));
        QVERIFY(markdown.contains("2. **Each token is generated for one CPF**: met"));
        const QJsonObject other = caf("plain-hs256");
        QVERIFY(!Made(other).report(other, Language::English, ReportFormat::Text).contains("checklist"));
    }

    void pagesHideWhatIsPersonalAndDangerous() {
        const profiles::Profile& profile = *profiles::Library::builtIn()->find("caf-sdk-response");
        const auto header = json::Document::parse("{\"alg\":\"<script>\"}");
        const auto payload = json::Document::parse(
            "{\"attemptId\":\"a\",\"peopleId\":\"111.444.777-36\",\"policyId\":\"someone@y.example\"}");
        const profiles::Judgement judgement =
            profiles::judge(*profile.policy, {header->root(), payload->root(), profiles::SignatureSeen::NoKey},
                            {{"policyId", "z"}}, Time(std::chrono::seconds(1735689600)));
        ChecklistInputs inputs;
        inputs.profile = &profile;
        inputs.judgement = &judgement;
        inputs.asOf = Time(std::chrono::seconds(1735689600));
        for (const ReportFormat format : {ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Text}) {
            inputs.format = format;
            const QString page = QString::fromStdString(writeChecklist(inputs));
            QVERIFY(!page.contains("11144477736") && !page.contains("111.444") && !page.contains("someone@"));
            QVERIFY2(page.contains("***") || page.contains("\\*\\*\\*"), qPrintable(page));
            QVERIFY(page.contains("2025-01-01T00:00:00Z"));
        }
        inputs.format = ReportFormat::Html;
        const QString html = QString::fromStdString(writeChecklist(inputs));
        QVERIFY(!html.contains("<script>") && html.contains("&lt;script&gt;"));
        inputs.format = ReportFormat::Markdown;
        QVERIFY(QString::fromStdString(writeChecklist(inputs)).contains("\\<script\\>"));
        inputs.isRefusal = true;
        inputs.language = Language::Portuguese;
        QVERIFY(QString::fromStdString(writeChecklist(inputs)).contains("recusa simples em JSON"));
    }

private:
    QList<QJsonObject> m_corpus;
};

QTEST_GUILESS_MAIN(TestReportLanguages)
#include "tst_report_languages.moc"
