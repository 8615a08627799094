// SPDX-License-Identifier: Apache-2.0
#include "editor/encryption_recipe_text.h"
#include "common/theme.h"
#include "doctor/segments.h"
#include "jose/encryption_table.h"
#include "workbench/qt_text.h"

#include <QCoreApplication>

namespace twb::ui {

namespace {

using Family = jose::KeyManagementFamily;

QString recipeText(const char* text) {
    return QCoreApplication::translate("EncryptionRecipe", text);
}

QString inked(const QString& text, Role role) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(color(role).name(), text.toHtmlEscaped());
}

/// How the reader gets the content key.
QString keySentence(const jose::KeyManagement& row) {
    switch (row.family) {
    case Family::Direct:
        return recipeText("the shared secret");
    case Family::AesKeyWrap:
        return recipeText("AES key unwrap(secret, encrypted key)");
    case Family::AesGcmKeyWrap:
        return recipeText("AES GCM open(secret, iv and tag of the header, encrypted key)");
    case Family::RsaOaep:
        return recipeText("RSA-OAEP decrypt(private key, encrypted key)");
    case Family::RsaPkcs1:
        return recipeText("RSA PKCS #1 v1.5 decrypt(private key, encrypted key)");
    case Family::EcdhEs:
        return recipeText("Concat KDF(ECDH(private key, epk))");
    case Family::EcdhEsKeyWrap:
        return recipeText("AES key unwrap(Concat KDF(ECDH(private key, epk)), encrypted key)");
    case Family::Pbes2:
        return recipeText("AES key unwrap(PBKDF2(password, p2s, p2c), encrypted key)");
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
    return inked(recipeText("content key"), Role::SegP) + QLatin1String(" = ") + inked(keySentence(*key), Role::Text) +
           line + inked(recipeText("payload"), Role::Text) + QLatin1String(" = ") +
           inked(workbench::qString(content->name), Role::Text) + recipeText(" open(") + line + indent +
           inked(recipeText("content key"), Role::SegP) + QLatin1String(", ") + inked(recipeText("IV"), Role::SegS) +
           QLatin1String(", ") + inked(recipeText("ciphertext"), Role::SegC) + QLatin1String(",") + line + indent +
           inked(QStringLiteral("base64url(header)"), Role::SegH) + QLatin1String(", ") +
           inked(recipeText("tag"), Role::SegT) + QLatin1String(" )") +
           QStringLiteral("<p style=\"margin-top:6px;margin-bottom:0\">%1 %2<br>%3 %4</p>")
               .arg(inked(recipeText("IV"), Role::Text3), inked(hexOf(reading, 'I'), Role::SegS),
                    inked(recipeText("Tag"), Role::Text3), inked(hexOf(reading, 'T'), Role::SegT));
}

} // namespace twb::ui
