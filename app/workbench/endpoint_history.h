// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/explanation.h"
#include "oauth/run.h"
#include "workbench/endpoint_form_json.h"

#include <QObject>

namespace twb::workbench {

/// One request that was sent. Immutable and shared; its tokens stay in memory until the history goes.
struct EndpointExchange {
    EndpointForm form; ///< as it was sent, without its secrets
    Time started{};
    oauth::OAuthRequest request;
    oauth::Sent sent;
    std::optional<oauth::Explanation> explanation;
    const oauth::Step& last() const { return sent.last(); }
};
using SharedExchange = std::shared_ptr<const EndpointExchange>;

/// A line of the history: what is told of an exchange, without a secret in it.
struct HistoryRow {
    Time started{};
    QJsonObject form; ///< refills the form
    QString asked;    ///< "client_credentials", "POST /gen-jwt"
    QString status;   ///< "200 OK", "400 invalid_client", "tls-expired"
    QString outcome;  ///< "1 token", what was found wrong
    qint64 milliseconds = 0;
    bool good = false;
    SharedExchange exchange; ///< nullptr: of an earlier run, the answer was not kept
};

/// What is told of an exchange.
HistoryRow rowOf(const SharedExchange& exchange);

/// The history of the Endpoint workspace; on disk only if the user wants that. GUI thread.
class EndpointHistory : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t most = 50; ///< enough to look back; an exchange holds at most a megabyte of an answer

    /// @param directory  of `endpoint-history.json`; empty: never on disk
    explicit EndpointHistory(QString directory = {}, QObject* parent = nullptr);

    const std::vector<HistoryRow>& rows() const { return m_rows; } ///< the latest first
    void add(const SharedExchange& exchange);
    /// Takes the file away, too.
    void clear();
    /// True: reads what was kept earlier and writes from now on. False: deletes the file.
    void keep(bool on);

Q_SIGNALS:
    void changed();

private:
    QString path() const;
    void load();
    void write() const;

    QString m_directory;
    std::vector<HistoryRow> m_rows;
    std::optional<bool> m_keeps;
};

} // namespace twb::workbench
