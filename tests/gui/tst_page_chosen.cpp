// SPDX-License-Identifier: Apache-2.0
// What belongs to a token and comes from elsewhere: the access token of another tab, the payload of a file.
#include "common/message_bar.h"
#include "proof_fixture.h"
#include "workspace_fixture.h"

#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace twb;
using namespace twb::ui;
using doctor::SignatureState;
using Outcome = doctor::CheckRow::Outcome;

class TestPageChosen : public QObject, protected page::WorkspaceHarness {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void accessTokenComesFromAnotherTab();
    void payloadComesFromAFile();

private:
    /// The menu of “From a tab” as it stands before the reader.
    QList<QAction*> openedTabs() const {
        QMenu* menu = find<QToolButton>("accessTokenTabsButton")->menu();
        menu->popup(workspace->mapToGlobal(QPoint(10, 10)));
        const QList<QAction*> offered = menu->actions();
        menu->hide();
        return offered;
    }
    QFileDialog* chooser() const {
        find<MessageBar>("detachedBar")->actionButton(0)->click();
        return workspace->findChild<QFileDialog*>();
    }
    QString file(const QString& name, const QByteArray& octets) const {
        QFile made(bench->folder.filePath(name));
        if (!made.open(QIODevice::WriteOnly) || made.write(octets) != octets.size()) {
            qFatal("the test's file cannot be written");
        }
        return made.fileName();
    }
};

void TestPageChosen::accessTokenComesFromAnotherTab() {
    openText(page::proof().c_str());
    auto* button = find<QToolButton>("accessTokenTabsButton");
    QVERIFY(button->isVisible() && !button->isEnabled()); // there is no other tab
    QCOMPARE(page::outcomeOf(*bench->document(), "dpop-ath"), std::optional(Outcome::Skipped));
    // Two more tabs: another token, and the one that was sent with the proof.
    bench->documents.openBehind({"eyJhbGciOiJub25lIn0.e30.", page::cafToken});
    bench->documents.at(1)->setTitle(QStringLiteral("Unrelated"));
    bench->documents.at(2)->setTitle(QStringLiteral("Access"));
    bench->documents.openNew(); // an empty one is not offered
    bench->documents.setCurrent(0);
    bench->document()->setAccessToken("stale");
    QVERIFY(bench->settle());
    QVERIFY(button->isEnabled());
    QList<QAction*> tabs = openedTabs();
    QCOMPARE(tabs.size(), qsizetype{2});
    QCOMPARE(tabs[0]->text(), QStringLiteral("Unrelated"));
    QCOMPARE(tabs[1]->text(), QStringLiteral("Access"));
    tabs[0]->trigger();
    QVERIFY(bench->settle());
    QCOMPARE(page::outcomeOf(*bench->document(), "dpop-ath"), std::optional(Outcome::Fail));
    tabs = openedTabs(); // filled anew each time
    QCOMPARE(tabs.size(), qsizetype{2});
    tabs[1]->trigger();
    QVERIFY(bench->settle());
    QCOMPARE(page::outcomeOf(*bench->document(), "dpop-ath"), std::optional(Outcome::Pass));
    QCOMPARE(find<QLineEdit>("accessTokenEdit")->text(), QString::fromLatin1(page::cafToken));
}

void TestPageChosen::payloadComesFromAFile() {
    const QByteArray octets("\x00\x01\xFE signed", 10);
    const auto key = jose::readJwk(R"({"kty":"oct","k":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"})");
    const auto token =
        jose::signCompact(R"({"alg":"HS256"})", asBytes(octets.toStdString()), *key, jose::PayloadPlace::Detached);
    openText(token->c_str());
    typeSecret("0123456789abcdef0123456789abcdef");
    const auto state = [this] { return bench->document()->shownVersion().signature.state; };
    QCOMPARE(state(), SignatureState::PayloadMissing);
    QPointer<QFileDialog> dialog = chooser();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->fileMode(), QFileDialog::ExistingFile);
    dialog->reject(); // the reader thinks better of it
    QTRY_VERIFY(!dialog);
    QCOMPARE(state(), SignatureState::PayloadMissing);
    // A file that has gone since it was chosen is named; nothing changes.
    dialog = chooser();
    Q_EMIT dialog->fileSelected(bench->folder.filePath(QStringLiteral("gone.bin")));
    delete dialog;
    const auto errors = workspace->findChildren<MessageBar*>();
    QVERIFY(std::any_of(errors.begin(), errors.end(),
                        [](const MessageBar* bar) { return bar->sentence().contains(QStringLiteral("gone.bin")); }));
    QCOMPARE(state(), SignatureState::PayloadMissing);
    // Another file than the signed one, then the signed one, by its name in the dialog itself.
    dialog = chooser();
    Q_EMIT dialog->fileSelected(file(QStringLiteral("other.bin"), "other"));
    delete dialog;
    QVERIFY(bench->settle());
    QCOMPARE(state(), SignatureState::Invalid);
    const QString path = file(QStringLiteral("signed.bin"), octets);
    dialog = chooser();
    dialog->setDirectory(bench->folder.path());
    dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path);
    QMetaObject::invokeMethod(dialog, "accept");
    QVERIFY(bench->settle());
    QCOMPARE(state(), SignatureState::Verified);
    QTRY_VERIFY(!dialog);
}

QTEST_MAIN(TestPageChosen)
#include "tst_page_chosen.moc"
