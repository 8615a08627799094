// SPDX-License-Identifier: Apache-2.0
#include "workbench/endpoint_history.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace twb::workbench {

using namespace twb::oauth;

namespace {

constexpr qint64 largestFile = 4 << 20;

QString outcomeOf(const EndpointExchange& exchange) {
    if (exchange.explanation) {
        for (const RequestCheck& reason : exchange.explanation->reasons) {
            if (reason.state == RequestCheck::State::Fail) {
                return QString::fromStdString(reason.text);
            }
        }
        return QString::fromStdString(exchange.explanation->title);
    }
    const ResponseReading& reading = exchange.last().reading;
    if (reading.active) {
        return *reading.active ? EndpointHistory::tr("active") : EndpointHistory::tr("not active");
    }
    return reading.tokens.size() == 1 ? EndpointHistory::tr("1 token")
                                      : EndpointHistory::tr("%1 tokens").arg(reading.tokens.size());
}

QString statusOf(const EndpointExchange& exchange) {
    const HttpExchange& answer = exchange.last().exchange;
    if (answer.status == 0) {
        return answer.failure ? QString::fromUtf8(name(answer.failure->fault).data()) : QString();
    }
    const std::string& error = exchange.last().reading.error;
    return QStringLiteral("%1 %2").arg(QString::number(answer.status),
                                       QString::fromStdString(error.empty() ? answer.statusText : error).left(40));
}

QString askedOf(const OAuthRequest& request) {
    switch (request.operation) {
    case Operation::Token:
        return QString::fromUtf8(name(request.grant).data());
    case Operation::ApiCall: {
        const auto url = parseUrl(request.url);
        return QString::fromStdString(request.method + " " + (url ? url->path : ""));
    }
    default:
        return QString::fromUtf8(name(request.operation).data());
    }
}

} // namespace

HistoryRow rowOf(const SharedExchange& exchange) {
    HistoryRow row;
    row.started = exchange->started;
    row.form = formToJson(exchange->form);
    row.asked = askedOf(exchange->request);
    row.status = statusOf(*exchange);
    row.outcome = outcomeOf(*exchange);
    row.milliseconds = exchange->last().exchange.timing.total.count() / 1000;
    row.good = !exchange->explanation;
    row.exchange = exchange;
    return row;
}

EndpointHistory::EndpointHistory(QString directory, QObject* parent)
    : QObject(parent)
    , m_directory(std::move(directory)) {}

QString EndpointHistory::path() const {
    return m_directory + QStringLiteral("/endpoint-history.json");
}

void EndpointHistory::add(const SharedExchange& exchange) {
    m_rows.insert(m_rows.begin(), rowOf(exchange));
    if (m_rows.size() > most) {
        m_rows.pop_back();
    }
    write();
    Q_EMIT changed();
}

void EndpointHistory::clear() {
    m_rows.clear();
    if (!m_directory.isEmpty()) {
        QFile::remove(path());
    }
    Q_EMIT changed();
}

void EndpointHistory::keep(bool on) {
    if (m_directory.isEmpty() || m_keeps == on) {
        return;
    }
    m_keeps = on;
    if (on) {
        load();
        write();
    } else {
        QFile::remove(path());
    }
}

void EndpointHistory::load() {
    QFile file(path());
    if (file.size() > largestFile || !file.open(QIODevice::ReadOnly)) {
        return;
    }
    for (const QJsonValue& each : QJsonDocument::fromJson(file.readAll()).object().value("requests").toArray()) {
        const QJsonObject json = each.toObject();
        HistoryRow row;
        row.started = Time(std::chrono::seconds(json.value("at").toInteger()));
        row.form = json.value("form").toObject();
        row.asked = json.value("asked").toString();
        row.status = json.value("status").toString();
        row.outcome = json.value("outcome").toString();
        row.milliseconds = json.value("milliseconds").toInteger();
        row.good = json.value("good").toBool();
        if (m_rows.size() < most) {
            m_rows.push_back(std::move(row));
        }
    }
    Q_EMIT changed();
}

void EndpointHistory::write() const {
    if (m_directory.isEmpty() || !m_keeps.value_or(false)) {
        return;
    }
    QJsonArray requests;
    for (const HistoryRow& row : m_rows) {
        requests.append(QJsonObject{{"at", static_cast<qint64>(row.started.time_since_epoch().count())},
                                    {"form", row.form},
                                    {"asked", row.asked},
                                    {"status", row.status},
                                    {"outcome", row.outcome},
                                    {"milliseconds", row.milliseconds},
                                    {"good", row.good}});
    }
    QSaveFile file(path());
    if (QDir().mkpath(m_directory) && file.open(QIODevice::WriteOnly)) {
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(QJsonDocument(QJsonObject{{"version", 1}, {"requests", requests}}).toJson());
        file.commit();
    }
}

} // namespace twb::workbench
