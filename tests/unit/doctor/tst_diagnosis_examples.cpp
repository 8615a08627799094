// SPDX-License-Identifier: Apache-2.0
#include "diagnosis_cases.h"
#include "support/places.h"

#include <QFileInfo>

class TestDiagnosisExamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void example_data() {
        QTest::addColumn<QJsonObject>("one");
        const QFileInfo vectors(places::sharedVectors());
        const auto list = cases::readCases(vectors.absoluteFilePath() + QStringLiteral("/../doctor-examples.jsonl"));
        if (list.isEmpty()) {
            QSKIP("doctor-examples.jsonl is not there");
        }
        for (const QJsonObject& one : list) {
            QTest::newRow(qPrintable(one["id"].toString())) << one;
        }
    }
    void example() {
        QFETCH(QJsonObject, one);
        cases::check(one);
    }
};

QTEST_GUILESS_MAIN(TestDiagnosisExamples)
#include "tst_diagnosis_examples.moc"
