// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "command.h"
#include "support/places.h"
#include "support/raw_http.h"

#include <csignal>

namespace issuer_process {

/// A running issuer; ended by SIGTERM.
class Issuer {
public:
    explicit Issuer(const QStringList& options = {}) {
        m_process.start(places::build("/bin/twb"), QStringList{"issuer"} + options);
        while (m_process.state() != QProcess::NotRunning && !m_out.contains('\n')) {
            if (!m_process.waitForReadyRead(10'000)) {
                break;
            }
            m_out += m_process.readAllStandardOutput();
        }
        const auto ready = QJsonDocument::fromJson(m_out).object();
        m_ready = ready.value("ready").toBool();
        m_address = ready.value("issuer").toString();
        m_tlsAddress = ready.value("tls").toString();
    }
    ~Issuer() { (void)stop(); }

    bool ready() const { return m_ready; }
    QByteArray out() const { return m_out; }
    QString address() const { return m_address; }
    QString tlsAddress() const { return m_tlsAddress; } ///< with the option --tls
    int port() const { return m_address.section(':', -1).toInt(); }
    int stop(int signal = SIGTERM) {
        if (m_process.state() != QProcess::NotRunning) {
            ::kill(static_cast<pid_t>(m_process.processId()), signal);
            m_process.waitForFinished(10'000);
            m_out += m_process.readAllStandardOutput();
        }
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    std::string get(const char* path) const {
        return raw_http::exchange(port(), raw_http::request(port(), "GET", path));
    }
    std::string token(const char* client, const char* secret) const {
        return raw_http::exchange(port(), raw_http::request(port(), "POST", "/token",
                                                            "Content-Type: application/x-www-form-urlencoded\r\n",
                                                            std::string("grant_type=client_credentials&client_id=") +
                                                                client + "&client_secret=" + secret));
    }

private:
    QProcess m_process;
    QByteArray m_out;
    bool m_ready = false;
    QString m_address;
    QString m_tlsAddress;
};

} // namespace issuer_process
