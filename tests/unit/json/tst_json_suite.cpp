// SPDX-License-Identifier: Apache-2.0
#include "support/places.h"
#include "json/text.h"

#include <QTest>

#include <QDir>
#include <QFile>

using namespace twb;

/// JSONTestSuite: y must parse, n must be refused at a place inside the text, i may be either.
class TestJsonSuite : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void behaves_data();
    void behaves();
};

void TestJsonSuite::behaves_data() {
    QTest::addColumn<QString>("path");
    const QDir folder(places::sharedVectors("/json/test_parsing"));
    if (!folder.exists()) {
        QSKIP("JSONTestSuite is not here: json/test_parsing of the shared vectors");
    }
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    QVERIFY2(names.size() > 300, "JSONTestSuite is incomplete");
    for (const QString& name : names) {
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
}

void TestJsonSuite::behaves() {
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray octets = file.readAll();
    const std::string_view text(octets.constData(), std::size_t(octets.size()));
    const QChar expectation = QFileInfo(path).fileName().front();
    json::Tape tape;
    const auto result = tape.parse(text);
    if (expectation == QLatin1Char('y')) {
        QVERIFY2(result, result ? "" : result.error().detail.c_str());
    } else if (expectation == QLatin1Char('n')) {
        QVERIFY(!result);
    }
    if (!result) {
        QVERIFY(result.error().where.offset + result.error().where.length <= text.size());
        QVERIFY(!result.error().detail.empty());
        return;
    }
    const std::string pretty = json::pretty(tape);
    json::Tape again;
    QVERIFY(again.parse(pretty));
    QCOMPARE(json::compact(again), json::compact(tape));
}

QTEST_GUILESS_MAIN(TestJsonSuite)
#include "tst_json_suite.moc"
