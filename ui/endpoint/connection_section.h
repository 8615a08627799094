// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "endpoint/form_rows.h"
#include "workbench/endpoint_form.h"

#include <QWidget>

class QPushButton;

namespace twb::workbench {
class KeyRing;
}

namespace twb::ui {

class SecretEdit;
class TextLabel;

/// How the connection is made: client certificate (of the key ring or of files), authorities to trust, proxy.
class ConnectionSection : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionSection(const workbench::KeyRing& ring, QWidget* parent = nullptr);
    void writeTo(workbench::EndpointForm& form) const;
    void setForm(const workbench::EndpointForm& form);
    /// @param wanted  certificate: the method needs one; all: whatever can be chosen.
    enum class Wanted { Nothing, Certificate, All };
    void applyChoices(Wanted wanted);
    void fillKeys();
    /// True if something other than the usual is chosen.
    bool isUsed() const;
    /// @{ As choosing these files would.
    void takeCertificate(const QStringList& paths);
    void takeAuthorities(const QString& path);
    /// @}

Q_SIGNALS:
    void edited();
    void problem(const QString& sentence);

private:
    void chooseCertificate();
    void chooseAuthorities();
    void showFiles();

    const workbench::KeyRing& m_ring;
    FormRows m_rows;
    QComboBox* m_certificate;
    TextLabel* m_files;
    QPushButton* m_chooseFiles;
    SecretEdit* m_passphrase;
    TextLabel* m_authoritiesName;
    QPushButton* m_chooseAuthorities;
    QPushButton* m_dropAuthorities;
    QComboBox* m_proxy;
    QLineEdit* m_proxyUrl;
    int m_rowCertificate, m_rowFiles, m_rowPassphrase, m_rowAuthorities, m_rowProxy, m_rowProxyUrl;
    workbench::CertificateFiles m_read;
    std::string m_authorities;
    std::string m_authoritiesPath;
    Wanted m_wanted = Wanted::Nothing;
};

} // namespace twb::ui
