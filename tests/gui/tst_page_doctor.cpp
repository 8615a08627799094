// SPDX-License-Identifier: Apache-2.0
// The doctor beside the panes: findings, places, repairs.
#include "common/switch_row.h"
#include "editor/code_edit.h"
#include "editor/doctor_panel.h"
#include "editor/editor_workspace.h"
#include "editor/readings_fold.h"
#include "editor/summary_card.h"
#include "main_window/actions.h"
#include "page_fixture.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>

using namespace twb;
using namespace twb::ui;

namespace {
// Signed with the octets that the text of the secret decodes to; times in milliseconds; an HTTP scheme word before it.
constexpr const char* brokenSecret = "c3VwcG9ydC1jYXNlLTQ4MTItZGVtby1zZWNyZXQhISE=";
constexpr const char* brokenToken =
    "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6MTExNDQ0Nzc3MzUsImlhdCI6MTc5NTE5NTk4OTAwMCwiZXhwIjox"
    "Nzk1MTk2Mjg5MDAwfQ.zh_8Ca3IMNdm8Nfc7-9Ro5y05QOzd2G0OfbmWESep4w";
constexpr qint64 brokenNow = 1795197780; // 2026-11-20 18:03:00 UTC
} // namespace

class TestPageDoctor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void healthyTokenSaysSo();
    void brokenTokenIsSortedAndExplained();
    void pressLightsThePlace();
    void secretIsReadAnotherWayInOneStep();
    void claimsAreCorrectedInTheCopy();
    void shortcutRepairsTheTopmost();
    void pastedTextIsShown();
    void filterKeepsWhatFits();
    void findingIsCopied();
    void wordsChangeInPlaceWhileTyping();
    void searchCanBeStopped();
    void reportTakesTheDoctorsPlace();
    void comparisonShowsWhatDiffers();

private:
    template <typename T>
    T* find(const QString& name) const {
        return workspace->findChild<T*>(name);
    }
    void openBroken() {
        bench->clock.set(Time(std::chrono::seconds(brokenNow)));
        workspace->openText(QLatin1String(brokenToken));
        document()->setVerifySecret(Secret::fromText(brokenSecret));
        QVERIFY(bench->settle());
        QTRY_VERIFY(find<QWidget>(QStringLiteral("finding_sig-alt-secret-base64")));
    }
    void openHealthy() {
        workspace->openText(QLatin1String(page::cafToken));
        document()->setVerifySecret(Secret::fromText(page::cafSecret));
        QVERIFY(bench->settle());
        QTRY_VERIFY(document()->diagnosis() != nullptr && document()->diagnosis()->find("sig-verified"));
        QTRY_VERIFY(find<QWidget>(QStringLiteral("finding_sec-personal-data"))); // at the pause
    }
    workbench::TokenDocument* document() const { return bench->document(); }
    /// For looking at: TWB_PICTURES names a folder.
    void picture(const char* name, ThemeMode mode = ThemeMode::Light) const {
        const QString folder = qEnvironmentVariable("TWB_PICTURES");
        if (!folder.isEmpty()) {
            bench->theme.apply();
            bench->theme.setMode(mode);
            QTest::qWait(50);
            QVERIFY(workspace->grab().save(folder + QLatin1Char('/') + QLatin1String(name)));
        }
    }

    std::unique_ptr<page::Bench> bench;
    std::unique_ptr<Actions> actions;
    std::unique_ptr<EditorWorkspace> workspace;
};

void TestPageDoctor::init() {
    bench = std::make_unique<page::Bench>();
    actions = std::make_unique<Actions>();
    workspace = std::make_unique<EditorWorkspace>(bench->documents, bench->settings, bench->theme, *actions,
                                                  bench->profileStore);
    workspace->resize(1378, 850);
    workspace->show();
    workspace->preparePanes();
}

void TestPageDoctor::cleanup() {
    workspace.reset();
    actions.reset();
    bench.reset();
}

