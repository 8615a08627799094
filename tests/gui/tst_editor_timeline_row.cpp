// SPDX-License-Identifier: Apache-2.0
#include "editor/timeline_row.h"
#include "editor/timeline_strip.h"
#include "pane_fixture.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace twb;
using namespace twb::ui;

class TestTimelineRow : public QObject, protected page::PaneHarness<TimelineRow> {
    Q_OBJECT
private Q_SLOTS:
    void init() { openWithSettings({1200, 58}); }
    void cleanup() { close(); }

    void marksComeFromTheToken() {
        paste(page::tokenOf(R"({"alg":"HS256"})", R"({"iat":1735689700,"exp":1735689900,"auth_time":1735689600000})"));
        const TimelineInput& input = find<TimelineStrip>("timeline")->input();
        QCOMPARE(input.marks.size(), 3);
        QCOMPARE(input.now, qint64{1735689800});
        QVERIFY(!input.asOfSet);
        QVERIFY(find<TimelineStrip>("timeline")->accessibleName().startsWith(QStringLiteral("Validity")));
    }
    void theClockIsChosenAndGivenBack() {
        paste(page::cafToken);
        auto* combo = find<QComboBox>("asOfCombo");
        auto* edit = find<QDateTimeEdit>("asOfEdit");
        QVERIFY(!edit->isEnabled());
        combo->setCurrentIndex(1);
        Q_EMIT combo->activated(1);
        QVERIFY(bench->settle());
        QVERIFY(edit->isEnabled());
        edit->setDateTime(edit->dateTime().addSecs(3600));
        QVERIFY(bench->settle());
        QCOMPARE(document().state().asOf->time_since_epoch().count(), 1735689800 + 3600);
        Q_EMIT find<TimelineStrip>("timeline")->asOfCleared();
        QVERIFY(bench->settle());
        QVERIFY(!document().state().asOf);
        QVERIFY(!edit->isEnabled());
        QCOMPARE(combo->currentIndex(), 0);
    }
    void draggingSetsAsOf() {
        paste(page::cafToken);
        Q_EMIT find<TimelineStrip>("timeline")->asOfDragged(1735689950);
        QVERIFY(bench->settle());
        QCOMPARE(document().now().time_since_epoch().count(), 1735689950);
        QVERIFY(document().shownVersion().time.state == doctor::TimeState::ExpiredWithinLeeway);
    }
    void leewayGoesToTheDocumentAndIsTold() {
        paste(page::cafToken);
        QSignalSpy chosen(pane.get(), &TimelineRow::leewayChosen);
        find<QSpinBox>("leewaySpin")->setValue(5);
        QVERIFY(bench->settle());
        QCOMPARE(document().state().leeway, std::chrono::seconds(5));
        QCOMPARE(chosen.count(), 1);
        document().undo();
        QVERIFY(bench->settle());
        QCOMPARE(find<QSpinBox>("leewaySpin")->value(), 60);
        QCOMPARE(chosen.count(), 1); // undoing is no new choice
    }
    void narrowMovesTheFieldsIntoTheMenu() {
        paste(page::cafToken);
        pane->setNarrow(true);
        auto* menu = find<QToolButton>("asOfMenu");
        QVERIFY(menu->isVisible());
        QVERIFY(!find<QComboBox>("asOfCombo")->isVisible());
        QVERIFY(!find<QSpinBox>("leewaySpin")->isVisible());
        QVERIFY(!menu->menu()->findChildren<QSpinBox*>().isEmpty());
    }
};

QTEST_MAIN(TestTimelineRow)
#include "tst_editor_timeline_row.moc"
