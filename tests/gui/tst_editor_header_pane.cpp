// SPDX-License-Identifier: Apache-2.0
#include "common/inline_error.h"
#include "editor/algorithm_choice.h"
#include "editor/code_edit.h"
#include "editor/header_pane.h"
#include "pane_fixture.h"

using namespace twb;
using namespace twb::ui;

class TestHeaderPane : public QObject, protected page::PaneHarness<HeaderPane> {
    Q_OBJECT
private Q_SLOTS:
    void init() { openWithSettings({600, 200}); }
    void cleanup() { close(); }

    void theHeaderAndItsAlgorithm() {
        paste(page::cafToken);
        QCOMPARE(pane->edit()->utf8(), QByteArray("{\n  \"alg\": \"HS256\",\n  \"typ\": \"JWT\"\n}"));
        QCOMPARE(pane->algorithms()->algorithm(), QStringLiteral("HS256"));
        QCOMPARE(pane->edit()->accessibleName(), QStringLiteral("Header JSON"));
    }
    void choosingWritesOnlyAlg() {
        paste(page::tokenOf(R"({"typ":"JWT", "alg" :"HS256","x":1.50})", "{}"));
        Q_EMIT pane->algorithms()->algorithmChosen(QStringLiteral("HS512"));
        QVERIFY(bench->settle());
        // White space, order and numbers stay as they came.
        QCOMPARE(QByteArray::fromStdString(*document().shownVersion().reading->header.octets),
                 QByteArray(R"({"typ":"JWT", "alg" :"HS512","x":1.50})"));
        QCOMPARE(pane->algorithms()->algorithm(), QStringLiteral("HS512"));
    }
    void aHeaderThatIsNoObjectKeepsItsText() {
        paste(page::tokenOf("[1]", "{}"));
        Q_EMIT pane->algorithms()->algorithmChosen(QStringLiteral("HS512"));
        QVERIFY(bench->settle());
        QVERIFY(!document().hasCopy());
        QCOMPARE(pane->algorithms()->algorithm(), QString());
    }
    void unknownAlgorithmStandsInFront() {
        paste(page::tokenOf(R"({"alg":"XY999"})", "{}"));
        QVERIFY(pane->algorithms()->currentText().startsWith(QStringLiteral("XY999")));
    }
    void badJsonIsNamedWithItsPlace() {
        paste(page::cafToken);
        document().editHeader("{\n  \"alg\": HS256\n}");
        QVERIFY(bench->settle());
        QTRY_VERIFY(pane->errorLine()->isVisible());
        QCOMPARE(pane->errorLine()->line(), 2);
        QVERIFY(pane->errorLine()->column() > 1);
        document().undo();
        QVERIFY(bench->settle());
        QTRY_VERIFY(!pane->errorLine()->isVisible());
    }
    void narrowIsShort() {
        paste(page::cafToken);
        pane->setNarrow(true);
        QCOMPARE(pane->algorithms()->currentText(), QStringLiteral("HS256"));
        pane->setNarrow(false);
        QVERIFY(pane->algorithms()->currentText().contains(QStringLiteral("HMAC")));
    }
};

QTEST_MAIN(TestHeaderPane)
#include "tst_editor_header_pane.moc"
