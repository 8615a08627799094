// SPDX-License-Identifier: Apache-2.0
#include "common/inline_error.h"
#include "common/message_bar.h"
#include "common/switch_row.h"
#include "common/theme.h"
#include "keys/key_detail.h"
#include "keys/key_text_panel.h"
#include "keys/qr_view.h"
#include "support/gui/sample_keys.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace twb;
using namespace twb::ui;

class KeyDetailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsTheFacts();
    void copyPublicNeverCopiesPrivate_data();
    void copyPublicNeverCopiesPrivate();
    void kidIsEditedInPlace();
    void aRefusedEditIsNamed();
    void useAndAlgorithmAreChosen();
    void privateCopyAsksInPlace();
    void privateFileAsksForAPassphrase();
    void secretsHaveNoPublicButton();
    void severalKeysOfferTheirPublicParts();
    void qrAndFingerprints();
    void fittingTokensAreLinks();

private:
    Theme m_theme;
    SystemClock m_clock;
    std::unique_ptr<workbench::KeyRing> m_ring;
    std::unique_ptr<KeyDetail> m_detail;
    const workbench::SharedRingEntry& entry(int index) const {
        return m_ring->entries()[static_cast<std::size_t>(index)];
    }
    template <typename Widget>
    Widget* find(const char* name) const {
        auto* found = m_detail->findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("%s is missing", name);
        return found;
    }
};

void KeyDetailTest::init() {
    m_ring = std::make_unique<workbench::KeyRing>(m_clock);
    test::fill(*m_ring);
    m_detail = std::make_unique<KeyDetail>();
    m_detail->resize(480, 700);
    m_detail->show();
    m_detail->setEntries({entry(0)});
}

void KeyDetailTest::showsTheFacts() {
    QCOMPARE(m_detail->caption(), QStringLiteral("signer"));
    QCOMPARE(find<QLineEdit>("keyKidEdit")->text(), QStringLiteral("kid-signer"));
    QCOMPARE(find<QLabel>("keyThumbprint")->text(), QString::fromStdString(entry(0)->thumbprint));
    QVERIFY(find<QPushButton>("copyPublicKeyButton")->isVisible());
    m_detail->setEntries({});
    QVERIFY(!find<QPushButton>("copyPublicKeyButton")->isVisible());
}

void KeyDetailTest::copyPublicNeverCopiesPrivate_data() {
    QTest::addColumn<int>("form");
    QTest::addColumn<bool>("privateHalf");
    for (int form = 0; form < 5; ++form)
        for (const bool half : {false, true})
            QTest::addRow("form %d, %s", form, half ? "private shown" : "public shown") << form << half;
}

void KeyDetailTest::copyPublicNeverCopiesPrivate() {
    QFETCH(const int, form);
    QFETCH(const bool, privateHalf);
    find<SwitchRow>("keyHalfSwitch")->setCurrentIndex(privateHalf ? 1 : 0);
    m_detail->texts().setForm(static_cast<KeyForm>(form));
    if (privateHalf)
        m_detail->texts().reveal();
    QTest::mouseClick(find<QPushButton>("copyPublicKeyButton"), Qt::LeftButton);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains("PUBLIC KEY") || copied.contains("\"kty\""));
    QVERIFY(!copied.contains("PRIVATE"));
    QVERIFY(!copied.contains("\"d\""));
    QCOMPARE(find<QPushButton>("copyPublicKeyButton")->text(), QStringLiteral("Copied"));
}

void KeyDetailTest::kidIsEditedInPlace() {
    QSignalSpy edited(m_detail.get(), &KeyDetail::kidEdited);
    auto* kid = find<QLineEdit>("keyKidEdit");
    kid->setFocus();
    kid->selectAll();
    QTest::keyClicks(kid, "heflo-2026-11");
    // A change of the ring meanwhile does not take away what is being typed.
    QVERIFY(m_ring->rename(entry(0)->id, QStringLiteral("renamed")));
    m_detail->setEntries({entry(0)});
    QCOMPARE(kid->text(), QStringLiteral("heflo-2026-11"));
    QTest::keyClick(kid, Qt::Key_Return);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited[0][0].toString(), entry(0)->id);
    QCOMPARE(edited[0][1].toString(), QStringLiteral("heflo-2026-11"));
    QTest::keyClick(kid, Qt::Key_Return); // nothing new
    QCOMPARE(edited.size(), 1);
    QTest::keyClicks(kid, "x");
    QTest::keyClick(kid, Qt::Key_Escape);
    QCOMPARE(kid->text(), QStringLiteral("kid-signer"));
}

