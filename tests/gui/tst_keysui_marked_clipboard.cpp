// SPDX-License-Identifier: Apache-2.0
#include "keys/marked_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::ui;
using namespace std::chrono_literals;

class MarkedClipboardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void secretsAreMarkedAndGo();
    void anotherTextStays();
};

void MarkedClipboardTest::secretsAreMarkedAndGo() {
    workbench::ClipboardGuard guard(markedClipboard());
    QSignalSpy cleared(&guard, &workbench::ClipboardGuard::cleared);
    guard.setDelay(20ms);
    guard.copySecret(Secret::fromText("top secret"));
    const QMimeData* held = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(held->text(), QStringLiteral("top secret"));
    QCOMPARE(held->data("x-kde-passwordManagerHint"), QByteArray("secret"));
    QTRY_COMPARE(cleared.size(), 1);
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void MarkedClipboardTest::anotherTextStays() {
    workbench::ClipboardGuard guard(markedClipboard());
    guard.setDelay(20ms);
    guard.copySecret(Secret::fromText("top secret"));
    QGuiApplication::clipboard()->setText(QStringLiteral("mine"));
    QTest::qWait(60);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("mine"));
}

QTEST_MAIN(MarkedClipboardTest)
#include "tst_keysui_marked_clipboard.moc"
