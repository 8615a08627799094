// SPDX-License-Identifier: Apache-2.0
#include "workbench/issuer_session.h"

#include "issuer/endpoints.h"
#include "workbench/key_ring.h"
#include "workbench/qt_text.h"

#include <algorithm>
#include <mutex>

namespace twb::workbench {

using issuer::IssuerKey;

/// Where the issuer's threads leave what they did. However many requests come, one event at a time waits for the
/// window, and no more entries than the log shows.
struct IssuerSession::Inbox {
    std::mutex lock;
    std::vector<std::shared_ptr<const issuer::Exchange>> waiting;
    IssuerSession* session = nullptr; ///< nullptr: nobody listens any more

    void put(const issuer::Exchange& exchange) {
        auto kept = std::make_shared<const issuer::Exchange>(exchange);
        const std::lock_guard guard(lock);
        if (session == nullptr) {
            return;
        }
        if (waiting.empty()) {
            QMetaObject::invokeMethod(
                session, [session = session] { session->collect(); }, Qt::QueuedConnection);
        }
        waiting.push_back(std::move(kept));
        if (waiting.size() > issuer::maximumLogEntries) {
            waiting.erase(waiting.begin());
        }
    }
};

IssuerSession::IssuerSession(KeyRing& ring, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_ring(ring)
    , m_clock(clock)
    , m_clients(issuer::sampleClients(nullptr))
    , m_inbox(std::make_shared<Inbox>()) {
    m_inbox->session = this;
    m_clientModel.show(m_clients);
    connect(&m_ring, &KeyRing::changed, this, &IssuerSession::rebuildKeys);
    connect(&m_keyModel, &IssuerKeyModel::publishRequested, this,
            [this](const QString& kid, bool on) { (void)publish(kid, on); });
    rebuildKeys();
}

IssuerSession::~IssuerSession() {
    {
        const std::lock_guard guard(m_inbox->lock);
        m_inbox->session = nullptr;
    }
    m_worker.reset(); // lets a start or stop that runs come to its end
    m_issuer.reset();
}

QString IssuerSession::address() const {
    return QStringLiteral("http://127.0.0.1:%1").arg(m_port);
}

QString IssuerSession::address(std::string_view endpoint) const {
    return address() + qString(endpoint);
}

void IssuerSession::start() {
    begin(m_port);
}

void IssuerSession::startOnFreePort() {
    begin(0);
}

void IssuerSession::begin(int port) {
    if (m_state != State::Stopped && m_state != State::Failed) {
        return;
    }
    if (!m_issuer) {
        m_issuer = std::make_unique<issuer::LocalIssuer>(m_clock, m_random);
        m_worker = std::make_unique<WorkerPool>(1);
    }
    setState(State::Starting);
    issuer::LocalIssuer::Start how;
    how.port = port;
    how.tls = m_tls;
    how.tlsPort = m_tlsPort;
    how.settings = m_settings;
    how.clients = m_clients;
    how.keys = keysToServe();
    how.onExchange = [inbox = m_inbox](const issuer::Exchange& exchange) { inbox->put(exchange); };
    // Copies share the key; std::function wants to be copied.
    auto shared = std::make_shared<issuer::LocalIssuer::Start>(std::move(how));
    m_worker->start([this, shared, running = m_issuer.get(), own = m_ownKey]() mutable {
        if (!own) {
            if (auto made = issuer::makeIssuerKey()) {
                own = std::move(*made);
                shared->keys.insert(shared->keys.begin(), *own);
            }
        }
        auto started = running->start(*shared);
        if (!started && shared->tls == Tls::On) { // nobody chose the port of TLS
            shared->tlsPort = 0;
            started = running->start(std::move(*shared));
        }
        const int found = running->port();
        QMetaObject::invokeMethod(
            this, [this, started = std::move(started), found, own] { finishStart(started, found, own); },
            Qt::QueuedConnection);
    });
}

void IssuerSession::finishStart(const Result<std::string>& started, int port, std::optional<IssuerKey> ownKey) {
    m_ownKey = std::move(ownKey);
    if (m_state != State::Starting) {
        return; // stopped meanwhile; the worker is at it
    }
    if (started) {
        m_port = port;
        if (const QString tls = QString::fromStdString(m_issuer->tlsAddress()); !tls.isEmpty()) {
            m_tlsPort = tls.section(QLatin1Char(':'), -1).toInt();
        }
        m_startedAt = m_clock.now();
    } else {
        m_failure = qString(started.error().detail);
    }
    setState(started ? State::Running : State::Failed);
    rebuildKeys();
}

void IssuerSession::stop() {
    m_restart = false; // also while it stops in order to start anew
    end();
}

void IssuerSession::end() {
    if (m_state != State::Running && m_state != State::Starting) {
        return;
    }
    setState(State::Stopping);
    m_worker->start([this, running = m_issuer.get()] {
        running->stop();
        QMetaObject::invokeMethod(this, &IssuerSession::finishStop, Qt::QueuedConnection);
    });
}

void IssuerSession::finishStop() {
    setState(State::Stopped);
    if (std::exchange(m_restart, false)) {
        start();
    }
}

void IssuerSession::setPort(int port) {
    if (port == m_port || port < 1 || port > 65535) {
        return;
    }
    m_port = port;
    restart();
    Q_EMIT settingsChanged();
}

void IssuerSession::setTls(Tls tls) {
    if (std::exchange(m_tls, tls) != tls) {
        restart();
        Q_EMIT settingsChanged();
    }
}

/// What is chosen at the start only is taken by starting anew.
void IssuerSession::restart() {
    m_restart = m_restart || m_state == State::Running || m_state == State::Starting;
    end();
}

QString IssuerSession::tlsAddress(std::string_view endpoint) const {
    const std::string base = running() ? m_issuer->tlsAddress() : std::string();
    return base.empty() ? QString() : qString(base) + qString(endpoint);
}

QString IssuerSession::tlsCertificate() const {
    return tlsAddress().isEmpty() ? QString() : qString(m_issuer->tlsCertificate());
}

void IssuerSession::setState(State state) {
    m_state = state;
    if (state != State::Failed) {
        m_failure.clear();
    }
    Q_EMIT stateChanged();
}

void IssuerSession::applySettings() {
    if (running()) {
        m_issuer->server()->setSettings(m_settings);
    }
    Q_EMIT settingsChanged();
}

void IssuerSession::setTokenLife(std::chrono::seconds life) {
    m_settings.tokenLife =
        std::clamp<std::chrono::seconds>(life, std::chrono::seconds(1), std::chrono::hours(24 * 365));
    applySettings();
}

void IssuerSession::setFault(issuer::Fault fault) {
    m_settings.fault = fault;
    applySettings();
}

void IssuerSession::setClockOffset(std::chrono::seconds offset) {
    m_settings.clockOffset = offset;
    applySettings();
}

void IssuerSession::setTokenForm(issuer::Settings::TokenForm form) {
    m_settings.tokenForm = form;
    applySettings();
}

void IssuerSession::setDpopNonce(issuer::Settings::DpopNonce nonce) {
    m_settings.dpopNonce = nonce;
    applySettings();
}

void IssuerSession::setConsent(issuer::Settings::Consent consent) {
    m_settings.consent = consent;
    applySettings();
}

void IssuerSession::setClaims(std::optional<profiles::Template> claims) {
    m_settings.claims = std::move(claims);
    applySettings();
}

void IssuerSession::acceptAudience(const QString& audience) {
    const std::string utf8 = audience.toStdString();
    auto& list = m_settings.acceptedAudiences;
    if (!utf8.empty() && std::find(list.begin(), list.end(), utf8) == list.end()) {
        list.push_back(utf8);
        applySettings();
    }
}

Result<void> IssuerSession::putClient(issuer::Client client) {
    if (client.id.empty()) {
        return fail(ErrorCode::InputEmpty, "the client has no ID");
    }
    const auto known = std::find_if(m_clients.begin(), m_clients.end(),
                                    [&](const issuer::Client& each) { return each.id == client.id; });
    if (known != m_clients.end()) {
        *known = std::move(client);
    } else if (m_clients.size() >= issuer::maximumClients) {
        return fail(ErrorCode::Usage, "there are " + std::to_string(issuer::maximumClients) + " clients already");
    } else {
        m_clients.push_back(std::move(client));
    }
    if (running()) {
        m_issuer->server()->setClients(m_clients);
    }
    m_clientModel.show(m_clients);
    Q_EMIT clientsChanged();
    return {};
}

void IssuerSession::removeClient(const QString& id) {
    const auto gone = std::remove_if(m_clients.begin(), m_clients.end(),
                                     [&](const issuer::Client& each) { return qString(each.id) == id; });
    if (gone == m_clients.end()) {
        return;
    }
    m_clients.erase(gone, m_clients.end());
    if (running()) {
        m_issuer->server()->setClients(m_clients);
    }
    m_clientModel.show(m_clients);
    Q_EMIT clientsChanged();
}

Result<std::string> IssuerSession::makeToken(const std::string& scope) {
    if (!running()) {
        return fail(ErrorCode::Usage, "the issuer does not run");
    }
    issuer::Request request{
        "POST",
        std::string(issuer::endpoint::token),
        {{"Host", address().mid(7).toStdString()}, {"Content-Type", "application/x-www-form-urlencoded"}},
        "grant_type=client_credentials&client_id=backend-test&scope=" + issuer::formEncode(scope) +
            "&client_secret=" + issuer::formEncode(issuer::sampleClientSecret)};
    const issuer::Response response = m_issuer->server()->handle(request, m_clock.now());
    const auto document = json::Document::parse(response.body);
    auto token = document ? document->root().find("access_token").string() : std::nullopt;
    if (!token) {
        return fail(ErrorCode::Usage, "the issuer answered with " + std::to_string(response.status));
    }
    return std::move(*token);
}

std::shared_ptr<const jose::KeySet> IssuerSession::servedKeys() const {
    auto keys = running() ? jose::KeySet::parse(m_issuer->server()->jwks()) : Result<jose::KeySet>(jose::KeySet());
    return running() && keys ? std::make_shared<const jose::KeySet>(std::move(*keys)) : nullptr;
}

void IssuerSession::collect() {
    std::vector<std::shared_ptr<const issuer::Exchange>> arrived;
    {
        const std::lock_guard guard(m_inbox->lock);
        arrived.swap(m_inbox->waiting);
    }
    m_log.add(std::move(arrived));
}

void IssuerSession::clearLog() {
    if (running()) {
        m_issuer->server()->clearLog();
    }
    collect();
    m_log.clear();
}

} // namespace twb::workbench
