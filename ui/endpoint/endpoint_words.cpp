// SPDX-License-Identifier: Apache-2.0
#include "endpoint/endpoint_words.h"

#include "jose/claims.h"
#include "json/text.h"

#include <QCoreApplication>

namespace twb::ui {

namespace {

struct EndpointWords {
    Q_DECLARE_TR_FUNCTIONS(EndpointWords)
};

QString own(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QString grantWords(oauth::Grant grant) {
    switch (grant) {
    case oauth::Grant::ClientCredentials:
        return EndpointWords::tr("Client credentials");
    case oauth::Grant::AuthorizationCode:
        return EndpointWords::tr("Authorization code");
    case oauth::Grant::RefreshToken:
        return EndpointWords::tr("Refresh token");
    case oauth::Grant::DeviceCode:
        return EndpointWords::tr("Device code");
    case oauth::Grant::JwtBearer:
        return EndpointWords::tr("JWT bearer");
    case oauth::Grant::SamlBearer:
        return EndpointWords::tr("SAML bearer");
    case oauth::Grant::TokenExchange:
        return EndpointWords::tr("Token exchange");
    case oauth::Grant::Password:
        return EndpointWords::tr("Password (obsolete)");
    case oauth::Grant::Ciba:
        return EndpointWords::tr("CIBA");
    case oauth::Grant::Free:
        break;
    }
    return EndpointWords::tr("Own grant type");
}

QString methodWords(oauth::ClientMethod method) {
    const QString name = own(oauth::name(method));
    switch (method) {
    case oauth::ClientMethod::None:
        return EndpointWords::tr("None: public client (%1)").arg(name);
    case oauth::ClientMethod::SecretBasic:
    case oauth::ClientMethod::SecretBasicRaw:
        return EndpointWords::tr("Secret in the header (%1)").arg(own(oauth::name(oauth::ClientMethod::SecretBasic)));
    case oauth::ClientMethod::SecretPost:
        return EndpointWords::tr("Secret in the body (%1)").arg(name);
    case oauth::ClientMethod::SecretJwt:
        return EndpointWords::tr("JWT with the secret (%1)").arg(name);
    case oauth::ClientMethod::PrivateKeyJwt:
        return EndpointWords::tr("Private key JWT (%1)").arg(name);
    case oauth::ClientMethod::TlsClientAuth:
        return EndpointWords::tr("Certificate (%1)").arg(name);
    case oauth::ClientMethod::SelfSignedTlsClientAuth:
        break;
    }
    return EndpointWords::tr("Own certificate (%1)").arg(name);
}

QString claimLines(const std::string& payload) {
    json::Tape tape;
    if (!tape.parse(payload)) {
        return own(payload);
    }
    const jose::RegisteredClaims claims = jose::readClaims(tape.root());
    QStringList lines;
    tape.root().forEachMember([&](json::Value name, json::Value value) {
        QString line = own(name.text()) + QStringLiteral(": ") + own(value.text());
        if (name.equals("exp") && claims.exp.valid() && claims.iat.valid()) {
            line += QStringLiteral("   ") +
                    EndpointWords::tr("%1 s after iat").arg((claims.exp.time() - claims.iat.time()).count());
        }
        lines << line;
    });
    return lines.join(QLatin1Char('\n'));
}

std::optional<std::chrono::seconds> lifeOf(const std::string& payload, Time now) {
    json::Tape tape;
    if (!tape.parse(payload)) {
        return std::nullopt;
    }
    const jose::RegisteredClaims claims = jose::readClaims(tape.root());
    return claims.exp.valid() ? std::optional(claims.exp.time() - now) : std::nullopt;
}

QString leftWords(std::chrono::seconds left) {
    const qint64 all = left.count() < 0 ? -left.count() : left.count();
    const qint64 days = all / 86400, hours = all / 3600 % 24, minutes = all / 60 % 60, seconds = all % 60;
    const QString length = days > 0      ? EndpointWords::tr("%1 d %2 h").arg(days).arg(hours)
                           : hours > 0   ? EndpointWords::tr("%1 h %2 m").arg(hours).arg(minutes)
                           : minutes > 0 ? EndpointWords::tr("%1 m %2 s").arg(minutes).arg(seconds)
                                         : EndpointWords::tr("%1 s").arg(seconds);
    return left.count() < 0 ? EndpointWords::tr("expired %1 ago").arg(length)
                            : EndpointWords::tr("%1 left").arg(length);
}

QString readableRequest(const QString& wire) {
    QString text = wire;
    text.remove(QLatin1Char('\r'));
    const qsizetype end = text.indexOf(QStringLiteral("\n\n"));
    if (end < 0 || !text.contains(QStringLiteral("application/x-www-form-urlencoded"))) {
        return text;
    }
    QString body = text.mid(end + 2);
    return text.left(end + 2) + body.replace(QLatin1Char('&'), QStringLiteral("\n&"));
}

QString readableResponse(const QString& wire) {
    QString text = wire;
    text.remove(QLatin1Char('\r'));
    const qsizetype end = text.indexOf(QStringLiteral("\n\n"));
    if (end < 0) {
        return text;
    }
    const std::string body = text.mid(end + 2).toStdString();
    json::Tape tape;
    return tape.parse(body) ? text.left(end + 2) + QString::fromStdString(json::pretty(tape)) : text;
}

} // namespace twb::ui
