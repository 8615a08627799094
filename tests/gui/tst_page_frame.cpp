// SPDX-License-Identifier: Apache-2.0
// What stands around the panes: tabs, find bar, bars of the workspace, doctor beside and below.
#include "common/message_bar.h"
#include "editor/code_edit.h"
#include "editor/doctor_panel.h"
#include "editor/editor_page.h"
#include "editor/editor_workspace.h"
#include "editor/find_bar.h"
#include "editor/start_rows.h"
#include "editor/token_view.h"
#include "main_window/actions.h"
#include "workspace_fixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>

using namespace twb;
using namespace twb::ui;

class TestPageFrame : public QObject, protected page::WorkspaceHarness {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void renamesATab();
    void escapeLeavesTheTitle();
    void findGoesRoundAndSaysNotFound();
    void doctorBecomesADrawer();
    void findingsAreWalkedRound();
    void unreadableFileIsNamed();
    void fileOpensUnderItsName();
    void templateRowsOpenByEnter();
    void everyTemplateOfTheFirstPageMakesAGoodToken();
    void otherWaysTriggerTheirActions();
    void switchingTabsKeepsBoth();
};

void TestPageFrame::renamesATab() {
    openText();
    QTest::keyClick(find<QTabBar>("documentTabs"), Qt::Key_F2);
    auto* edit = find<QLineEdit>("renameEdit");
    edit->setText(QStringLiteral("Ticket & co"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(bench->document()->title(), QStringLiteral("Ticket & co"));
    QCOMPARE(find<QTabBar>("documentTabs")->tabText(0), QStringLiteral("Ticket && co"));
    QCOMPARE(workspace->title(), QStringLiteral("Ticket & co"));
}

void TestPageFrame::escapeLeavesTheTitle() {
    openText();
    const QString before = bench->document()->title();
    QTest::keyClick(find<QTabBar>("documentTabs"), Qt::Key_F2);
    auto* edit = find<QLineEdit>("renameEdit");
    edit->setText(QStringLiteral("other"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(bench->document()->title(), before);
}

void TestPageFrame::findGoesRoundAndSaysNotFound() {
    openText();
    auto* payload = find<CodeEdit>("payloadEdit");
    payload->setFocus();
    payload->setCaretOffset(0);
    (*actions)[ActionId::Find]->trigger();
    auto* edit = find<QLineEdit>("findEdit");
    QVERIFY(edit->isVisible());
    edit->setText(QStringLiteral("11"));
    const std::size_t first = payload->selectedRange().offset;
    QCOMPARE(payload->selectedRange().length, std::size_t{2});
    QCOMPARE(QByteArray::fromStdString(payload->utf8().mid(qsizetype(first), 2).toStdString()), QByteArray("11"));
    edit->setText(QStringLiteral("PEOPLEID"));
    QCOMPARE(payload->utf8().mid(qsizetype(payload->selectedRange().offset), 8), QByteArray("peopleId"));
    const TextRange found = payload->selectedRange();
    (*actions)[ActionId::FindNext]->trigger();
    QCOMPARE(payload->selectedRange(), found); // the only one: round to itself
    edit->setText(QStringLiteral("nowhere"));
    bool said = false;
    for (const QLabel* label : find<FindBar>("findBar")->findChildren<QLabel*>()) {
        said = said || label->text() == QStringLiteral("Not found");
    }
    QVERIFY(said);
}

void TestPageFrame::doctorBecomesADrawer() {
    openText();
    auto* panel = find<DoctorPanel>("doctorPanel");
    auto* bar = find<QWidget>("doctorBar");
    auto* payload = find<QWidget>("payloadPane");
    QVERIFY(panel->isVisible());
    QVERIFY(!bar->isVisible());
    workspace->resize(976, 600);
    QVERIFY(!panel->isVisible());
    QVERIFY(bar->isVisible());
    const int before = payload->height();
    (*actions)[ActionId::ToggleDoctor]->trigger();
    QVERIFY(panel->isVisible());
    QCOMPARE(payload->height(), before); // the drawer lies over the panes
    QTest::keyClick(panel, Qt::Key_Escape);
    QVERIFY(!panel->isVisible());
    workspace->resize(1368, 780);
    QVERIFY(panel->isVisible());
    QVERIFY(!bar->isVisible());
}

void TestPageFrame::findingsAreWalkedRound() {
    openText();
    bench->document()->setVerifySecret(Secret::fromText("short"));
    bench->document()->setAsOf(Time(std::chrono::seconds(1735799800)));
    QVERIFY(bench->settle());
    QTRY_VERIFY(bench->document()->diagnosis() != nullptr && bench->document()->diagnosis()->find("sig-invalid"));
    auto* panel = find<DoctorPanel>("doctorPanel");
    QTRY_VERIFY(panel->findChild<QWidget*>(QStringLiteral("finding_sig-invalid")));
    QSignalSpy entered(panel, &DoctorPanel::findingEntered);
    const auto cards = panel->findChildren<QWidget*>(QRegularExpression(QStringLiteral("^finding_")));
    QVERIFY(cards.size() >= 3); // signature, exp, personal data
    for (qsizetype step = 0; step <= cards.size(); ++step) {
        (*actions)[ActionId::NextFinding]->trigger();
    }
    QCOMPARE(entered.count(), cards.size() + 1);
    QCOMPARE(entered.last().first().toString(), entered.first().first().toString());
    (*actions)[ActionId::PreviousFinding]->trigger();
    QVERIFY(entered.last().first().toString() != entered.first().first().toString());
}

void TestPageFrame::unreadableFileIsNamed() {
    workspace->openFile(bench->folder.filePath(QStringLiteral("missing.txt")));
    const auto bars = workspace->findChildren<MessageBar*>();
    const bool named = std::any_of(bars.begin(), bars.end(), [](const MessageBar* bar) {
        return bar->isVisible() && bar->sentence().startsWith(QStringLiteral("missing.txt is not readable"));
    });
    QVERIFY(named);
    QVERIFY(bench->document()->isEmpty());
}

void TestPageFrame::fileOpensUnderItsName() {
    const QString path = bench->folder.filePath(QStringLiteral("login.txt"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("Authorization: Bearer ") + page::cafToken + "\r\n");
    file.close();
    workspace->openFile(path);
    QVERIFY(bench->settle());
    QCOMPARE(workspace->title(), QStringLiteral("login"));
    QCOMPARE(find<TokenView>("encodedView")->utf8(), QByteArray(page::cafToken));
}

void TestPageFrame::templateRowsOpenByEnter() {
    auto* rows = find<StartRows>("templateRows");
    QSignalSpy chosen(rows, &StartRows::chosen);
    rows->setFocus();
    QTest::keyClick(rows, Qt::Key_Down);
    QTest::keyClick(rows, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), QString::fromStdString(bench->profileStore.firstPage()[1].id));
    QVERIFY(find<QWidget>("templateFormPage")->isVisible());
}

void TestPageFrame::everyTemplateOfTheFirstPageMakesAGoodToken() {
    for (std::size_t row = 0; row < bench->profileStore.firstPage().size(); ++row) {
        auto* rows = find<StartRows>("templateRows");
        QVERIFY(rows->isVisible());
        const QModelIndex index = rows->model()->index(static_cast<int>(row), 0);
        rows->scrollTo(index);
        QTest::mouseClick(rows->viewport(), Qt::LeftButton, {}, rows->visualRect(index).center());
        QVERIFY2(!rows->isVisible(), qPrintable(index.data().toString()));
        const auto verified = [this] {
            const doctor::SignatureState state = bench->document()->shownVersion().signature.state;
            return state == doctor::SignatureState::Verified || state == doctor::SignatureState::VerifiedSignedByYou;
        };
        QTRY_VERIFY2_WITH_TIMEOUT(verified(), qPrintable(index.data().toString()), 20'000); // some make a key pair
        (*actions)[ActionId::NewTab]->trigger();
    }
}

void TestPageFrame::otherWaysTriggerTheirActions() {
    auto* rows = find<StartRows>("otherWaysRows");
    QVERIFY(rows->model()->rowCount() >= 3);
    rows->setFocus();
    QStringList triggered;
    for (const ActionId id : {ActionId::EndpointWorkspace, ActionId::IssuerWorkspace, ActionId::GenerateKey}) {
        connect((*actions)[id], &QAction::triggered, rows,
                [&triggered, action = (*actions)[id]] { triggered << action->objectName(); });
    }
    for (int row = 0; row < rows->model()->rowCount(); ++row) {
        const QModelIndex index = rows->model()->index(row, 0);
        rows->setCurrentIndex(index);
        QTest::keyClick(rows, Qt::Key_Return);
        QCOMPARE(triggered.size(), row + 1);
        QVERIFY(index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("(Ctrl+")));
    }
    QCOMPARE(triggered.size(), QSet<QString>(triggered.begin(), triggered.end()).size());
}

void TestPageFrame::switchingTabsKeepsBoth() {
    openText();
    bench->document()->setVerifySecret(Secret::fromText(page::cafSecret));
    QVERIFY(bench->settle());
    (*actions)[ActionId::NewTab]->trigger();
    QVERIFY(find<QWidget>("firstRunPage")->isVisible());
    workspace->openText(QStringLiteral("eyJhbGciOiJub25lIn0.e30."));
    QVERIFY(bench->settle());
    QCOMPARE(bench->documents.count(), 2);
    QCOMPARE(find<CodeEdit>("payloadEdit")->utf8(), QByteArray("{}"));
    (*actions)[ActionId::PreviousTab]->trigger();
    QVERIFY(find<CodeEdit>("payloadEdit")->utf8().contains("11144477735"));
    QCOMPARE(find<QTabBar>("documentTabs")->currentIndex(), 0);
}

QTEST_MAIN(TestPageFrame)
#include "tst_page_frame.moc"
