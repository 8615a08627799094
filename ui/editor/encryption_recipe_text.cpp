// SPDX-License-Identifier: Apache-2.0
#include "editor/encryption_recipe_text.h"
#include "common/theme.h"
#include "doctor/segments.h"
#include "jose/encryption_table.h"

#include <QCoreApplication>

namespace twb::ui {

namespace {

using Family = jose::KeyManagementFamily;

QString translate(const char* text) {
    return QCoreApplication::translate("EncryptionRecipe", text);
}

QString inked(const QString& text, Role role) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(color(role).name(), text.toHtmlEscaped());
}

QString qString(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// How the reader gets the content key.
QString keySentence(const jose::KeyManagement& row) {
    switch (row.family) {
    case Family::Direct:
        return translate("the shared secret");
    case Family::AesKeyWrap:
        return translate("AES key unwrap(secret, encrypted key)");
    case Family::AesGcmKeyWrap:
        return translate("AES GCM open(secret, iv and tag of the header, encrypted key)");
    case Family::RsaOaep:
        return translate("RSA-OAEP decrypt(private key, encrypted key)");
    case Family::RsaPkcs1:
        return translate("RSA PKCS #1 v1.5 decrypt(private key, encrypted key)");
    case Family::EcdhEs:
        return translate("Concat KDF(ECDH(private key, epk))");
    case Family::EcdhEsKeyWrap:
        return translate("AES key unwrap(Concat KDF(ECDH(private key, epk)), encrypted key)");
    case Family::Pbes2:
        return translate("AES key unwrap(PBKDF2(password, p2s, p2c), encrypted key)");
    }
    return {};
}

QString hexOf(const doctor::Reading& reading, char letter) {
    const doctor::Segment* segment = reading.segment(letter);
    if (!segment) {
        return {};
    }
    const std::string_view text =
        std::string_view(*reading.encoded).substr(segment->range.offset, segment->range.length);
    const Bytes octets = doctor::decodeForShowing(text);
    const auto shown = static_cast<qsizetype>(qMin<std::size_t>(octets.size(), 64));
    return QString::fromLatin1(QByteArray::fromRawData(reinterpret_cast<const char*>(octets.data()), shown).toHex(' '));
}

} // namespace

QString encryptionRecipe(const doctor::Version& version) {
    const doctor::Reading& reading = *version.reading;
    const jose::KeyManagement* key = jose::findKeyManagement(reading.algorithm);
    const jose::ContentEncryption* content = jose::findContentEncryption(reading.encryption);
    if (!doctor::isEncrypted(reading.kind) || !key || !content) {
        return {};
    }
    const QString indent = QStringLiteral("&nbsp;&nbsp;");
    const QString line = QStringLiteral("<br>");
    return inked(translate("content key"), Role::SegP) + QLatin1String(" = ") + inked(keySentence(*key), Role::Text) +
           line + inked(translate("payload"), Role::Text) + QLatin1String(" = ") +
           inked(qString(content->name), Role::Text) + translate(" open(") + line + indent +
           inked(translate("content key"), Role::SegP) + QLatin1String(", ") + inked(translate("IV"), Role::SegS) +
           QLatin1String(", ") + inked(translate("ciphertext"), Role::SegC) + QLatin1String(",") + line + indent +
           inked(QStringLiteral("base64url(header)"), Role::SegH) + QLatin1String(", ") +
           inked(translate("tag"), Role::SegT) + QLatin1String(" )") +
           QStringLiteral("<p style=\"margin-top:6px;margin-bottom:0\">%1 %2<br>%3 %4</p>")
               .arg(inked(translate("IV"), Role::Text3), inked(hexOf(reading, 'I'), Role::SegS),
                    inked(translate("Tag"), Role::Text3), inked(hexOf(reading, 'T'), Role::SegT));
}

} // namespace twb::ui
