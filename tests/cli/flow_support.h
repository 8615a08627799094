// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer_process.h"

#include <QUrl>

/// What the tests of flows read from answers, and the browser's part of them.
namespace flow {

using command::Run;

/// The token of that name in the answer of `twb --json request --reveal`.
inline QString token(const Run& run, const char* name = "access_token") {
    for (const auto& each : run.json().value("tokens").toArray()) {
        if (each.toObject().value("name").toString() == name) {
            return each.toObject().value("token").toString();
        }
    }
    return {};
}

inline QString header(const std::string& response, const char* name) {
    for (const QByteArray& line : QByteArray::fromStdString(response).split('\n')) {
        if (line.toLower().startsWith(QByteArray(name).toLower() + ": ")) {
            return QString::fromUtf8(line.mid(qstrlen(name) + 2)).trimmed();
        }
    }
    return {};
}

/// A GET of an address on this computer.
inline std::string get(const QString& url) {
    const QUrl address(url);
    QString target = address.path(QUrl::FullyEncoded);
    if (address.hasQuery()) {
        target += "?" + address.query(QUrl::FullyEncoded);
    }
    return raw_http::exchange(address.port(), raw_http::request(address.port(), "GET", target.toStdString()));
}

/// `twb request authorize` with the browser's part played here: the page is opened, the redirect followed.
inline Run authorize(const QStringList& options) {
    QProcess process;
    process.start(places::build("/bin/twb"),
                  QStringList{"--json", "request", "authorize", "--reveal", "--browser", "none"} + options);
    process.setReadChannel(QProcess::StandardError);
    QByteArray said;
    while (!said.contains('\n') && process.waitForReadyRead(10'000)) {
        said += process.readAllStandardError();
    }
    if (said.contains("Open http")) {
        const QString url = QString::fromUtf8(said.mid(said.indexOf("Open ") + 5)).section('\n', 0, 0);
        get(header(get(url), "Location"));
    }
    process.waitForFinished(20'000);
    Run run;
    run.exit = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.err = said + process.readAllStandardError();
    return run;
}

} // namespace flow
