// SPDX-License-Identifier: Apache-2.0
#include "common/zone_popup.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace twb::ui;

class TestZonePopup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        control = std::make_unique<QPushButton>(QStringLiteral("zone"));
        control->show();
        popup = new ZonePopup("Europe/Lisbon", control.get());
        list = popup->findChild<QListView*>(QStringLiteral("zoneList"));
        search = popup->findChild<QLineEdit*>(QStringLiteral("zoneSearch"));
        popup->openUnder(*control);
        QVERIFY(QTest::qWaitForWindowExposed(popup));
    }
    void cleanup() { control.reset(); }

    void beginsAtTheChosenZone() {
        const QAbstractItemModelTester tester(list->model());
        QVERIFY(list->model()->rowCount() > 100);
        QVERIFY2(list->currentIndex().data().toString().startsWith(QStringLiteral("Europe/Lisbon")),
                 qPrintable(list->currentIndex().data().toString()));
        QVERIFY(!popup->isModal());
    }
    void aPartOfANameFinds() {
        QSignalSpy chosen(popup, &ZonePopup::zoneChosen);
        QTest::keyClicks(search, QStringLiteral("sao p"));
        QCOMPARE(list->model()->rowCount(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toByteArray(), QByteArray("America/Sao_Paulo"));
    }
    void arrowsMoveTheChoiceFromTheField() {
        const int before = list->currentIndex().row();
        QTest::keyClick(search, Qt::Key_Down);
        QCOMPARE(list->currentIndex().row(), before + 1);
        QTest::keyClick(search, Qt::Key_Up);
        QTest::keyClick(search, Qt::Key_Up);
        QCOMPARE(list->currentIndex().row(), before - 1);
    }
    void nothingFoundChoosesNothing() {
        QSignalSpy chosen(popup, &ZonePopup::zoneChosen);
        QTest::keyClicks(search, QStringLiteral("no such place"));
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(chosen.count(), 0);
        QVERIFY(popup->isVisible());
    }

private:
    std::unique_ptr<QPushButton> control;
    QPointer<ZonePopup> popup;
    QListView* list = nullptr;
    QLineEdit* search = nullptr;
};

QTEST_MAIN(TestZonePopup)
#include "tst_common_zone_popup.moc"
