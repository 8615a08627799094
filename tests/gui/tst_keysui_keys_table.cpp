// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"
#include "keys/keys_table.h"
#include "support/gui/pixels.h"
#include "support/gui/sample_keys.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::ui;
using Model = workbench::KeyRingModel;

class KeysTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void showsTheRing();
    void deleteAsksForTheSelection();
    void f2RenamesFromAnyColumn();
    void enterAndDoubleClickUse();
    void headerSortsAndGoesBack();
    void paintsBadges();
    void columnsFollowTheWidthUntilMoved();
    void tabLeaves();

private:
    Theme m_theme;
    SystemClock m_clock;
    std::unique_ptr<workbench::KeyRing> m_ring;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<workbench::KeyRingFilter> m_filter;
    std::unique_ptr<KeysTable> m_table;
    QString nameAt(int row) const { return m_filter->index(row, Model::Name).data().toString(); }
};

void KeysTableTest::initTestCase() {
    m_theme.setMode(ThemeMode::Light);
    m_theme.apply();
}

void KeysTableTest::init() {
    m_table.reset();
    m_filter.reset();
    m_model.reset();
    m_ring = std::make_unique<workbench::KeyRing>(m_clock);
    m_model = std::make_unique<Model>(m_ring.get());
    m_filter = std::make_unique<workbench::KeyRingFilter>(m_model.get());
    m_table = std::make_unique<KeysTable>(*m_filter);
    m_table->resize(900, 300);
    m_table->show();
    test::fill(*m_ring);
}

void KeysTableTest::showsTheRing() {
    const QAbstractItemModelTester tester(m_filter.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(m_table->model()->rowCount(), 3);
    QCOMPARE(nameAt(0), QStringLiteral("signer"));
    m_ring->remove({m_ring->entries()[1]->id});
    QCOMPARE(m_table->model()->rowCount(), 2);
}

void KeysTableTest::deleteAsksForTheSelection() {
    QSignalSpy removed(m_table.get(), &KeysTable::removeRequested);
    QTest::keyClick(m_table.get(), Qt::Key_Delete);
    QCOMPARE(removed.size(), 0);
    m_table->selectAll();
    QTest::keyClick(m_table.get(), Qt::Key_Delete);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][0].toStringList().size(), 3);
    QCOMPARE(m_ring->count(), 3); // asking is all it does
}

void KeysTableTest::f2RenamesFromAnyColumn() {
    m_table->selectKey(m_ring->entries()[1]->id);
    m_table->setCurrentIndex(m_filter->index(1, Model::Source));
    QTest::keyClick(m_table.get(), Qt::Key_F2);
    auto* field = m_table->findChild<QLineEdit*>(QStringLiteral("keyNameEdit"));
    QVERIFY(field);
    QCOMPARE(field->text(), QStringLiteral("partner"));
    field->setText(QStringLiteral("Customer A"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(m_ring->entries()[1]->name, QStringLiteral("Customer A")); // the editor commits later
}

void KeysTableTest::enterAndDoubleClickUse() {
    QSignalSpy used(m_table.get(), &KeysTable::useRequested);
    m_table->selectKey(m_ring->entries()[2]->id);
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QCOMPARE(used.size(), 1);
    QCOMPARE(used[0][0].toString(), m_ring->entries()[2]->id);
    const QPoint first = m_table->visualRect(m_filter->index(0, 0)).center();
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, first);
    QTest::mouseDClick(m_table->viewport(), Qt::LeftButton, {}, first);
    QCOMPARE(used.size(), 2);
    QCOMPARE(used[1][0].toString(), m_ring->entries()[0]->id);
}

void KeysTableTest::headerSortsAndGoesBack() {
    m_table->sortByColumn(Model::Name, Qt::AscendingOrder);
    QCOMPARE((QStringList{nameAt(0), nameAt(1), nameAt(2)}), (QStringList{"partner", "shared", "signer"}));
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    QCOMPARE((QStringList{nameAt(0), nameAt(1), nameAt(2)}), (QStringList{"signer", "partner", "shared"}));
}

void KeysTableTest::paintsBadges() {
    // Two warn badges (private, secret), one neutral; the selected row has the accent bar.
    m_table->selectKey(m_ring->entries()[0]->id);
    const QImage picture = m_table->grab().toImage();
    QVERIFY(test::countColour(picture, color(Role::WarnSoft)) > 500);
    QVERIFY(test::countColour(picture, color(Role::NeuSoft)) > 250);
    QVERIFY(test::countColour(picture, color(Role::Sel)) > 5000);
    QVERIFY(test::countColour(picture, color(Role::Accent)) >= 3 * 20);
}

void KeysTableTest::columnsFollowTheWidthUntilMoved() {
    const int before = m_table->columnWidth(Model::Name);
    m_table->resize(1400, 300);
    QVERIFY(m_table->columnWidth(Model::Name) > before);
    QVERIFY(m_table->layoutState().isEmpty());
    m_table->setColumnWidth(Model::Name, 333);
    m_table->resize(1000, 300);
    QCOMPARE(m_table->columnWidth(Model::Name), 333);
    const QByteArray state = m_table->layoutState();
    KeysTable other(*m_filter);
    other.restoreLayoutState(state);
    other.resize(700, 300);
    QCOMPARE(other.columnWidth(Model::Name), 333);
}

void KeysTableTest::tabLeaves() {
    QWidget window;
    m_table->setParent(&window);
    QLineEdit next(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    m_table->show();
    m_table->setFocus();
    QWidget::setTabOrder(m_table.get(), &next);
    QTest::keyClick(m_table.get(), Qt::Key_Tab);
    QVERIFY(!m_table->hasFocus());
    m_table->setParent(nullptr);
}

QTEST_MAIN(KeysTableTest)
#include "tst_keysui_keys_table.moc"
