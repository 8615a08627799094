// SPDX-License-Identifier: Apache-2.0
//
// Flows with a person in them, in the whole window against the local issuer: the code flow through the browser and the
// device flow. The browser's part is played by plain HTTP; where it would be opened is caught.
#include "endpoint/wire_text.h"
#include "gui/program_fixture.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QUrl>

using namespace twb;
using namespace twb::ui;

/// Takes the place of the system's browser.
class BrowserStub : public QObject {
    Q_OBJECT
public:
    BrowserStub() { QDesktopServices::setUrlHandler(QStringLiteral("http"), this, "open"); }
    ~BrowserStub() override { QDesktopServices::unsetUrlHandler(QStringLiteral("http")); }
    QStringList opened;

public Q_SLOTS:
    void open(const QUrl& url) { opened << QString::fromUtf8(url.toEncoded()); }
};

namespace {

oauth::HttpExchange get(const std::string& url) {
    oauth::HttpRequest request;
    request.url = url;
    workbench::NetworkLibrary client;
    return client.perform(request);
}

oauth::HttpExchange post(const std::string& url, const std::vector<oauth::NameValue>& form) {
    oauth::HttpRequest request;
    request.method = "POST";
    request.url = url;
    request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    request.body.text = oauth::writeForm(form);
    workbench::NetworkLibrary client;
    return client.perform(request);
}

/// The value of a hidden field of the issuer's page.
std::string hidden(const std::string& page, const std::string& name) {
    const std::string lead = "name=\"" + name + "\" value=\"";
    const std::size_t at = page.find(lead);
    return at == std::string::npos ? std::string()
                                   : page.substr(at + lead.size(), page.find('"', at + lead.size()) - at - lead.size());
}

QVariant data(oauth::Grant grant) {
    return static_cast<int>(grant);
}

bool hasNote(const workbench::SharedExchange& exchange, std::string_view id) {
    const auto& notes = exchange->last().reading.notes;
    return std::any_of(notes.begin(), notes.end(), [&](const oauth::ResponseNote& note) { return note.id == id; });
}

} // namespace

class LocalSignInTest : public QObject {
    Q_OBJECT

    Theme m_theme;
    BrowserStub m_browser;
    std::unique_ptr<test::ProgramWindow> m_w;

    /// The form for the code flow at the local issuer; nothing has been opened or sent.
    void prepare(oauth::Grant grant, const QString& scope) {
        m_w->window.actions()[ActionId::EndpointWorkspace]->trigger();
        m_w->pick(QStringLiteral("endpointPreset"), QStringLiteral("generic"));
        m_w->pick(QStringLiteral("endpointGrant"), data(grant));
        m_w->type(QStringLiteral("endpointScope"), scope);
        QVERIFY(m_w->fillLocally());
        QVERIFY(m_w->p.endpoint.form().isFlow());
        m_browser.opened.clear();
    }
    std::string address(std::string_view endpoint) const { return m_w->p.issuer.address(endpoint).toStdString(); }
    /// Answers the consent page and follows the way back to this program.
    void decide(const std::string& decision, const std::string& authorize) {
        const auto page = get(authorize);
        QCOMPARE(page.status, 200);
        const std::string pending = hidden(page.body.text, "pending");
        QVERIFY(!pending.empty());
        const auto answer = post(address("/consent"), {{"pending", pending}, {"decision", decision}});
        QVERIFY(answer.status == 302 || answer.status == 303);
        QCOMPARE(get(std::string(answer.header("Location"))).status, 200);
    }
    QString said() const {
        QStringList texts;
        for (const QLabel* label : m_w->find<QWidget>(QStringLiteral("endpointForm"))->findChildren<QLabel*>()) {
            texts << label->text();
        }
        return texts.join(QLatin1Char('\n'));
    }

private Q_SLOTS:
    void initTestCase() {
        m_theme.setMotion(Motion::Off);
        m_theme.apply();
        m_w = std::make_unique<test::ProgramWindow>(m_theme);
    }
    void cleanupTestCase() { m_w.reset(); }

