// SPDX-License-Identifier: Apache-2.0
#include "keys/key_facts_form.h"
#include "support/gui/sample_keys.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace twb;
using namespace twb::ui;

class TestKeyFactsForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_ring = std::make_unique<workbench::KeyRing>(m_clock);
        test::fill(*m_ring);
        m_form = std::make_unique<KeyFactsForm>();
        m_form->resize(360, 400);
        m_form->setDates({QTimeZone::utc(), QLocale()});
        m_form->show();
        m_form->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
    }
    void cleanup() {
        m_form.reset();
        m_ring.reset();
    }

    void factsOfAPair() {
        m_form->setEntry(entry(0));
        const QString words = allWords();
        QVERIFY2(words.contains(QStringLiteral("P-256")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("Generated")), qPrintable(words));
        QCOMPARE(kid()->text(), QStringLiteral("kid-signer"));
        QCOMPARE(m_form->findChild<QComboBox*>(QStringLiteral("keyUseCombo"))->currentData().toString(),
                 QStringLiteral("sig"));
        // Only what this key can do is offered.
        auto* algorithms = m_form->findChild<QComboBox*>(QStringLiteral("keyAlgCombo"));
        QVERIFY(algorithms->findData(QStringLiteral("ES256")) >= 0);
        QCOMPARE(algorithms->findData(QStringLiteral("ES384")), -1);
        QCOMPARE(algorithms->findData(QStringLiteral("HS256")), -1);
    }
    void secretsShowNoThumbprintToCopyAway() {
        m_form->setEntry(entry(2));
        QVERIFY(!allWords().contains(QStringLiteral("P-256")));
        QVERIFY(m_form->findChild<QComboBox*>(QStringLiteral("keyAlgCombo"))->findData(QStringLiteral("HS256")) >= 0);
    }
    void kidIsToldWhenFinished() {
        m_form->setEntry(entry(0));
        QSignalSpy edited(m_form.get(), &KeyFactsForm::kidEdited);
        kid()->setFocus();
        kid()->selectAll();
        QTest::keyClicks(kid(), QStringLiteral("new"));
        QCOMPARE(edited.count(), 0);
        m_form->setEntry(entry(0)); // the ring changed elsewhere: what is being typed stays
        QCOMPARE(kid()->text(), QStringLiteral("new"));
        QTest::keyClick(kid(), Qt::Key_Return);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited.first().first().toString(), QStringLiteral("new"));
    }
    void escapeTakesTheKidBack() {
        m_form->setEntry(entry(0));
        QSignalSpy edited(m_form.get(), &KeyFactsForm::kidEdited);
        kid()->setFocus();
        QTest::keyClicks(kid(), QStringLiteral("x"));
        QTest::keyClick(kid(), Qt::Key_Escape);
        QCOMPARE(kid()->text(), QStringLiteral("kid-signer"));
        QCOMPARE(edited.count(), 0);
    }
    void choicesAreTold() {
        m_form->setEntry(entry(0));
        QSignalSpy use(m_form.get(), &KeyFactsForm::useEdited);
        QSignalSpy alg(m_form.get(), &KeyFactsForm::algEdited);
        auto* uses = m_form->findChild<QComboBox*>(QStringLiteral("keyUseCombo"));
        uses->setCurrentIndex(2);
        Q_EMIT uses->activated(2);
        QCOMPARE(use.first().first().toString(), QStringLiteral("enc"));
        auto* algorithms = m_form->findChild<QComboBox*>(QStringLiteral("keyAlgCombo"));
        algorithms->setCurrentIndex(algorithms->findData(QStringLiteral("ES256")));
        Q_EMIT algorithms->activated(algorithms->currentIndex());
        QCOMPARE(alg.first().first().toString(), QStringLiteral("ES256"));
    }
    void thumbprintIsCopied() {
        m_form->setEntry(entry(0));
        m_form->findChild<QToolButton*>(QStringLiteral("copyThumbprintButton"))->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(!copied.isEmpty());
        QCOMPARE(m_form->findChild<QLabel*>(QStringLiteral("keyThumbprint"))->text(), copied);
    }

private:
    workbench::SharedRingEntry entry(std::size_t index) const { return m_ring->entries()[index]; }
    QLineEdit* kid() const { return m_form->findChild<QLineEdit*>(QStringLiteral("keyKidEdit")); }
    QString allWords() const {
        QStringList words;
        for (const QLabel* label : m_form->findChildren<QLabel*>()) {
            if (label->isVisible()) {
                words << label->text();
            }
        }
        return words.join(u'|');
    }

    SystemClock m_clock;
    std::unique_ptr<workbench::KeyRing> m_ring;
    std::unique_ptr<KeyFactsForm> m_form;
};

QTEST_MAIN(TestKeyFactsForm)
#include "tst_keysui_key_facts_form.moc"
