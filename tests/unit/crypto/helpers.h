// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/generate.h"
#include "crypto/key_file.h"
#include "crypto/signature.h"
#include "support/places.h"

#include <QByteArray>
#include <QFile>
#include <QTest>

namespace cryptotest {

using namespace twb;
using namespace twb::crypto;

inline Bytes fromHex(std::string_view text) {
    const QByteArray octets =
        QByteArray::fromHex(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
    return {octets.begin(), octets.end()};
}

inline QByteArray toHex(ByteView octets) {
    return QByteArray(reinterpret_cast<const char*>(octets.data()), static_cast<qsizetype>(octets.size())).toHex();
}

/// A file of tests/vectors/keys.
inline std::string keyFile(const QString& name) {
    QFile file(places::ownVectors("/keys/") + name);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("missing vector %s", qPrintable(name));
    }
    return file.readAll().toStdString();
}

inline Key onlyKey(const QString& name, const Password& password = {}) {
    auto entries = readPem(keyFile(name), password);
    if (!entries || entries->size() != 1) {
        qFatal("unreadable vector %s: %s", qPrintable(name), entries ? "several" : entries.error().detail.c_str());
    }
    return entries->front().key;
}

inline Password examplePassword() {
    return Secret::fromText("example-password");
}

/// The name of the error of a Result, or "" for a value: compares readably.
template <typename T>
QByteArray errorName(const Result<T>& result) {
    const std::string_view text = result ? std::string_view() : name(result.error().code);
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

template <typename T>
QByteArray errorDetail(const Result<T>& result) {
    return result ? QByteArray() : QByteArray::fromStdString(result.error().detail);
}

inline bool verifies(const Key& key, SignatureMethod method, ByteView input, ByteView signature) {
    auto verifier = Verifier::create(key, method);
    if (!verifier) {
        qFatal("no verifier: %s", verifier.error().detail.c_str());
    }
    const auto answer = verifier->verify(input, signature);
    if (!answer) {
        qFatal("no answer: %s", answer.error().detail.c_str());
    }
    return *answer;
}

inline Bytes signedBy(const Key& key, SignatureMethod method, ByteView input) {
    auto signer = Signer::create(key, method);
    if (!signer) {
        qFatal("no signer: %s", signer.error().detail.c_str());
    }
    auto signature = signer->sign(input);
    if (!signature) {
        qFatal("no signature: %s", signature.error().detail.c_str());
    }
    return *signature;
}

} // namespace cryptotest
