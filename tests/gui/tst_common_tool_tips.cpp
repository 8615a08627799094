// SPDX-License-Identifier: Apache-2.0
#include "common/tool_tips.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPushButton>
#include <QTest>
#include <QToolTip>

using namespace twb::ui;

class TestToolTips : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        window = std::make_unique<QWidget>();
        auto* row = new QHBoxLayout(window.get());
        told = new QPushButton(QStringLiteral("told"));
        told->setToolTip(QStringLiteral("What it does"));
        plain = new QPushButton(QStringLiteral("plain"));
        row->addWidget(told);
        row->addWidget(plain);
        tips = std::make_unique<ToolTips>();
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    void cleanup() {
        QToolTip::hideText();
        tips.reset();
        window.reset();
    }

    void f1ExplainsTheControlWithTheKeyboard() {
        told->setFocus();
        QVERIFY(ToolTips::explainFocus());
        QVERIFY(QToolTip::isVisible());
        QCOMPARE(QToolTip::text(), QStringLiteral("What it does"));
        QTest::keyClick(told, Qt::Key_Escape);
        QTRY_VERIFY(!QToolTip::isVisible());
        plain->setFocus();
        QVERIFY(!ToolTips::explainFocus());
    }
    void theTipUnderThePointerStays() {
        QHelpEvent hover(QEvent::ToolTip, QPoint(3, 3), told->mapToGlobal(QPoint(3, 3)));
        QVERIFY(QCoreApplication::sendEvent(told, &hover));
        QVERIFY(QToolTip::isVisible());
        QCOMPARE(QToolTip::text(), told->toolTip());
    }
    void aTipNamesTheKeyThatTheActionHasNow() {
        const auto shown = [&](const char* tip) {
            told->setToolTip(QString::fromUtf8(tip));
            return ToolTips::textOf(*told);
        };
        ToolTips::setKeys({{QStringLiteral("Ctrl+T"), QStringLiteral("F9")}, {QStringLiteral("Ctrl+W"), QString()}});
        QCOMPARE(shown("New tab (Ctrl+T)"), QStringLiteral("New tab (F9)"));
        QCOMPARE(shown("Copy (Ctrl+T copies the token)"), QStringLiteral("Copy (F9 copies the token)"));
        QCOMPARE(shown("Close tab (Ctrl+W); it comes back"), QStringLiteral("Close tab; it comes back"));
        QCOMPARE(shown("Find next (F3)"), QStringLiteral("Find next (F3)"));
        QCOMPARE(shown("What it does"), QStringLiteral("What it does"));
        ToolTips::setKeys({});
        QCOMPARE(shown("New tab (Ctrl+T)"), QStringLiteral("New tab (Ctrl+T)"));
    }
    void escapeClosesOnlyTheTip() {
        bool reached = false;
        auto* shortcut = new QAction(window.get());
        shortcut->setShortcut(Qt::Key_Escape);
        window->addAction(shortcut);
        connect(shortcut, &QAction::triggered, this, [&] { reached = true; });
        told->setFocus();
        QVERIFY(ToolTips::explainFocus());
        QTest::keyClick(window.get(), Qt::Key_Escape);
        QTRY_VERIFY(!QToolTip::isVisible());
        QVERIFY(!reached);
        QTest::keyClick(window.get(), Qt::Key_Escape);
        QVERIFY(reached);
    }

private:
    std::unique_ptr<QWidget> window;
    std::unique_ptr<ToolTips> tips;
    QPushButton* told = nullptr;
    QPushButton* plain = nullptr;
};

QTEST_MAIN(TestToolTips)
#include "tst_common_tool_tips.moc"
