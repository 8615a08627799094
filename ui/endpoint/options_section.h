// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "endpoint/form_rows.h"
#include "workbench/endpoint_form.h"

#include <QWidget>

namespace twb::workbench {
class KeyRing;
}

namespace twb::ui {

/// What few requests need: resource, audience, authorization_details, DPoP, and the key that the vendor has on file.
class OptionsSection : public QWidget {
    Q_OBJECT
public:
    explicit OptionsSection(const workbench::KeyRing& ring, QWidget* parent = nullptr);
    void writeTo(workbench::EndpointForm& form) const;
    void setForm(const workbench::EndpointForm& form);
    /// Shows what this form needs; nothing if closed.
    void applyChoices(const workbench::EndpointForm& form, bool open);
    void fillKeys();
    bool isUsed() const;
    /// Reads the registered key from a text.
    void takeRegisteredKey(const QString& text);

Q_SIGNALS:
    void edited();
    void problem(const QString& sentence);

private:
    const workbench::KeyRing& m_ring;
    FormRows m_rows;
    QLineEdit* m_resource;
    QLineEdit* m_audience;
    QLineEdit* m_details;
    QComboBox* m_dpop;
    QLineEdit* m_nonce;
    QComboBox* m_registered;
    int m_rowResource, m_rowAudience, m_rowDetails, m_rowDpop, m_rowNonce, m_rowRegistered;
    std::shared_ptr<const workbench::RegisteredKey> m_pasted;
};

} // namespace twb::ui
