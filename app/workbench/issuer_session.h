// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/local_issuer.h"
#include "workbench/issuer_models.h"
#include "workbench/worker_pool.h"

#include <QSet>
#include <QTimer>

namespace twb::workbench {

class KeyRing;

/// The local issuer of the window: starts and stops it off the GUI thread, keeps what was chosen, follows the key ring
/// and collects the log. Off at every start; listens on 127.0.0.1 only. GUI thread.
class IssuerSession : public QObject {
    Q_OBJECT

public:
    enum class State : std::uint8_t { Stopped, Starting, Running, Stopping, Failed };
    static constexpr int usualPort = 8455;
    static constexpr int usualTlsPort = 8456; ///< any free one where it is taken
    using Tls = issuer::LocalIssuer::Start::Tls;

    /// @param ring, clock  not owned, outlive the session; the clock is asked by the issuer's threads too.
    IssuerSession(KeyRing& ring, const Clock& clock, QObject* parent = nullptr);
    ~IssuerSession() override; ///< stops; takes some milliseconds

    State state() const { return m_state; }
    bool running() const { return m_state == State::Running; }
    /// Why it could not start: "port 8455 is in use".
    QString failure() const { return m_failure; }
    Time startedAt() const { return m_startedAt; }
    /// The port it listens on, or would. 0 was replaced by the free one that was found.
    int port() const { return m_port; }
    /// "http://127.0.0.1:8455", also while it is stopped.
    QString address() const;
    QString address(std::string_view endpoint) const;

    void start();
    void stop();
    /// Starts on any free port.
    void startOnFreePort();
    /// 1 to 65535. While it runs it is started anew there.
    void setPort(int port);

    /// Whether it listens with TLS, too, which client certificates need; off at every start. While it runs it is
    /// started anew.
    Tls tls() const { return m_tls; }
    void setTls(Tls tls);
    /// "https://127.0.0.1:8456" with the endpoint; empty unless it runs with TLS.
    QString tlsAddress(std::string_view endpoint = {}) const;
    /// PEM; made at the first start with TLS, the same until the program ends. Empty unless it runs with TLS.
    QString tlsCertificate() const;

    const issuer::Settings& settings() const { return m_settings; }
    void setTokenLife(std::chrono::seconds life);
    void setFault(issuer::Fault fault);
    void setClockOffset(std::chrono::seconds offset);
    void setTokenForm(issuer::Settings::TokenForm form);
    void setDpopNonce(issuer::Settings::DpopNonce nonce);
    void setConsent(issuer::Settings::Consent consent);
    /// Extra members of access tokens; nullopt: none.
    void setClaims(std::optional<profiles::Template> claims);
    /// Accepted in assertions from now on, besides the issuer's own addresses.
    void acceptAudience(const QString& audience);

    const std::vector<issuer::Client>& clients() const { return m_clients; }
    /// Adds the client, or replaces the one of that id. @errors usage (too many), input-empty (no id)
    Result<void> putClient(issuer::Client client);
    void removeClient(const QString& id);

    /// The issuer's own key first (made at the first start), then the key ring's private signature keys.
    const std::vector<IssuerKeyRow>& keys() const { return m_keyRows; }
    /// @{ By kid. @errors usage (the key that signs stays published), key-not-found
    Result<void> publish(const QString& kid, bool on);
    Result<void> signWith(const QString& kid);
    /// @}

    /// An access token as the sample client would get it, for trying an API call. It stands in the log as a request.
    /// @errors usage (it does not run, or the sample client is gone)
    Result<std::string> makeToken(const std::string& scope);

    /// The public keys as they are served; nullptr while it does not run.
    std::shared_ptr<const jose::KeySet> servedKeys() const;

    IssuerLogModel& log() { return m_log; }
    IssuerClientModel& clientModel() { return m_clientModel; }
    IssuerKeyModel& keyModel() { return m_keyModel; }
    void clearLog();

Q_SIGNALS:
    void stateChanged();
    void settingsChanged();
    void clientsChanged();
    void keysChanged();

private:
    struct Inbox;
    void begin(int port);
    void end();
    void restart();
    void finishStart(const Result<std::string>& started, int port, std::optional<issuer::IssuerKey> ownKey);
    void finishStop();
    void setState(State state);
    void applySettings();
    void rebuildKeys();
    std::vector<issuer::IssuerKey> keysToServe() const;
    void collect();

    KeyRing& m_ring;
    const Clock& m_clock;
    State m_state = State::Stopped;
    QString m_failure;
    Time m_startedAt{};
    int m_port = usualPort;
    bool m_restart = false;
    Tls m_tls = Tls::Off;
    int m_tlsPort = usualTlsPort; ///< asked for; what was found the last time
    issuer::Settings m_settings = issuer::Settings::samples();
    std::vector<issuer::Client> m_clients;
    std::optional<issuer::IssuerKey> m_ownKey;
    QSet<QString> m_published; ///< kids
    QString m_signs;           ///< kid; empty: the own key
    std::vector<IssuerKeyRow> m_keyRows;
    IssuerLogModel m_log;
    IssuerClientModel m_clientModel;
    IssuerKeyModel m_keyModel;
    std::shared_ptr<Inbox> m_inbox;
    issuer::SystemRandom m_random;
    std::unique_ptr<issuer::LocalIssuer> m_issuer; ///< started and stopped by the worker only
    std::unique_ptr<WorkerPool> m_worker;          ///< one thread: starts and stops come in order
};

} // namespace twb::workbench
