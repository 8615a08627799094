// SPDX-License-Identifier: Apache-2.0
//
// What can be asked about a token that was found: verdict, introspection, revocation, userinfo, a call with Bearer or
// DPoP, renewing; each shown first and sent by a press only. In the whole window against the local issuer.
#include "common/badge.h"
#include "gui/program_fixture.h"
#include "jose/key_material.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using namespace twb;
using namespace twb::ui;

class LocalTokensTest : public QObject {
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<test::ProgramWindow> m_w;

    workbench::EndpointSession& session() const { return m_w->p.endpoint; }
    std::string address(std::string_view endpoint) const { return m_w->p.issuer.address(endpoint).toStdString(); }

    bool send() const {
        const std::size_t before = session().history().size();
        QTest::qWait(30);
        m_w->press(QStringLiteral("endpointSend"));
        const bool came =
            QTest::qWaitFor([&] { return session().history().size() == before + 1 && !session().isBusy(); }, 10'000);
        QTest::qWait(30);
        return came;
    }
    const oauth::Step& last() const { return session().history().front()->last(); }
    void setSecret(const QString& name, const QString& text) const {
        auto* edit = m_w->find<QWidget>(name)->findChild<QLineEdit*>();
        edit->setText(text);
        Q_EMIT edit->textEdited(text);
    }
    /// A token of a person, with a refresh token.
    void getToken() {
        m_w->window.actions()[ActionId::EndpointWorkspace]->trigger();
        m_w->pick(QStringLiteral("endpointPreset"), QStringLiteral("generic"));
        m_w->pick(QStringLiteral("endpointOperation"), static_cast<int>(oauth::Operation::Token));
        m_w->pick(QStringLiteral("endpointGrant"), static_cast<int>(oauth::Grant::Password));
        m_w->type(QStringLiteral("endpointScope"), QStringLiteral("openid"));
        QVERIFY(m_w->fillLocally());
        m_w->type(QStringLiteral("field_username"), QStringLiteral("alice"));
        setSecret(QStringLiteral("field_password"),
                  QString::fromUtf8(issuer::sampleUserPassword.data(), qsizetype(issuer::sampleUserPassword.size())));
        QVERIFY(send());
        QVERIFY2(last().exchange.status == 200, last().exchange.body.text.c_str());
    }
    /// Chooses from the menu of a chip.
    void ask(const QString& token, const QString& action) const {
        auto* button = m_w->find<QToolButton>(QStringLiteral("askToken_") + token);
        Q_EMIT button->menu()->aboutToShow();
        auto* chosen = button->menu()->findChild<QAction*>(action);
        if (chosen == nullptr) {
            qFatal("%s is not offered", qPrintable(action));
        }
        chosen->trigger();
    }
    QString verdict(const QString& token) const {
        return m_w->find<Badge>(QStringLiteral("verdict_") + token)->toolTip();
    }

private Q_SLOTS:
    void initTestCase() {
        m_theme.setMotion(Motion::Off);
        m_theme.apply();
        m_w = std::make_unique<test::ProgramWindow>(m_theme);
    }
    void cleanupTestCase() { m_w.reset(); }

    void theVerdictStandsOnTheChip() {
        getToken();
        QCOMPARE(verdict(QStringLiteral("access_token")), QStringLiteral("Signature verified: the local issuer"));
        m_w->p.issuer.setFault(issuer::Fault::BadSignature);
        QVERIFY(send());
        QCOMPARE(verdict(QStringLiteral("access_token")),
                 QStringLiteral("Signature does not verify: the local issuer"));
        m_w->p.issuer.setFault(issuer::Fault::UnknownKid);
        QVERIFY(send());
        QVERIFY(verdict(QStringLiteral("access_token")).startsWith(QStringLiteral("Not checked")));
        m_w->p.issuer.setFault(issuer::Fault::None);
    }

    void keysAreFetchedByAPress() {
        getToken();
        QVERIFY(session().fetchedKeys().empty());
        ask(QStringLiteral("access_token"), QStringLiteral("askKeys"));
        QTRY_COMPARE(session().fetchedKeys().size(), std::size_t{1});
        QCOMPARE(verdict(QStringLiteral("access_token")),
                 QStringLiteral("Signature verified: %1").arg(QString::fromStdString(address("/jwks"))));
    }

    void introspectionIsShownThenSent() {
        getToken();
        const std::size_t before = session().history().size();
        ask(QStringLiteral("access_token"), QStringLiteral("askIntrospect"));
        QTest::qWait(150);
        QCOMPARE(session().history().size(), before);
        QCOMPARE(session().preview().built->http.url, address("/introspect"));
        QVERIFY(send());
        QCOMPARE(last().exchange.status, 200);
        QCOMPARE(last().reading.active, std::optional(true));
        m_w->find<QCheckBox>(QStringLiteral("endpointSignedAnswer"))->setChecked(true);
        QVERIFY(send());
        QCOMPARE(last().exchange.status, 200);
        QVERIFY(last().exchange.header("Content-Type").find("token-introspection+jwt") != std::string_view::npos);
        m_w->find<QCheckBox>(QStringLiteral("endpointSignedAnswer"))->setChecked(false);
    }

    void aRevokedTokenIsNoLongerActive() {
        getToken();
        ask(QStringLiteral("access_token"), QStringLiteral("askRevoke"));
        QCOMPARE(session().preview().built->http.url, address("/revoke"));
        QVERIFY(send());
        QCOMPARE(last().exchange.status, 200);
        m_w->pick(QStringLiteral("endpointOperation"), static_cast<int>(oauth::Operation::Introspection));
        QCOMPARE(session().form().url, address("/introspect"));
        QVERIFY(send());
        QCOMPARE(last().reading.active, std::optional(false));
    }

    void userinfoAndAnApiCall() {
        getToken();
        ask(QStringLiteral("access_token"), QStringLiteral("askUserinfo"));
        QVERIFY(send());
        QVERIFY2(last().exchange.status == 200, last().exchange.body.text.c_str());
        QVERIFY(last().exchange.body.text.find("\"sub\"") != std::string::npos);

        getToken();
        ask(QStringLiteral("access_token"), QStringLiteral("askCall"));
        QVERIFY(!m_w->find<QPushButton>(QStringLiteral("endpointSend"))->isEnabled());
        m_w->find<QComboBox>(QStringLiteral("endpointUrl"))->setEditText(QString::fromStdString(address("/userinfo")));
        session().refreshPreview();
        QVERIFY(send());
        QCOMPARE(last().built.http.method, std::string("GET"));
        QVERIFY(last().built.http.header("Authorization")->value.starts_with("Bearer "));
        QCOMPARE(last().exchange.status, 200);
    }

    void aCallWithDpop() {
        workbench::KeyRequest wish;
        wish.name = "Proof key";
        wish.kind = workbench::KeyRequest::Kind::Ec;
        wish.curve = "P-256";
        auto made = workbench::makeKey(wish);
        QVERIFY(made.has_value());
        m_w->p.keyRing.add(**made, QStringLiteral("Generated"));
        getToken();
        m_w->press(QStringLiteral("endpointMoreFields"));
        auto* dpop = m_w->find<QComboBox>(QStringLiteral("endpointDpop"));
        dpop->setCurrentIndex(1);
        m_w->p.issuer.setDpopNonce(issuer::Settings::DpopNonce::Demanded);
        QVERIFY(send());
        QVERIFY2(last().exchange.status == 200, last().exchange.body.text.c_str());
        QCOMPARE(last().reading.tokenType, std::string("DPoP"));
        QCOMPARE(session().history().front()->sent.steps.size(), std::size_t{2}); // once more with the nonce
        ask(QStringLiteral("access_token"), QStringLiteral("askUserinfo"));
        QVERIFY(send());
        QVERIFY(last().built.http.header("Authorization")->value.starts_with("DPoP "));
        QVERIFY2(last().exchange.status == 200, last().exchange.body.text.c_str());
        m_w->p.issuer.setDpopNonce(issuer::Settings::DpopNonce::NotAsked);
        m_w->find<QComboBox>(QStringLiteral("endpointDpop"))->setCurrentIndex(0);
    }

    void renewUsesTheRefreshToken() {
        getToken();
        const std::size_t before = session().history().size();
        m_w->press(QStringLiteral("renewButton"));
        QTRY_COMPARE(session().history().size(), before + 1);
        QCOMPARE(last().exchange.status, 200);
        QVERIFY(last().exchange.transcript.size() > 0);
        QVERIFY(last().built.http.body.text.find("grant_type=refresh_token") != std::string::npos);
    }

    void firstStepsByThemselves() {
        getToken();
        m_w->pick(QStringLiteral("endpointOperation"), static_cast<int>(oauth::Operation::PushedAuthorization));
        QVERIFY(send());
        QVERIFY2(last().exchange.status == 201, last().exchange.body.text.c_str());
        QVERIFY(!last().reading.requestUri.empty());
        m_w->pick(QStringLiteral("endpointOperation"), static_cast<int>(oauth::Operation::DeviceAuthorization));
        QVERIFY(send());
        QCOMPARE(last().exchange.status, 200);
        QVERIFY(!last().reading.deviceCodeUserCode.empty());
    }
};

QTEST_MAIN(LocalTokensTest)
#include "tst_local_tokens.moc"
