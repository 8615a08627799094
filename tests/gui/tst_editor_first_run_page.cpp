// SPDX-License-Identifier: Apache-2.0
#include "editor/first_run_page.h"
#include "editor/start_rows.h"
#include "editor/token_view.h"
#include "main_window/actions.h"
#include "page_fixture.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>

using namespace twb;
using namespace twb::ui;

class TestFirstRunPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        bench = std::make_unique<page::Bench>();
        bench->theme.apply(); // zoom changes the font of the application
        page = std::make_unique<FirstRunPage>(bench->profileStore, actions);
        page->resize(1200, 700);
        page->show();
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
    }
    void cleanup() {
        page.reset();
        bench.reset();
    }

    void everyTemplateHasItsRow() {
        auto* rows = page->findChild<StartRows*>(QStringLiteral("templateRows"));
        const QAbstractItemModelTester tester(rows->model());
        QCOMPARE(rows->model()->rowCount(), static_cast<int>(bench->profileStore.firstPage().size()));
        QSignalSpy chosen(page.get(), &FirstRunPage::templateChosen);
        rows->setFocus();
        QTest::keyClick(rows, Qt::Key_Home);
        QTest::keyClick(rows, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toString(), QString::fromStdString(bench->profileStore.firstPage().front().id));
    }
    void typedAndPastedAreTold() {
        QSignalSpy typed(page.get(), &FirstRunPage::typed);
        QSignalSpy pasted(page.get(), &FirstRunPage::pasted);
        page->focusStart();
        QTest::keyClick(page->view(), Qt::Key_E);
        QCOMPARE(typed.count(), 1);
        QCOMPARE(typed.first().first().toByteArray(), QByteArray("e"));
        QGuiApplication::clipboard()->setText(QStringLiteral("Bearer abc"));
        page->view()->paste();
        QCOMPARE(pasted.count(), 1);
        QCOMPARE(pasted.first().first().toString(), QStringLiteral("Bearer abc"));
        page->focusStart();
        QVERIFY(page->view()->utf8().isEmpty()); // ready for the next token
    }
    void openingAFileIsAsked() {
        QSignalSpy asked(page.get(), &FirstRunPage::openFileRequested);
        page->findChild<QPushButton*>(QStringLiteral("openFileButton"))->click();
        QCOMPARE(asked.count(), 1);
    }
    void nothingLeavesTheSmallestWindow() {
        for (const int zoom : {100, 200}) {
            bench->theme.setZoomPercent(zoom);
            page->resize(888, 560);
            QCoreApplication::processEvents();
            for (const QWidget* child : page->findChildren<QWidget*>()) {
                if (child->isVisible() && !child->isWindow() && child->parentWidget() == page.get()) {
                    QVERIFY2(page->rect().contains(child->geometry()), qPrintable(child->objectName()));
                }
            }
        }
    }

    void columnsGoUnderEachOtherWhenNarrow() {
        bench->theme.setZoomPercent(200);
        page->resize(870, 560);
        QCoreApplication::processEvents();
        const auto* rows = page->findChild<StartRows*>(QStringLiteral("templateRows"));
        QVERIFY(rows->mapTo(page.get(), QPoint()).y() > page->view()->mapTo(page.get(), QPoint()).y());
        QVERIFY(rows->width() > 600);
        QVERIFY(page->minimumSizeHint().width() <= 870);
        bench->theme.setZoomPercent(100);
        page->resize(1200, 700);
        QCoreApplication::processEvents();
        QVERIFY(rows->mapTo(page.get(), QPoint()).x() > page->view()->mapTo(page.get(), QPoint()).x());
    }

private:
    Actions actions;
    std::unique_ptr<page::Bench> bench;
    std::unique_ptr<FirstRunPage> page;
};

QTEST_MAIN(TestFirstRunPage)
#include "tst_editor_first_run_page.moc"
