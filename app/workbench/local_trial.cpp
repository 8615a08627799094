// SPDX-License-Identifier: Apache-2.0
#include "workbench/local_trial.h"

#include "issuer/endpoints.h"
#include "issuer/grant_names.h"
#include "workbench/key_maker.h"
#include "workbench/key_ring.h"

namespace twb::workbench {

using State = IssuerSession::State;

namespace {

constexpr std::string_view demoClient = "tw-demo-client";
constexpr std::string_view sampleClient = "backend-test";
constexpr std::string_view certificateClient = "tw-tls-client";
constexpr std::string_view sampleCpf = "11144477735"; // the usual example: its check digits hold, nobody has it

bool isRsaPair(const RingEntry& entry) {
    return entry.holds == Holds::Private && entry.key.jwk.key.type() == crypto::KeyType::Rsa &&
           entry.key.jwk.use != "enc";
}

bool isClientCertificate(const RingEntry& entry) {
    return entry.holds == Holds::Private && entry.key.certificate && entry.key.jwk.use != "enc";
}

/// The key as a server would have it on file.
std::shared_ptr<const jose::KeySet> asRegistered(const RingEntry& entry) {
    jose::KeySet set(jose::KeySet::Origin::Set);
    jose::KeyEntry key = entry.key;
    key.jwk.key = key.jwk.key.publicHalf();
    set.add(std::move(key));
    return std::make_shared<const jose::KeySet>(std::move(set));
}

oauth::SharedSecret shared(std::string_view text) {
    return oauth::shareSecret(text);
}

} // namespace

LocalTrial::LocalTrial(IssuerSession& session, KeyRing& ring, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_ring(ring) {
    connect(&m_session, &IssuerSession::stateChanged, this, &LocalTrial::goOn);
}

LocalTrial::~LocalTrial() = default;

void LocalTrial::prepare(const EndpointForm& form) {
    m_wish = form;
    m_otherPortTried = false;
    goOn();
}

void LocalTrial::goOn() {
    if (!m_wish) {
        return;
    }
    if (wantsCertificate()) {
        m_session.setTls(IssuerSession::Tls::On); // a running one is started anew; stateChanged() comes
    }
    switch (m_session.state()) {
    case State::Running:
        break;
    case State::Stopped:
        m_session.start();
        return;
    case State::Failed:
        if (m_otherPortTried) {
            m_wish.reset();
            Q_EMIT failed(tr("The local issuer could not start: %1.").arg(m_session.failure()));
        } else {
            m_otherPortTried = true;
            m_session.startOnFreePort();
        }
        return;
    case State::Starting:
    case State::Stopping:
        return; // stateChanged() comes
    }
    if ((m_wish->presetId == "heflo" || wantsCertificate()) && !chooseKey()) {
        makeKey();
        return;
    }
    fill();
}

bool LocalTrial::wantsCertificate() const {
    return m_wish->presetId == "generic" && m_wish->operation == oauth::Operation::Token &&
           oauth::isMutualTls(m_wish->method);
}

/// The key of the form, else the first RSA pair of the ring; or the same of certificates.
bool LocalTrial::chooseKey() {
    SharedRingEntry& chosen = wantsCertificate() ? m_wish->certificate : m_wish->key;
    const auto fits = wantsCertificate() ? isClientCertificate : isRsaPair;
    if (chosen && fits(*chosen)) {
        return true;
    }
    for (const SharedRingEntry& entry : m_ring.entries()) {
        if (fits(*entry)) {
            chosen = entry;
            return true;
        }
    }
    return false;
}

void LocalTrial::makeKey() {
    if (std::exchange(m_makingKey, true)) {
        return;
    }
    if (!m_worker) {
        m_worker = std::make_unique<WorkerPool>(1);
    }
    KeyRequest request; // RSA of 2048 bits, as the documents of BMP want it
    request.name = "Trial key for the local issuer";
    request.use = "sig";
    if (wantsCertificate()) {
        request.kind = KeyRequest::Kind::Ec;
        request.curve = "P-256";
        request.name = "Trial certificate for the local issuer";
        request.certificateSubject = "CN=" + std::string(certificateClient);
        request.now = m_ring.clock().now() - std::chrono::hours(1); // the issuer's clock may be set back a little
    }
    m_worker->start([this, request] {
        auto made = workbench::makeKey(request);
        QMetaObject::invokeMethod(
            this,
            [this, made = std::move(made)] {
                m_makingKey = false;
                if (made) {
                    m_ring.add(**made, tr("Generated"));
                    goOn();
                } else if (m_wish) {
                    m_wish.reset();
                    Q_EMIT failed(tr("A key could not be made: %1.").arg(QString::fromStdString(made.error().detail)));
                }
            },
            Qt::QueuedConnection);
    });
}

void LocalTrial::fill() {
    namespace endpoint = issuer::endpoint;
    EndpointForm form;
    form.presetId = m_wish->presetId;
    form.key = m_wish->key;
    const auto url = [this](std::string_view path) { return m_session.address(path).toStdString(); };
    const issuer::VendorSettings& vendors = m_session.settings().vendors;
    if (form.presetId == "heflo") {
        issuer::Client client;
        client.id = demoClient;
        client.methods = {issuer::ClientMethod::PrivateKeyJwt};
        client.grants = {std::string(issuer::grant::clientCredentials)};
        client.keys = asRegistered(*form.key);
        (void)m_session.putClient(std::move(client)); // only a full list could refuse; the answer then says so
        const oauth::Preset* preset = oauth::findPreset("heflo");
        form.method = preset->request.client.method;
        form.assertion = preset->request.client.assertion;
        form.url = url(endpoint::bmp);
        form.clientId = demoClient;
        form.scope = "bmp.digital.api.full.access";
    } else if (form.presetId == "sensecrypt") {
        form.values.plain = {{"server", m_session.address().toStdString()},
                             {"path", std::string(endpoint::senseCrypt)},
                             {"header", "X-API-Key"},
                             {"instance_id", "123445"}};
        form.values.secret["api_key"] = vendors.senseCryptApiKey;
    } else if (form.presetId == "caf-exchange") {
        form.values.plain = {{"url", url(endpoint::cafSessionTokens)},
                             {"clientId", vendors.cafClientId},
                             {"cpf", std::string(sampleCpf)},
                             {"life", "5"}};
        form.values.secret["clientSecret"] = vendors.cafClientSecret;
    } else if (form.presetId == "caf-rest") {
        form.values.plain = {{"url", url(endpoint::cafTransactions)}, {"method", "GET"}};
        form.values.secret["token"] = shared(m_session.makeToken("transactions:read").value_or(std::string()));
    } else {
        const bool caf = form.presetId == "caf-oauth";
        form.issuer = caf ? std::string() : m_session.address().toStdString();
        form.url = url(caf ? endpoint::cafConnect : endpoint::token);
        form.method = caf ? oauth::ClientMethod::SecretPost : oauth::ClientMethod::SecretBasic;
        form.clientId = sampleClient;
        form.secret = shared(issuer::sampleClientSecret);
        form.scope = caf ? "transactions:read" : "";
        if (!caf && m_wish->operation == oauth::Operation::Token) {
            form.grant = m_wish->grant;
            form.flow = m_wish->flow;
            form.scope = m_wish->scope;
        }
    }
    const bool certificate = wantsCertificate();
    if (certificate) {
        fillCertificate(form);
    }
    const auto alias = [&](std::string_view path) { // where the client shows its certificate (RFC 8705 §5)
        return certificate ? m_session.tlsAddress(path).toStdString() : url(path);
    };
    form.addresses = {alias(endpoint::token),
                      url(endpoint::authorize),
                      alias(endpoint::deviceAuthorization),
                      alias(endpoint::pushedAuthorization),
                      alias(endpoint::introspection),
                      alias(endpoint::revocation),
                      alias(endpoint::userInfo),
                      url(endpoint::keys)};
    const QString host = (certificate ? m_session.tlsAddress() : m_session.address()).section(QLatin1Char('/'), 2);
    m_wish.reset();
    Q_EMIT ready(form, tr("The form points at the local issuer on this computer, %1. Press Send.").arg(host));
}

/// Registers the certificate under a client of its own; the issuer's certificate is the authority of the request.
void LocalTrial::fillCertificate(EndpointForm& form) {
    form.method = m_wish->method;
    form.secret.reset();
    form.clientId = certificateClient;
    form.certificate = m_wish->certificate;
    form.url = m_session.tlsAddress(issuer::endpoint::token).toStdString();
    form.authorities = m_session.tlsCertificate().toStdString();
    issuer::Client client;
    client.id = certificateClient;
    client.redirectUris = {"http://127.0.0.1/callback"};
    for (const std::string_view each : issuer::grant::all) {
        client.grants.emplace_back(each);
    }
    const RingEntry& entry = *form.certificate;
    if (form.method == oauth::ClientMethod::TlsClientAuth) {
        client.methods = {issuer::ClientMethod::TlsClientAuth};
        client.certificateName =
            issuer::CertificateName{issuer::CertificateName::Kind::SubjectDn, entry.key.certificate->subject};
    } else {
        client.methods = {issuer::ClientMethod::SelfSignedTlsClientAuth};
        client.keys = asRegistered(entry);
    }
    (void)m_session.putClient(std::move(client)); // only a full list could refuse; the answer then says so
}

} // namespace twb::workbench
