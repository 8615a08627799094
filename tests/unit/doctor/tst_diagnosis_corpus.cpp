// SPDX-License-Identifier: Apache-2.0
#include "diagnosis_cases.h"
#include "support/places.h"

#include <QElapsedTimer>

using namespace twb::doctor;

class TestDiagnosisCorpus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void corpus_data() {
        QTest::addColumn<QJsonObject>("one");
        const auto list = cases::readCases(places::ownVectors("/doctor/cases.jsonl"));
        QVERIFY(list.size() > 500);
        for (const QJsonObject& one : list) {
            QTest::newRow(qPrintable(one["id"].toString())) << one;
        }
    }
    void corpus() {
        QFETCH(QJsonObject, one);
        cases::check(one);
    }

    /// Every row of the catalogue has two cases.
    void everyFindingHasTwoCases() {
        const auto list = cases::readCases(places::ownVectors("/doctor/cases.jsonl"));
        QHash<QString, int> count;
        for (const QJsonObject& one : list) {
            for (const auto& id : one["must"].toArray()) {
                ++count[id.toString()];
            }
        }
        QStringList few;
        for (const auto group : findingGroups) {
            for (const FindingInfo& row : group) {
                const auto id = QString::fromUtf8(row.id.data(), static_cast<qsizetype>(row.id.size()));
                if (count[id] < 2) {
                    few.append(id);
                }
            }
        }
        QCOMPARE(few, QStringList());
    }

    void anOrdinaryTokenTakesNoTime() {
        const auto list = cases::readCases(places::ownVectors("/doctor/cases.jsonl"));
        const auto found =
            std::find_if(list.begin(), list.end(), [](const auto& c) { return c["id"] == "sig-verified-1"; });
        QVERIFY(found != list.end());
        QBENCHMARK {
            cases::run(*found);
        }
    }

    void aFailedSearchEndsSoon() {
        const auto list = cases::readCases(places::ownVectors("/doctor/cases.jsonl"));
        const auto found =
            std::find_if(list.begin(), list.end(), [](const auto& c) { return c["id"] == "sig-invalid-1"; });
        QVERIFY(found != list.end());
        const auto diagnosis = cases::run(*found);
        QVERIFY(diagnosis.tries > 300);
        QVERIFY(diagnosis.tries <= 20000);
        QVERIFY(!diagnosis.searchCut);
        QBENCHMARK {
            cases::run(*found);
        }
    }

    void hugeTexts_data() {
        QTest::addColumn<QByteArray>("input");
        const QByteArray signature(43, 'A');
        const QByteArray claim = "\"" + QByteArray(700000, 'x') + "\"";
        const auto encode = [](const QByteArray& text) {
            return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        };
        const QByteArray header = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        QTest::newRow("one long claim") << header + "." + encode("{\"a\":" + claim + "}") + "." + signature;
        QByteArray many = "{";
        for (int i = 0; i < 60000; ++i) {
            many += "\"n" + QByteArray::number(i) + "\":1,";
        }
        QTest::newRow("many claims") << header + "." + encode(many + "\"z\":1}") + "." + signature;
        QTest::newRow("words") << QByteArray("lorem ipsum ").repeated(90000);
        QTest::newRow("letters") << QByteArray(1100000, 'a');
        QTest::newRow("dots") << QByteArray(1100000, '.');
        QTest::newRow("braces") << QByteArray(1100000, '{');
        QTest::newRow("quotes") << QByteArray(1100000, '"');
        QTest::newRow("backslashes") << QByteArray(1100000, '\\');
        QTest::newRow("percent") << QByteArray("%25").repeated(350000);
        QTest::newRow("many ellipses") << QByteArray("eyJhb...").repeated(130000);
        QTest::newRow("beginnings") << QByteArray("eyJ.").repeated(260000);
        QTest::newRow("tokens") << (header + ".e30." + signature + " ").repeated(12000);
    }
    void hugeTexts() {
        QFETCH(QByteArray, input);
        DiagnosisInputs inputs;
        inputs.input = {input.data(), static_cast<std::size_t>(input.size())};
        const std::string key = "a7Xk2-9fQ_tTz1LmWv5RbN8cYs4DjHu0EoGqPi3KxVn6ZyMe";
        inputs.keyText = key;
        QElapsedTimer timer;
        timer.start();
        const auto diagnosis = diagnose(inputs);
        const auto elapsed = timer.elapsed();
        qInfo() << elapsed << "ms";
        QVERIFY(!diagnosis.findings.empty());
        // The figure of the plan is 100 ms; slow builds and busy machines take longer, a square takes minutes.
        QVERIFY2(elapsed < 5000, qPrintable(QString::number(elapsed)));
    }

    void aStoppedSearchSaysSo() {
        const auto list = cases::readCases(places::ownVectors("/doctor/cases.jsonl"));
        const auto found =
            std::find_if(list.begin(), list.end(), [](const auto& c) { return c["id"] == "sig-invalid-1"; });
        QVERIFY(found != list.end());
        const std::string input = (*found)["input"].toString().toStdString();
        const std::string key = (*found)["key"].toString().toStdString();
        DiagnosisInputs inputs;
        inputs.input = input;
        inputs.keyText = key;
        std::stop_source source;
        source.request_stop();
        QVERIFY(diagnose(inputs, source.get_token()).searchCut);
        inputs.limits.tries = 10;
        QCOMPARE(diagnose(inputs).tries, std::size_t{10});
        QVERIFY(diagnose(inputs).searchCut);
        inputs.limits.tries = 20000;
        std::chrono::nanoseconds time{0};
        inputs.limits.clock = [&] { return time += std::chrono::seconds(1); };
        QVERIFY(diagnose(inputs).searchCut);
    }
};

QTEST_GUILESS_MAIN(TestDiagnosisCorpus)
#include "tst_diagnosis_corpus.moc"
