// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_fetch.h"

#include "oauth/discovery.h"
#include "oauth/url.h"
#include "workbench/network_library.h"
#include "workbench/qt_text.h"
#include "workbench/words.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDateTime>
#include <QPointer>

namespace twb::workbench {
namespace {

QString faultText(const oauth::HttpFailure& failure) {
    const QString sentence = qString(oauth::sentence(failure.fault));
    return failure.detail.empty() ? sentence : Words::tr("%1 (%2)").arg(sentence, qString(failure.detail));
}

oauth::HttpRequest base() {
    oauth::HttpRequest request = oauth::getJson({});
    request.limits.body = KeyFetch::largest;
    return request;
}

QString hostOf(std::string_view address) {
    const auto url = oauth::parseUrl(address);
    return url ? qString(url->authority()) : QString();
}

/// Only what got as far as a connection counts as a contact.
bool wasContacted(const oauth::HttpExchange& exchange) {
    return exchange.answered() || !exchange.remoteAddress.empty() || !exchange.transcript.empty();
}

} // namespace

FetchPlan planFetch(const FetchWish& wish) {
    FetchPlan plan;
    const std::string address = wish.text.trimmed().toStdString();
    if (address.empty()) {
        return plan;
    }
    if (wish.kind == FetchWish::Kind::KeySet) {
        if (const auto url = oauth::parseUrl(address); !url) {
            plan.problem = faultText(url.error());
        } else {
            plan.addresses << qString(url->origin() + url->target());
        }
        return plan;
    }
    for (const oauth::DiscoveryKind kind : {oauth::DiscoveryKind::OpenId, oauth::DiscoveryKind::OAuth}) {
        const auto url = oauth::discoveryUrl(address, kind);
        if (!url) {
            return {{}, faultText(url.error())};
        }
        if (!plan.addresses.contains(qString(*url))) {
            plan.addresses << qString(*url);
        }
    }
    return plan;
}

/// What the worker hands over.
struct KeyFetch::Answer {
    QString host; ///< that was contacted last; empty: none
    QString address;
    std::optional<KeyDrafts> drafts;
    bool published = false;
    QString keySetAddress;
    QString problem;
};

namespace {

template <typename Answer>
void askForKeys(Answer& answer, oauth::HttpTransport& transport, const std::string& address, std::stop_token stop) {
    oauth::JwksFetch fetch = oauth::fetchJwks(transport, address, base(), stop);
    answer.address = qString(address);
    if (wasContacted(fetch.exchange)) {
        answer.host = hostOf(address);
    }
    if (!fetch.keys) {
        answer.problem = qString(fetch.problem);
        return;
    }
    answer.published = std::any_of(fetch.keys->entries().begin(), fetch.keys->entries().end(),
                                   [](const jose::KeyEntry& entry) { return entry.jwk.key.isPrivate(); });
    answer.drafts = draftKeys(*fetch.keys, answer.address);
}

template <typename Answer>
void askForDocument(Answer& answer, oauth::HttpTransport& transport, const std::string& issuer, std::stop_token stop) {
    const auto attempts = oauth::discover(transport, issuer, base(), stop);
    for (const oauth::DiscoveryAttempt& attempt : attempts) {
        if (wasContacted(attempt.exchange)) {
            answer.host = hostOf(attempt.request.url);
        }
    }
    if (attempts.empty() || !attempts.back().discovery) {
        answer.problem = attempts.empty() ? QString() : qString(attempts.back().problem);
        return;
    }
    const oauth::Discovery& found = *attempts.back().discovery;
    if (!found.trusted) {
        answer.problem = Words::tr("The document is another issuer's: nothing of it is used.");
        for (const oauth::MetadataProblem& problem : found.problems) {
            if (problem.id == "issuer-mismatch" || problem.id == "issuer-missing") {
                answer.problem += QLatin1Char(' ') + Words::tr("(%1)").arg(qString(problem.detail));
            }
        }
    } else if (found.metadata.jwksUri.empty()) {
        answer.problem = Words::tr("The document names no address for keys (jwks_uri).");
    } else {
        answer.keySetAddress = qString(found.metadata.jwksUri);
    }
}

} // namespace

KeyFetch::KeyFetch(KeyRing* ring, std::shared_ptr<oauth::HttpTransport> transport, QObject* parent)
    : QObject(parent)
    , m_ring(ring)
    , m_transport(transport ? std::move(transport) : std::make_shared<NetworkLibrary>()) {}

KeyFetch::~KeyFetch() {
    m_stop.request_stop();
}

void KeyFetch::start(const FetchWish& wish) {
    if (m_running || !planFetch(wish).possible()) {
        return;
    }
    m_running = true;
    m_stop = std::stop_source();
    Q_EMIT started();
    m_pool.start([guard = QPointer<KeyFetch>(this), serial = ++m_serial, transport = m_transport,
                  stop = m_stop.get_token(), kind = wish.kind, address = wish.text.trimmed().toStdString()] {
        auto answer = std::make_shared<Answer>();
        if (kind == FetchWish::Kind::KeySet) {
            askForKeys(*answer, *transport, address, stop);
        } else {
            askForDocument(*answer, *transport, address, stop);
        }
        // The application object outlives every window; whether this one still lives is asked in its own thread.
        if (QCoreApplication* application = QCoreApplication::instance()) {
            QMetaObject::invokeMethod(
                application,
                [guard, serial, answer] {
                    if (guard) {
                        guard->take(serial, answer);
                    }
                },
                Qt::QueuedConnection);
        }
    });
}

void KeyFetch::stop() {
    if (m_running) {
        m_stop.request_stop();
        m_running = false;
        Q_EMIT stopped();
    }
}

void KeyFetch::take(std::uint64_t serial, std::shared_ptr<Answer> answer) {
    const Time now = m_ring->clock().now();
    if (!answer->host.isEmpty()) { // also of one that was stopped: it is what went over the network
        Q_EMIT contacted(answer->host, QDateTime::fromSecsSinceEpoch(now.time_since_epoch().count()));
    }
    if (serial != m_serial || !m_running) {
        return;
    }
    m_running = false;
    if (answer->drafts) {
        Q_EMIT fetched({answer->address, now, m_ring->add(std::move(*answer->drafts)), answer->published});
    } else if (!answer->keySetAddress.isEmpty()) {
        Q_EMIT discovered(answer->keySetAddress);
    } else {
        Q_EMIT failed(answer->problem.isEmpty() ? Words::tr("Nothing came back.") : answer->problem);
    }
}

} // namespace twb::workbench