void TestPageDoctor::healthyTokenSaysSo() {
    openHealthy();
    auto* summary = find<SummaryCard>(QStringLiteral("doctorSummary"));
    QTRY_COMPARE(summary->title(), QStringLiteral("Nothing to repair"));
    QVERIFY(summary->isVisible());
    QVERIFY(summary->accessibleName().contains(QStringLiteral("No errors, no warnings, 1 note")));
    QVERIFY(find<QWidget>(QStringLiteral("finding_sec-personal-data")));
    QVERIFY(!find<QWidget>(QStringLiteral("finding_sig-verified"))); // the facts say it
}

void TestPageDoctor::brokenTokenIsSortedAndExplained() {
    openBroken();
    auto* secret = find<FindingCard>(QStringLiteral("finding_sig-alt-secret-base64"));
    auto* times = find<FindingCard>(QStringLiteral("finding_time-in-milliseconds"));
    QVERIFY(secret && times);
    QCOMPARE(times->content().title, QStringLiteral("iat and exp are in milliseconds"));
    QCOMPARE(secret->content().evidence.size(), 2);
    QCOMPARE(secret->content().evidence.last().strong, QStringLiteral("verifies"));
    QVERIFY(!find<SummaryCard>(QStringLiteral("doctorSummary"))->isVisible());
    // One primary button: that of the topmost card with a repair.
    auto* top = secret->y() < times->y() ? secret : times;
    auto* other = top == secret ? times : secret;
    QCOMPARE(top->repairButton()->property("kind").toString(), QStringLiteral("primary"));
    QVERIFY(other->repairButton()->property("kind").toString() != QLatin1String("primary"));
    auto* fold = find<ReadingsFold>(QStringLiteral("readingsFold"));
    QVERIFY(fold);
    QVERIFY(fold->accessibleDescription().contains(QStringLiteral("Decoded from Base64: 32 bytes: verifies")));
    QVERIFY(!secret->accessibleDescription().contains(QLatin1String(brokenSecret)));
    picture("doctor-broken-light.png");
    picture("doctor-broken-dark.png", ThemeMode::Dark);
}

void TestPageDoctor::pressLightsThePlace() {
    openBroken();
    auto* times = find<FindingCard>(QStringLiteral("finding_time-in-milliseconds"));
    QTest::mouseClick(times, Qt::LeftButton, Qt::NoModifier, QPoint(40, 12));
    auto* payload = find<CodeEdit>(QStringLiteral("payloadEdit"));
    const TextRange range = payload->selectedRange();
    const QByteArray selected = payload->utf8().mid(qsizetype(range.offset), qsizetype(range.length));
    QVERIFY2(selected.startsWith("\"iat\""), selected.constData());
    QCOMPARE(document()->spotlight().findingId, std::string("time-in-milliseconds"));
    QCOMPARE(document()->spotlight().ranges.size(), std::size_t{2});
    document()->setVerifyEncoding(doctor::SecretEncoding::Base64);
    QVERIFY(document()->spotlight().findingId.empty()); // an edit puts it out
}

void TestPageDoctor::secretIsReadAnotherWayInOneStep() {
    openBroken();
    QSignalSpy said(workspace.get(), &EditorWorkspace::statusMessage);
    auto* button = find<QPushButton>(QStringLiteral("repair_sig-alt-secret-base64"));
    QCOMPARE(button->text(), QStringLiteral("Read secret as Base64"));
    button->click();
    QVERIFY(bench->settle());
    QCOMPARE(document()->state().verifyEncoding, doctor::SecretEncoding::Base64);
    QCOMPARE(document()->shownVersion().signature.state, doctor::SignatureState::Verified);
    QTRY_COMPARE(said.count(), 1);
    QCOMPARE(said.last().first().toString(), QStringLiteral("Secret is read as Base64. Signature Verified."));
    QTRY_VERIFY(!find<QWidget>(QStringLiteral("finding_sig-alt-secret-base64")) ||
                !find<QWidget>(QStringLiteral("finding_sig-alt-secret-base64"))->isVisible());
    document()->undo();
    QCOMPARE(document()->state().verifyEncoding, doctor::SecretEncoding::Utf8);
}

