// SPDX-License-Identifier: Apache-2.0
#include "workbench/endpoint_files.h"

#include "workbench/qt_text.h"
#include "workbench/words.h"

#include <QFile>
#include <QFileInfo>

namespace twb::workbench {

namespace {

Result<oauth::WipedText> read(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::Usage, path.toStdString() + " cannot be read: " + file.errorString().toStdString());
    }
    if (file.size() > largestCertificateFile) {
        return fail(ErrorCode::Usage, path.toStdString() + " is larger than a megabyte");
    }
    QByteArray octets = file.readAll();
    oauth::WipedText text(octets.toStdString());
    octets.fill('\0');
    return text;
}

bool holdsCertificate(const std::string& text) {
    return text.find("-----BEGIN CERTIFICATE-----") != std::string::npos ||
           text.find("-----BEGIN TRUSTED CERTIFICATE-----") != std::string::npos;
}

} // namespace

Result<CertificateFiles> readCertificateFiles(const QStringList& paths) {
    oauth::WipedText all;
    bool pem = true;
    QStringList names;
    std::vector<std::string> absolute;
    for (const QString& path : paths) {
        auto text = read(path);
        if (!text) {
            return passOn(text);
        }
        pem = pem && text->text.find("-----BEGIN ") != std::string::npos;
        all.text += text->text;
        all.text += pem ? "\n" : "";
        names << QFileInfo(path).fileName();
        absolute.push_back(QFileInfo(path).absoluteFilePath().toStdString());
    }
    if (all.text.empty()) {
        return fail(ErrorCode::Usage, "the file is empty");
    }
    if (pem && !holdsCertificate(all.text)) {
        return fail(ErrorCode::Usage, "there is no certificate in the file");
    }
    if (pem && all.text.find("PRIVATE KEY-----") == std::string::npos) {
        return fail(ErrorCode::Usage, "there is no private key beside the certificate: choose both files");
    }
    if (!pem && paths.size() > 1) {
        return fail(ErrorCode::Usage, "choose one PKCS#12 file, or PEM files only");
    }
    CertificateFiles files;
    files.identity = pem ? oauth::TlsOptions::Identity::Pem : oauth::TlsOptions::Identity::Pkcs12;
    files.path = names.join(QStringLiteral(", ")).toStdString();
    files.paths = std::move(absolute);
    files.octets = std::make_shared<const oauth::WipedText>(std::move(all));
    return files;
}

Result<std::string> readAuthorities(const QString& path) {
    auto text = read(path);
    if (!text) {
        return passOn(text);
    }
    if (!holdsCertificate(text->text)) {
        return fail(ErrorCode::Usage, "there is no certificate (PEM) in " + path.toStdString());
    }
    return text->text;
}

QString readFilesAgain(EndpointForm& form) {
    QStringList missing;
    if (!form.authoritiesPath.empty()) {
        if (auto read = readAuthorities(qString(form.authoritiesPath))) {
            form.authorities = std::move(*read);
        } else {
            missing << Words::tr("The CA file is left out: %1.").arg(qString(read.error().detail));
            form.authoritiesPath.clear();
        }
    }
    QStringList paths;
    for (const std::string& path : form.files.paths) {
        paths << qString(path);
    }
    if (!paths.isEmpty()) {
        if (auto read = readCertificateFiles(paths)) {
            read->passphrase = form.files.passphrase;
            form.files = std::move(*read);
        } else {
            missing << Words::tr("The client certificate is not there: %1. Choose it again.")
                           .arg(qString(read.error().detail));
        }
    }
    return missing.join(QLatin1Char(' '));
}

} // namespace twb::workbench