void KeyDetailTest::aRefusedEditIsNamed() {
    m_detail->showProblem(QStringLiteral("ES256 needs an EC key."));
    QVERIFY(m_detail->errorLine()->isVisible());
    m_detail->setEntries({entry(1)});
    QVERIFY(!m_detail->errorLine()->isVisible());
}

void KeyDetailTest::useAndAlgorithmAreChosen() {
    QSignalSpy use(m_detail.get(), &KeyDetail::useEdited), alg(m_detail.get(), &KeyDetail::algEdited);
    auto* algorithm = find<QComboBox>("keyAlgCombo");
    QVERIFY(algorithm->findData("ES256") > 0);
    QCOMPARE(algorithm->findData("RS256"), -1); // an EC key cannot
    algorithm->setFocus();
    QTest::keyClick(algorithm, Qt::Key_End);
    QVERIFY(!alg.isEmpty());
    auto* uses = find<QComboBox>("keyUseCombo");
    QCOMPARE(uses->currentData().toString(), QStringLiteral("sig"));
    QTest::keyClick(uses, Qt::Key_Down);
    QCOMPARE(use.size(), 1);
    QCOMPARE(use[0][1].toString(), QStringLiteral("enc"));
}

void KeyDetailTest::privateCopyAsksInPlace() {
    QSignalSpy copied(m_detail.get(), &KeyDetail::copyPrivateRequested);
    find<QAction>("copyPrivateAction")->trigger();
    QCOMPARE(copied.size(), 0);
    QTest::mouseClick(find<MessageBar>("copyPrivateBar")->actionButton(1), Qt::LeftButton); // Cancel
    QCOMPARE(copied.size(), 0);
    QTRY_VERIFY(!m_detail->findChild<MessageBar*>("copyPrivateBar"));
    find<QAction>("copyPrivateAction")->trigger();
    QTest::mouseClick(find<MessageBar>("copyPrivateBar")->actionButton(0), Qt::LeftButton);
    QCOMPARE(copied.size(), 1);
    QCOMPARE(copied[0][0].toString(), entry(0)->id);
    // The question is about one key and goes with it.
    find<QAction>("copyPrivateAction")->trigger();
    m_detail->setEntries({entry(1)});
    QCOMPARE(m_detail->messages()->count(), 0);
    QVERIFY(!find<QAction>("copyPrivateAction")->isEnabled());
}

void KeyDetailTest::privateFileAsksForAPassphrase() {
    QSignalSpy publicly(m_detail.get(), &KeyDetail::savePublicRequested);
    QTest::mouseClick(find<QPushButton>("saveKeyButton"), Qt::LeftButton);
    QCOMPARE(publicly.size(), 1);
    find<SwitchRow>("keyHalfSwitch")->setCurrentIndex(1);
    Secret passphrase;
    connect(m_detail.get(), &KeyDetail::savePrivateRequested, m_detail.get(),
            [&] { passphrase = m_detail->takePassphrase(); });
    QSignalSpy privately(m_detail.get(), &KeyDetail::savePrivateRequested);
    QTest::mouseClick(find<QPushButton>("saveKeyButton"), Qt::LeftButton);
    QCOMPARE(privately.size(), 0);
    auto* bar = find<QWidget>("passphraseBar");
    QVERIFY(bar->isVisible());
    auto* field = bar->findChild<QLineEdit*>();
    QTest::keyClicks(field, "open sesame");
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(privately.size(), 1);
    QVERIFY(passphrase == Secret::fromText("open sesame"));
    QVERIFY(!bar->isVisible());
    QCOMPARE(publicly.size(), 1);
}

