// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_fingerprints.h"

#include "crypto/digest.h"
#include "crypto/key_file.h"
#include "workbench/words.h"

#include <QByteArray>

namespace twb::workbench {
namespace {

QByteArray octets(ByteView view) {
    return {reinterpret_cast<const char*>(view.data()), static_cast<qsizetype>(view.size())};
}

QByteArray sha256(ByteView of) {
    const auto digest = crypto::digest(crypto::Hash::Sha256, of);
    return digest ? octets(ByteView(*digest)) : QByteArray();
}

QString withColons(ByteView digest) {
    return QString::fromLatin1(octets(digest).toHex(':').toUpper());
}

void add(std::vector<Fingerprint>& all, const QString& name, const QString& text) {
    if (!text.isEmpty()) {
        all.push_back({name, text});
    }
}

/// The second word of an OpenSSH line is the blob that ssh-keygen -l hashes.
QString opensshFingerprint(const crypto::Key& key) {
    const auto line = crypto::writeKey(key.publicHalf(), crypto::KeyFormat::OpenSshPublic);
    if (!line) {
        return {};
    }
    const QByteArray blob = octets(line->reveal()).split(' ').value(1).trimmed();
    const QByteArray decoded = QByteArray::fromBase64(blob);
    const QByteArray digest =
        sha256(asBytes(std::string_view(decoded.constData(), static_cast<std::size_t>(decoded.size()))));
    return QStringLiteral("SHA256:") + QString::fromLatin1(digest.toBase64(QByteArray::OmitTrailingEquals));
}

} // namespace

std::vector<Fingerprint> fingerprintsOf(const RingEntry& entry) {
    std::vector<Fingerprint> all;
    if (entry.holds == Holds::Secret) {
        return all;
    }
    const QString thumbprint = QString::fromStdString(entry.thumbprint);
    add(all, Words::tr("JWK thumbprint (RFC 7638, SHA-256)"), thumbprint);
    add(all, Words::tr("JWK thumbprint URI (RFC 9278)"),
        thumbprint.isEmpty() ? QString()
                             : QStringLiteral("urn:ietf:params:oauth:jwk-thumbprint:sha-256:") + thumbprint);
    const crypto::Key& key = entry.key.jwk.key;
    if (const auto spki = crypto::writeKey(key.publicHalf(), crypto::KeyFormat::SpkiDer)) {
        const QByteArray digest = sha256(spki->reveal());
        add(all, Words::tr("Public key, SHA-256 of its SPKI, hex"), QString::fromLatin1(digest.toHex()));
        add(all, Words::tr("Public key, SHA-256 of its SPKI, Base64"), QString::fromLatin1(digest.toBase64()));
    }
    add(all, Words::tr("OpenSSH, SHA-256"), opensshFingerprint(key));
    if (const auto& certificate = entry.key.certificate) {
        add(all, Words::tr("Certificate, SHA-256"), withColons(ByteView(certificate->sha256)));
        add(all, Words::tr("Certificate, SHA-1"), withColons(ByteView(certificate->sha1)));
    }
    return all;
}

} // namespace twb::workbench
