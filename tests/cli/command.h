// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/places.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

/// Runs the built `twb` as a script would.
namespace command {

struct Run {
    int exit = -1; ///< -1: it crashed, or did not end within a minute
    QByteArray out;
    QByteArray err;

    /// The one JSON object on standard output; empty if there is none, or more than one.
    QJsonObject json() const {
        QJsonParseError fault;
        const QJsonDocument document = QJsonDocument::fromJson(out, &fault);
        return fault.error == QJsonParseError::NoError ? document.object() : QJsonObject();
    }
    QString errorCode() const { return json().value("error").toObject().value("code").toString(); }
    QByteArray firstLine() const { return out.left(out.indexOf('\n')); }
    /// For messages of failing tests.
    QByteArray shown() const { return "exit " + QByteArray::number(exit) + "\n" + out.left(2000) + err.left(2000); }
};

using Environment = QMap<QString, QString>;

inline Run twb(const QStringList& arguments, const QByteArray& input = {}, const Environment& more = {}) {
    QProcess process;
    QProcessEnvironment environment;
    environment.insert("LC_ALL", "C.UTF-8");
    // Sanitizer options and the recorder of connections (tests/network) reach the program; nothing else does.
    for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LD_PRELOAD", "TWB_CONNECT_LOG"}) {
        if (qEnvironmentVariableIsSet(name)) {
            environment.insert(name, qEnvironmentVariable(name));
        }
    }
    for (auto each = more.cbegin(); each != more.cend(); ++each) {
        environment.insert(each.key(), each.value());
    }
    process.setProcessEnvironment(environment);
    process.start(places::build("/bin/twb"), arguments);
    if (!process.waitForStarted()) {
        return {};
    }
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    Run run;
    run.exit = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

inline QJsonObject readVectors(const QString& name) {
    QFile file(places::source("/tests/vectors/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// The row of keys.json with that id.
inline QJsonObject vectorKey(const QString& id) {
    const QJsonArray keys = readVectors("keys.json").value("keys").toArray();
    for (const QJsonValue& key : keys) {
        if (key.toObject().value("id") == id) {
            return key.toObject();
        }
    }
    return {};
}

inline QByteArray compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A file of a vector key in one of its formats; DER is decoded.
inline QByteArray vectorFile(const QString& id, const QString& format) {
    const QJsonObject key = vectorKey(id);
    if (format == "jwk") {
        return compact(key.value("private").toObject());
    }
    if (format == "jwk-public") {
        return compact(key.value("public").toObject());
    }
    const QByteArray text = key.value("files").toObject().value(format).toString().toUtf8();
    return format.endsWith("-der") ? QByteArray::fromBase64(text) : text;
}

inline QString writeFile(const QString& path, const QByteArray& octets) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(octets) != octets.size()) {
        qFatal("a test file cannot be written");
    }
    return path;
}

} // namespace command

#define COMPARE_EXIT(run, expected) QVERIFY2((run).exit == (expected), (run).shown().constData())