void KeyDetailTest::secretsHaveNoPublicButton() {
    m_detail->setEntries({entry(2)});
    QVERIFY(!find<QPushButton>("copyPublicKeyButton")->isVisible());
    QSignalSpy saved(m_detail.get(), &KeyDetail::savePrivateRequested);
    QTest::mouseClick(find<QPushButton>("saveKeyButton"), Qt::LeftButton);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(find<QAction>("copyPrivateAction")->text(), QStringLiteral("Copy secret…"));
    QVERIFY(!find<QLabel>("keyThumbprint")->isVisible());
}

void KeyDetailTest::severalKeysOfferTheirPublicParts() {
    m_detail->setEntries({entry(0), entry(1), entry(2)});
    QCOMPARE(m_detail->caption(), QStringLiteral("3 keys selected"));
    QVERIFY(!find<QWidget>("keyFacts")->isVisible());
    QVERIFY(!find<QPushButton>("useInEditorButton")->isEnabled());
    m_detail->texts().setForm(KeyForm::Jwks);
    QTest::mouseClick(find<QPushButton>("copyPublicKeyButton"), Qt::LeftButton);
    const auto set = jose::KeySet::parse(QGuiApplication::clipboard()->text().toStdString());
    QVERIFY(set);
    QCOMPARE(set->entries().size(), std::size_t(2));
}

void KeyDetailTest::qrAndFingerprints() {
    auto* forms = find<SwitchRow>("keyFormSwitch");
    m_detail->setEntries({entry(0)});
    m_detail->texts().setForm(KeyForm::Qr);
    QVERIFY(find<QrView>("keyQrView")->isVisible());
    QVERIFY(!find<QrView>("keyQrView")->isEmpty());
    find<QPushButton>("copyPublicKeyButton")->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("{\"")));
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QStringLiteral("\"d\"")));
    const auto entries = std::vector{entry(0)};
    const Result<std::string> png = publicFile(entries, KeyForm::Qr);
    QVERIFY(png.has_value());
    QVERIFY(!QImage::fromData(QByteArray::fromStdString(*png)).isNull());
    auto* kinds = find<QComboBox>("fingerprintCombo");
    QVERIFY(kinds->count() >= 5);
    kinds->setCurrentIndex(1);
    Q_EMIT kinds->activated(1);
    QVERIFY(find<QLabel>("keyThumbprint")->text().startsWith(QStringLiteral("urn:ietf:params:oauth:jwk-thumbprint")));
    m_detail->setEntries({entry(1)}); // the kind stays with the next key
    QCOMPARE(kinds->currentIndex(), 1);
    m_detail->setEntries({entry(2)}); // a secret has neither
    QVERIFY(!kinds->isVisible());
    QVERIFY(!forms->button(static_cast<int>(KeyForm::Qr))->isEnabled());
}

void KeyDetailTest::fittingTokensAreLinks() {
    const FixedClock clock(Time(std::chrono::seconds(1795186800)));
    workbench::DocumentList documents({&clock});
    m_detail->setEntries({entry(0)});
    QVERIFY(!find<QWidget>("fittingTokens")->isVisible()); // nothing is said before there is an answer
    m_detail->setFittingTokens(QStringLiteral("another"), {});
    QVERIFY(!find<QWidget>("fittingTokens")->isVisible());
    m_detail->setFittingTokens(entry(0)->id, {{documents.current(), QStringLiteral("Token 1"), QStringLiteral("ES256"),
                                               workbench::FittingToken::Answer::Verifies}});
    QVERIFY(find<QWidget>("fittingTokens")->isVisible());
    QSignalSpy chosen(m_detail.get(), &KeyDetail::tokenChosen);
    auto* link = find<QWidget>("fittingTokens")->findChild<QPushButton*>();
    QCOMPARE(link->text(), QStringLiteral("Token 1"));
    QVERIFY(link->accessibleName().contains(QStringLiteral("verifies")));
    link->click();
    QCOMPARE(chosen.count(), 1);
    m_detail->setEntries({entry(1)});
    QVERIFY(!find<QWidget>("fittingTokens")->isVisible());
}

QTEST_MAIN(KeyDetailTest)
#include "tst_keysui_key_detail.moc"
