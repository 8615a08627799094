// SPDX-License-Identifier: Apache-2.0
#include "common/secret_edit.h"
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMetaMethod>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace twb::ui;

class TestSecretEdit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typedTextCrossesAsSecret();
    void noSignalCarriesText();
    void settingIsNoEdit();
    void pastingKeepsEveryCharacter_data();
    void pastingKeepsEveryCharacter();
    void longSecretsAreNotCut();
    void eyeShowsAndHides();
    void nothingLeaksWhileMasked();
};

namespace {
QByteArray textOf(const SecretEdit& edit) {
    const twb::Secret secret = edit.secret();
    const auto octets = secret.reveal();
    return QByteArray(reinterpret_cast<const char*>(octets.data()), qsizetype(octets.size()));
}
} // namespace

void TestSecretEdit::typedTextCrossesAsSecret() {
    SecretEdit edit("Secret for verifying");
    QSignalSpy spy(&edit, &SecretEdit::edited);
    QVERIFY(edit.isEmpty());
    QTest::keyClicks(edit.findChild<QLineEdit*>(), "abc");
    QCOMPARE(spy.count(), 3);
    QCOMPARE(textOf(edit), QByteArray("abc"));
    edit.clear();
    QVERIFY(edit.isEmpty());
}

void TestSecretEdit::noSignalCarriesText() {
    const QMetaObject* type = &SecretEdit::staticMetaObject;
    for (int i = type->methodOffset(); i < type->methodCount(); ++i)
        for (const QByteArray& parameter : type->method(i).parameterTypes())
            QVERIFY2(parameter == "bool", type->method(i).methodSignature());
}

void TestSecretEdit::settingIsNoEdit() {
    SecretEdit edit("Secret");
    QSignalSpy spy(&edit, &SecretEdit::edited);
    edit.setSecret(twb::Secret::fromText("grün"));
    QCOMPARE(spy.count(), 0);
    QCOMPARE(textOf(edit), QByteArray("grün"));
}

void TestSecretEdit::pastingKeepsEveryCharacter_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("spaces around") << "  a b  ";
    QTest::newRow("line end") << "secret\n";
    QTest::newRow("two lines, CR LF") << "one\r\ntwo";
    QTest::newRow("tab") << "\ta";
    QTest::newRow("no-break space") << QString::fromUtf8("a\u00a0b");
    QTest::newRow("quotes") << "\"a\"";
}

void TestSecretEdit::pastingKeepsEveryCharacter() {
    QFETCH(QString, text);
    SecretEdit edit("Secret");
    QApplication::clipboard()->setText(text);
    edit.findChild<QLineEdit*>()->paste();
    QCOMPARE(textOf(edit), text.toUtf8());
}

void TestSecretEdit::longSecretsAreNotCut() {
    SecretEdit edit("Secret");
    const QByteArray long40k(40000, 'k');
    edit.setSecret(twb::Secret::fromText({long40k.constData(), std::size_t(long40k.size())}));
    QCOMPARE(textOf(edit).size(), qsizetype(40000));
}

void TestSecretEdit::eyeShowsAndHides() {
    SecretEdit edit("Secret");
    auto* eye = edit.findChild<QToolButton*>("revealButton");
    QSignalSpy spy(&edit, &SecretEdit::revealedChanged);
    QVERIFY(!edit.isRevealed());
    const QString show = eye->accessibleName();
    QVERIFY(!show.isEmpty());
    eye->click();
    QVERIFY(edit.isRevealed());
    QVERIFY(eye->accessibleName() != show);
    eye->click();
    QVERIFY(!edit.isRevealed());
    QCOMPARE(eye->accessibleName(), show);
    QCOMPARE(spy.count(), 2);
}

void TestSecretEdit::nothingLeaksWhileMasked() {
    SecretEdit edit("Secret for signing");
    edit.setSecret(twb::Secret::fromText("visible?"));
    auto* field = edit.findChild<QLineEdit*>();
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(field);
    QVERIFY(reader);
    QCOMPARE(reader->text(QAccessible::Name), QString("Secret for signing"));
    for (const auto part : {QAccessible::Name, QAccessible::Value, QAccessible::Description, QAccessible::Help})
        QVERIFY(!reader->text(part).contains("visible"));
    QVERIFY(!field->displayText().contains("visible"));
    field->selectAll();
    QApplication::clipboard()->setText("before");
    field->copy();
    QCOMPARE(QApplication::clipboard()->text(), QString("before"));
    QVERIFY(field->toolTip().isEmpty() && edit.toolTip().isEmpty());
}

QTEST_MAIN(TestSecretEdit)
#include "tst_common_secret_edit.moc"
