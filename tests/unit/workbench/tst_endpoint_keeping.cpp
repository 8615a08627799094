// SPDX-License-Identifier: Apache-2.0
//
// What the Endpoint workspace keeps between runs: own presets and, if the user wants it, the history; never a secret.
#include "support/fake_secret_store.h"
#include "workbench/endpoint_files.h"
#include "workbench/endpoint_fill.h"
#include "workbench/endpoint_history.h"
#include "workbench/endpoint_presets.h"
#include "workbench/endpoint_session.h"
#include "workbench/key_ring.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::workbench;
using twb::test::FakeSecretStore;
using twb::test::Vault;

namespace {

const std::string token =
    "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJodHRwczovL2F1dGguaGVmbG8uZXhhbXBsZSJ9.c2lnbmF0dXJl";

EndpointForm sample() {
    EndpointForm form;
    form.presetId = "generic";
    form.grant = oauth::Grant::Password;
    form.url = "https://issuer.example/token";
    form.clientId = "my-client";
    form.method = oauth::ClientMethod::SecretPost;
    form.secret = oauth::shareSecret("geheim-1");
    form.values.plain["username"] = "alice";
    form.values.secret["password"] = oauth::shareSecret("geheim-2");
    form.jwtSecret = oauth::shareSecret("geheim-3");
    form.scope = "openid api";
    form.resource = "https://a.example https://b.example";
    form.extras = {{"X-API-Key", "geheim-4", oauth::ExtraParameter::Place::Header},
                   {"prompt", "login", oauth::ExtraParameter::Place::Body},
                   {"hint", token, oauth::ExtraParameter::Place::Query}};
    form.assertion.lifetime = std::chrono::seconds(90);
    form.proxy = {oauth::ProxyOptions::Kind::Own, "http://user:geheim-5@proxy.example:3128"};
    return form;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

SharedExchange exchangeOf(const EndpointForm& form) {
    auto exchange = std::make_shared<EndpointExchange>();
    exchange->form = form;
    exchange->started = Time(std::chrono::seconds(1795197780));
    exchange->request.url = form.url;
    exchange->sent.steps.emplace_back();
    oauth::Step& step = exchange->sent.steps.back();
    step.exchange.status = 200;
    step.exchange.statusText = "OK";
    step.exchange.body.text = "{\"access_token\":\"" + token + "\"}";
    oauth::FoundToken found;
    found.value = oauth::shareSecret(token);
    step.reading.tokens.push_back(found);
    return exchange;
}

} // namespace

class EndpointKeepingTest : public QObject {
    Q_OBJECT

    const FixedClock m_clock{Time(std::chrono::seconds(1795197780))};
    KeyRing m_ring{m_clock};

    EndpointForm opened(EndpointPresets& presets, const QString& id, QString* missing = nullptr) {
        std::optional<EndpointForm> form;
        presets.open(id, m_ring, this, [&](const EndpointForm& came, const QString& why) {
            form = came;
            if (missing != nullptr) {
                *missing = why;
            }
        });
        (void)QTest::qWaitFor([&] { return form.has_value(); }, 3000);
        return form.value_or(EndpointForm());
    }

private Q_SLOTS:
    void aPresetComesBackWithoutItsSecrets() {
        const QTemporaryDir folder;
        {
            EndpointPresets presets(folder.path());
            QVERIFY(presets.save(QStringLiteral("Mine"), sample(), OwnPreset::Secrets::Kept).has_value());
        }
        const QString path = folder.filePath(QStringLiteral("endpoint-presets.json"));
        const QByteArray text = contentOf(path);
        QVERIFY(text.contains("my-client"));
        QVERIFY(!text.contains("geheim"));
        QVERIFY(!text.contains("eyJ"));
        QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        EndpointPresets again(folder.path());
        QCOMPARE(again.all().size(), std::size_t{1});
        const EndpointForm form = opened(again, again.all().front().id);
        QCOMPARE(form.clientId, std::string("my-client"));
        QCOMPARE(form.grant, oauth::Grant::Password);
        QCOMPARE(form.values.plain.at("username"), std::string("alice"));
        QCOMPARE(form.resource, sample().resource);
        QCOMPARE(form.assertion.lifetime.count(), 90);
        QCOMPARE(form.extras.size(), std::size_t{3});
        QCOMPARE(form.extras[0].value, std::string());
        QCOMPARE(form.extras[1].value, std::string("login"));
        QVERIFY(!form.secret);
    }