    void theBrowserIsOpenedOnSendOnly() {
        prepare(oauth::Grant::AuthorizationCode, QStringLiteral("openid"));
        auto& session = m_w->p.endpoint;
        const QString shown = m_w->find<WireText>(QStringLiteral("endpointBrowserAddress"))->toPlainText();
        QVERIFY2(shown.startsWith(m_w->p.issuer.address() + QStringLiteral("/authorize?response_type=code")),
                 qPrintable(shown));
        QVERIFY(shown.contains(QStringLiteral("code_challenge_method=S256")));
        m_w->press(QStringLiteral("endpointDryRun"));
        QTest::qWait(150);
        QVERIFY(m_browser.opened.isEmpty());
        QVERIFY(session.history().empty());

        m_w->press(QStringLiteral("endpointSend"));
        QTRY_COMPARE(m_browser.opened.size(), 1);
        const std::string url = m_browser.opened.front().toStdString();
        auto* pane = m_w->find<QWidget>(QStringLiteral("endpointFlowPane"));
        QVERIFY(pane->isVisible());
        QTest::qWait(30);
        m_w->press(QStringLiteral("flowCopyAddress"));
        QCOMPARE(QGuiApplication::clipboard()->text().toStdString(), url);
        decide("allow", url);
        QTRY_COMPARE(session.history().size(), std::size_t{1});
        const auto exchange = session.history().front();
        QVERIFY2(exchange->last().exchange.status == 200, exchange->last().exchange.body.text.c_str());
        QVERIFY(exchange->last().reading.token("access_token") != nullptr);
        QVERIFY(exchange->last().reading.token("id_token") != nullptr);
        QVERIFY(hasNote(exchange, "state-compared"));
        QVERIFY(hasNote(exchange, "iss-compared"));
        QVERIFY(hasNote(exchange, "nonce-compared"));
        QVERIFY(!pane->isVisible());
    }

    void aPushedRequestGoesFirst() {
        prepare(oauth::Grant::AuthorizationCode, QStringLiteral("openid"));
        m_w->find<QCheckBox>(QStringLiteral("endpointPush"))->setChecked(true);
        m_w->p.endpoint.refreshPreview();
        QCOMPARE(m_w->p.endpoint.preview().built->http.url, address("/par"));
        const std::size_t before = m_w->p.endpoint.history().size();
        m_w->press(QStringLiteral("endpointSend"));
        QTRY_COMPARE(m_browser.opened.size(), 1);
        const std::string url = m_browser.opened.front().toStdString();
        QVERIFY(url.find("request_uri=") != std::string::npos);
        QVERIFY(url.find("code_challenge") == std::string::npos);
        decide("allow", url);
        QTRY_COMPARE(m_w->p.endpoint.history().size(), before + 1);
        const auto exchange = m_w->p.endpoint.history().front();
        QCOMPARE(exchange->sent.steps.size(), std::size_t{2});
        QCOMPARE(exchange->last().exchange.status, 200);
        m_w->find<QCheckBox>(QStringLiteral("endpointPush"))->setChecked(false);
    }

    void aRefusalIsSaid() {
        prepare(oauth::Grant::AuthorizationCode, QStringLiteral("openid"));
        const std::size_t before = m_w->p.endpoint.history().size();
        m_w->press(QStringLiteral("endpointSend"));
        QTRY_COMPARE(m_browser.opened.size(), 1);
        decide("deny", m_browser.opened.front().toStdString());
        QTRY_VERIFY(!m_w->p.endpoint.isBusy());
        QTRY_VERIFY2(said().contains(QStringLiteral("access_denied")), qPrintable(said()));
        QCOMPARE(m_w->p.endpoint.history().size(), before);
    }

    void anotherStateIsNotTaken() {
        prepare(oauth::Grant::AuthorizationCode, QStringLiteral("openid"));
        const std::size_t before = m_w->p.endpoint.history().size();
        m_w->press(QStringLiteral("endpointSend"));
        QTRY_COMPARE(m_browser.opened.size(), 1);
        QCOMPARE(get(m_w->p.endpoint.progress()->redirectUri + "?code=stolen&state=of-somebody-else").status, 200);
        QTRY_VERIFY2(said().contains(QStringLiteral("state is not the one that was sent")), qPrintable(said()));
        QCOMPARE(m_w->p.endpoint.history().size(), before);
    }

