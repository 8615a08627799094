// SPDX-License-Identifier: Apache-2.0
// Reduced motion: what the reader switches off in Settings stands still in the whole window, at once.
#include "common/busy_bar.h"
#include "page_fixture.h"
#include "program_fixture.h"

#include <QAbstractAnimation>
#include <QStyle>

using namespace twb;
using namespace twb::ui;

class TestMotion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noneStopsWhatMovesAndNothingBeginsToMove() {
        Theme theme;
        theme.apply();
        test::ProgramWindow bench(theme);
        QVERIFY(QTest::qWaitForWindowExposed(&bench.window));
        const auto moving = [&] {
            const auto all = bench.window.findChildren<QAbstractAnimation*>();
            return std::any_of(all.begin(), all.end(), [](const QAbstractAnimation* each) {
                return each->state() == QAbstractAnimation::Running;
            });
        };
        workbench::TokenDocument* document = bench.p.documents.openText(page::cafToken);
        const auto settled = [&] { return document->evaluation()->revision == document->revision(); };
        QVERIFY(QTest::qWaitFor(settled, 5000));

        bench.window.actions()[ActionId::SettingsWorkspace]->trigger();
        auto* choice = bench.find<QComboBox>(QStringLiteral("motionCombo"));
        bench.window.actions()[ActionId::EditorWorkspace]->trigger();
        document->setVerifySecret(Secret::fromText(page::cafSecret)); // the fact of the signature changes, and fades
        QTRY_VERIFY(moving());
        choice->setCurrentIndex(1);
        Q_EMIT choice->activated(1);
        QCOMPARE(bench.p.settings.motion(), workbench::MotionChoice::Off);
        QCOMPARE(theme.motion(), Motion::Off);
        QVERIFY(!moving());

        document->setVerifySecret(Secret::fromText("another one"));
        QVERIFY(!QTest::qWaitFor(moving, 700)); // a fade lasts 400 ms
        QVERIFY(settled());
        QCOMPARE(bench.window.style()->styleHint(QStyle::SH_Widget_Animation_Duration), 0);

        // A fold is whole after one turn of the event loop.
        bench.window.resize(1000, 700);
        QCoreApplication::processEvents();
        auto* drawer = bench.find<QWidget>(QStringLiteral("doctorPanel"));
        const bool open = drawer->isVisible();
        bench.window.actions()[ActionId::ToggleDoctor]->trigger();
        QCoreApplication::processEvents();
        QCOMPARE(drawer->isVisible(), !open);
        const QSize size = drawer->size();
        QVERIFY(!QTest::qWaitFor(moving, 300));
        QCOMPARE(drawer->size(), size);

        bench.p.settings.setMotion(workbench::MotionChoice::System);
        document->setVerifySecret(Secret::fromText(page::cafSecret));
        QTRY_VERIFY(moving());
    }

    void theBusyBarStandsStillToo() {
        Theme theme;
        theme.apply();
        test::ProgramWindow bench(theme);
        QVERIFY(QTest::qWaitForWindowExposed(&bench.window));
        BusyBar bar(QStringLiteral("Checking"), bench.window.centralWidget());
        bar.show();
        QVERIFY(bar.isMoving());
        bench.p.settings.setMotion(workbench::MotionChoice::Off);
        QVERIFY(!bar.isMoving());
    }
};

QTEST_MAIN(TestMotion)
#include "tst_motion.moc"