void TestPageDoctor::claimsAreCorrectedInTheCopy() {
    openBroken();
    auto* button = find<QPushButton>(QStringLiteral("repair_time-in-milliseconds"));
    QCOMPARE(button->text(), QStringLiteral("Correct in your copy"));
    const std::string original = *document()->state().original->token;
    button->click();
    QVERIFY(bench->settle());
    QVERIFY(document()->hasCopy());
    QCOMPARE(*document()->state().original->token, original);
    QCOMPARE(document()->shownVersion().reading->claim("exp")->valueText, std::string("1795196289"));
    QCOMPARE(document()->shownVersion().reading->claim("iat")->valueText, std::string("1795195989"));
    document()->undo();
    QVERIFY(!document()->hasCopy());
}

void TestPageDoctor::shortcutRepairsTheTopmost() {
    openBroken();
    (*actions)[ActionId::RepairFinding]->trigger();
    QVERIFY(bench->settle());
    QVERIFY(document()->hasCopy() || document()->state().verifyEncoding == doctor::SecretEncoding::Base64);
    QVERIFY(document()->canUndo());
}

void TestPageDoctor::pastedTextIsShown() {
    openBroken();
    const auto offer = document()->repairOffer("input-bearer-prefix");
    QCOMPARE(offer.kind, workbench::RepairOffer::Kind::ShowAsPasted);
    auto* button = find<QPushButton>(QStringLiteral("repair_input-bearer-prefix"));
    QVERIFY(button && button->isVisible()); // a note's repair is seen, too
    QCOMPARE(button->text(), QStringLiteral("Show as pasted"));
    const auto revision = document()->revision();
    button->click();
    auto* view = find<QPlainTextEdit>(QStringLiteral("encodedView"));
    Q_UNUSED(view)
    QCOMPARE(document()->revision(), revision); // a view, not an edit
}

void TestPageDoctor::filterKeepsWhatFits() {
    openBroken();
    auto* filter = find<QLineEdit>(QStringLiteral("findingFilter"));
    filter->show();
    filter->setText(QStringLiteral("milliseconds"));
    QVERIFY(find<QWidget>(QStringLiteral("finding_time-in-milliseconds"))->isVisible());
    auto* other = find<QWidget>(QStringLiteral("finding_sig-alt-secret-base64"));
    QVERIFY(!other || !other->isVisible());
    filter->clear();
    QTRY_VERIFY(find<QWidget>(QStringLiteral("finding_sig-alt-secret-base64"))->isVisible());
}

void TestPageDoctor::findingIsCopied() {
    openBroken();
    find<QPushButton>(QStringLiteral("copy_sig-alt-secret-base64"))->click();
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains(QStringLiteral("[sig-alt-secret-base64]")));
    QVERIFY(!text.contains(QLatin1String(brokenSecret)));
}

void TestPageDoctor::wordsChangeInPlaceWhileTyping() {
    openHealthy();
    auto* note = find<QWidget>(QStringLiteral("finding_sec-personal-data"));
    QVERIFY(note);
    document()->setVerifySecret(Secret::fromText("another secret that is long enough for it"));
    QVERIFY(document()->isTyping());
    QTRY_VERIFY(document()->diagnosis()->find("sig-invalid"));
    QCOMPARE(find<QWidget>(QStringLiteral("finding_sec-personal-data")), note);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(QStringLiteral("finding_sig-invalid")), 2000); // at the pause
    QCOMPARE(find<QWidget>(QStringLiteral("finding_sec-personal-data")), note);
}

void TestPageDoctor::searchCanBeStopped() {
    openBroken();
    document()->stopSearch(); // nothing is searched: nothing happens
    QVERIFY(!document()->diagnosis()->isSearching);
    QCOMPARE(find<QWidget>(QStringLiteral("doctorSearch"))->isVisible(), false);
}

