// SPDX-License-Identifier: Apache-2.0
#include "workbench/endpoint_session.h"

#include "workbench/words.h"

#include <QTimeZone>

namespace twb::workbench {

namespace {

using namespace twb::oauth;

constexpr int previewDelay = 120; // ms after the last key

EndpointForm withoutSecrets(EndpointForm form) {
    form.secret.reset();
    form.files.passphrase.reset();
    form.jwtSecret.reset();
    form.values.secret.clear();
    return form;
}

QString hostOf(const std::string& url) {
    const auto parsed = parseUrl(url);
    return parsed ? QString::fromStdString(parsed->authority()) : QString();
}

} // namespace

EndpointSession::EndpointSession(const Clock& clock, std::unique_ptr<HttpTransport> transport, EndpointKeeping keeping,
                                 QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_transport(std::move(transport))
    , m_rows(keeping.directory)
    , m_presets(keeping.directory, std::move(keeping.secrets)) {
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(previewDelay);
    connect(&m_previewTimer, &QTimer::timeout, this, &EndpointSession::refreshPreview);
}

EndpointSession::~EndpointSession() {
    m_stop.request_stop();
}

void EndpointSession::setForm(EndpointForm form) {
    if (form.issuer != m_form.issuer) {
        m_metadata.reset();
    }
    m_form = std::move(form);
    m_previewTimer.start();
}

CheckFacts EndpointSession::facts() const {
    CheckFacts facts;
    facts.now = m_clock.now();
    facts.metadata = m_metadata ? &*m_metadata : nullptr;
    facts.usedIdentifiers = m_usedIdentifiers;
    facts.registeredKey = m_form.registeredKey ? &m_form.registeredKey->key : nullptr;
    return facts;
}

/// The first request of the form, and into m_preview the whole request that the checks are made of.
Result<BuiltRequest> EndpointSession::buildPreview(const Moment& moment) {
    auto request = requestOf(m_form, moment);
    if (!request) {
        return passOn(request);
    }
    if (request->url.empty()) {
        return fail(ErrorCode::Usage, "the address is missing");
    }
    m_preview.request = *request;
    if (!m_form.isFlow()) {
        return build(*request, moment);
    }
    const bool device = m_form.grant == Grant::DeviceCode;
    if (!device && m_form.redirectPort == 0 && m_redirectPort == 0) {
        m_redirectPort = freeRedirectPort().value_or(0);
    }
    const int port = m_form.redirectPort != 0 ? m_form.redirectPort : m_redirectPort;
    const auto plan = planFlow(m_form, moment, redirectUriOf(port, m_form.redirectPath));
    if (!plan) {
        return passOn(plan);
    }
    if (const auto last = build(*request, moment); !last) {
        return last; // what the token request lacks is told before a person is sent to the browser
    }
    if (device) {
        return build(plan->first, moment);
    }
    m_preview.browserAddress = plan->start.url;
    if (plan->push) {
        return build(*plan->push, moment);
    }
    BuiltRequest browser;
    browser.http.url = plan->start.url;
    return browser;
}

void EndpointSession::refreshPreview() {
    m_previewTimer.stop();
    m_preview = EndpointPreview();
    const Moment moment = momentAt(m_clock.now());
    auto built = buildPreview(moment);
    if (!built) {
        m_preview.request.reset();
        m_preview.missing = built.error().detail;
    } else if (m_form.isFlow()) {
        const auto last = build(*m_preview.request, moment);
        m_preview.checks = last ? checkRequest(*m_preview.request, *last, facts()) : std::vector<RequestCheck>();
        std::erase_if(m_preview.checks, [](const RequestCheck& check) { // they come with the answer
            return check.id == "parameter-code" || check.id == "parameter-device_code";
        });
        m_preview.built = std::move(*built);
    } else {
        m_preview.checks = checkRequest(*m_preview.request, *built, facts());
        m_preview.built = std::move(*built);
    }
    Q_EMIT previewChanged();
}

void EndpointSession::start(const QString& host, std::function<std::function<void()>(std::stop_token)> work) {
    if (!m_refusal.isEmpty()) {
        Q_EMIT refused(m_refusal);
        return;
    }
    m_busy = true;
    m_elapsed.start();
    m_stop = std::stop_source();
    Q_EMIT busyChanged(true);
    Q_EMIT contacted(host, toDateTime(m_clock.now(), QTimeZone::systemTimeZone()));
    m_pool.start([this, work = std::move(work), stop = m_stop.get_token()] {
        auto deliver = work(stop);
        // The pool is joined before this object goes, and a call that waits goes with it.
        QMetaObject::invokeMethod(
            this,
            [this, deliver = std::move(deliver)] {
                m_busy = false;
                m_progress.reset();
                Q_EMIT busyChanged(false);
                deliver();
            },
            Qt::QueuedConnection);
    });
}

void EndpointSession::send() {
    if (m_busy) {
        return;
    }
    if (m_form.isFlow()) {
        sendFlow();
        return;
    }
    const auto request = requestOf(m_form, momentAt(m_clock.now()));
    if (!request) {
        Q_EMIT refused(QString::fromStdString(request.error().detail));
        return;
    }
    sendRequest(*request, m_form);
}

void EndpointSession::sendRequest(const OAuthRequest& request, const EndpointForm& form) {
    const auto trial = build(request, momentAt(m_clock.now()));
    if (!trial) {
        Q_EMIT refused(QString::fromStdString(trial.error().detail));
        return;
    }
    auto exchange = std::make_shared<EndpointExchange>();
    exchange->form = withoutSecrets(form);
    exchange->started = m_clock.now();
    exchange->request = request;
    // The worker's own copies: the form and what was discovered may change meanwhile.
    const auto metadata = std::make_shared<const std::optional<ServerMetadata>>(m_metadata);
    start(hostOf(request.url),
          [this, exchange, metadata, registered = m_form.registeredKey,
           known = facts()](std::stop_token stop) -> std::function<void()> {
              const auto now = [this] { return momentAt(m_clock.now()); };
              auto sent = oauth::send(*m_transport, exchange->request, m_nonces, now, stop);
              if (!sent) {
                  return [this, detail = sent.error().detail] { Q_EMIT refused(QString::fromStdString(detail)); };
              }
              exchange->sent = std::move(*sent);
              const Step& step = exchange->last();
              CheckFacts checks = known;
              checks.metadata = *metadata ? &**metadata : nullptr;
              checks.registeredKey = registered ? &registered->key : nullptr;
              exchange->explanation = explain(exchange->request, step.built, step.exchange, step.reading, checks);
              return [this, exchange] { take(exchange); };
          });
}

void EndpointSession::renew(const SharedExchange& exchange) {
    if (m_busy) {
        return;
    }
    const FoundToken* const refresh = exchange->last().reading.token("refresh_token");
    const Preset* const preset = findPreset(exchange->form.presetId);
    if (refresh != nullptr && exchange->request.operation == Operation::Token) {
        OAuthRequest request = exchange->request;
        request.grant = Grant::RefreshToken;
        request.parameters = {{"refresh_token", std::string(asText(refresh->value->reveal()))}};
        request.confidential.push_back(refresh->value);
        request.dpopNonce.clear();
        sendRequest(request, exchange->form);
    } else if (exchange->form.isFlow()) {
        Q_EMIT refused(tr("The answer holds no refresh token. Send begins the flow anew."));
    } else if (preset != nullptr && preset->kind == Preset::Kind::Call && m_form.presetId == preset->id) {
        send(); // its token is signed from the form
    } else {
        OAuthRequest request = exchange->request;
        request.dpopNonce.clear();
        sendRequest(request, exchange->form);
    }
}

void EndpointSession::fetchKeys(const std::string& address) {
    if (m_busy || address.empty()) {
        return;
    }
    HttpRequest base;
    base.tls.authorities = m_form.authorities;
    base.proxy = m_form.proxy;
    start(hostOf(address), [this, base, address](std::stop_token stop) -> std::function<void()> {
        auto fetched = fetchJwks(*m_transport, address, base, stop);
        if (!fetched.keys) {
            return [this, problem = fetched.problem] {
                Q_EMIT refused(tr("No keys came: %1").arg(QString::fromStdString(problem)));
            };
        }
        auto keys = std::make_shared<const jose::KeySet>(std::move(*fetched.keys));
        return [this, keys, address] {
            const QString name = QString::fromStdString(address);
            std::erase_if(m_fetchedKeys, [&](const KeySource& each) { return each.name == name; });
            m_fetchedKeys.push_back({name, keys});
            Q_EMIT keysFetched();
        };
    });
}

void EndpointSession::sendFlow() {
    refreshPreview();
    if (!m_preview.built) {
        Q_EMIT refused(QString::fromStdString(m_preview.missing));
        return;
    }
    auto exchange = std::make_shared<EndpointExchange>();
    exchange->form = withoutSecrets(m_form);
    exchange->started = m_clock.now();
    const bool device = m_form.grant == Grant::DeviceCode;
    const auto metadata = std::make_shared<const std::optional<ServerMetadata>>(m_metadata);
    const int port = std::exchange(m_redirectPort, 0);
    start(hostOf(m_preview.built->http.url),
          [this, exchange, device, metadata, port, form = m_form,
           known = facts()](std::stop_token stop) -> std::function<void()> {
              const auto report = [this](const FlowProgress& progress) {
                  QMetaObject::invokeMethod(
                      this, [this, progress] { takeProgress(progress); }, Qt::QueuedConnection);
              };
              const FlowTools tools{*m_transport, m_nonces, [this] { return momentAt(m_clock.now()); },
                                    m_wait(stop), report,   stop};
              FlowEnd end = device ? runDeviceFlow(form, tools)
                                   : runCodeFlow(form, port, *metadata ? &**metadata : nullptr, tools);
              if (!end.sent) {
                  return [this, problem = end.problem] {
                      Q_EMIT refused(QString::fromStdString(problem));
                      refreshPreview(); // the next address is a new one
                  };
              }
              exchange->request = std::move(end.request);
              exchange->sent = std::move(*end.sent);
              const Step& step = exchange->last();
              CheckFacts checks = known;
              checks.metadata = *metadata ? &**metadata : nullptr;
              checks.registeredKey = form.registeredKey ? &form.registeredKey->key : nullptr;
              exchange->explanation = explain(exchange->request, step.built, step.exchange, step.reading, checks);
              return [this, exchange] { take(exchange); };
          });
}

void EndpointSession::takeProgress(const FlowProgress& progress) {
    if (!m_busy) {
        return; // it ended meanwhile
    }
    const bool opens = progress.stage == FlowProgress::Stage::Browser && m_form.browser == EndpointForm::Browser::Open;
    m_progress = progress;
    Q_EMIT progressed(progress);
    if (opens) {
        Q_EMIT browserWanted(QString::fromStdString(progress.address));
    }
}

void EndpointSession::take(std::shared_ptr<EndpointExchange> exchange) {
    for (const MadeToken& made : exchange->last().built.made) {
        if (const std::string jti = jsonMember(made.payload, "jti"); !jti.empty()) {
            m_usedIdentifiers.push_back(jti);
        }
    }
    m_history.insert(m_history.begin(), exchange);
    if (m_history.size() > EndpointHistory::most) {
        m_history.pop_back();
    }
    m_rows.add(exchange);
    Q_EMIT finished(exchange);
    refreshPreview(); // the next assertion is a new one
}

void EndpointSession::discover() {
    if (m_busy || m_form.issuer.empty()) {
        return;
    }
    HttpRequest base;
    base.tls.authorities = m_form.authorities;
    base.proxy = m_form.proxy;
    start(hostOf(m_form.issuer), [this, base, issuer = m_form.issuer](std::stop_token stop) -> std::function<void()> {
        auto attempts = oauth::discover(*m_transport, issuer, base, stop);
        EndpointDiscovery result;
        result.problem = attempts.back().problem;
        result.discovery = std::move(attempts.back().discovery);
        if (result.discovery && !result.discovery->trusted) {
            for (const MetadataProblem& problem : result.discovery->problems) {
                if (problem.id.starts_with("issuer")) {
                    result.problem = problem.detail;
                }
            }
        }
        return [this, result, issuer] {
            if (result.discovery && result.discovery->trusted && m_form.issuer == issuer) {
                m_metadata = result.discovery->metadata;
            }
            Q_EMIT discovered(result);
            refreshPreview();
        };
    });
}

SharedExchange EndpointSession::explainAnew(const SharedExchange& exchange) const {
    auto copy = std::make_shared<EndpointExchange>(*exchange);
    CheckFacts checks = facts();
    checks.now = exchange->started;
    checks.usedIdentifiers.clear(); // its own jti stands among them by now
    const Step& step = copy->last();
    copy->explanation = explain(copy->request, step.built, step.exchange, step.reading, checks);
    return copy;
}

void EndpointSession::cancel() {
    m_stop.request_stop();
}

void EndpointSession::clearHistory() {
    m_history.clear();
    m_rows.clear();
}

} // namespace twb::workbench
