// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/client.h"

#include <optional>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace twb::workbench {
class KeyRing;
}

namespace twb::ui {

class ElidedLabel;
class InlineError;
class SecretEdit;

/// Describes a client for the local issuer: ID, authentication, and what that needs.
class ClientForm : public QWidget {
    Q_OBJECT
public:
    explicit ClientForm(workbench::KeyRing& ring, QWidget* parent = nullptr);

    void clear();
    /// The client, or nothing after the form has said what is missing.
    std::optional<issuer::Client> read();
    void showError(const QString& sentence);
    /// As choosing this file of certificates would.
    void takeAuthority(const QString& path);

Q_SIGNALS:
    void accepted();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildCertificateRows();
    void showNeeded();
    void fillKeys();
    void chooseAuthority();
    void setAuthority(std::shared_ptr<const std::vector<crypto::Certificate>> authority, const QString& path);
    bool readCertificate(issuer::Client& client);
    bool readKey(issuer::Client& client);
    bool readSecret(issuer::Client& client);
    issuer::ClientMethod method() const;

    workbench::KeyRing& m_ring;
    QFormLayout* m_form;
    QLineEdit* m_id;
    QComboBox* m_method;
    SecretEdit* m_secret;
    QComboBox* m_key;
    QComboBox* m_nameKind;
    QLineEdit* m_name;
    QWidget* m_nameRow;
    ElidedLabel* m_authorityName;
    QPushButton* m_dropAuthority;
    QWidget* m_authorityRow;
    QLineEdit* m_redirect;
    QCheckBox* m_strict;
    InlineError* m_error;
    QPushButton* m_accept;
    std::shared_ptr<const std::vector<crypto::Certificate>> m_authority;
};

} // namespace twb::ui
