// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/diagnosis.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

/// Case files of the token doctor: one JSON object a line.
namespace cases {

inline QList<QJsonObject> readCases(const QString& path) {
    QFile file(path);
    QList<QJsonObject> list;
    if (!file.open(QIODevice::ReadOnly)) {
        return list;
    }
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (!line.trimmed().isEmpty()) {
            list.append(QJsonDocument::fromJson(line).object());
        }
    }
    return list;
}

/// Runs a case as the command line would.
inline twb::doctor::Diagnosis run(const QJsonObject& one) {
    const std::string input = one["input"].toString().toStdString();
    const std::string key = one["key"].toString().toStdString();
    twb::doctor::DiagnosisInputs inputs;
    inputs.input = input;
    if (one["key"].isString()) {
        inputs.keyText = key;
    }
    if (one["key_encoding"].isString()) {
        inputs.keyEncoding = twb::jose::findSecretEncoding(one["key_encoding"].toString().toStdString())
                                 .value_or(twb::jose::SecretEncoding::Utf8);
    }
    inputs.now = twb::Time(std::chrono::seconds(one["now"].toInteger()));
    inputs.profile = one["profile"].toString().toStdString();
    if (one.contains("policy")) {
        const QByteArray policy = QJsonDocument(one["policy"].toObject()).toJson();
        inputs.policy = twb::doctor::readDiagnosisPolicy(policy.toStdString()).value();
    }
    return twb::doctor::diagnose(inputs);
}

inline QStringList ids(const twb::doctor::Diagnosis& diagnosis) {
    QStringList list;
    for (const auto& finding : diagnosis.findings) {
        list.append(QString::fromUtf8(finding.info().id.data(), static_cast<qsizetype>(finding.info().id.size())));
    }
    return list;
}

/// Checks must, must_not, healthy and repaired; failures name the case and what was found.
inline void check(const QJsonObject& one) {
    const auto diagnosis = run(one);
    const QStringList found = ids(diagnosis);
    const auto message = [&](const QString& what) {
        return (one["id"].toString() + ": " + what + "; found: " + found.join(' ')).toUtf8();
    };
    for (const auto& id : one["must"].toArray()) {
        QVERIFY2(found.contains(id.toString()), message("misses " + id.toString()));
    }
    for (const auto& id : one["must_not"].toArray()) {
        QVERIFY2(!found.contains(id.toString()), message("must not say " + id.toString()));
    }
    if (one["healthy"].toBool()) {
        QVERIFY2(diagnosis.worst() != twb::doctor::Severity::Error &&
                     diagnosis.worst() != twb::doctor::Severity::Warning,
                 message("is healthy"));
    }
    if (one["repaired"].isString()) {
        const QString repaired = QString::fromStdString(diagnosis.repaired.value_or(std::string()));
        QVERIFY2(repaired == one["repaired"].toString(), message("was repaired to " + repaired));
    }
    // Nothing secret in evidence.
    const QString key = one["key"].toString().trimmed();
    for (const auto& finding : diagnosis.findings) {
        const bool spoken = finding.info().id == "key-placeholder" || finding.info().id.starts_with("key-url") ||
                            finding.info().id == "key-file-path";
        QVERIFY2(spoken || key.size() < 8 || !QString::fromStdString(finding.evidence.english()).contains(key),
                 message("shows the key in its evidence"));
    }
}

} // namespace cases