    void secretsGoIntoTheStoreWhereTheUserAgrees() {
        const QTemporaryDir folder;
        Vault vault;
        {
            EndpointPresets presets(folder.path(), std::make_unique<FakeSecretStore>(&vault));
            QVERIFY(presets.save(QStringLiteral("Without"), sample(), OwnPreset::Secrets::NotKept).has_value());
            QVERIFY(vault.empty());
            QVERIFY(presets.save(QStringLiteral("With"), sample(), OwnPreset::Secrets::Kept).has_value());
            QTRY_COMPARE(vault.size(), std::size_t{1});
        }
        QVERIFY(!contentOf(folder.filePath(QStringLiteral("endpoint-presets.json"))).contains("geheim"));
        EndpointPresets again(folder.path(), std::make_unique<FakeSecretStore>(&vault));
        const QString id = again.all().back().id;
        const EndpointForm form = opened(again, id);
        QVERIFY(form.secret && asText(form.secret->reveal()) == "geheim-1");
        QVERIFY(asText(form.values.secret.at("password")->reveal()) == "geheim-2");
        again.remove(id);
        QTRY_VERIFY(vault.empty());
        QCOMPARE(again.all().size(), std::size_t{1});
    }

    void certificateFilesAreKeptByTheirPaths() {
        const QTemporaryDir folder;
        const auto write = [&](const char* name, const QByteArray& text) {
            QFile file(folder.filePath(QLatin1String(name)));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
        };
        const QString certificate =
            write("client.crt", "-----BEGIN CERTIFICATE-----\ngeheim-6\n-----END CERTIFICATE-----\n");
        const QString key = write("client.key", "-----BEGIN PRIVATE KEY-----\ngeheim-7\n-----END PRIVATE KEY-----\n");
        EndpointForm form = sample();
        form.method = oauth::ClientMethod::TlsClientAuth;
        form.files = *readCertificateFiles({certificate, key});
        form.files.passphrase = oauth::shareSecret("geheim-8");
        EndpointPresets presets(folder.path());
        const QString id = *presets.save(QStringLiteral("mTLS"), form, OwnPreset::Secrets::NotKept);
        const QByteArray kept = contentOf(folder.filePath(QStringLiteral("endpoint-presets.json")));
        QVERIFY(kept.contains("client.key"));
        QVERIFY(!kept.contains("geheim"));

        QString missing;
        const EndpointForm back = opened(presets, id, &missing);
        QVERIFY2(missing.isEmpty(), qPrintable(missing));
        QCOMPARE(back.files.path, std::string("client.crt, client.key"));
        QVERIFY(back.files.octets && back.files.octets->text == form.files.octets->text);
        QVERIFY(!back.files.passphrase);

        // The file has gone: it is said which one, the choice stays, and no request is made without it.
        QVERIFY(QFile::remove(key));
        const EndpointForm gone = opened(presets, id, &missing);
        QVERIFY2(missing.contains(key) && missing.contains(QStringLiteral("Choose it again")), qPrintable(missing));
        QVERIFY(!gone.files.octets);
        QCOMPARE(gone.files.path, std::string("client.crt, client.key"));
        EndpointSession session(m_clock, nullptr);
        session.setForm(gone);
        session.refreshPreview();
        QVERIFY(!session.preview().built);
        QVERIFY(session.preview().missing.find("client.crt, client.key") != std::string::npos);
    }

    void aStoreThatSaysNoIsTold() {
        const QTemporaryDir folder;
        Vault vault;
        auto store = std::make_unique<FakeSecretStore>(&vault);
        store->mood = FakeSecretStore::Mood::SaysLocked;
        EndpointPresets presets(folder.path(), std::move(store));
        const QSignalSpy problems(&presets, &EndpointPresets::problem);
        const auto id = presets.save(QStringLiteral("With"), sample(), OwnPreset::Secrets::Kept);
        QVERIFY(id.has_value());
        QTRY_COMPARE(problems.count(), 1);
        QString missing;
        QCOMPARE(opened(presets, *id, &missing).clientId, std::string("my-client"));
        QVERIFY(!missing.isEmpty());
    }

