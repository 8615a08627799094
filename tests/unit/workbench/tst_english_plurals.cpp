// SPDX-License-Identifier: Apache-2.0
#include "support/places.h"
#include "workbench/english_plurals.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using twb::workbench::EnglishPlurals;

class TestEnglishPlurals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneAndSeveral() {
        EnglishPlurals plurals;
        QVERIFY(QCoreApplication::installTranslator(&plurals));
        const auto text = [](int n) { return QCoreApplication::translate("EncodedPane", "%n characters", nullptr, n); };
        QCOMPARE(text(0), QStringLiteral("0 characters"));
        QCOMPARE(text(1), QStringLiteral("1 character"));
        QCOMPARE(text(2), QStringLiteral("2 characters"));
        QCOMPARE(QCoreApplication::translate("Any", "no number at all"), QStringLiteral("no number at all"));
    }

    void everySourceStringHasItsForm() {
        static const QRegularExpression quoted(QStringLiteral("\"((?:[^\"\\\\]|\\\\.)*%n(?:[^\"\\\\]|\\\\.)*)\""));
        int found = 0;
        for (const char* folder : {"ui", "app"}) {
            QDirIterator files(places::source("/") + QLatin1String(folder), {QStringLiteral("*.cpp")}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                if (file.fileName().endsWith(QStringLiteral("english_plurals.cpp"))) {
                    continue;
                }
                auto matches = quoted.globalMatch(QString::fromUtf8(file.readAll()));
                while (matches.hasNext()) {
                    const QByteArray source = matches.next().captured(1).toUtf8();
                    ++found;
                    QVERIFY2(EnglishPlurals::formForOne(source.toStdString()),
                             (source + " in " + file.fileName().toUtf8()).constData());
                }
            }
        }
        QVERIFY(found > 10);
    }
};

QTEST_GUILESS_MAIN(TestEnglishPlurals)
#include "tst_english_plurals.moc"
