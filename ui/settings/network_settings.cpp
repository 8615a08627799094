// SPDX-License-Identifier: Apache-2.0
#include "settings/network_settings.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "workbench/network_gate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace twb::ui {

using ProxyKind = oauth::ProxyOptions::Kind;

NetworkSettings::NetworkSettings(workbench::Settings& settings, QWidget* parent)
    : SettingsSectionPage(workbench::SettingsSection::Network, tr("Network"), settings, parent)
    , m_off(new QCheckBox(tr("Network off"), this))
    , m_proxy(new QComboBox(this))
    , m_proxyUrl(new QLineEdit(this))
    , m_caFile(new QLineEdit(this))
    , m_caProblem(new TextLabel({}, Role::Err, fonts::Size::Small, fonts::Weight::Regular, this))
    , m_timeout(new QSpinBox(this)) {
    setObjectName(QStringLiteral("networkSettings"));
    addCheck(m_off, QStringLiteral("networkOffCheck"));
    addNote(
        tr("Send, Discover and Fetch do nothing while it is on. The local issuer is not meant: nothing leaves by it."));
    m_proxy->addItems({tr("As the environment says"), tr("None"), tr("This one")});
    m_proxyUrl->setPlaceholderText(QStringLiteral("http://proxy.example:3128"));
    m_proxyUrl->setMinimumWidth(metrics::width(260));
    addRow(tr("Proxy"), m_proxy, QStringLiteral("proxyCombo"));
    addRow(tr("Address of the proxy"), m_proxyUrl, QStringLiteral("proxyUrlEdit"));
    addNote(tr("Requests to this computer never go through a proxy. A request's own choice comes first."));

    auto* files = new QWidget(this);
    auto* row = new QHBoxLayout(files);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space8);
    QPushButton* choose = makeButton(tr("Choose…"), ButtonKind::Normal, files);
    choose->setObjectName(QStringLiteral("chooseCaFileButton"));
    choose->setAccessibleDescription(tr("A PEM file with certificates to trust besides the system's"));
    m_caFile->setMinimumWidth(metrics::width(260));
    m_caFile->setPlaceholderText(tr("none: the system's authorities alone"));
    m_caFile->setClearButtonEnabled(true);
    row->addWidget(m_caFile, 1);
    row->addWidget(choose);
    addRow(tr("Extra CA file"), files, QStringLiteral("caFileRow"));
    m_caFile->setObjectName(QStringLiteral("caFileEdit"));
    m_caFile->setAccessibleName(tr("Extra CA file"));
    m_caProblem->setObjectName(QStringLiteral("caFileProblem"));
    m_caProblem->setWordWrap(true);
    addCheck(m_caProblem, QStringLiteral("caFileProblem"));
    m_timeout->setRange(1, 300);
    m_timeout->setSingleStep(5);
    m_timeout->setSuffix(tr(" s"));
    m_timeout->setKeyboardTracking(false);
    addRow(tr("Give up after"), m_timeout, QStringLiteral("timeoutSpin"));

    connect(m_off, &QCheckBox::clicked, &settings, &workbench::Settings::setNetworkOff);
    connect(m_proxy, &QComboBox::activated, this, &NetworkSettings::takeProxy);
    connect(m_proxyUrl, &QLineEdit::editingFinished, this, &NetworkSettings::takeProxy);
    connect(m_caFile, &QLineEdit::editingFinished, this, [this] { takeCaFile(m_caFile->text()); });
    connect(m_caFile, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty()) {
            takeCaFile({}); // the clear button
        }
    });
    connect(choose, &QPushButton::clicked, this, &NetworkSettings::chooseCaFile);
    connect(m_timeout, &QSpinBox::valueChanged, this,
            [this](int seconds) { this->settings().setRequestTimeout(std::chrono::seconds(seconds)); });
}

void NetworkSettings::takeCaFile(const QString& path) {
    settings().setCaFile(path.trimmed());
}

void NetworkSettings::render() {
    m_off->setChecked(settings().networkOff());
    const oauth::ProxyOptions proxy = settings().proxy();
    m_proxy->setCurrentIndex(static_cast<int>(proxy.kind));
    m_proxyUrl->setEnabled(proxy.kind == ProxyKind::Own);
    if (!m_proxyUrl->hasFocus()) {
        m_proxyUrl->setText(QString::fromStdString(proxy.url));
    }
    const QSignalBlocker quietFile(m_caFile), quietTime(m_timeout);
    m_caFile->setText(settings().caFile());
    m_caFile->setToolTip(settings().caFile());
    const QString problem = workbench::caFileProblem(settings().caFile());
    m_caProblem->setText(problem.isEmpty() ? QString() : tr("This file is not readable: %1.").arg(problem));
    m_caProblem->setVisible(!problem.isEmpty());
    m_timeout->setValue(static_cast<int>(settings().requestTimeout().count()));
}

void NetworkSettings::takeProxy() {
    settings().setProxy({static_cast<ProxyKind>(m_proxy->currentIndex()), m_proxyUrl->text().trimmed().toStdString()});
}

void NetworkSettings::chooseCaFile() {
    auto* dialog = new QFileDialog(this, tr("Certificates to trust"), settings().caFile(),
                                   tr("PEM files (*.pem *.crt *.cer);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &NetworkSettings::takeCaFile);
    dialog->open();
}

} // namespace twb::ui
