// SPDX-License-Identifier: Apache-2.0
#include "workbench/network_gate.h"
#include "workbench/network_library.h"
#include "workbench/settings.h"
#include "workbench/words.h"

#include <QFile>

namespace twb::workbench {

namespace {

constexpr qint64 largestFile = qint64{4} << 20;

/// The text of the file; empty with a problem.
QByteArray readAuthorities(const QString& path, QString& problem) {
    if (path.isEmpty()) {
        return {};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        problem = file.errorString();
        return {};
    }
    if (file.size() > largestFile) {
        problem = Words::tr("it is larger than 4 MB");
        return {};
    }
    const QByteArray text = file.readAll();
    if (!text.contains("-----BEGIN CERTIFICATE-----")) {
        problem = Words::tr("it holds no certificate in PEM form");
        return {};
    }
    return text;
}

NetworkRules rulesOf(const Settings& settings) {
    NetworkRules rules;
    rules.off = settings.networkOff();
    rules.proxy = settings.proxy();
    QString problem;
    rules.authorities = readAuthorities(settings.caFile(), problem).toStdString();
    rules.total = settings.requestTimeout();
    return rules;
}

} // namespace

QString caFileProblem(const QString& path) {
    QString problem;
    readAuthorities(path, problem);
    return problem;
}

std::shared_ptr<const SharedNetworkRules> followNetworkRules(Settings& settings) {
    auto rules = std::make_shared<SharedNetworkRules>();
    rules->set(rulesOf(settings));
    QObject::connect(&settings, &Settings::changed, &settings, [&settings, weak = std::weak_ptr(rules)] {
        if (const auto alive = weak.lock()) {
            alive->set(rulesOf(settings));
        }
    });
    return rules;
}

NetworkGate::NetworkGate(std::shared_ptr<const SharedNetworkRules> rules, std::unique_ptr<oauth::HttpTransport> inner)
    : m_rules(std::move(rules))
    , m_inner(inner ? std::move(inner) : std::make_unique<NetworkLibrary>()) {}

oauth::HttpExchange NetworkGate::perform(const oauth::HttpRequest& request, std::stop_token stop) {
    const NetworkRules rules = m_rules->get();
    if (rules.off) {
        oauth::HttpExchange exchange;
        exchange.failure = oauth::HttpFailure{oauth::HttpFault::NetworkOff, {}};
        return exchange;
    }
    oauth::HttpRequest changed = request;
    if (changed.proxy.kind == oauth::ProxyOptions::Kind::Environment) {
        changed.proxy = rules.proxy;
    }
    if (!rules.authorities.empty()) {
        changed.tls.authorities += (changed.tls.authorities.empty() ? "" : "\n") + rules.authorities;
    }
    if (changed.limits.total == oauth::HttpLimits{}.total) {
        changed.limits.total = rules.total;
    }
    return m_inner->perform(changed, stop);
}

} // namespace twb::workbench
