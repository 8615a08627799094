// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "endpoint/form_rows.h"
#include "workbench/endpoint_form.h"

#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace twb::ui {

class WireText;

/// What the code and the device flow need besides a token request: the addresses of their first steps, the redirect,
/// and the address that the browser would be sent to.
class FlowSection : public QWidget {
    Q_OBJECT
public:
    explicit FlowSection(QWidget* parent = nullptr);

    /// Writes its part of the form.
    void writeTo(workbench::EndpointForm& form) const;
    void setForm(const workbench::EndpointForm& form);
    void setAddresses(const workbench::EndpointAddresses& addresses);
    /// Shows what this form needs, hides itself where that is nothing.
    void applyChoices(const workbench::EndpointForm& form);
    /// Empty: there is none.
    void showBrowserAddress(const std::string& address);

Q_SIGNALS:
    void edited();

private:
    FormRows m_rows;
    QComboBox* m_flow;
    QLineEdit* m_authorization;
    QCheckBox* m_push;
    QLineEdit* m_pushed;
    QLineEdit* m_device;
    QSpinBox* m_port;
    QLineEdit* m_path;
    QCheckBox* m_open;
    WireText* m_address;
    int m_rowFlow, m_rowAuthorization, m_rowPush, m_rowPushed, m_rowDevice, m_rowRedirect, m_rowOpen, m_rowAddress;
    bool m_hasAddress = false;
};

} // namespace twb::ui
