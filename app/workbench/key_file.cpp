// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_file.h"

#include "doctor/unwrap.h"
#include "json/tape.h"

#include <QStringList>

namespace twb::workbench {
namespace {

constexpr qsizetype mostRead = 1 << 20;

bool isJwk(std::string_view text) {
    json::Tape tape;
    if (!tape.parse(text)) {
        return false;
    }
    const json::Value root = tape.root();
    const json::Value keys = root.find("keys");
    return root.find("kty").exists() || (keys.is(json::Type::Array) && keys.at(0).find("kty").exists());
}

/// A definite-length SEQUENCE that reaches about as far as the file does.                          (X.690 §8.1.3)
bool isDer(const QByteArray& content) {
    if (content.size() < 16 || content[0] != 0x30) {
        return false;
    }
    const auto octet = [&](qsizetype i) { return static_cast<quint64>(static_cast<unsigned char>(content[i])); };
    const quint64 first = octet(1);
    if (first < 0x80) {
        return content.size() == static_cast<qsizetype>(first) + 2;
    }
    const auto octets = static_cast<qsizetype>(first & 0x7FU);
    if (octets < 1 || octets > 4) {
        return false;
    }
    quint64 length = 0;
    for (qsizetype i = 0; i < octets; ++i) {
        length = length << 8U | octet(2 + i);
    }
    return static_cast<quint64>(content.size()) == length + 2 + static_cast<quint64>(octets);
}

} // namespace

bool looksLikeKeyFile(const QString& name, const QByteArray& content) {
    if (isDer(content)) {
        return true;
    }
    const QByteArray start = content.left(mostRead);
    const std::string_view text(start.constData(), static_cast<std::size_t>(start.size()));
    const bool pem = text.find("-----BEGIN ") != std::string_view::npos || text.starts_with("ssh-") ||
                     text.starts_with("ecdsa-sha2-");
    const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool json = first != std::string_view::npos && text[first] == '{' && isJwk(text.substr(first));
    const QString suffix = name.section(QLatin1Char('.'), -1).toLower();
    const bool named =
        QStringList{QStringLiteral("p12"), QStringLiteral("pfx"), QStringLiteral("jwk"), QStringLiteral("jwks")}
            .contains(suffix);
    if (!pem && !json && !named) {
        return false;
    }
    return doctor::unwrap(text).tokensFound == 0;
}

} // namespace twb::workbench
