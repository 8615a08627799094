// SPDX-License-Identifier: Apache-2.0
#include "common/switch_row.h"
#include "common/theme.h"
#include "keys/keys_tool_row.h"

#include <QAction>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::ui;
using Show = workbench::KeyRingFilter::Show;

class KeysToolRowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void buttonsAsk();
    void countsStandInTheSwitch();
    void searchAndEscape();
    void exportOffersOnlyWhatThereIs();
    void narrowKeepsNamesAndDropsWords();

private:
    template <typename Widget>
    static Widget* find(KeysToolRow& row, const char* name) {
        return row.findChild<Widget*>(QLatin1String(name));
    }
};

void KeysToolRowTest::buttonsAsk() {
    KeysToolRow row;
    QSignalSpy generate(&row, &KeysToolRow::generateRequested), import(&row, &KeysToolRow::importRequested),
        paste(&row, &KeysToolRow::pasteRequested);
    QTest::mouseClick(find<QPushButton>(row, "generateKeyButton"), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>(row, "importKeysButton"), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>(row, "pasteKeyButton"), Qt::LeftButton);
    QCOMPARE(generate.size() + import.size() + paste.size(), 3);
}

void KeysToolRowTest::countsStandInTheSwitch() {
    KeysToolRow row;
    row.setCounts({8, 2, 3, 3});
    auto* shown = find<SwitchRow>(row, "keysShownSwitch");
    const QStringList expected = {"All 8", "Secrets 2", "Private 3", "Public 3"};
    for (int i = 0; i < 4; ++i)
        QCOMPARE(shown->button(i)->text(), expected[i]);
    QSignalSpy chosen(&row, &KeysToolRow::showChosen);
    shown->setCurrentIndex(2);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<Show>(), Show::Private);
    row.setShow(Show::All);
    QCOMPARE(shown->currentIndex(), 0);
}

void KeysToolRowTest::searchAndEscape() {
    KeysToolRow row;
    QSignalSpy edited(&row, &KeysToolRow::searchEdited), left(&row, &KeysToolRow::searchLeft);
    auto* search = find<QLineEdit>(row, "keysSearch");
    QTest::keyClicks(search, "heflo");
    QCOMPARE(edited.last()[0].toString(), QStringLiteral("heflo"));
    QTest::keyClick(search, Qt::Key_Down);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(left.size(), 2);
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty());
    QVERIFY(edited.last()[0].toString().isEmpty());
}

void KeysToolRowTest::exportOffersOnlyWhatThereIs() {
    KeysToolRow row;
    QSignalSpy asked(&row, &KeysToolRow::exportRequested);
    row.setExportable(true, false);
    QVERIFY(find<QAction>(row, "copyJwksAction")->isEnabled());
    QVERIFY(!find<QAction>(row, "saveCertificatesAction")->isEnabled());
    find<QAction>(row, "saveJwksAction")->trigger();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].value<KeyExport>(), KeyExport::SaveJwks);
    row.setExportable(false, false);
    QVERIFY(!find<QPushButton>(row, "exportKeysButton")->isEnabled());
    // Nothing private stands in this menu.
    for (const QAction* action : find<QMenu>(row, "exportKeysMenu")->actions())
        QVERIFY(!action->text().contains("rivate"));
}

void KeysToolRowTest::narrowKeepsNamesAndDropsWords() {
    Theme theme;
    KeysToolRow row;
    row.resize(1400, row.height());
    row.show();
    auto* paste = find<QPushButton>(row, "pasteKeyButton");
    QCOMPARE(paste->text(), QStringLiteral("Paste key"));
    row.resize(row.minimumSizeHint().width(), row.height());
    QVERIFY(paste->text().isEmpty());
    QCOMPARE(paste->accessibleName(), QStringLiteral("Paste key"));
    QVERIFY(!find<QPushButton>(row, "generateKeyButton")->toolTip().isEmpty());
    QCoreApplication::sendPostedEvents();
    QVERIFY(row.layout()->minimumSize().width() <= row.width());
}

QTEST_MAIN(KeysToolRowTest)
#include "tst_keysui_keys_tool_row.moc"
