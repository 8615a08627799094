// SPDX-License-Identifier: Apache-2.0
//
// The comparison as a tab among those of the documents (ui.md §6.1): opened, left, moved, closed; two texts with signs
// in the gutter, times normalised, sides out of everything that is open.
#include "common/switch_row.h"
#include "common/text_label.h"
#include "editor/document_tabs.h"
#include "workspace_fixture.h"

#include <QComboBox>
#include <QTabBar>
#include <QTableWidget>

using namespace twb;
using namespace twb::ui;

namespace {

QString token(const QByteArray& payload) {
    const auto flags = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return QString::fromLatin1(QByteArray("{\"alg\":\"HS256\"}").toBase64(flags) + '.' + payload.toBase64(flags) + '.' +
                               QByteArray(32, 'x').toBase64(flags));
}

} // namespace

class TestPageCompare : public QObject, private page::WorkspaceHarness {
    Q_OBJECT

private:
    QTabBar* tabs() const { return find<QTabBar>("documentTabs"); }
    QWidget* comparison() const { return find<QWidget>("comparePage"); }
    QString words() const { return find<TextLabel>("compareSummary")->text(); }
    CodeEdit* left() const { return find<CodeEdit>("compareLeftText"); }
    CodeEdit* right() const { return find<CodeEdit>("compareRightText"); }
    void trigger(ActionId id) { (*actions)[id]->trigger(); }
    bool isOn(ActionId id) const { return (*actions)[id]->isEnabled(); }
    /// Two tabs, the second in front.
    void openTwo() {
        workspace->openText(token("{\"sub\":\"alice\",\"role\":\"x\",\"iat\":1735689800,\"exp\":1735690100}"));
        QVERIFY(bench->settle());
        workspace->openText(token("{\"sub\":\"bob\",\"iat\":1735600000,\"exp\":1735600300,\"new\":1}"));
        QVERIFY(bench->settle());
        QCOMPARE(bench->documents.count(), 2);
    }
    /// The sign at the line where the word stands.
    static LineDifference signAt(const CodeEdit* edit, const QByteArray& word) {
        const QByteArray text = edit->utf8();
        const auto line = static_cast<int>(text.left(text.indexOf(word)).count('\n'));
        for (const LineMark& mark : edit->lineMarks()) {
            if (mark.line == line) {
                return mark.difference;
            }
        }
        return LineDifference::None;
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void itIsATabThatCloses() {
        openTwo();
        QSignalSpy titles(workspace.get(), &EditorWorkspace::titleChanged);
        QCOMPARE((*actions)[ActionId::CompareTokens]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_D));
        trigger(ActionId::CompareTokens);
        QCOMPARE(tabs()->count(), 3);
        QCOMPARE(tabs()->tabText(tabs()->currentIndex()), QStringLiteral("Comparison"));
        QCOMPARE(tabs()->currentIndex(), 2);
        QVERIFY(comparison()->isVisible());
        QVERIFY(!find<QWidget>("editorPage")->isVisible());
        QCOMPARE(titles.last().first().toString(), QStringLiteral("Comparison"));
        QCOMPARE(workspace->title(), QStringLiteral("Comparison"));
        QCOMPARE((*actions)[ActionId::CloseTab]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_W));
        trigger(ActionId::CloseTab);
        QCOMPARE(tabs()->count(), 2);
        QCOMPARE(bench->documents.count(), 2); // no document went
        QCOMPARE(tabs()->currentIndex(), 1);
        QVERIFY(!comparison()->isVisible());
        QVERIFY(find<QWidget>("editorPage")->isVisible());
        QCOMPARE(workspace->title(), bench->document()->title());
        // Its own button closes it, too; the middle button of the mouse as well.
        trigger(ActionId::CompareTokens);
        QTest::mouseClick(tabs()->tabButton(2, QTabBar::RightSide), Qt::LeftButton);
        QCOMPARE(tabs()->count(), 2);
        trigger(ActionId::CompareTokens);
        QTest::mouseClick(tabs(), Qt::MiddleButton, {}, tabs()->tabRect(2).center());
        QCOMPARE(tabs()->count(), 2);
        QCOMPARE(bench->documents.count(), 2);
        trigger(ActionId::CloseTab);
        QCOMPARE(bench->documents.count(), 1);
    }

    void signsStandInTheGutter() {
        openTwo();
        trigger(ActionId::CompareTokens);
        find<SwitchRow>("compareTimesSwitch")->setCurrentIndex(1); // as written
        QTRY_VERIFY(!left()->lineMarks().isEmpty());
        QTRY_VERIFY(right()->utf8().contains("1735689800"));
        // The second tab is compared with the first.
        QVERIFY(left()->isReadOnly() && right()->isReadOnly());
        QCOMPARE(signAt(left(), "\"sub\""), LineDifference::Changed);
        QCOMPARE(signAt(right(), "\"sub\""), LineDifference::Changed);
        QCOMPARE(signAt(left(), "\"new\""), LineDifference::Removed);
        QCOMPARE(signAt(right(), "\"role\""), LineDifference::Added);
        QCOMPARE(signAt(left(), "\"alg\""), LineDifference::None);
        QCOMPARE(signAt(left(), "\"iat\""), LineDifference::Changed);
        // Counted from iat both live five minutes.
        find<SwitchRow>("compareTimesSwitch")->setCurrentIndex(0);
        QTRY_COMPARE(signAt(left(), "\"exp\""), LineDifference::None);
        QTRY_COMPARE(words(), QStringLiteral("3 claims differ."));
    }

    void wordsOfTheTableFollowTheTheme() {
        openTwo();
        trigger(ActionId::CompareTokens);
        const auto* table = find<QTableWidget>("compareTable");
        QTRY_VERIFY(table->rowCount() > 0);
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            Theme::current().setMode(mode);
            QTRY_COMPARE(table->item(0, 3)->foreground().color(),
                         Theme::tableColor(Role::Warn, mode == ThemeMode::Dark ? Scheme::Dark : Scheme::Light));
        }
    }

    void sidesAreWhateverIsOpen() {
        openTwo();
        QVERIFY(bench->document()->setClaim("sub", "\"carol\""));
        QVERIFY(bench->settle());
        trigger(ActionId::CompareTokens);
        auto* one = find<QComboBox>("compareLeftCombo");
        auto* two = find<QComboBox>("compareRightCombo");
        QCOMPARE(one->count(), 3);
        QCOMPARE(one->currentText(), QStringLiteral("Token 2 · Original"));
        QCOMPARE(two->currentText(), QStringLiteral("Token 2 · Your copy"));
        QTRY_COMPARE(words(), QStringLiteral("1 claim differs."));
        two->setCurrentIndex(two->findText(QStringLiteral("Token 1 · Original")));
        QTRY_VERIFY(right()->utf8().contains("alice"));
        // The sides stay while another tab is in front, and what is opened there can be chosen.
        trigger(ActionId::NewTab);
        QVERIFY(!comparison()->isVisible());
        workspace->openText(token("{\"sub\":\"dave\"}"));
        QVERIFY(bench->settle());
        trigger(ActionId::PreviousTab);
        QVERIFY(comparison()->isVisible());
        QCOMPARE(two->currentText(), QStringLiteral("Token 1 · Original"));
        QCOMPARE(two->count(), 4);
        two->setCurrentIndex(3);
        QTRY_VERIFY(right()->utf8().contains("dave"));
    }

    void tabsAreSteppedThrough() {
        openTwo();
        trigger(ActionId::CompareTokens);
        trigger(ActionId::NextTab); // round at the end
        QCOMPARE(tabs()->currentIndex(), 0);
        QCOMPARE(bench->documents.currentIndex(), 0);
        QVERIFY(find<QWidget>("editorPage")->isVisible());
        trigger(ActionId::PreviousTab);
        QVERIFY(comparison()->isVisible());
        QCOMPARE(bench->documents.currentIndex(), 0);
        QTest::mouseClick(tabs(), Qt::LeftButton, {}, tabs()->tabRect(0).center()); // the current document's own tab
        QVERIFY(find<QWidget>("editorPage")->isVisible());
        QVERIFY(!comparison()->isVisible());
        QTest::mouseClick(tabs(), Qt::LeftButton, {}, tabs()->tabRect(1).center());
        QCOMPARE(bench->documents.currentIndex(), 1);
    }

    void tabsAreMovedAndClosedAroundIt() {
        openTwo();
        workspace->openText(token("{\"sub\":\"dave\"}"));
        QVERIFY(bench->settle());
        trigger(ActionId::CompareTokens);
        QCOMPARE(tabs()->currentIndex(), 3);
        tabs()->moveTab(3, 1); // between the documents
        QVERIFY(comparison()->isVisible());
        QCOMPARE(bench->documents.at(0)->title(), QStringLiteral("Token 1"));
        tabs()->moveTab(0, 2); // Comparison, 2, 1, 3
        QCOMPARE(bench->documents.at(0)->title(), QStringLiteral("Token 2"));
        QCOMPARE(bench->documents.at(1)->title(), QStringLiteral("Token 1"));
        QStringList shown;
        for (int tab = 0; tab < tabs()->count(); ++tab) {
            shown.append(tabs()->tabText(tab));
        }
        QCOMPARE(shown.join(QLatin1Char('|')), QStringLiteral("Comparison|Token 2|Token 1|Token 3"));
        // A document that goes behind its back: the comparison stays in front.
        QTest::mouseClick(tabs(), Qt::MiddleButton, {}, tabs()->tabRect(1).center());
        QCOMPARE(bench->documents.count(), 2);
        QVERIFY(comparison()->isVisible());
        QCOMPARE(tabs()->tabText(1), QStringLiteral("Token 1"));
        tabs()->setCurrentIndex(1);
        QCOMPARE(bench->document()->title(), QStringLiteral("Token 1"));
        bench->documents.current()->setTitle(QStringLiteral("Renamed"));
        QCOMPARE(tabs()->tabText(1), QStringLiteral("Renamed"));
        trigger(ActionId::ReopenTab);
        QCOMPARE(bench->document()->title(), QStringLiteral("Token 2"));
        QCOMPARE(tabs()->tabText(tabs()->currentIndex()), QStringLiteral("Token 2"));
        while (bench->documents.count() > 1) {
            bench->documents.close(0);
        }
        bench->documents.close(0); // an empty one follows
        QCOMPARE(tabs()->count(), 2);
        QCOMPARE(tabs()->tabText(tabs()->currentIndex()), bench->document()->title());
        QVERIFY(find<QWidget>("firstRunPage")->isVisible());
    }

    void closedItComesBackWithItsSides() {
        openTwo();
        workspace->openText(token("{\"sub\":\"dave\"}"));
        QVERIFY(bench->settle());
        QVERIFY(!isOn(ActionId::ReopenTab));
        trigger(ActionId::CompareTokens);
        auto* one = find<QComboBox>("compareLeftCombo");
        auto* two = find<QComboBox>("compareRightCombo");
        one->setCurrentIndex(one->findText(QStringLiteral("Token 2 · Original")));
        two->setCurrentIndex(two->findText(QStringLiteral("Token 1 · Original")));
        trigger(ActionId::CloseTab);
        QVERIFY(isOn(ActionId::ReopenTab));
        bench->documents.close(2);
        bench->documents.close(0);
        // In the order in which they went; the comparison only when both of its sides are there.
        trigger(ActionId::ReopenTab);
        QCOMPARE(bench->document()->title(), QStringLiteral("Token 1"));
        QVERIFY(!comparison()->isVisible());
        trigger(ActionId::ReopenTab);
        QCOMPARE(bench->documents.count(), 3);
        trigger(ActionId::ReopenTab);
        QVERIFY(comparison()->isVisible());
        QCOMPARE(tabs()->tabText(tabs()->currentIndex()), QStringLiteral("Comparison"));
        QCOMPARE(one->currentText(), QStringLiteral("Token 2 · Original"));
        QCOMPARE(two->currentText(), QStringLiteral("Token 1 · Original"));
        QTRY_VERIFY(right()->utf8().contains("alice"));
        QVERIFY(!isOn(ActionId::ReopenTab));
        // A side that is gone for good does not come back as something else.
        trigger(ActionId::CloseTab);
        bench->documents.close(1);
        trigger(ActionId::ReopenTab);
        QCOMPARE(bench->document()->title(), QStringLiteral("Token 2"));
    }

    void whatActsOnATokenWaits() {
        openTwo();
        QVERIFY(bench->document()->setClaim("sub", "\"carol\""));
        QVERIFY(bench->settle());
        const auto acting = {ActionId::Undo,          ActionId::SaveToken,  ActionId::CopyToken,
                             ActionId::SwitchVersion, ActionId::ClearTab,   ActionId::BackToOriginal,
                             ActionId::SaveReport,    ActionId::HeaderPane, ActionId::CompareTokens,
                             ActionId::ShowChecklist};
        trigger(ActionId::CompareTokens);
        for (const ActionId id : acting) {
            QVERIFY2(!isOn(id), qPrintable((*actions)[id]->objectName()));
        }
        QVERIFY(!find<QWidget>("compareButton")->isEnabled());
        // A second passes, an answer comes: the comparison stays.
        QVERIFY(bench->document()->setClaim("sub", "\"erin\""));
        QVERIFY(bench->settle());
        QVERIFY(comparison()->isVisible());
        QTRY_VERIFY(right()->utf8().contains("erin"));
        // Find looks through its texts.
        QVERIFY(isOn(ActionId::Find));
        trigger(ActionId::Find);
        QTest::keyClicks(find<QLineEdit>("findEdit"), QStringLiteral("bob"));
        QCOMPARE(left()->textCursor().selectedText(), QStringLiteral("bob"));
        trigger(ActionId::CloseTab);
        for (const ActionId id : {ActionId::Undo, ActionId::SaveToken, ActionId::SwitchVersion, ActionId::HeaderPane}) {
            QVERIFY2(isOn(id), qPrintable((*actions)[id]->objectName()));
        }
        QVERIFY(!find<QWidget>("findBar")->isVisible());
    }
};

QTEST_MAIN(TestPageCompare)
#include "tst_page_compare.moc"
