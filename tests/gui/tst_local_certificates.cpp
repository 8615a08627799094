// SPDX-License-Identifier: Apache-2.0
//
// Client certificates (RFC 8705) in the whole window, from click to click, against the local issuer's TLS port.
#include "common/inline_error.h"
#include "crypto/certificate.h"
#include "gui/program_fixture.h"
#include "issuer/client_form.h"
#include "issuer/endpoints.h"
#include "support/places.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>

using namespace twb;
using namespace twb::ui;
using oauth::ClientMethod;

class LocalCertificatesTest : public QObject {
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<test::ProgramWindow> m_program;

    template <typename Widget>
    Widget* find(const char* name) const {
        return m_program->find<Widget>(QLatin1String(name));
    }
    void show(ActionId workspace) const {
        m_program->window.actions()[workspace]->trigger();
        QTest::qWait(30);
    }
    bool tryLocally(ClientMethod method) const {
        show(ActionId::EndpointWorkspace);
        m_program->pick(QStringLiteral("endpointPreset"), QStringLiteral("generic"));
        m_program->pick(QStringLiteral("endpointMethod"), static_cast<int>(method));
        m_program->press(QStringLiteral("endpointLocalTrial"));
        return QTest::qWaitFor(
            [this] {
                const test::Program& p = m_program->p;
                const auto& request = p.endpoint.preview().request;
                const std::string tls = p.issuer.tlsAddress().toStdString();
                return !tls.empty() && request && request->url == tls + "/token" && p.endpoint.preview().built;
            },
            20'000);
    }
    /// Presses Send. @return the status of the answer, 0 without one
    int send() const {
        test::Program& p = m_program->p;
        const std::size_t before = p.endpoint.history().size();
        QTest::mouseClick(find<QPushButton>("endpointSend"), Qt::LeftButton);
        return QTest::qWaitFor([&] { return p.endpoint.history().size() == before + 1; }, 10'000)
                   ? p.endpoint.history().front()->last().exchange.status
                   : 0;
    }
    void picture(const char* name) const {
        QTest::qWait(60);
        const QString folder = qEnvironmentVariable("TWB_PICTURES");
        const QPixmap window = m_program->window.grab();
        QVERIFY(folder.isEmpty() || window.save(QStringLiteral("%1/%2.png").arg(folder, QLatin1String(name))));
    }

private Q_SLOTS:
    void init() {
        m_theme.setMotion(Motion::Off);
        m_theme.apply();
        m_program = std::make_unique<test::ProgramWindow>(m_theme);
    }
    void cleanup() { m_program.reset(); }

    void isTriedLocally_data() {
        QTest::addColumn<int>("method");
        QTest::newRow("tls_client_auth") << static_cast<int>(ClientMethod::TlsClientAuth);
        QTest::newRow("self_signed_tls_client_auth") << static_cast<int>(ClientMethod::SelfSignedTlsClientAuth);
    }
    void isTriedLocally() {
        QFETCH(int, method);
        test::Program& p = m_program->p;
        QCOMPARE(p.issuer.tls(), workbench::IssuerSession::Tls::Off); // at every start
        QVERIFY(tryLocally(static_cast<ClientMethod>(method)));
        QCOMPARE(send(), 200);
        const oauth::FoundToken& token = p.endpoint.history().front()->last().reading.tokens.front();
        QVERIFY(!oauth::jsonMember(token.payload, "cnf").empty() ||
                token.payload.find("x5t#S256") != std::string::npos);
        picture("endpoint-mtls");
        // The form goes on trusting an issuer that was switched off and on.
        p.issuer.stop();
        QTRY_COMPARE(p.issuer.state(), workbench::IssuerSession::State::Stopped);
        p.issuer.start();
        QTRY_VERIFY(p.issuer.running());
        QCOMPARE(QString::fromStdString(p.endpoint.form().authorities), p.issuer.tlsCertificate());
    }

    void theBoxShowsAddressAndCertificate() {
        test::Program& p = m_program->p;
        show(ActionId::IssuerWorkspace);
        auto* box = find<QCheckBox>("issuerTls");
        QVERIFY(!box->isChecked());
        QVERIFY(!find<QWidget>("issuerAddressTls")->isVisible());
        QVERIFY(!find<QWidget>("issuerTrustTls")->isVisible());
        p.issuer.startOnFreePort();
        QTRY_VERIFY(p.issuer.running());
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        QTRY_VERIFY(p.issuer.running() && !p.issuer.tlsAddress().isEmpty());
        QVERIFY(box->isChecked());
        QCOMPARE(find<QLabel>("issuerAddressTls")->text(), p.issuer.tlsAddress());
        picture("issuer-tls");
        m_program->press(QStringLiteral("issuerCopyTls"));
        QCOMPARE(QGuiApplication::clipboard()->text(), p.issuer.tlsAddress());
        m_program->press(QStringLiteral("issuerCopyCertificate"));
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("-----BEGIN CERTIFICATE-----")));

        m_program->press(QStringLiteral("issuerTrustTls"));
        QCOMPARE(find<ActivityBar>("activityBar")->currentIndex(), 2);
        QCOMPARE(QString::fromStdString(p.endpoint.form().authorities), p.issuer.tlsCertificate());
        QCOMPARE(find<QLabel>("endpointAuthorities")->text(), QStringLiteral("the local issuer's certificate"));
        QVERIFY(p.endpoint.history().empty()); // nothing was sent

        show(ActionId::IssuerWorkspace);
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        QTRY_VERIFY(p.issuer.running() && p.issuer.tlsAddress().isEmpty());
        QVERIFY(!find<QWidget>("issuerAddressTls")->isVisible());
        QVERIFY(p.issuer.tlsCertificate().isEmpty());
    }

