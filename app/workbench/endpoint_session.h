// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/explanation.h"
#include "oauth/transcript.h"
#include "workbench/endpoint_flow.h"
#include "workbench/endpoint_history.h"
#include "workbench/endpoint_presets.h"
#include "workbench/found_verdict.h"
#include "workbench/worker_pool.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace twb::workbench {

/// The request as it would go out now, with the checks made of it.
struct EndpointPreview {
    std::optional<oauth::OAuthRequest> request;
    std::optional<oauth::BuiltRequest> built;
    std::vector<oauth::RequestCheck> checks;
    /// Of the code flow: what the browser would be sent to. `built` is the pushed request, or the browser's own.
    std::string browserAddress;
    std::string missing; ///< why there is no request; empty if there is one
};

/// What the workspace keeps between runs, and where.
struct EndpointKeeping {
    QString directory{};                    ///< empty: nothing is kept
    std::unique_ptr<SecretStore> secrets{}; ///< of own presets; nullptr: there is no secret store
};

/// What came of asking an issuer for its metadata.
struct EndpointDiscovery {
    std::optional<oauth::Discovery> discovery;
    std::string problem; ///< why it cannot be used; empty if it can
};

/// The work of the Endpoint workspace: preview, sending, discovery, history. GUI thread; the network is a worker's.
/// Nothing leaves without send() or discover().
class EndpointSession : public QObject {
    Q_OBJECT

public:
    /// @param clock      not owned, outlives this
    /// @param transport  the network; tests hand in their own
    EndpointSession(const Clock& clock, std::unique_ptr<oauth::HttpTransport> transport, EndpointKeeping keeping = {},
                    QObject* parent = nullptr);
    /// Stops what is under way and waits for it (milliseconds).
    ~EndpointSession() override;

    const EndpointForm& form() const { return m_form; }
    /// Takes the form over; the preview follows a moment later.
    void setForm(EndpointForm form);
    const EndpointPreview& preview() const { return m_preview; }
    /// Makes the preview now.
    void refreshPreview();

    /// With a reason (“Network is off (Settings)”) everything that would contact somebody answers refused() with it.
    void setRefusal(const QString& sentence) { m_refusal = sentence; }

    bool isBusy() const { return m_busy; }
    qint64 elapsedMilliseconds() const { return m_busy ? m_elapsed.elapsed() : 0; }
    /// Sends the form as it stands; finished() follows. Nothing happens while busy. A whole flow reports progressed()
    /// and goes on until there is a token, a refusal, or cancel().
    void send();
    /// Sends once more what an exchange was about: with its refresh token where it brought one, else the same request
    /// with fresh assertions. finished() or refused() follows.
    void renew(const SharedExchange& exchange);
    /// The same exchange with its refusal explained once more: with the key that is registered by now.
    SharedExchange explainAnew(const SharedExchange& exchange) const;
    /// Where a flow stands; nullopt outside of one.
    const std::optional<FlowProgress>& progress() const { return m_progress; }
    /// What the device flow waits with; tests hand in their own.
    void setWait(std::function<oauth::Wait(std::stop_token)> wait) { m_wait = std::move(wait); }
    /// Asks the form's issuer for its metadata; discovered() follows.
    void discover();
    /// Fetches a JWKS for checking found tokens; keysFetched() or refused() follows.
    void fetchKeys(const std::string& address);
    /// What was fetched in this session.
    const std::vector<KeySource>& fetchedKeys() const { return m_fetchedKeys; }
    /// Ends what is under way at once.
    void cancel();

    const std::vector<SharedExchange>& history() const { return m_history; }
    void clearHistory();
    /// The same for the eye, with what was kept of earlier runs.
    EndpointHistory& historyRows() { return m_rows; }
    EndpointPresets& presets() { return m_presets; }
    const std::optional<oauth::ServerMetadata>& metadata() const { return m_metadata; }
    const Clock& clock() const { return m_clock; }

Q_SIGNALS:
    void previewChanged();
    void busyChanged(bool busy);
    void finished(const twb::workbench::SharedExchange& exchange);
    void refused(const QString& sentence); ///< the request could not even be made, or a flow ended without an answer
    void progressed(const twb::workbench::FlowProgress& progress);
    /// The address is to be opened in the system's browser: only ever after send(), and only if the form says so.
    void browserWanted(const QString& address);
    void discovered(const twb::workbench::EndpointDiscovery& discovery);
    void keysFetched();
    void contacted(const QString& host, const QDateTime& at);

private:
    void start(const QString& host, std::function<std::function<void()>(std::stop_token)> work);
    Result<oauth::BuiltRequest> buildPreview(const oauth::Moment& moment);
    void sendRequest(const oauth::OAuthRequest& request, const EndpointForm& form);
    void sendFlow();
    void take(std::shared_ptr<EndpointExchange> exchange);
    void takeProgress(const FlowProgress& progress);
    oauth::CheckFacts facts() const;

    const Clock& m_clock;
    std::unique_ptr<oauth::HttpTransport> m_transport;
    EndpointForm m_form;
    EndpointPreview m_preview;
    QTimer m_previewTimer;
    std::optional<oauth::ServerMetadata> m_metadata;
    std::vector<std::string> m_usedIdentifiers;
    std::vector<KeySource> m_fetchedKeys;
    std::vector<SharedExchange> m_history; ///< the latest first
    EndpointHistory m_rows;
    EndpointPresets m_presets;
    oauth::NonceStore m_nonces;
    std::optional<FlowProgress> m_progress;
    int m_redirectPort = 0; ///< shown in the preview and used by the next Send
    std::function<oauth::Wait(std::stop_token)> m_wait = oauth::waitFor;
    QString m_refusal;
    bool m_busy = false;
    QElapsedTimer m_elapsed;
    std::stop_source m_stop;
    WorkerPool m_pool{1}; ///< last: joined before the rest goes
};

} // namespace twb::workbench