    void namesAreOnce() {
        EndpointPresets presets;
        const auto first = presets.save(QStringLiteral(" One "), sample(), OwnPreset::Secrets::NotKept);
        QCOMPARE(*presets.save(QStringLiteral("One"), sample(), OwnPreset::Secrets::NotKept), *first);
        QVERIFY(presets.save(QStringLiteral("Two"), sample(), OwnPreset::Secrets::NotKept).has_value());
        QVERIFY(!presets.rename(*first, QStringLiteral("Two")));
        QVERIFY(presets.rename(*first, QStringLiteral("Three")).has_value());
        QCOMPARE(presets.find(*first)->name, QStringLiteral("Three"));
        QVERIFY(!presets.save(QStringLiteral("  "), sample(), OwnPreset::Secrets::NotKept));
    }

    void aBrokenFileIsNoPreset() {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("endpoint-presets.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"presets\":[1,{\"id\":\"\"},{\"id\":\"x\",\"name\":\"X\",\"form\":{\"grant\":5,\"flow\":99}}]}");
        file.close();
        EndpointPresets presets(folder.path());
        QCOMPARE(presets.all().size(), std::size_t{1});
        QCOMPARE(opened(presets, QStringLiteral("x")).grant, oauth::Grant::ClientCredentials);
    }

    void historyIsKeptOnlyIfWanted() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("endpoint-history.json"));
        {
            EndpointHistory history(folder.path());
            history.keep(false);
            history.add(exchangeOf(sample()));
            QVERIFY(!QFile::exists(path));
            history.keep(true);
            QVERIFY(QFile::exists(path));
            QVERIFY(!contentOf(path).contains("geheim"));
            QVERIFY(!contentOf(path).contains("eyJ"));
        }
        {
            EndpointHistory again(folder.path());
            QVERIFY(again.rows().empty());
            again.keep(true);
            QCOMPARE(again.rows().size(), std::size_t{1});
            QCOMPARE(again.rows().front().status, QStringLiteral("200 OK"));
            QVERIFY(!again.rows().front().exchange);
            QCOMPARE(formFromJson(again.rows().front().form, m_ring).clientId, std::string("my-client"));
            again.keep(false);
        }
        QVERIFY(!QFile::exists(path));
    }

    void aTextFillsTheForm() {
        const auto curl =
            fillFromText("curl https://issuer.example/token -u 'me:s3cret' -d grant_type=client_credentials", {});
        QVERIFY(curl.has_value());
        QCOMPARE(curl->form.clientId, std::string("me"));
        const auto har = fillFromText(
            "{\"log\":{\"entries\":[{\"request\":{\"method\":\"POST\",\"url\":\"https:\\u002f\\u002fissuer.example/"
            "token\",\"headers\":[],\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":"
            "\"grant_type=refresh_token&refresh_token=abc&client_id=me\"}}}]}}",
            {});
        QVERIFY2(har.has_value(), har ? "" : har.error().detail.c_str());
        QCOMPARE(har->form.grant, oauth::Grant::RefreshToken);
        QCOMPARE(har->form.clientId, std::string("me"));
        const auto secrets = fillFromText(
            "{\"jwt_secret\":\"abc\",\"api_key\":\"key-1\",\"mobile_api_key\":\"key-2\",\"jwt_expire_seconds\":300}",
            {});
        QVERIFY(secrets.has_value());
        QCOMPARE(secrets->kind, FilledForm::Kind::Secrets);
        QCOMPARE(secrets->form.presetId, std::string("sensecrypt"));
        QVERIFY(asText(secrets->form.values.secret.at("api_key")->reveal()) == "key-1");
        QVERIFY(asText(secrets->form.jwtSecret->reveal()) == "abc");
        QVERIFY(!fillFromText("hello", {}));
        QVERIFY(!fillFromText("{\"a\":1}", {}));
    }
};

QTEST_GUILESS_MAIN(EndpointKeepingTest)
#include "tst_endpoint_keeping.moc"
