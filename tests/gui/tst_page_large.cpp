// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "common/message_bar.h"
#include "editor/code_edit.h"
#include "editor/editor_page.h"
#include "editor/payload_pane.h"
#include "page_fixture.h"

using namespace twb;

/// What the panes do with very much text.
class TestPageLarge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hexOfManyOctetsIsCut();
};

void TestPageLarge::hexOfManyOctetsIsCut() {
    page::Bench bench;
    ui::EditorPage editor(bench.settings);
    auto& pane = *editor.findChild<ui::PayloadPane*>(QStringLiteral("payloadPane"));
    const auto paste = [&](const std::string& payload) {
        bench.document()->pasteText(base64url::encode(R"({"alg":"HS256"})") + "." + base64url::encode(payload) +
                                    ".AAAA");
        editor.setDocument(bench.document());
        return bench.settle();
    };
    const std::string foreign("\xFF\x00\x9A", 3);
    std::string large = foreign;
    while (large.size() <= 256 * 1024) {
        large += large;
    }
    QVERIFY(paste(large));
    const QByteArray lines = pane.edit()->utf8();
    QVERIFY(lines.startsWith("ff 00 9a ff 00 9a ff 00 9a ff 00 9a ff 00 9a ff\n00 9a ff"));
    QCOMPARE(lines.count('\n') + 1, 256 * 1024 / 16);
    QVERIFY(!lines.endsWith('\n') && !lines.endsWith(' '));
    ui::MessageBar* bar = pane.messages()->find(QStringLiteral("cut"));
    QVERIFY(bar);

    QVERIFY(paste(foreign));
    QCOMPARE(pane.edit()->utf8(), QByteArray("ff 00 9a"));
    QVERIFY(!pane.messages()->find(QStringLiteral("cut")));
}

QTEST_MAIN(TestPageLarge)
#include "tst_page_large.moc"
