// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_maker.h"

#include "base/base64url.h"
#include "crypto/generate.h"
#include "crypto/key_file.h"
#include "jose/algorithm_table.h"
#include "jose/jwk.h"
#include "jose/jwk_certificates.h"
#include "workbench/phrases.h"
#include "workbench/worker_pool.h"
#include "json/text.h"

#include <QCoreApplication>
#include <QPointer>
#include <QUuid>

namespace twb::workbench {
namespace {

Result<crypto::Key> generate(const KeyRequest& request, const std::stop_token& stop) {
    switch (request.kind) {
    case KeyRequest::Kind::Rsa:
        return crypto::generateRsa(request.bits, stop);
    case KeyRequest::Kind::Ec:
        return crypto::generateEc(jose::findCurve(request.curve));
    case KeyRequest::Kind::Okp:
        return crypto::generateOkp(jose::findCurve(request.curve));
    case KeyRequest::Kind::Secret:
        break;
    }
    auto octets = crypto::randomSecret(request.octets);
    if (!octets) {
        return passOn(octets);
    }
    return crypto::Key::fromSecret(std::move(*octets));
}

Result<std::string> kidFor(const KeyRequest& request, const std::string& thumbprint) {
    switch (request.kidRule) {
    case KeyRequest::KidRule::Thumbprint:
        if (thumbprint.empty()) { // a secret: its digest would be a hint to the secret (RFC 7638 §7)
            const auto octets = crypto::randomBytes(9);
            return octets ? Result<std::string>(base64url::encode(ByteView(*octets))) : passOn(octets);
        }
        return thumbprint;
    case KeyRequest::KidRule::Uuid:
        return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    case KeyRequest::KidRule::Date:
        return request.date;
    case KeyRequest::KidRule::OwnText:
        return request.kid;
    case KeyRequest::KidRule::None:
        break;
    }
    return std::string();
}

Result<crypto::Certificate> selfSigned(const crypto::Key& key, const KeyRequest& request) {
    return crypto::makeSelfSigned(
        key, {request.certificateSubject, request.now, request.now + std::chrono::days(request.certificateDays)});
}

/// A subject that cannot be written is refused before seconds go into the key: a small key costs next to nothing.
Result<void> trySubject(const KeyRequest& request) {
    if (request.certificateSubject.empty()) {
        return {};
    }
    if (!canHaveCertificate(request)) {
        return fail(ErrorCode::KeyFormatImpossible, "this key makes no signatures, so it cannot sign its certificate");
    }
    const auto key = crypto::generateOkp(crypto::Curve::Ed25519);
    if (!key) {
        return passOn(key);
    }
    const auto certificate = selfSigned(*key, request);
    return certificate ? Result<void>() : passOn(certificate);
}

/// The certificate, and what the JWK says of it.                                            (RFC 7517 §4.7, §4.9)
Result<void> addCertificate(MadeKey& made, jose::Jwk& jwk) {
    if (made.request.certificateSubject.empty()) {
        return {};
    }
    auto certificate = selfSigned(jwk.key, made.request);
    if (!certificate) {
        return passOn(certificate);
    }
    jwk.x5c = jose::x5cText({&*certificate});
    jwk.x5tS256 = json::quote(base64url::encode(ByteView(certificate->sha256)));
    made.certificate = std::move(*certificate);
    return {};
}

Result<void> writeSecret(MadeKey& made, const jose::Jwk& jwk) {
    auto text = jose::writeJwk(jwk, jose::JwkHalf::Private);
    if (!text) {
        return passOn(text);
    }
    made.privateJwk = std::move(*text);
    std::string encoded = base64url::encode(jwk.key.secret().reveal());
    made.secretBase64Url = Secret::fromText(encoded);
    wipeText(encoded);
    return {};
}

Result<void> writePair(MadeKey& made, const jose::Jwk& jwk) {
    auto privatePem = crypto::writeKey(jwk.key, crypto::KeyFormat::Pkcs8Pem);
    auto publicPem = crypto::writeKey(jwk.key, crypto::KeyFormat::SpkiPem);
    auto privateJwk = jose::writeJwk(jwk, jose::JwkHalf::Private);
    auto publicJwk = jose::writePublicJwk(jwk);
    if (!privatePem || !publicPem || !privateJwk) {
        return passOn(!privatePem ? privatePem : !publicPem ? publicPem : privateJwk);
    }
    if (!publicJwk) {
        return passOn(publicJwk);
    }
    made.privatePem = std::move(*privatePem);
    made.publicPem = asText(publicPem->reveal());
    made.privateJwk = std::move(*privateJwk);
    made.publicJwk = std::move(*publicJwk);
    return {};
}

} // namespace

Result<SharedMadeKey> makeKey(const KeyRequest& request, std::stop_token stop) {
    if (auto subject = trySubject(request); !subject) {
        return passOn(subject);
    }
    auto key = generate(request, stop);
    if (!key) {
        return passOn(key);
    }
    auto made = std::make_shared<MadeKey>();
    made->request = request;
    made->description = jose::describe(*key);
    const bool secret = request.kind == KeyRequest::Kind::Secret;
    if (!secret) {
        auto thumbprint = jose::thumbprint(*key);
        if (!thumbprint) {
            return passOn(thumbprint);
        }
        made->thumbprint = std::move(*thumbprint);
    }
    auto kid = kidFor(request, made->thumbprint);
    if (!kid) {
        return passOn(kid);
    }
    made->kid = std::move(*kid);
    jose::Jwk jwk{*key, made->kid, request.algorithm, request.use, {}, false, {}, {}, {}, {}, {}};
    if (auto certified = addCertificate(*made, jwk); !certified) {
        return passOn(certified);
    }
    if (auto written = secret ? writeSecret(*made, jwk) : writePair(*made, jwk); !written) {
        return passOn(written);
    }
    return SharedMadeKey(std::move(made));
}

KeyMaker::KeyMaker(QObject* parent)
    : QObject(parent) {}

KeyMaker::~KeyMaker() {
    m_stop.request_stop();
}

void KeyMaker::start(KeyRequest request) {
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_running = true;
    Q_EMIT started();
    WorkerPool::of(WorkerPool::Purpose::KeyMaking)
        .start([guard = QPointer<KeyMaker>(this), serial = ++m_serial, token = m_stop.get_token(),
                request = std::move(request)] {
            auto result = std::make_shared<Result<SharedMadeKey>>(makeKey(request, token));
            // The application object outlives every window; whether this one still lives is asked in its own thread.
            QCoreApplication* application = QCoreApplication::instance();
            if (application == nullptr) {
                return;
            }
            QMetaObject::invokeMethod(
                application,
                [guard, serial, result] {
                    if (guard) {
                        guard->take(serial, *result);
                    }
                },
                Qt::QueuedConnection);
        });
}

void KeyMaker::stop() {
    if (m_running) {
        m_stop.request_stop();
        ++m_serial;
        m_running = false;
        Q_EMIT stopped();
    }
}

void KeyMaker::take(std::uint64_t serial, const Result<SharedMadeKey>& result) {
    if (serial != m_serial) {
        return;
    }
    m_running = false;
    if (result) {
        Q_EMIT made(*result);
    } else {
        Q_EMIT failed(problemText(result.error()));
    }
}

} // namespace twb::workbench