void TestPageDoctor::reportTakesTheDoctorsPlace() {
    openBroken();
    auto* doctor = find<DoctorPanel>(QStringLiteral("doctorPanel"));
    const int width = doctor->width();
    (*actions)[ActionId::SaveReport]->trigger();
    auto* report = find<QWidget>(QStringLiteral("reportPanel"));
    auto* preview = find<QPlainTextEdit>(QStringLiteral("reportPreview"));
    QVERIFY(report->isVisible() && !doctor->isVisible());
    QCOMPARE(report->width(), width);
    QVERIFY(preview->toPlainText().startsWith(QStringLiteral("# Token report: ")));
    QVERIFY(!preview->toPlainText().contains(QStringLiteral("11144477735")));
    QVERIFY(!preview->toPlainText().contains(QLatin1String(brokenSecret)));
    picture("report-light.png");
    find<QCheckBox>(QStringLiteral("maskPersonalCheck"))->setChecked(false);
    QVERIFY(preview->toPlainText().contains(QStringLiteral("11144477735")));
    find<SwitchRow>(QStringLiteral("reportLanguageSwitch"))->setCurrentIndex(1);
    QVERIFY(preview->toPlainText().contains(QStringLiteral("Constatações")));
    find<SwitchRow>(QStringLiteral("reportFormatSwitch"))->setCurrentIndex(1);
    QVERIFY(preview->toPlainText().startsWith(QStringLiteral("<!DOCTYPE html>")));
    QSignalSpy said(workspace.get(), &EditorWorkspace::statusMessage);
    find<QPushButton>(QStringLiteral("copyReportButton"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), preview->toPlainText());
    QCOMPARE(said.last().first().toString(), QStringLiteral("Copied: report"));
    find<SwitchRow>(QStringLiteral("reportFormatSwitch"))->setCurrentIndex(0);
    picture("report-dark.png", ThemeMode::Dark);
    find<QPushButton>(QStringLiteral("backToDoctorButton"))->click();
    QVERIFY(doctor->isVisible() && !report->isVisible());
    // Each report begins with what the settings say.
    (*actions)[ActionId::SaveReport]->trigger();
    QVERIFY(find<QCheckBox>(QStringLiteral("maskPersonalCheck"))->isChecked());
    bench->settings.setMaskPersonalData(false);
    (*actions)[ActionId::SaveReport]->trigger();
    QVERIFY(!find<QCheckBox>(QStringLiteral("maskPersonalCheck"))->isChecked());
    QVERIFY(preview->toPlainText().contains(QStringLiteral("11144477735")));
}

void TestPageDoctor::comparisonShowsWhatDiffers() {
    openBroken();
    find<QPushButton>(QStringLiteral("repair_time-in-milliseconds"))->click();
    QVERIFY(bench->settle());
    (*actions)[ActionId::CompareTokens]->trigger();
    auto* page = find<QWidget>(QStringLiteral("comparePage"));
    auto* table = find<QTableWidget>(QStringLiteral("compareTable"));
    QVERIFY(page && page->isVisible());
    find<SwitchRow>(QStringLiteral("compareTimesSwitch"))->setCurrentIndex(1);
    QTRY_COMPARE(table->rowCount(), 2); // iat and exp; a worker compares
    QCOMPARE(table->item(0, 0)->text(), QStringLiteral("iat"));
    QCOMPARE(table->item(0, 3)->text(), QStringLiteral("≠ different"));
    QVERIFY(find<CodeEdit>(QStringLiteral("compareLeftText"))->isReadOnly());
    QVERIFY(find<CodeEdit>(QStringLiteral("compareRightText"))->utf8().contains("1795196289"));
    picture("compare-light.png");
    picture("compare-dark.png", ThemeMode::Dark);
    find<SwitchRow>(QStringLiteral("compareRowsSwitch"))->setCurrentIndex(1);
    QTRY_COMPARE(table->rowCount(), 6); // alg, typ, iss, peopleId too
    (*actions)[ActionId::CloseTab]->trigger();
    QVERIFY(!page->isVisible());
    QVERIFY(find<QWidget>(QStringLiteral("editorPage"))->isVisible());
}

QTEST_MAIN(TestPageDoctor)
#include "tst_page_doctor.moc"