    void theClientsAuthorityIsAsked() {
        test::Program& p = m_program->p;
        QVERIFY(tryLocally(ClientMethod::TlsClientAuth));
        const crypto::Certificate& own = *p.endpoint.form().certificate->key.certificate;
        const auto write = [&](const char* name, const std::string& text) {
            QFile file(p.folder.filePath(QLatin1String(name)));
            return file.open(QIODevice::WriteOnly) && file.write(text.data(), qint64(text.size())) > 0 ? file.fileName()
                                                                                                       : QString();
        };
        const auto describe = [&](const QString& authority) {
            show(ActionId::IssuerWorkspace);
            m_program->press(QStringLiteral("issuerAddClient"));
            auto* id = find<QLineEdit>("issuerClientId");
            id->setText(QStringLiteral("tw-tls-client")); // takes the place of the trial's
            m_program->pick(QStringLiteral("issuerClientMethod"),
                            static_cast<int>(issuer::ClientMethod::TlsClientAuth));
            m_program->press(QStringLiteral("issuerClientAccept")); // says that the name is missing
            QVERIFY(find<QWidget>("issuerClientForm")->isVisible());
            find<QLineEdit>("issuerClientName")->setText(QString::fromStdString(own.subject));
            find<ClientForm>("issuerClientForm")->takeAuthority(authority);
            picture("issuer-client-form");
            m_program->press(QStringLiteral("issuerClientAccept"));
            QVERIFY(!find<QWidget>("issuerClientForm")->isVisible());
            show(ActionId::EndpointWorkspace);
        };
        describe(write("other.pem", p.issuer.tlsCertificate().toStdString()));
        QCOMPARE(send(), 400);
        const auto refused = p.issuer.log().at(0);
        QVERIFY(refused->finding);
        QCOMPARE(refused->finding->id, std::string("client-certificate-authority"));
        QVERIFY(refused->finding->detail.find("\"CN=localhost\"") != std::string::npos);
        describe(write("own.pem", crypto::certificatePem(own)));
        QCOMPARE(send(), 200);
        QVERIFY(p.issuer.log().at(0)->summary.find("signed under the authority") != std::string::npos);
    }

    void whatIsNoAuthorityIsSaid() {
        show(ActionId::IssuerWorkspace);
        m_program->press(QStringLiteral("issuerAddClient"));
        m_program->pick(QStringLiteral("issuerClientMethod"), static_cast<int>(issuer::ClientMethod::TlsClientAuth));
        auto* form = find<ClientForm>("issuerClientForm");
        form->takeAuthority(QStringLiteral("/nowhere/ca.pem"));
        QVERIFY(form->findChild<InlineError*>()->sentence().contains(QStringLiteral("/nowhere/ca.pem")));
        QCOMPARE(find<QLabel>("issuerClientAuthority")->text(), QStringLiteral("anybody: not checked"));
    }
};

QTEST_MAIN(LocalCertificatesTest)
#include "tst_local_certificates.moc"
