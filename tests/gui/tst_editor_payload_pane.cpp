// SPDX-License-Identifier: Apache-2.0
#include "common/badge.h"
#include "common/message_bar.h"
#include "common/switch_row.h"
#include "editor/claims_table.h"
#include "editor/code_edit.h"
#include "editor/payload_pane.h"
#include "pane_fixture.h"

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QToolButton>

using namespace twb;
using namespace twb::ui;

class TestPayloadPane : public QObject, protected page::PaneHarness<PayloadPane> {
    Q_OBJECT
private Q_SLOTS:
    void init() { openWithSettings({700, 400}); }
    void cleanup() { close(); }

    void jsonAndClaims() {
        paste(page::cafToken);
        QVERIFY(pane->edit()->isVisible());
        const QAbstractItemModelTester tester(pane->table()->model());
        find<SwitchRow>("payloadSwitch")->setCurrentIndex(1);
        QVERIFY(pane->table()->isVisible());
        QVERIFY(!pane->edit()->isVisible());
        QCOMPARE(pane->table()->model()->rowCount(), 3);
        document().setClaim("sub", "\"a\"");
        QVERIFY(bench->settle());
        QCOMPARE(pane->table()->model()->rowCount(), 4);
        QVERIFY(pane->table()->isVisible());
    }
    void octetsThatAreNoTextAreHex() {
        paste(page::tokenOf(R"({"alg":"HS256"})", QByteArray("\x00\xff\x10 abc", 7)));
        QVERIFY(find<SwitchRow>("payloadTextSwitch")->isVisible());
        QVERIFY(!find<SwitchRow>("payloadSwitch")->isVisible());
        QVERIFY2(pane->edit()->utf8().startsWith("00 ff 10"), pane->edit()->utf8().constData());
        QVERIFY(pane->edit()->isReadOnly());
        paste(page::tokenOf(R"({"alg":"HS256"})", "plain words"));
        QCOMPARE(pane->edit()->utf8(), QByteArray("plain words"));
        QVERIFY(!pane->edit()->isReadOnly());
        find<SwitchRow>("payloadTextSwitch")->setCurrentIndex(1);
        QVERIFY(pane->edit()->utf8().startsWith("70 6c"));
    }
    void badgeCountsWhatIsSigned() {
        paste(page::cafToken);
        QStringList words;
        for (const Badge* badge : pane->findChildren<Badge*>()) {
            words << badge->text();
        }
        QVERIFY2(words.join(u'|').contains(QStringLiteral("bytes, shown indented")), qPrintable(words.join(u'|')));
    }
    void zonesAreChosenFromTheMenu() {
        paste(page::cafToken);
        auto* button = find<QToolButton>("zoneButton");
        QCOMPARE(button->text(), QStringLiteral("UTC"));
        const QList<QAction*> actions = button->menu()->actions();
        actions.first()->trigger();
        QCOMPARE(bench->settings.zone(), workbench::ZoneChoice::Local);
        for (QAction* action : actions) {
            if (action->objectName() == QLatin1String("otherZoneAction")) {
                action->trigger();
            }
        }
        auto* popup = pane->findChild<QWidget*>(QStringLiteral("zonePopup"));
        QVERIFY(popup && popup->isVisible());
        QTest::keyClicks(popup->findChild<QWidget*>(QStringLiteral("zoneSearch")), QStringLiteral("kolkata"));
        QTest::keyClick(popup->findChild<QWidget*>(QStringLiteral("zoneSearch")), Qt::Key_Return);
        QCOMPARE(bench->settings.zoneName(), QByteArray("Asia/Kolkata"));
        pane->render();
        QCOMPARE(button->text(), QStringLiteral("Kolkata"));
    }
    void claimsAreFound() {
        paste(page::cafToken);
        QVERIFY(pane->goToClaim(QStringLiteral("exp")));
        QCOMPARE(pane->edit()->caretPlace().line, 4);
        QVERIFY(!pane->goToClaim(QStringLiteral("nowhere")));
    }
};

QTEST_MAIN(TestPayloadPane)
#include "tst_editor_payload_pane.moc"