    void withoutTheBrowserTheAddressIsOnlyShown() {
        prepare(oauth::Grant::AuthorizationCode, {});
        m_w->find<QCheckBox>(QStringLiteral("endpointOpenBrowser"))->setChecked(false);
        m_w->press(QStringLiteral("endpointSend"));
        QTRY_VERIFY(m_w->find<QWidget>(QStringLiteral("endpointFlowPane"))->isVisible());
        QTest::qWait(60);
        QVERIFY(m_browser.opened.isEmpty());
        m_w->press(QStringLiteral("flowOpen"));
        QCOMPARE(m_browser.opened.size(), 1);
        m_w->press(QStringLiteral("flowCancel"));
        QTRY_VERIFY(!m_w->p.endpoint.isBusy());
        QVERIFY(!m_w->find<QWidget>(QStringLiteral("endpointFlowPane"))->isVisible());
        m_w->find<QCheckBox>(QStringLiteral("endpointOpenBrowser"))->setChecked(true);
    }

    /// The clock goes forward instead of waiting; one question comes too early on purpose.
    void theDeviceFlowAsksUntilThePersonIsDone() {
        prepare(oauth::Grant::DeviceCode, QStringLiteral("openid"));
        auto& session = m_w->p.endpoint;
        std::atomic<int> waits{0};
        std::atomic<bool> allowed{false};
        session.setWait([&](std::stop_token stop) -> oauth::Wait {
            return [&, stop](std::chrono::seconds length) {
                const int nth = waits++;
                if (nth != 1) { // the second question comes too early
                    m_w->p.clock.advance(length);
                }
                while (nth == 3 && !allowed && !stop.stop_requested()) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(2));
                }
                return !stop.stop_requested();
            };
        });
        std::vector<std::string> heard;
        connect(&session, &workbench::EndpointSession::progressed, this,
                [&](const workbench::FlowProgress& progress) { heard.push_back(progress.said); });
        const std::size_t before = session.history().size();
        m_w->press(QStringLiteral("endpointSend"));
        QTRY_VERIFY(waits == 4);
        QTRY_VERIFY(m_w->find<QWidget>(QStringLiteral("endpointFlowPane"))->isVisible());
        const QString code = m_w->find<QLabel>(QStringLiteral("flowUserCode"))->text();
        QCOMPARE(code.size(), 9);
        QCOMPARE(m_w->find<WireText>(QStringLiteral("flowAddress"))->toPlainText().toStdString(), address("/device"));
        QTRY_VERIFY(std::find(heard.begin(), heard.end(), "slow_down") != heard.end());
        QTRY_VERIFY(std::find(heard.begin(), heard.end(), "authorization_pending") != heard.end());
        QVERIFY(m_w->find<QLabel>(QStringLiteral("flowTimeLeft"))->text().contains(QStringLiteral("left")));
        QVERIFY(m_browser.opened.isEmpty());
        QCOMPARE(post(address("/device"), {{"user_code", code.toStdString()}, {"decision", "allow"}}).status, 200);
        allowed = true;
        QTRY_COMPARE(session.history().size(), before + 1);
        QVERIFY(session.history().front()->last().reading.token("access_token") != nullptr);
        session.setWait(oauth::waitFor);
        disconnect(&session, &workbench::EndpointSession::progressed, this, nullptr);
    }

    void theDeviceFlowIsCancelled() {
        prepare(oauth::Grant::DeviceCode, {});
        m_w->press(QStringLiteral("endpointSend"));
        QTRY_VERIFY(m_w->find<QWidget>(QStringLiteral("endpointFlowPane"))->isVisible());
        QElapsedTimer since;
        since.start();
        m_w->press(QStringLiteral("endpointSend")); // “Cancel” now
        QTRY_VERIFY(!m_w->p.endpoint.isBusy());
        QVERIFY(since.elapsed() < 2000);
    }
};

QTEST_MAIN(LocalSignInTest)
#include "tst_local_sign_in.moc"
