// SPDX-License-Identifier: Apache-2.0
#include "common/fact_cell.h"
#include "common/switch_row.h"
#include "editor/verdict_strip.h"
#include "pane_fixture.h"

#include <QAbstractButton>
#include <QSignalSpy>

using namespace twb;
using namespace twb::ui;

class TestVerdictStrip : public QObject, protected page::PaneHarness<VerdictStrip> {
    Q_OBJECT
private Q_SLOTS:
    void init() { openWithSettings({1200, 60}); }
    void cleanup() { close(); }

    void factsAreJudgedApart() {
        document().setVerifySecret(Secret::fromText(page::cafSecret));
        document().setAsOf(Time(std::chrono::seconds(1735689900 + 3 * 86400)));
        paste(page::cafToken);
        QCOMPARE(fact("factSignature")->title(), QStringLiteral("Signature Verified"));
        QCOMPARE(fact("factSignature")->state(), FactState::Good);
        QCOMPARE(fact("factTime")->title(), QStringLiteral("Expired 3 days ago"));
        QCOMPARE(fact("factTime")->state(), FactState::Error);
    }
    void noKeyIsNeutral() {
        paste(page::cafToken);
        QCOMPARE(fact("factSignature")->state(), FactState::Neutral);
        QCOMPARE(fact("factSignature")->title(), QStringLiteral("Not checked: no key given"));
    }
    void versionsAreSwitched() {
        paste(page::cafToken);
        auto* versions = find<SwitchRow>("versionSwitch");
        QVERIFY(!versions->button(1)->isEnabled());
        document().editPayload("{}");
        QVERIFY(bench->settle());
        QVERIFY(versions->button(1)->isEnabled());
        QCOMPARE(versions->currentIndex(), 1);
        versions->setCurrentIndex(0);
        QVERIFY(document().shown() == workbench::ShownVersion::Original);
        QCOMPARE(fact("factSignature")->title(), QStringLiteral("Not checked: no key given"));
    }
    void aPressAsksForTheCheckBehind() {
        paste(page::cafToken);
        QSignalSpy asked(pane.get(), &VerdictStrip::checkRequested);
        fact("factTime")->setFocus();
        QTest::keyClick(fact("factTime"), Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.first().first().toString(), QStringLiteral("exp"));
    }
    void aSecondPasses() {
        paste(page::cafToken);
        doctor::TimeFacts facts = document().shownVersion().time;
        facts.span = std::chrono::seconds(99);
        pane->moveTime(facts);
        QCOMPARE(fact("factTime")->title(), QStringLiteral("Expires in 1 m 39 s"));
        QVERIFY(fact("factTime")->accessibleName().startsWith(QStringLiteral("Time: ")));
    }

private:
    FactCell* fact(const char* name) const { return find<FactCell>(name); }
};

QTEST_MAIN(TestVerdictStrip)
#include "tst_editor_verdict_strip.moc"
