// SPDX-License-Identifier: Apache-2.0
#include "workbench/openssl_commands.h"

#include <QList>

namespace twb::workbench {
namespace {

/// For sh: in single quotes.
QString quoted(QString text) {
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

QString keyAlgorithm(const KeyRequest& request) {
    const QString curve = QString::fromStdString(request.curve);
    switch (request.kind) {
    case KeyRequest::Kind::Rsa:
        return QStringLiteral("-algorithm RSA -pkeyopt rsa_keygen_bits:%1").arg(request.bits);
    case KeyRequest::Kind::Ec:
        return QStringLiteral("-algorithm EC -pkeyopt ec_paramgen_curve:%1").arg(curve);
    default:
        return QStringLiteral("-algorithm ") + curve;
    }
}

/// The parts at commas; a backslash takes the next character's meaning away.              (a subset of RFC 4514 §3)
QStringList partsOf(const QString& subject) {
    QStringList parts{QString()};
    for (qsizetype at = 0; at < subject.size(); ++at) {
        if (subject[at] == u'\\' && at + 1 < subject.size()) {
            parts.back() += subject[++at];
        } else if (subject[at] == u',') {
            parts << QString();
        } else {
            parts.back() += subject[at];
        }
    }
    return parts;
}

} // namespace

QString opensslSubject(const std::string& subject) {
    QString text;
    for (const QString& part : partsOf(QString::fromStdString(subject))) {
        const qsizetype equals = part.indexOf(u'=');
        const QString name = equals < 0 ? QStringLiteral("CN") : part.left(equals).trimmed();
        text += u'/' + name + u'=';
        for (const QChar c : part.mid(equals + 1).trimmed()) {
            if (c == u'/' || c == u'+' || c == u'\\') {
                text += u'\\';
            }
            text += c;
        }
    }
    return text;
}

QString opensslCommands(const KeyRequest& request, FilePassphrase passphrase) {
    if (request.kind == KeyRequest::Kind::Secret) {
        return QStringLiteral("umask 077\nopenssl rand -base64 -out secret.txt %1\n").arg(request.octets);
    }
    const bool asked = passphrase == FilePassphrase::Asked;
    QString text = QStringLiteral("umask 077\nopenssl genpkey %1%2 -out private.pem\n")
                       .arg(keyAlgorithm(request), asked ? QStringLiteral(" -aes-256-cbc") : QString());
    text += QStringLiteral("openssl pkey -in private.pem -pubout -out public.pem\n");
    if (!request.certificateSubject.empty() && canHaveCertificate(request)) {
        text += QStringLiteral("openssl req -x509 -new -key private.pem -subj %1 -days %2 -out certificate.pem\n")
                    .arg(quoted(opensslSubject(request.certificateSubject)))
                    .arg(request.certificateDays);
    }
    return text;
}

} // namespace twb::workbench
