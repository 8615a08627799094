// SPDX-License-Identifier: Apache-2.0
#include "keys/key_forms.h"
#include "jose/algorithm_table.h"
#include "keys/qr_view.h"
#include "workbench/openssl_commands.h"

#include <QBuffer>
#include <QRegularExpression>

namespace twb::ui {

using workbench::Holds;
using workbench::KeyRequest;
using workbench::RingEntry;

namespace {

/// One text per key, one after the other; keys that have none (secrets among public keys) are left out.
template <typename Write>
Result<std::string> joined(KeyEntries entries, Write write) {
    std::string all;
    Result<std::string> last = fail(ErrorCode::KeyFormatImpossible);
    for (const workbench::SharedRingEntry& entry : entries) {
        last = write(*entry);
        if (last) {
            all += *last;
            if (!all.empty() && all.back() != '\n')
                all += '\n';
        }
    }
    if (all.empty())
        return last;
    return all;
}

Result<std::string> publicJwkOf(KeyEntries entries) {
    return entries.size() == 1 ? workbench::publicJwk(*entries.front()) : workbench::publicJwks(entries);
}

} // namespace

bool offers(KeyEntries entries, KeyHalf half, KeyForm form) {
    if (entries.empty())
        return false;
    const RingEntry& first = *entries.front();
    if (form == KeyForm::Commands)
        return entries.size() == 1;
    if (form == KeyForm::Qr)
        return half == KeyHalf::Public && entries.size() == 1 && first.holds != Holds::Secret;
    if (half == KeyHalf::Private)
        return entries.size() == 1 && first.holds != Holds::Public && (form == KeyForm::Pem || form == KeyForm::Jwk);
    return std::any_of(entries.begin(), entries.end(), [form](const auto& entry) {
        return form == KeyForm::Certificate ? entry->key.certificate.has_value() : entry->holds != Holds::Secret;
    });
}

Result<std::string> publicText(KeyEntries entries, KeyForm form) {
    if (entries.empty())
        return fail(ErrorCode::KeyFormatImpossible);
    switch (form) {
    case KeyForm::Pem:
        return joined(entries, workbench::publicPem);
    case KeyForm::Jwk:
        return publicJwkOf(entries);
    case KeyForm::Jwks:
        return workbench::publicJwks(entries);
    case KeyForm::Certificate:
        return joined(entries, workbench::certificatePem);
    case KeyForm::Qr:
        return workbench::compactPublicJwk(*entries.front());
    case KeyForm::Commands:
        break;
    }
    return workbench::opensslCommands(requestOf(*entries.front())).toStdString();
}

Result<Secret> privateText(const RingEntry& entry, KeyForm form) {
    if (form == KeyForm::Jwk)
        return workbench::revealPrivateJwk(entry);
    if (form != KeyForm::Pem)
        return fail(ErrorCode::KeyFormatImpossible);
    if (entry.holds == Holds::Secret)
        return workbench::revealSecretText(entry, jose::SecretEncoding::Base64Url);
    return workbench::revealPrivatePem(entry);
}

Result<std::string> publicFile(KeyEntries entries, KeyForm form) {
    Result<std::string> text = publicText(entries, form);
    if (!text || form != KeyForm::Qr)
        return text;
    const auto code = workbench::encodeQr(*text);
    if (!code)
        return passOn(code);
    QByteArray octets;
    QBuffer buffer(&octets);
    buffer.open(QIODevice::WriteOnly);
    constexpr int pixelsOfModule = 8;
    if (!qrImage(*code, pixelsOfModule).save(&buffer, "PNG"))
        return fail(ErrorCode::FileUnwritable, "the picture could not be made");
    return octets.toStdString();
}

KeyRequest requestOf(const RingEntry& entry) {
    const auto& key = entry.key.jwk.key;
    KeyRequest request;
    const std::string_view type = jose::keyTypeName(key.type());
    if (type == "oct") {
        request.kind = KeyRequest::Kind::Secret;
        request.octets = static_cast<std::size_t>(key.bits()) / 8;
    } else if (type == "RSA") {
        request.bits = key.bits();
    } else {
        request.kind = type == "EC" ? KeyRequest::Kind::Ec : KeyRequest::Kind::Okp;
        request.curve = jose::curveName(key.curve());
    }
    request.use = entry.key.jwk.use;
    request.algorithm = entry.key.jwk.alg;
    if (const auto& certificate = entry.key.certificate; certificate && certificate->selfIssued) {
        request.certificateSubject = certificate->subject;
        const auto days = std::chrono::duration_cast<std::chrono::days>(certificate->notAfter - certificate->notBefore);
        request.certificateDays = std::max(1, static_cast<int>(days.count()));
    }
    request.name = entry.name.toStdString();
    request.kid = entry.key.jwk.kid;
    request.kidRule = request.kid.empty() ? KeyRequest::KidRule::None : KeyRequest::KidRule::OwnText;
    return request;
}

QString fileNameFor(KeyEntries entries, KeyHalf half, KeyForm form) {
    static const QRegularExpression refused(QStringLiteral("[^\\p{L}\\p{N}._-]+"));
    QString name = entries.size() == 1 ? entries.front()->name.toLower() : QStringLiteral("keys");
    name.replace(refused, QStringLiteral("-"));
    while (name.startsWith(u'-') || name.startsWith(u'.'))
        name.remove(0, 1);
    while (name.endsWith(u'-') || name.endsWith(u'.'))
        name.chop(1);
    name = name.left(60);
    if (name.isEmpty())
        name = QStringLiteral("key");
    const bool secret = !entries.empty() && entries.front()->holds == Holds::Secret;
    const QString side = half == KeyHalf::Public ? QStringLiteral("public")
                         : secret                ? QStringLiteral("secret")
                                                 : QStringLiteral("private");
    switch (form) {
    case KeyForm::Pem:
        return QStringLiteral("%1.%2.%3").arg(name, side, half == KeyHalf::Private && secret ? "txt" : "pem");
    case KeyForm::Jwk:
        return QStringLiteral("%1.%2.jwk.json").arg(name, side);
    case KeyForm::Jwks:
        return QStringLiteral("%1.jwks.json").arg(name);
    case KeyForm::Certificate:
        return QStringLiteral("%1.crt").arg(name);
    case KeyForm::Qr:
        return QStringLiteral("%1.%2.png").arg(name, side);
    case KeyForm::Commands:
        break;
    }
    return QStringLiteral("%1.sh").arg(name);
}

HoldsLook lookOf(Holds holds) {
    const bool open = holds == Holds::Public;
    return {open ? BadgeKind::Neutral : BadgeKind::Warn, open ? Icon::Eye : Icon::Lock, workbench::holdsText(holds)};
}

} // namespace twb::ui
