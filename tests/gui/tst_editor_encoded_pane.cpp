// SPDX-License-Identifier: Apache-2.0
#include "common/badge.h"
#include "common/inline_error.h"
#include "common/message_bar.h"
#include "editor/encoded_pane.h"
#include "editor/segment_map.h"
#include "editor/token_view.h"
#include "pane_fixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>

using namespace twb;
using namespace twb::ui;

class TestEncodedPane : public QObject, protected page::PaneHarness<EncodedPane> {
    Q_OBJECT
private Q_SLOTS:
    void init() { open({400, 500}); }
    void cleanup() { close(); }

    void partsAreCountedAndMapped() {
        paste(page::cafToken);
        QCOMPARE(pane->view()->utf8(), QByteArray(page::cafToken));
        QStringList words;
        for (const Badge* badge : pane->findChildren<Badge*>()) {
            words << badge->text();
        }
        QVERIFY(words.contains(QStringLiteral("JWS compact")));
        QVERIFY(words.contains(QStringLiteral("%1 characters").arg(qstrlen(page::cafToken))));
        QCOMPARE(pane->map()->parts().size(), 3);
        Q_EMIT pane->map()->partClicked(1);
        QCOMPARE(pane->view()->selectedText().toUtf8(), QByteArray(page::cafToken).split('.')[1]);
    }
    void whatWasTakenOffIsSaidAndCanBeSeen() {
        paste(QByteArray("Bearer ") + page::cafToken);
        auto* bar = find<MessageBar>("unwrapBar");
        QVERIFY2(bar->sentence().contains(QStringLiteral("Bearer")), qPrintable(bar->sentence()));
        bar->actionButton(0)->click();
        QTRY_COMPARE(pane->view()->utf8(), QByteArray("Bearer ") + page::cafToken);
        QVERIFY(pane->view()->isReadOnly());
        QTRY_VERIFY(pane->findChild<MessageBar*>(QStringLiteral("unwrapBar")));
        pane->messages()->find(QStringLiteral("unwrap"))->actionButton(0)->click();
        QTRY_COMPARE(pane->view()->utf8(), QByteArray(page::cafToken));
        QVERIFY(!pane->view()->isReadOnly());
    }
    void textWithoutTokenIsNamed() {
        paste("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----");
        const MessageBar* bar = pane->messages()->find(QStringLiteral("none"));
        QVERIFY(bar);
        QVERIFY2(bar->sentence().startsWith(QStringLiteral("No token found in this text.")),
                 qPrintable(bar->sentence()));
    }
    void faultsStandUnderThePane() {
        paste(QByteArray(page::cafToken).replace("eyJpc3Mi", "eyJp!3Mi"));
        QTRY_VERIFY(pane->errorLine()->isVisible());
        QVERIFY2(pane->errorLine()->sentence().startsWith(QStringLiteral("Payload cannot be read")),
                 qPrintable(pane->errorLine()->sentence()));
        paste(page::cafToken);
        QTRY_VERIFY(!pane->errorLine()->isVisible());
    }
    void typingEditsTheCopyAndPastingReplaces() {
        paste(page::cafToken);
        pane->view()->setCaretOffset(3);
        QTest::keyClick(pane->view(), Qt::Key_A);
        QVERIFY(bench->settle());
        QVERIFY(document().hasCopy());
        QGuiApplication::clipboard()->setText(QStringLiteral("eyJhbGciOiJub25lIn0.e30."));
        pane->view()->paste();
        QVERIFY(bench->settle());
        QVERIFY(!document().hasCopy());
        QCOMPARE(pane->view()->utf8(), QByteArray("eyJhbGciOiJub25lIn0.e30."));
        QTest::keyClick(pane->view(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(bench->settle());
        QVERIFY(document().hasCopy());
    }
    void buttonsAskAndClear() {
        paste(page::cafToken);
        QSignalSpy copied(pane.get(), &EncodedPane::copyRequested);
        find<QAbstractButton>("copyEncodedButton")->click();
        QCOMPARE(copied.count(), 1);
        find<QAbstractButton>("clearButton")->click();
        QVERIFY(document().isEmpty());
    }
    void oneCharacterIsOne() {
        document().editEncoded("a");
        QVERIFY(bench->settle());
        QStringList words;
        for (const Badge* badge : pane->findChildren<Badge*>()) {
            words << badge->text();
        }
        QVERIFY2(words.contains(QStringLiteral("1 character")), qPrintable(words.join(u'|')));
    }
};

QTEST_MAIN(TestEncodedPane)
#include "tst_editor_encoded_pane.moc"
