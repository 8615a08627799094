// SPDX-License-Identifier: Apache-2.0
//
// The form of the Endpoint workspace: fields that appear when they are needed, own presets, filling from a text, tabs
// of narrow windows, what is kept.
#include "gui/endpoint_fixture.h"

#include "common/check_row.h"
#include "endpoint/connection_section.h"
#include "endpoint/options_section.h"
#include "oauth/transcript.h"

#include <QFileDialog>
#include <QSpinBox>
#include <QTabBar>

using namespace twb;
using namespace twb::ui;
using test::Bench;
using test::reply;
using test::tokenAnswer;

namespace {

void pick(const Bench& bench, const char* name, int value) {
    auto* box = bench.find<QComboBox>(name);
    box->setCurrentIndex(box->findData(value));
    Q_EMIT box->activated(box->currentIndex());
}

void startGeneric(const Bench& bench) {
    bench.choosePreset("generic");
    bench.find<QComboBox>("endpointUrl")->setEditText(QStringLiteral("https://issuer.example/token"));
    bench.type("endpointClientId", QStringLiteral("me"));
}

QByteArray writeTo(const QString& path, const QByteArray& text) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
        qFatal("cannot write");
    }
    return text;
}

std::string bodyNow(const Bench& bench) {
    bench.session->refreshPreview();
    const auto& built = bench.session->preview().built;
    return built ? built->http.body.text : "missing: " + bench.session->preview().missing;
}

} // namespace

class EndpointFormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fieldsAppearWhenTheyAreNeeded() {
        const Bench bench;
        startGeneric(bench);
        const auto seen = [&](const char* name) { return bench.find<QWidget>(name)->isVisible(); };
        pick(bench, "endpointMethod", int(oauth::ClientMethod::SecretBasic));
        QVERIFY(seen("endpointSecret") && !seen("endpointKey") && !seen("endpointCertificate") && !seen("endpointKid"));
        pick(bench, "endpointMethod", int(oauth::ClientMethod::PrivateKeyJwt));
        QVERIFY(!seen("endpointSecret") && seen("endpointKey") && seen("endpointAudienceChoice"));
        QVERIFY(!seen("endpointKid") && !seen("endpointLife"));
        QTest::mouseClick(bench.find<QPushButton>("endpointMoreFields"), Qt::LeftButton);
        QVERIFY(seen("endpointKid") && seen("endpointLife") && seen("endpointTyp") && !seen("endpointOwnKid"));
        pick(bench, "endpointKid", int(oauth::AssertionPlan::KeyId::Own));
        QVERIFY(seen("endpointOwnKid"));
        pick(bench, "endpointKid", int(oauth::AssertionPlan::KeyId::OfKey));
        QTest::mouseClick(bench.find<QPushButton>("endpointMoreFields"), Qt::LeftButton);
        pick(bench, "endpointMethod", int(oauth::ClientMethod::TlsClientAuth));
        QVERIFY(seen("endpointCertificate") && !seen("endpointProxy") && !seen("endpointKid"));
        QVERIFY(!seen("endpointResource"));
        QTest::mouseClick(bench.find<QPushButton>("endpointMoreFields"), Qt::LeftButton);
        QVERIFY(seen("endpointResource") && seen("endpointDetails") && seen("endpointProxy") && seen("endpointDpop"));
        QVERIFY(!seen("endpointProxyUrl") && !seen("endpointDpopNonce"));
        pick(bench, "endpointGrant", int(oauth::Grant::AuthorizationCode));
        QVERIFY(seen("endpointAuthorizationUrl") && seen("endpointRedirectPort") && !seen("endpointParUrl"));
        pick(bench, "endpointFlow", int(workbench::EndpointForm::Flow::LastStep));
        QVERIFY(!seen("endpointAuthorizationUrl"));
        QVERIFY(bench.find<QWidget>("field_code")->isVisible());
    }

    void whatIsTypedGoesIntoTheRequest() {
        const Bench bench;
        startGeneric(bench);
        pick(bench, "endpointMethod", int(oauth::ClientMethod::PrivateKeyJwt));
        pick(bench, "endpointKid", int(oauth::AssertionPlan::KeyId::Own));
        bench.type("endpointOwnKid", QStringLiteral("my-kid"));
        pick(bench, "endpointTyp", int(oauth::AssertionPlan::Type::ClientAuthentication));
        bench.find<QSpinBox>("endpointLife")->setValue(300);
        bench.type("endpointResource", QStringLiteral("https://a.example https://b.example"));
        bench.type("endpointDetails", QStringLiteral("[{\"type\":\"payment\"}]"));
        const std::string body = bodyNow(bench);
        QVERIFY2(body.find("resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example") != std::string::npos,
                 body.c_str());
        QVERIFY(body.find("authorization_details=") != std::string::npos);
        const oauth::MadeToken& made = bench.session->preview().built->made.front();
        QVERIFY(made.header.find("\"kid\":\"my-kid\"") != std::string::npos);
        QVERIFY(made.header.find("client-authentication+jwt") != std::string::npos);
        QVERIFY(made.payload.find("\"exp\":1795198080") != std::string::npos);
    }

    void ownAuthoritiesProxyAndCertificateFiles() {
        const Bench bench;
        startGeneric(bench);
        auto* connection = bench.find<ConnectionSection>("endpointConnection");
        const QString pem = bench.folder.filePath(QStringLiteral("ca.pem"));
        writeTo(pem, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        connection->takeAuthorities(pem);
        QVERIFY(bench.session->form().authorities.find("BEGIN CERTIFICATE") != std::string::npos);
        const QString none = bench.folder.filePath(QStringLiteral("none.pem"));
        writeTo(none, "hello");
        connection->takeAuthorities(none);
        QVERIFY(bench.session->form().authorities.find("BEGIN CERTIFICATE") != std::string::npos);
        const QString key = bench.folder.filePath(QStringLiteral("key.pem"));
        writeTo(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        pick(bench, "endpointMethod", int(oauth::ClientMethod::TlsClientAuth));
        connection->takeCertificate({pem, key});
        bench.session->refreshPreview();
        QVERIFY(bench.session->preview().built.has_value());
        QCOMPARE(bench.session->preview().built->http.tls.identity, oauth::TlsOptions::Identity::Pem);
        const QString pfx = bench.folder.filePath(QStringLiteral("client.p12"));
        writeTo(pfx, QByteArray("\x30\x82\x01\x00 not text", 13));
        connection->takeCertificate({pfx});
        auto* passphrase = bench.find<QWidget>("endpointPassphrase")->findChild<QLineEdit*>();
        passphrase->setText(QStringLiteral("open"));
        Q_EMIT passphrase->textEdited(passphrase->text());
        bench.session->refreshPreview();
        QCOMPARE(bench.session->preview().built->http.tls.identity, oauth::TlsOptions::Identity::Pkcs12);
        QCOMPARE(bench.session->preview().built->http.tls.password.text, std::string("open"));
        pick(bench, "endpointProxy", int(oauth::ProxyOptions::Kind::Own));
        bench.type("endpointProxyUrl", QStringLiteral("http://proxy.example:3128"));
        bench.session->refreshPreview();
        QCOMPARE(bench.session->preview().built->http.proxy.url, std::string("http://proxy.example:3128"));
    }

    void theRegisteredKeyIsCompared() {
        Bench bench;
        bench.network->answer = reply(401, "Unauthorized", "{\"error\":\"invalid_client\"}");
        bench.fillHeflo();
        const auto verdict = [&]() -> std::optional<oauth::RequestCheck::State> {
            for (const oauth::RequestCheck& check : bench.session->history().front()->explanation->reasons) {
                if (check.id == "assertion-registered-key") {
                    return check.state;
                }
            }
            return std::nullopt;
        };
        auto* options = bench.find<OptionsSection>("endpointOptions");
        options->takeRegisteredKey(QStringLiteral("no key at all {"));
        QVERIFY(!bench.session->form().registeredKey);
        options->takeRegisteredKey(
            QStringLiteral("{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":"
                           "\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1"
                           "RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_"
                           "RN5w6Cf0h4QyQ5v-65YGjQR0"
                           "_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-"
                           "bFTWhAI4vMQFh6WeZu0fM4lFd"
                           "2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\"}"));
        QVERIFY(bench.session->form().registeredKey);
        QVERIFY(bench.send());
        QCOMPARE(verdict(), std::optional(oauth::RequestCheck::State::Fail));
        // After a refusal, from the card.
        auto* none = bench.find<QComboBox>("endpointRegistered");
        none->setCurrentIndex(0);
        QVERIFY(bench.send());
        QCOMPARE(verdict(), std::optional<oauth::RequestCheck::State>());
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(*jose::writePublicJwk(bench.ring.entries().front()->key.jwk)));
        QTest::qWait(30);
        QTest::mouseClick(bench.find<QPushButton>("compareRegisteredKey"), Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QStringList rows;
        for (const CheckRow* row : bench.find<QWidget>("explanationReasons")->findChildren<CheckRow*>()) {
            rows << row->line();
        }
        QVERIFY2(rows.contains(QStringLiteral("The key is the one that was registered")),
                 qPrintable(rows.join(QLatin1Char('\n'))));
        // The key of the ring itself.
        auto* box = bench.find<QComboBox>("endpointRegistered");
        box->setCurrentIndex(1);
        QVERIFY(bench.send());
        QCOMPARE(verdict(), std::optional(oauth::RequestCheck::State::Pass));
    }

    void ownPresetsAreSavedChosenRenamedRemoved() {
        const Bench bench;
        startGeneric(bench);
        auto* secret = bench.find<QWidget>("endpointSecret")->findChild<QLineEdit*>();
        secret->setText(QStringLiteral("sample-secret"));
        Q_EMIT secret->textEdited(secret->text());
        QVERIFY(!bench.find<QAction>("endpointRenamePreset")->isEnabled());
        bench.find<QAction>("endpointSavePreset")->trigger();
        QVERIFY(bench.find<QWidget>("presetBar")->isVisible());
        bench.find<QLineEdit>("presetName")->setText(QStringLiteral("My server"));
        bench.find<QCheckBox>("presetSecrets")->setChecked(true);
        QTest::mouseClick(bench.find<QPushButton>("presetSave"), Qt::LeftButton);
        QVERIFY(!bench.find<QWidget>("presetBar")->isVisible());
        auto* presets = bench.find<QComboBox>("endpointPreset");
        QCOMPARE(presets->currentText(), QStringLiteral("My server"));
        QTRY_COMPARE(bench.vault.size(), std::size_t{1});

        bench.choosePreset("heflo");
        bench.type("endpointClientId", QStringLiteral("another"));
        secret->clear();
        presets->setCurrentIndex(presets->findText(QStringLiteral("My server")));
        Q_EMIT presets->activated(presets->currentIndex());
        QTRY_COMPARE(bench.find<QLineEdit>("endpointClientId")->text(), QStringLiteral("me"));
        QVERIFY(bench.session->form().secret != nullptr);
        QCOMPARE(presets->currentText(), QStringLiteral("My server"));

        bench.find<QAction>("endpointRenamePreset")->trigger();
        bench.find<QLineEdit>("presetName")->setText(QStringLiteral("Their server"));
        QTest::keyClick(bench.find<QLineEdit>("presetName"), Qt::Key_Return);
        QCOMPARE(presets->currentText(), QStringLiteral("Their server"));
        bench.find<QAction>("endpointRemovePreset")->trigger();
        QCOMPARE(presets->findText(QStringLiteral("Their server")), -1);
        QCOMPARE(bench.find<QLineEdit>("endpointClientId")->text(), QStringLiteral("me"));
        QTRY_VERIFY(bench.vault.empty());
    }

    void narrowWindowsHaveTwoTabs() {
        Bench bench;
        bench.network->answer = reply(200, "OK", tokenAnswer);
        auto* tabs = bench.find<QTabBar>("endpointTabs");
        QVERIFY(!tabs->isVisible());
        bench.fillHeflo();
        bench.workspace->resize(960, 620);
        QTest::qWait(20);
        QVERIFY(tabs->isVisible());
        QVERIFY(bench.find<QWidget>("endpointForm")->isVisible());
        QVERIFY(!bench.find<QWidget>("endpointResponse")->isVisible());
        QVERIFY(bench.find<QWidget>("endpointForm")->width() > 900);
        bench.picture("endpoint-narrow-request");
        QVERIFY(bench.send());
        QCOMPARE(tabs->currentIndex(), 1);
        QVERIFY(!bench.find<QWidget>("endpointForm")->isVisible());
        QVERIFY(bench.find<QWidget>("endpointResponse")->isVisible());
        bench.picture("endpoint-narrow-result");
        bench.workspace->resize(1340, 780);
        QTest::qWait(20);
        QVERIFY(bench.find<QWidget>("endpointForm")->isVisible());
        QVERIFY(bench.find<QWidget>("endpointResponse")->isVisible());
        QVERIFY(!tabs->isVisible());
    }

    void historyIsKeptOnlyIfWanted() {
        Bench bench;
        bench.network->answer = reply(200, "OK", tokenAnswer);
        const QString path = bench.folder.filePath(QStringLiteral("endpoint-history.json"));
        bench.fillHeflo();
        QVERIFY(bench.send());
        QVERIFY(!QFile::exists(path));
        bench.settings.setKeepEndpointHistory(true);
        QVERIFY(QFile::exists(path));
        bench.settings.setKeepEndpointHistory(false);
        QVERIFY(!QFile::exists(path));
    }

    void aHarEntryFillsTheForm() {
        const Bench bench;
        QGuiApplication::clipboard()->setText(QStringLiteral(
            "{\"request\":{\"method\":\"POST\",\"url\":\"https:\\u002f\\u002fissuer.example/token\",\"headers\":[],"
            "\"postData\":{\"mimeType\":\"application/"
            "x-www-form-urlencoded\",\"text\":\"grant_type=client_credentials&client_id=har-client&client_secret=x&"
            "scope=a\"}}"
            "}"));
        bench.find<QAction>("endpointPaste")->trigger();
        QCOMPARE(bench.find<QLineEdit>("endpointClientId")->text(), QStringLiteral("har-client"));
        QCOMPARE(bench.session->form().method, oauth::ClientMethod::SecretPost);
    }

    void theTranscriptIsSavedAsTextOrHar_data() {
        QTest::addColumn<QString>("ending");
        QTest::newRow("text") << "txt";
        QTest::newRow("HAR") << "har";
    }
    void theTranscriptIsSavedAsTextOrHar() {
        QFETCH(QString, ending);
        Bench bench;
        bench.network->answer = reply(200, "OK", tokenAnswer);
        bench.fillHeflo();
        QVERIFY(bench.send());
        bench.find<QAction>(ending == QLatin1String("har") ? "saveHar" : "saveText")->trigger();
        auto* dialog = bench.workspace->findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        const QString path = bench.folder.filePath(QStringLiteral("exchange.") + ending);
        Q_EMIT dialog->fileSelected(path);
        dialog->reject();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("auth.heflo.example"));
        QVERIFY(!text.contains(QByteArray::fromStdString(test::sampleToken)));
        if (ending == QLatin1String("har")) {
            QCOMPARE(QJsonDocument::fromJson(text).object().value("log").toObject().value("version").toString(),
                     QStringLiteral("1.2"));
        }
    }
};

QTEST_MAIN(EndpointFormTest)
#include "tst_endpoint_form.moc"
