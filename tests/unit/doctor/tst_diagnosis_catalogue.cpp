// SPDX-License-Identifier: Apache-2.0
#include "doctor/finding_catalogue.h"
#include "support/places.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace twb::doctor;

namespace {
QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}
} // namespace

class TestDiagnosisCatalogue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowIsComplete() {
        QSet<QString> ids;
        QSet<QString> titles;
        for (const auto group : findingGroups) {
            for (const FindingInfo& row : group) {
                const QString id = text(row.id);
                QVERIFY2(QRegularExpression("^[a-z0-9]+(-[a-z0-9]+)+$").match(id).hasMatch(), qPrintable(id));
                QVERIFY2(!ids.contains(id), qPrintable(id));
                QVERIFY2(!titles.contains(text(row.title)), qPrintable(id));
                ids.insert(id);
                titles.insert(text(row.title));
                QCOMPARE(text(row.translationKey), QStringLiteral("finding.") + id);
                QVERIFY2(!row.title.empty() && !row.title.ends_with('.'), qPrintable(id));
                QVERIFY2(row.fix.size() >= 10, qPrintable(id));
                QCOMPARE(findFinding(row.id), &row);
            }
        }
        QCOMPARE(ids.size(), 256);
    }

    void unknownIdsAreNull() { QVERIFY(findFinding("sig-no-such-finding") == nullptr); }

    void agreesWithTheSharedCatalogue() {
        const QFileInfo vectors(places::sharedVectors());
        QFile file(vectors.absoluteFilePath() + QStringLiteral("/../diagnosis-catalogue.md"));
        if (!file.open(QIODevice::ReadOnly)) {
            QSKIP("diagnosis-catalogue.md is not there");
        }
        // Rows: id, severity, rule, evidence, fix, repair. A bar inside a cell is written \|.
        const QRegularExpression row(QStringLiteral("^\\| `([a-z0-9-]+)` \\| (error|warning|info) \\|"));
        int seen = 0;
        for (const QString& line : QString::fromUtf8(file.readAll()).split('\n')) {
            const auto match = row.match(line);
            if (!match.hasMatch()) {
                continue;
            }
            const QString id = match.captured(1);
            const FindingInfo* info = findFinding(id.toStdString());
            QVERIFY2(info != nullptr, qPrintable(id));
            QCOMPARE(text(name(info->severity)), match.captured(2));
            const QString repair = line.section(QRegularExpression(QStringLiteral("(?<!\\\\)\\|")), 6, 6).trimmed();
            QVERIFY2(repair.startsWith("yes") || repair.startsWith("no"), qPrintable(repair));
            QCOMPARE(info->repair == Repair::Yes, repair.startsWith("yes"));
            ++seen;
        }
        QCOMPARE(seen, 256);
    }
};

QTEST_GUILESS_MAIN(TestDiagnosisCatalogue)
#include "tst_diagnosis_catalogue.moc"
