// SPDX-License-Identifier: Apache-2.0
//
// "Expect tokens like this" in the window: the bar that says where the profile was saved, another title for it, its
// removal and the way back.
#include "common/message_bar.h"
#include "editor/profile_choice.h"
#include "workspace_fixture.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QToolButton>

using namespace twb;
using namespace twb::ui;

class TestPageOwnProfiles : public QObject, private page::WorkspaceHarness {
    Q_OBJECT

private:
    QString path() const { return bench->profileStore.folder() + QStringLiteral("/like-token-1.json"); }
    QByteArray file() const {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString chosen() const { return find<QComboBox>("profileCombo")->currentText(); }
    QString fact() const { return find<QWidget>("editorPage")->findChild<FactCell*>("factProfile")->title(); }
    /// Bars that were replaced live until the event loop runs: the one that is seen.
    MessageBar* bar(const char* name) const {
        for (auto* one : workspace->findChildren<MessageBar*>(QLatin1String(name))) {
            if (one->isVisible()) {
                return one;
            }
        }
        return nullptr;
    }
    void save() {
        openText();
        (*actions)[ActionId::ExpectLikeThis]->trigger();
        QVERIFY(bench->settle());
        QCOMPARE(chosen(), QStringLiteral("Like Token 1 (yours)"));
    }
    QLineEdit* title() const { return find<QLineEdit>("profileTitleEdit"); }
    void type(const QString& text, Qt::Key key) {
        QTRY_VERIFY(title()->isVisible());
        QVERIFY(!find<QComboBox>("profileCombo")->isVisible());
        title()->selectAll();
        QTest::keyClicks(title(), text);
        QTest::keyClick(title(), key);
        QVERIFY(bench->settle());
        QVERIFY(!title()->isVisible());
        QVERIFY(find<QComboBox>("profileCombo")->isVisible());
    }

private Q_SLOTS:
    void init() { open(page::Profiles::WithOwn); }
    void cleanup() { close(); }

    void theBarSaysWhereItWasSaved() {
        save();
        MessageBar* saved = bar("expectBar");
        QVERIFY(saved != nullptr);
        const QString words = saved->accessibleName();
        QVERIFY2(words.startsWith("Saved as the profile “Like Token 1”."), qPrintable(words));
        QVERIFY2(words.contains("like-token-1.json in " + bench->profileStore.folder()), qPrintable(words));
        QVERIFY(file().contains("\"title\": \"Like Token 1\""));
        QVERIFY(!file().contains("11144477735")); // the person's number is no expectation
        QCOMPARE(fact(), QStringLiteral("Like Token 1: all checks passed"));
        QCOMPARE(saved->actionButton(0)->text(), QStringLiteral("Rename"));
        QTest::keyClick(saved, Qt::Key_Escape);
        QVERIFY(bar("expectBar") == nullptr);
    }

    void renamedFromTheBar() {
        save();
        QTest::mouseClick(bar("expectBar")->actionButton(0), Qt::LeftButton);
        QTRY_VERIFY(title()->isVisible());
        QCOMPARE(title()->selectedText(), QStringLiteral("Like Token 1"));
        type(QStringLiteral("  Our   gateway "), Qt::Key_Return);
        QCOMPARE(chosen(), QStringLiteral("Our gateway (yours)"));
        QCOMPARE(fact(), QStringLiteral("Our gateway: all checks passed"));
        QVERIFY(file().contains("\"title\": \"Our gateway\""));
        QCOMPARE(bench->document()->state().profileChoice, std::string("like-token-1"));
        QVERIFY(bar("expectBar") == nullptr); // it would say the former title
    }

    void theBarFindsItsTabAgain() {
        save();
        bench->documents.openNew();
        QTest::mouseClick(bar("expectBar")->actionButton(0), Qt::LeftButton);
        QCOMPARE(bench->documents.currentIndex(), 0);
        type(QStringLiteral("Gateway"), Qt::Key_Return);
        QCOMPARE(chosen(), QStringLiteral("Gateway (yours)"));
    }

    void theBarGoesWithItsTab() {
        save();
        bench->documents.close(0);
        QVERIFY(bar("expectBar") == nullptr);
    }

    void renamedByKey() {
        save();
        auto* combo = find<QComboBox>("profileCombo");
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_F2);
        type(QStringLiteral("Nothing of this"), Qt::Key_Escape);
        QCOMPARE(chosen(), QStringLiteral("Like Token 1 (yours)"));
        QVERIFY(combo->hasFocus());
        QTest::keyClick(combo, Qt::Key_F2);
        type(QStringLiteral("   "), Qt::Key_Return); // no title is no title
        QCOMPARE(chosen(), QStringLiteral("Like Token 1 (yours)"));
        QVERIFY(file().contains("\"title\": \"Like Token 1\""));
    }

    void onlyOwnProfilesCanBeChanged() {
        openText();
        auto* more = find<QToolButton>("ownProfileButton");
        QVERIFY(!more->isVisible()); // Automatic: CAF mobile
        (*actions)[ActionId::ExpectLikeThis]->trigger();
        QVERIFY(bench->settle());
        QVERIFY(more->isVisible());
        QCOMPARE(more->accessibleName(), QStringLiteral("More for this profile"));
        bench->document()->setProfileChoice("heflo");
        QVERIFY(bench->settle());
        QVERIFY(!more->isVisible());
        auto* combo = find<QComboBox>("profileCombo");
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_F2);
        QVERIFY(!title()->isVisible());
        bench->document()->setProfileChoice("none");
        QVERIFY(bench->settle());
        QVERIFY(!more->isVisible());
    }

    void removedAndBack() {
        save();
        const QByteArray before = file();
        QVERIFY(!before.isEmpty());
        find<QAction>("removeProfileAction")->trigger();
        QVERIFY(bench->settle());
        QVERIFY(!QFile::exists(path()));
        QCOMPARE(bench->document()->state().profileChoice, std::string());
        QCOMPARE(chosen(), QStringLiteral("Automatic: CAF mobile"));
        MessageBar* removed = bar("profileRemovedBar");
        QVERIFY(removed != nullptr);
        QCOMPARE(removed->sentence(), QStringLiteral("The profile “Like Token 1” was removed."));
        QTest::mouseClick(removed->actionButton(0), Qt::LeftButton);
        QTRY_COMPARE(file(), before);
        QVERIFY(bench->settle());
        QCOMPARE(chosen(), QStringLiteral("Like Token 1 (yours)"));
        QVERIFY(bar("profileRemovedBar") == nullptr);
    }

    void aFileThatIsGoneIsSaid() {
        save();
        QVERIFY(QFile::remove(path()));
        find<QAction>("removeProfileAction")->trigger();
        bool said = false;
        for (const auto* one : workspace->findChildren<MessageBar*>()) {
            said = said || (one->kind() == MessageKind::Error && one->sentence().contains("like-token-1.json"));
        }
        QVERIFY(said);
    }
};

QTEST_MAIN(TestPageOwnProfiles)
#include "tst_page_own_profiles.moc"
