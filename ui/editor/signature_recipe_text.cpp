// SPDX-License-Identifier: Apache-2.0
#include "editor/signature_recipe_text.h"
#include "common/theme.h"
#include "jose/algorithm_table.h"

#include <QCoreApplication>

namespace twb::ui {

namespace {

QString translate(const char* text) {
    return QCoreApplication::translate("SignatureRecipe", text);
}

QString inked(const QString& text, Role role) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(color(role).name(), text.toHtmlEscaped());
}

/// “HMAC-SHA256”, “RSASSA-PSS-SHA512”, “ECDSA-P-256-SHA256”.
QString functionName(const jose::Algorithm& algorithm) {
    const auto hash = QStringLiteral("SHA%1").arg(QString::fromLatin1(algorithm.name.data() + 2, 3));
    const auto curve = jose::curveName(algorithm.curve);
    switch (algorithm.family) {
    case jose::AlgorithmFamily::Hmac:
        return QStringLiteral("HMAC-") + hash;
    case jose::AlgorithmFamily::RsaPkcs1:
        return QStringLiteral("RSASSA-PKCS1-v1_5-") + hash;
    case jose::AlgorithmFamily::RsaPss:
        return QStringLiteral("RSASSA-PSS-") + hash;
    case jose::AlgorithmFamily::Ecdsa:
        return QStringLiteral("ECDSA-%1-%2").arg(QString::fromLatin1(curve.data(), qsizetype(curve.size())), hash);
    default:
        return QString::fromLatin1(algorithm.name.data(), qsizetype(algorithm.name.size()));
    }
}

QString hexText(const std::vector<std::uint8_t>& octets) {
    const QByteArray view =
        QByteArray::fromRawData(reinterpret_cast<const char*>(octets.data()), static_cast<qsizetype>(octets.size()));
    return QString::fromLatin1(view.toHex(' '));
}

} // namespace

QString signatureRecipe(const doctor::Version& version) {
    const doctor::Reading& reading = *version.reading;
    const jose::Algorithm* algorithm = jose::findAlgorithm(reading.algorithm);
    if (!algorithm || doctor::isEncrypted(reading.kind) || reading.kind == doctor::TokenKind::Empty) {
        return {};
    }
    if (algorithm->family == jose::AlgorithmFamily::None) {
        return inked(translate("alg is none: nothing is computed, and anybody can write this token."), Role::Text2);
    }
    const bool hmac = algorithm->family == jose::AlgorithmFamily::Hmac;
    QString octets = QCoreApplication::translate("SignatureRecipe", "= %n bytes", nullptr,
                                                 static_cast<int>(reading.signature.size()));
    if (algorithm->family == jose::AlgorithmFamily::Ecdsa) {
        octets += translate(", R then S");
    }
    const QString indent = QStringLiteral("&nbsp;&nbsp;");
    return inked(functionName(*algorithm), Role::SegS) + QLatin1String("(<br>") + indent +
           inked(QStringLiteral("base64url(header)"), Role::SegH) + QLatin1String(" + <b>\".\"</b> + ") +
           inked(QStringLiteral("base64url(payload)"), Role::SegP) + QLatin1String(",<br>") + indent +
           (hmac ? translate("secret") : translate("private key")) + QLatin1String(" ) ") + inked(octets, Role::Text3) +
           QStringLiteral("<p style=\"margin-top:6px;margin-bottom:0\">%1</p>")
               .arg(inked(hexText(reading.signature), Role::SegS));
}

} // namespace twb::ui
