// SPDX-License-Identifier: Apache-2.0
#include "common/badge.h"
#include "common/message_bar.h"
#include "common/switch_row.h"
#include "common/theme.h"
#include "issuer/endpoints.h"
#include "issuer/issuer_table.h"
#include "issuer/issuer_workspace.h"
#include "issuer/json_object.h"
#include "issuer/state_strip.h"
#include "jose/jws.h"
#include "keys/marked_clipboard.h"
#include "support/gui/sample_keys.h"
#include "support/raw_http.h"
#include "workbench/key_ring.h"
#include "workbench/profile_store.h"
#include "workbench/settings.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::ui;
using workbench::IssuerSession;
using State = IssuerSession::State;

class IssuerWorkspaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void isOffAndSaysWhatToDo();
    void theSwitchStartsAndStops();
    void aBusyPortOffersAnother();
    void addressesAreCopied();
    void requestsAreListedAndExplained();
    void anAudienceIsAcceptedAndTheAssertionOpened();
    void errorsAreFilteredAndTheLogCleared();
    void faultsPaintTheStrip();
    void clientsAreDescribedInPlace();
    void removedClientsComeBack();
    void keysAreServedByTheirBoxes();
    void everyControlHasAName();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    bool start();
    std::string post(const char* path, const std::string& body, const std::string& headers = {}) const;
    /// Registers a client with a key of the ring and sends an assertion for this audience.
    void sendAssertion(const std::string& audience);
    template <typename Widget>
    Widget* find(const char* name) const {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto* found = m_page->findChild<Widget*>(QLatin1String(name));
        if (!found) {
            qFatal("%s is missing", name);
        }
        return found;
    }

    QTemporaryDir m_folder;
    Theme m_theme;
    FixedClock m_clock{Time(std::chrono::seconds(1'795'190'400))};
    workbench::ProfileStore m_templates;
    std::unique_ptr<workbench::KeyRing> m_ring;
    std::unique_ptr<workbench::ClipboardGuard> m_guard;
    std::unique_ptr<workbench::Settings> m_settings;
    std::unique_ptr<IssuerSession> m_session;
    std::unique_ptr<IssuerWorkspace> m_page;
    workbench::SharedMadeKey m_clientKey;
};

void IssuerWorkspaceTest::initTestCase() {
    QVERIFY(m_folder.isValid());
    m_theme.setMotion(Motion::Off);
    m_theme.setMode(ThemeMode::Light);
    m_theme.apply();
    m_clientKey = test::made(workbench::KeyRequest::Kind::Ec, "Client key", "P-256");
}

void IssuerWorkspaceTest::init() {
    m_theme.setMode(ThemeMode::Light);
    m_ring = std::make_unique<workbench::KeyRing>(m_clock);
    m_guard = std::make_unique<workbench::ClipboardGuard>(markedClipboard());
    QFile::remove(m_folder.filePath("settings.ini"));
    m_settings = std::make_unique<workbench::Settings>(m_folder.filePath("settings.ini"), nullptr);
    m_session = std::make_unique<IssuerSession>(*m_ring, m_clock);
    m_page = std::make_unique<IssuerWorkspace>(*m_session, *m_ring, *m_guard, m_templates, *m_settings);
    m_page->resize(1368, 820);
    m_page->show();
}

void IssuerWorkspaceTest::cleanup() {
    m_page.reset();
    m_session.reset();
    m_settings.reset();
    m_ring.reset();
}

bool IssuerWorkspaceTest::start() {
    m_session->startOnFreePort();
    return QTest::qWaitFor([this] { return m_session->running(); }, 5000);
}

std::string IssuerWorkspaceTest::post(const char* path, const std::string& body, const std::string& headers) const {
    return raw_http::exchange(m_session->port(),
                              raw_http::request(m_session->port(), "POST", path,
                                                "Content-Type: application/x-www-form-urlencoded\r\n" + headers, body));
}

void IssuerWorkspaceTest::sendAssertion(const std::string& audience) {
    static int count = 0;
    const auto jwk = jose::readJwk(asText(m_clientKey->privateJwk.reveal()));
    issuer::Client client;
    client.id = "tw-demo-client";
    client.methods = {issuer::ClientMethod::PrivateKeyJwt};
    client.grants = {"client_credentials"};
    jose::KeySet set(jose::KeySet::Origin::Set);
    set.add({*jwk, "jwk", std::nullopt, {}, {}, {}});
    client.keys = std::make_shared<const jose::KeySet>(std::move(set));
    QVERIFY(m_session->putClient(client));
    const std::string payload = issuer::JsonObject()
                                    .text("iss", client.id)
                                    .text("sub", client.id)
                                    .text("aud", audience)
                                    .text("jti", std::to_string(++count))
                                    .number("exp", m_clock.now().time_since_epoch().count() + 60)
                                    .finish();
    const std::string assertion = *jose::signCompact("{\"alg\":\"ES256\",\"typ\":\"JWT\"}", asBytes(payload), *jwk);
    post("/token", "grant_type=client_credentials&client_id=tw-demo-client&client_assertion_type=" +
                       issuer::formEncode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer") +
                       "&client_assertion=" + assertion);
}

void IssuerWorkspaceTest::isOffAndSaysWhatToDo() {
    QCOMPARE(m_session->state(), State::Stopped);
    QVERIFY(!find<QAbstractButton>("issuerSwitch")->isChecked());
    QCOMPARE(find<QLabel>("issuerTitle")->text(), QStringLiteral("Stopped"));
    QVERIFY(find<QWidget>("issuerLogEmpty")->isVisible());
    QTest::mouseClick(find<QPushButton>("issuerCopyDiscoveryHint"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("http://127.0.0.1:8455/.well-known/openid-configuration"));
}

void IssuerWorkspaceTest::theSwitchStartsAndStops() {
    // A port that is free now: the usual one may be taken on this computer.
    QVERIFY(start());
    m_session->stop();
    QTRY_COMPARE(m_session->state(), State::Stopped);
    auto* button = find<QAbstractButton>("issuerSwitch");
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(m_session->state(), State::Running);
    QCOMPARE(find<QLabel>("issuerTitle")->text(), QStringLiteral("Running on this computer only"));
    QVERIFY(find<QLabel>("issuerSubLine")->text().contains(QStringLiteral("other computers cannot reach it")));
    QCOMPARE(find<QSpinBox>("issuerPort")->value(), m_session->port());
    QVERIFY(button->isChecked());
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_COMPARE(m_session->state(), State::Stopped);
    QVERIFY(!button->isChecked());
}

void IssuerWorkspaceTest::aBusyPortOffersAnother() {
    IssuerSession other(*m_ring, m_clock);
    other.startOnFreePort();
    QTRY_COMPARE(other.state(), State::Running);
    auto* another = find<QPushButton>("issuerOtherPort");
    QVERIFY(!another->isVisible());
    m_session->setPort(other.port());
    QTest::mouseClick(find<QAbstractButton>("issuerSwitch"), Qt::LeftButton);
    QTRY_COMPARE(m_session->state(), State::Failed);
    QCOMPARE(find<QLabel>("issuerTitle")->text(),
             QStringLiteral("Could not start: port %1 is in use").arg(other.port()));
    QVERIFY(another->isVisible());
    QTest::mouseClick(another, Qt::LeftButton);
    QTRY_COMPARE(m_session->state(), State::Running);
    QVERIFY(!another->isVisible());
    QVERIFY(find<QSpinBox>("issuerPort")->value() != other.port());
}

void IssuerWorkspaceTest::addressesAreCopied() {
    QVERIFY(start());
    QSignalSpy said(m_page.get(), &IssuerWorkspace::statusMessage);
    QTest::mouseClick(find<QAbstractButton>("issuerCopyKeys"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_session->address(issuer::endpoint::keys));
    QCOMPARE(said.count(), 1);
    QCOMPARE(find<QLabel>("issuerAddressToken")->text(), m_session->address() + QStringLiteral("/token"));
}

void IssuerWorkspaceTest::requestsAreListedAndExplained() {
    QVERIFY(start());
    const std::string credentials = "grant_type=client_credentials&client_id=backend-test&client_secret=";
    post("/token", credentials + std::string(issuer::sampleClientSecret));
    post("/token", credentials + std::string(issuer::sampleClientSecret) + "%0A");
    auto* table = find<IssuerTable>("issuerLog");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QVERIFY(!find<QWidget>("issuerExchange")->isVisible());
    table->setCurrentIndex(table->model()->index(0, 0)); // the newest is on top
    QVERIFY(find<QWidget>("issuerExchange")->isVisible());
    QVERIFY(find<QLabel>("issuerFindingText")->text().contains(QStringLiteral("white space at its end")));
    QVERIFY(!find<QPushButton>("issuerAcceptBoth")->isVisible());
    QVERIFY(!find<QPushButton>("issuerOpenAssertion")->isVisible());
    const QString shown = find<QPlainTextEdit>("issuerRequestView")->toPlainText();
    QVERIFY(shown.startsWith(QStringLiteral("POST /token HTTP/1.1\n")));
    QVERIFY(shown.contains(QStringLiteral("\n&client_secret=… (")));
    QVERIFY(!shown.contains(QStringLiteral("local-issuer-sample-secret")));
    QVERIFY(find<QPlainTextEdit>("issuerResponseView")->toPlainText().contains(QStringLiteral("invalid_client")));
    // The good one has nothing to say.
    table->setCurrentIndex(table->model()->index(1, 0));
    QVERIFY(!find<QWidget>("issuerFinding")->isVisible());
    const QString answer = find<QPlainTextEdit>("issuerResponseView")->toPlainText();
    QVERIFY(answer.contains(QStringLiteral("\"access_token\": \"eyJhbGciOi… (")));
}

void IssuerWorkspaceTest::anAudienceIsAcceptedAndTheAssertionOpened() {
    QVERIFY(start());
    sendAssertion("http://localhost:8455");
    auto* table = find<IssuerTable>("issuerLog");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->setCurrentIndex(table->model()->index(0, 0));
    QVERIFY(find<QLabel>("issuerFindingText")->text().contains(QStringLiteral("aud does not fit.")));
    QSignalSpy opened(m_page.get(), &IssuerWorkspace::openTokenRequested);
    QTest::qWait(30); // the exchange is laid out for the first time
    QTest::mouseClick(find<QPushButton>("issuerOpenAssertion"), Qt::LeftButton);
    QCOMPARE(opened.count(), 1);
    QVERIFY(opened.front().front().toString().startsWith(QStringLiteral("eyJ")));
    QTest::mouseClick(find<QPushButton>("issuerAcceptBoth"), Qt::LeftButton);
    sendAssertion("http://localhost:8455");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(m_session->log().at(0)->status, 200);
}

void IssuerWorkspaceTest::errorsAreFilteredAndTheLogCleared() {
    QVERIFY(start());
    raw_http::exchange(m_session->port(), raw_http::request(m_session->port(), "GET", "/jwks"));
    auto* table = find<IssuerTable>("issuerLog");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    find<SwitchRow>("issuerLogSwitch")->setCurrentIndex(1);
    QVERIFY(find<QWidget>("issuerNoErrors")->isVisible());
    raw_http::exchange(m_session->port(), raw_http::request(m_session->port(), "GET", "/nothing"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QVERIFY(table->isVisible());
    find<SwitchRow>("issuerLogSwitch")->setCurrentIndex(0);
    QCOMPARE(table->model()->rowCount(), 2);
    QTest::mouseClick(find<QPushButton>("issuerLogClear"), Qt::LeftButton);
    QCOMPARE(table->model()->rowCount(), 0);
    QVERIFY(find<QWidget>("issuerLogEmpty")->isVisible());
}

void IssuerWorkspaceTest::faultsPaintTheStrip() {
    QVERIFY(start());
    auto* strip = find<StateStrip>("issuerStrip");
    const auto ground = [strip] { return strip->grab().toImage().pixelColor(6, strip->height() - 8); };
    QCOMPARE(ground(), color(Role::OkSoft));
    auto* combo = find<QComboBox>("issuerAnswerWith");
    QCOMPARE(combo->currentText(), QStringLiteral("Correct tokens"));
    combo->setCurrentIndex(combo->findText(QStringLiteral("Bad signature")));
    Q_EMIT combo->activated(combo->currentIndex());
    QCOMPARE(m_session->settings().fault, issuer::Fault::BadSignature);
    QCOMPARE(ground(), color(Role::WarnSoft));
    QVERIFY(find<QLabel>("issuerSubLine")->text().startsWith(QStringLiteral("Wrong on purpose: Bad signature")));
}

void IssuerWorkspaceTest::clientsAreDescribedInPlace() {
    const auto before = m_session->clients().size();
    QTest::mouseClick(find<QPushButton>("issuerAddClient"), Qt::LeftButton);
    QVERIFY(find<QWidget>("issuerClientForm")->isVisible());
    QTest::mouseClick(find<QPushButton>("issuerClientAccept"), Qt::LeftButton); // says what is missing
    QCOMPARE(m_session->clients().size(), before);
    QTest::keyClicks(find<QLineEdit>("issuerClientId"), QStringLiteral("heflo"));
    auto* method = find<QComboBox>("issuerClientMethod");
    method->setCurrentIndex(method->findText(QStringLiteral("private_key_jwt")));
    QVERIFY(!find<QWidget>("issuerClientSecret")->isVisible());
    QTest::mouseClick(find<QPushButton>("issuerClientAccept"), Qt::LeftButton); // no key in the ring
    QCOMPARE(m_session->clients().size(), before);
    m_ring->add(*m_clientKey, QStringLiteral("Generated"));
    QCOMPARE(find<QComboBox>("issuerClientKey")->count(), 1);
    QTest::mouseClick(find<QPushButton>("issuerClientAccept"), Qt::LeftButton);
    QCOMPARE(m_session->clients().size(), before + 1);
    QCOMPARE(m_session->clients().back().id, std::string("heflo"));
    QVERIFY(!m_session->clients().back().keys->entries().front().jwk.key.isPrivate());
    QVERIFY(!find<QWidget>("issuerClientForm")->isVisible());
    QTest::mouseClick(find<QPushButton>("issuerAddClient"), Qt::LeftButton);
    QTest::keyClick(find<QLineEdit>("issuerClientId"), Qt::Key_Escape);
    QVERIFY(!find<QWidget>("issuerClientForm")->isVisible());
}

void IssuerWorkspaceTest::removedClientsComeBack() {
    auto* table = find<IssuerTable>("issuerClientsTable");
    const auto before = m_session->clients().size();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(m_session->clients().size(), before - 1);
    const auto bars = m_page->findChildren<MessageBar*>();
    QCOMPARE(bars.size(), 1);
    QTest::mouseClick(bars.front()->actionButton(0), Qt::LeftButton);
    QCOMPARE(m_session->clients().size(), before);
}

void IssuerWorkspaceTest::keysAreServedByTheirBoxes() {
    m_ring->add(*m_clientKey, QStringLiteral("Generated"));
    QVERIFY(start());
    auto* table = find<IssuerTable>("issuerKeysTable");
    QCOMPARE(table->model()->rowCount(), 2);
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(m_session->keyModel().publishedCount(), 2);
    QTest::keyClick(table, Qt::Key_Return); // signs from now on
    QCOMPARE(m_session->keys().back().state, issuer::ServedKey::State::SignsNow);
}

void IssuerWorkspaceTest::everyControlHasAName() {
    for (const QWidget* widget : m_page->findChildren<QWidget*>()) {
        const bool control = widget->focusPolicy() & Qt::TabFocus && !widget->inherits("QAbstractItemView") &&
                             !widget->inherits("QSplitter");
        if (!control || widget->objectName().startsWith(QLatin1String("qt_"))) {
            continue;
        }
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (!named && !widget->parentWidget()->inherits("twb::ui::SecretEdit")) {
            qWarning() << widget;
        }
        QVERIFY(named || widget->parentWidget()->inherits("twb::ui::SecretEdit"));
    }
}

void IssuerWorkspaceTest::nothingIsClipped_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << false << QSize(1368, 820);
    QTest::newRow("dark") << true << QSize(1368, 820);
    QTest::newRow("small") << false << QSize(912, 560);
}

/// Writes pictures where TWB_PICTURES names a folder.
void IssuerWorkspaceTest::nothingIsClipped() {
    QFETCH(const bool, dark);
    QFETCH(const QSize, size);
    m_theme.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
    test::fill(*m_ring);
    m_page->resize(size);
    const auto grab = [this](const QString& what) {
        QTest::qWait(60); // height for width takes a second round
        const QPixmap picture = m_page->grab();
        const QString folder = qEnvironmentVariable("TWB_PICTURES");
        if (!folder.isEmpty()) {
            picture.save(
                QStringLiteral("%1/issuer-%2-%3.png").arg(folder, QLatin1String(QTest::currentDataTag()), what));
        }
        for (const QPushButton* button : m_page->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->width() < button->minimumSizeHint().width()) {
                QFAIL(qPrintable(QStringLiteral("%1 is clipped").arg(button->objectName())));
            }
        }
        for (const QLabel* label : m_page->findChildren<QLabel*>()) {
            const bool cut = label->wordWrap() ? label->height() < label->heightForWidth(label->width())
                                               : !label->inherits("twb::ui::ElidedLabel") && label->isVisible() &&
                                                     label->width() < label->sizeHint().width();
            if (label->isVisible() && cut) {
                QFAIL(qPrintable(QStringLiteral("“%1” is clipped").arg(label->text())));
            }
        }
    };
    grab("stopped");
    QVERIFY(start());
    const std::string credentials = "grant_type=client_credentials&client_id=backend-test&client_secret=";
    raw_http::exchange(m_session->port(),
                       raw_http::request(m_session->port(), "GET", "/.well-known/openid-configuration"));
    post("/introspect", "token=x&client_id=backend-test&client_secret=" + std::string(issuer::sampleClientSecret));
    post("/token", credentials + std::string(issuer::sampleClientSecret) + "%0A");
    sendAssertion("http://localhost:8455");
    raw_http::exchange(m_session->port(), raw_http::request(m_session->port(), "GET", "/jwks"));
    post("/token", credentials + std::string(issuer::sampleClientSecret));
    auto* table = find<IssuerTable>("issuerLog");
    QTRY_COMPARE(table->model()->rowCount(), 6);
    table->setCurrentIndex(table->model()->index(2, 0));
    grab("log");
    m_session->setFault(issuer::Fault::ExpiredTokens);
    QTest::mouseClick(find<QPushButton>("issuerAddClient"), Qt::LeftButton);
    grab("fault");
}

QTEST_MAIN(IssuerWorkspaceTest)
#include "tst_issuerui_workspace.moc"
