// SPDX-License-Identifier: Apache-2.0
#include "keys/import_words.h"

#include <QTest>

using namespace twb;
using namespace twb::ui;

class ImportWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheDesignSays();
    void countsInWords_data();
    void countsInWords();
    void namesTwoAndCountsTheRest();
    void aPassphraseIsNoFailure();
};

void ImportWordsTest::saysWhatTheDesignSays() {
    workbench::ImportReport report;
    report.keys.added = {"a", "b", "c"};
    report.keys.alreadyThere = {"d"};
    report.keys.unreadable.push_back({"broken.pem", Error{ErrorCode::KeyPemBroken, "line 3", {}}});
    const QString sentence = importSentence(report);
    QVERIFY2(sentence.startsWith("3 keys added, 1 was already there, 1 not readable: broken.pem ("),
             qPrintable(sentence));
    QVERIFY(sentence.endsWith(")."));
    QVERIFY(importFailed(report));
}

void ImportWordsTest::countsInWords_data() {
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("joined");
    QTest::addColumn<int>("there");
    QTest::addColumn<int>("skipped");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing") << 0 << 0 << 0 << 0 << "No key found.";
    QTest::newRow("one") << 1 << 0 << 0 << 0 << "1 key added.";
    QTest::newRow("joined") << 0 << 1 << 0 << 0 << "1 was completed.";
    QTest::newRow("many") << 2 << 3 << 4 << 5
                          << "2 keys added, 3 were completed, 4 were already there, 5 files are no keys.";
}

void ImportWordsTest::countsInWords() {
    QFETCH(const int, added);
    QFETCH(const int, joined);
    QFETCH(const int, there);
    QFETCH(const int, skipped);
    workbench::ImportReport report;
    report.keys.added = QStringList(added, QStringLiteral("id"));
    report.keys.joined = QStringList(joined, QStringLiteral("id"));
    report.keys.alreadyThere = QStringList(there, QStringLiteral("id"));
    report.skipped = skipped;
    QTEST(importSentence(report), "sentence");
}

void ImportWordsTest::namesTwoAndCountsTheRest() {
    workbench::ImportReport report;
    for (const char* name : {"a.pem", "b.pem", "c.pem", "d.pem"})
        report.keys.unreadable.push_back({QString::fromLatin1(name), Error{ErrorCode::KeyPemBroken, {}, {}}});
    const QString sentence = importSentence(report);
    QVERIFY(sentence.contains("a.pem"));
    QVERIFY(sentence.contains("b.pem"));
    QVERIFY(!sentence.contains("c.pem"));
    QVERIFY(sentence.contains("2 more"));
}

void ImportWordsTest::aPassphraseIsNoFailure() {
    workbench::ImportReport report;
    report.locked.push_back({1, "client.p12", false});
    QVERIFY(importSentence(report).isEmpty());
    QVERIFY(!importFailed(report));
    QCOMPARE(lockedSentence({1, "client.p12", false}), QStringLiteral("client.p12 is encrypted."));
    QCOMPARE(lockedSentence({1, "client.p12", true}), QStringLiteral("The passphrase does not open client.p12."));
    QCOMPARE(keyCount(1), QStringLiteral("1 key"));
    QCOMPARE(keyCount(8), QStringLiteral("8 keys"));
}

QTEST_GUILESS_MAIN(ImportWordsTest)
#include "tst_keysui_import_words.moc"
