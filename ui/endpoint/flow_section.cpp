// SPDX-License-Identifier: Apache-2.0
#include "endpoint/flow_section.h"

#include "common/metrics.h"
#include "common/text_label.h"
#include "endpoint/wire_text.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace twb::ui {

using namespace twb::oauth;
using workbench::EndpointForm;

FlowSection::FlowSection(QWidget* parent)
    : QWidget(parent)
    , m_rows(this)
    , m_flow(m_rows.combo("endpointFlow", tr("How much of the flow")))
    , m_authorization(m_rows.line("endpointAuthorizationUrl", tr("Authorization URL"),
                                  QStringLiteral("https://issuer.example/authorize")))
    , m_push(new QCheckBox(tr("Push the request first (PAR, RFC 9126)"), this))
    , m_pushed(
          m_rows.line("endpointParUrl", tr("URL for pushed requests"), QStringLiteral("https://issuer.example/par")))
    , m_device(m_rows.line("endpointDeviceUrl", tr("Device URL"),
                           QStringLiteral("https://issuer.example/device_authorization")))
    , m_port(new QSpinBox(this))
    , m_path(m_rows.line("endpointRedirectPath", tr("Path of the redirect address")))
    , m_open(new QCheckBox(tr("Send opens this address in the system's browser"), this))
    , m_address(new WireText(tr("Address for the browser"), this)) {
    setObjectName(QStringLiteral("endpointFlowSection"));
    setLayout(m_rows.grid());
    m_rowFlow = m_rows.add(tr("Flow"), m_flow);
    m_rowAuthorization = m_rows.add(tr("Authorization URL"), m_authorization);
    m_push->setObjectName(QStringLiteral("endpointPush"));
    m_rowPush = m_rows.add({}, m_push);
    m_rowPushed = m_rows.add(tr("PAR URL"), m_pushed);
    m_rowDevice = m_rows.add(tr("Device URL"), m_device);
    auto* redirect = new QWidget(this);
    auto* row = new QHBoxLayout(redirect);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space6);
    row->addWidget(new TextLabel(QStringLiteral("http://127.0.0.1:"), Role::Text2));
    m_port->setObjectName(QStringLiteral("endpointRedirectPort"));
    m_port->setAccessibleName(tr("Port of the redirect address"));
    m_port->setRange(0, 65535);
    m_port->setSpecialValueText(tr("free port"));
    row->addWidget(m_port);
    row->addWidget(m_path, 1);
    m_rowRedirect = m_rows.add(tr("Redirect"), redirect);
    m_open->setObjectName(QStringLiteral("endpointOpenBrowser"));
    m_address->setObjectName(QStringLiteral("endpointBrowserAddress"));
    m_address->setHeight(WireText::Height::OfText);
    m_address->document()->setDocumentMargin(metrics::space6);
    m_rowAddress = m_rows.add(tr("For the browser"), m_address);
    m_rowOpen = m_rows.add({}, m_open);
    for (QLineEdit* edit : {m_authorization, m_pushed, m_device, m_path}) {
        connect(edit, &QLineEdit::textEdited, this, &FlowSection::edited);
    }
    for (QCheckBox* box : {m_push, m_open}) {
        connect(box, &QCheckBox::toggled, this, &FlowSection::edited);
    }
    connect(m_flow, &QComboBox::currentIndexChanged, this, &FlowSection::edited);
    connect(m_port, &QSpinBox::valueChanged, this, &FlowSection::edited);
}

void FlowSection::writeTo(EndpointForm& form) const {
    form.flow = chosen<EndpointForm::Flow>(m_flow);
    form.addresses.authorization = textOf(m_authorization);
    form.addresses.pushed = textOf(m_pushed);
    form.addresses.device = textOf(m_device);
    form.push = m_push->isChecked() ? EndpointForm::Push::Yes : EndpointForm::Push::No;
    form.browser = m_open->isChecked() ? EndpointForm::Browser::Open : EndpointForm::Browser::ShowAddress;
    form.redirectPort = m_port->value();
    const std::string path = textOf(m_path);
    form.redirectPath = path.starts_with('/') ? path : "/" + path;
}

void FlowSection::setForm(const EndpointForm& form) {
    const bool device = form.grant == Grant::DeviceCode;
    m_flow->clear();
    m_flow->addItem(device ? tr("Whole: code for a person, then the token") : tr("Whole: browser, then the token"),
                    static_cast<int>(EndpointForm::Flow::Whole));
    m_flow->addItem(tr("Last step only: I have a code"), static_cast<int>(EndpointForm::Flow::LastStep));
    choose(m_flow, form.flow);
    setAddresses(form.addresses);
    m_push->setChecked(form.push == EndpointForm::Push::Yes);
    m_open->setChecked(form.browser == EndpointForm::Browser::Open);
    m_port->setValue(form.redirectPort);
    m_path->setText(QString::fromStdString(form.redirectPath));
}

void FlowSection::setAddresses(const workbench::EndpointAddresses& addresses) {
    m_authorization->setText(QString::fromStdString(addresses.authorization));
    m_pushed->setText(QString::fromStdString(addresses.pushed));
    m_device->setText(QString::fromStdString(addresses.device));
}

void FlowSection::applyChoices(const EndpointForm& form) {
    const bool device = form.grant == Grant::DeviceCode;
    const bool several = form.operation == Operation::Token && (device || form.grant == Grant::AuthorizationCode);
    const bool whole = form.isFlow();
    const bool code = whole && !device;
    m_flow->setItemText(0,
                        device ? tr("Whole: code for a person, then the token") : tr("Whole: browser, then the token"));
    m_rows.show(m_rowFlow, several);
    m_rows.show(m_rowAuthorization, code);
    m_rows.show(m_rowPush, code);
    m_rows.show(m_rowPushed, code && m_push->isChecked());
    m_rows.show(m_rowDevice, whole && device);
    m_rows.show(m_rowRedirect, code);
    m_rows.show(m_rowAddress, code && m_hasAddress);
    m_rows.show(m_rowOpen, code);
    setVisible(several);
}

void FlowSection::showBrowserAddress(const std::string& address) {
    m_hasAddress = !address.empty();
    m_address->showText(QString::fromStdString(address));
}

} // namespace twb::ui
