// SPDX-License-Identifier: Apache-2.0
#include "editor/claims_table.h"

#include "common/theme.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::ui;

class ClaimsTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelHoldsUnderTheTester();
    void rowsKeepTheirIdentity();
    void tellsTheChosenClaim();
    void helpByKey();
    void errorsAreRed();

private:
    ClaimRow row(const char* name, const char* value, std::size_t offset) const {
        return {QString::fromLatin1(name), QString::fromLatin1(value), QStringLiteral("meaning"), false, {offset, 5}};
    }
};

void ClaimsTableTest::modelHoldsUnderTheTester() {
    ClaimsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClaims({row("iss", "\"a\"", 1), row("exp", "1", 9)});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 3);
    model.setClaims({row("iss", "\"a\"", 1), row("iat", "2", 9), row("exp", "1", 19)});
    QCOMPARE(model.data(model.index(1, ClaimsModel::Name), Qt::DisplayRole).toString(), QStringLiteral("iat"));
    QCOMPARE(model.data(model.index(2, ClaimsModel::Value), Qt::DisplayRole).toString(), QStringLiteral("1"));
    model.setClaims({row("exp", "1", 9)});
    QCOMPARE(model.rowCount(), 1);
    model.setClaims({row("exp", "1", 1), row("exp", "2", 9)}); // a name twice
    QCOMPARE(model.rowCount(), 2);
    model.setClaims({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.headerData(ClaimsModel::Meaning, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("Meaning"));
}

void ClaimsTableTest::rowsKeepTheirIdentity() {
    ClaimsModel model;
    model.setClaims({row("iss", "\"a\"", 1), row("exp", "1", 9)});
    const QPersistentModelIndex expires = model.index(1, 0);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setClaims({row("iss", "\"a\"", 1), row("new", "0", 9), row("exp", "2", 19)});
    QCOMPARE(expires.row(), 2);
    QVERIFY(!changed.isEmpty());
    changed.clear();
    model.setClaims(QList<ClaimRow>(model.claims()));
    QVERIFY(changed.isEmpty());
}

void ClaimsTableTest::tellsTheChosenClaim() {
    ClaimsTable table;
    table.setClaims({row("iss", "\"a\"", 1), row("exp", "1", 9)});
    table.show();
    QSignalSpy chosen(&table, &ClaimsTable::claimChosen);
    table.setCurrentIndex(table.model()->index(0, 0));
    QTest::keyClick(&table, Qt::Key_Down);
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen[1][0].value<TextRange>(), (TextRange{9, 5}));
}

void ClaimsTableTest::helpByKey() {
    ClaimsTable table;
    table.setClaims({row("iss", "\"a\"", 1), row("exp", "1", 9)});
    QSignalSpy help(&table, &ClaimsTable::claimHelpRequested);
    QTest::keyClick(&table, Qt::Key_F1);
    QCOMPARE(help.size(), 0);
    table.setCurrentIndex(table.model()->index(1, 0));
    QTest::keyClick(&table, Qt::Key_F1);
    QCOMPARE(help.size(), 1);
    QCOMPARE(help[0][0].value<std::size_t>(), std::size_t(9));
}

void ClaimsTableTest::errorsAreRed() {
    ClaimsModel model;
    ClaimRow wrong = row("iat", "1795195989000", 1);
    wrong.error = true;
    model.setClaims({row("exp", "1", 9), wrong});
    QCOMPARE(model.data(model.index(1, ClaimsModel::Meaning), Qt::ForegroundRole).value<QColor>(), color(Role::Err));
    QCOMPARE(model.data(model.index(0, ClaimsModel::Meaning), Qt::ForegroundRole).value<QColor>(), color(Role::Text2));
}

QTEST_MAIN(ClaimsTableTest)
#include "tst_editor_claims_table.moc"
