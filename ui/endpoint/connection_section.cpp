// SPDX-License-Identifier: Apache-2.0
#include "endpoint/connection_section.h"

#include "common/buttons.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "common/text_label.h"
#include "workbench/endpoint_files.h"
#include "workbench/key_ring.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace twb::ui {

using namespace twb::oauth;

namespace {
const auto filesChoice = QStringLiteral("files");
} // namespace

ConnectionSection::ConnectionSection(const workbench::KeyRing& ring, QWidget* parent)
    : QWidget(parent)
    , m_ring(ring)
    , m_rows(this)
    , m_certificate(m_rows.combo("endpointCertificate", tr("Client certificate")))
    , m_files(new ElidedLabel({}, Role::Text2, fonts::Size::Body, this))
    , m_chooseFiles(makeButton(tr("Choose…"), ButtonKind::Normal, this))
    , m_passphrase(new SecretEdit(tr("Passphrase of the file"), this))
    , m_authoritiesName(new ElidedLabel({}, Role::Text2, fonts::Size::Body, this))
    , m_chooseAuthorities(makeButton(tr("Choose…"), ButtonKind::Normal, this))
    , m_dropAuthorities(makeButton(tr("Remove"), ButtonKind::Flat, this))
    , m_proxy(m_rows.combo("endpointProxy", tr("Proxy")))
    , m_proxyUrl(
          m_rows.line("endpointProxyUrl", tr("Address of the proxy"), QStringLiteral("http://proxy.example:3128"))) {
    setObjectName(QStringLiteral("endpointConnection"));
    setLayout(m_rows.grid());
    m_certificate->setToolTip(tr("Keys of the ring that came with a certificate, or PEM and PKCS#12 files."));
    m_rowCertificate = m_rows.add(tr("Certificate"), m_certificate);
    const auto rowOf = [this](std::initializer_list<QWidget*> widgets) {
        auto* place = new QWidget(this);
        auto* row = new QHBoxLayout(place);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(metrics::space6);
        for (QWidget* widget : widgets) {
            row->addWidget(widget, row->isEmpty() ? 1 : 0);
        }
        return place;
    };
    m_files->setObjectName(QStringLiteral("endpointCertificateFiles"));
    m_chooseFiles->setObjectName(QStringLiteral("endpointChooseCertificate"));
    m_chooseFiles->setAccessibleName(tr("Choose the files of the certificate"));
    m_rowFiles = m_rows.add({}, rowOf({m_files, m_chooseFiles}));
    m_passphrase->setObjectName(QStringLiteral("endpointPassphrase"));
    m_rowPassphrase = m_rows.add(tr("Passphrase"), m_passphrase);
    m_authoritiesName->setObjectName(QStringLiteral("endpointAuthorities"));
    m_chooseAuthorities->setObjectName(QStringLiteral("endpointChooseAuthorities"));
    m_chooseAuthorities->setAccessibleName(tr("Choose a file of authorities to trust"));
    m_dropAuthorities->setObjectName(QStringLiteral("endpointDropAuthorities"));
    m_dropAuthorities->setAccessibleName(tr("Trust the system's authorities only"));
    m_rowAuthorities = m_rows.add(tr("CA file"), rowOf({m_authoritiesName, m_chooseAuthorities, m_dropAuthorities}));
    m_proxy->addItem(tr("As the environment says"), static_cast<int>(ProxyOptions::Kind::Environment));
    m_proxy->addItem(tr("none"), static_cast<int>(ProxyOptions::Kind::None));
    m_proxy->addItem(tr("Own"), static_cast<int>(ProxyOptions::Kind::Own));
    m_rowProxy = m_rows.add(tr("Proxy"), m_proxy);
    m_rowProxyUrl = m_rows.add({}, m_proxyUrl);
    const auto changed = [this] {
        applyChoices(m_wanted);
        Q_EMIT edited();
    };
    connect(m_certificate, &QComboBox::currentIndexChanged, this, changed);
    connect(m_proxy, &QComboBox::currentIndexChanged, this, changed);
    connect(m_proxyUrl, &QLineEdit::textEdited, this, &ConnectionSection::edited);
    connect(m_passphrase, &SecretEdit::edited, this, &ConnectionSection::edited);
    connect(m_chooseFiles, &QPushButton::clicked, this, &ConnectionSection::chooseCertificate);
    connect(m_chooseAuthorities, &QPushButton::clicked, this, &ConnectionSection::chooseAuthorities);
    connect(m_dropAuthorities, &QPushButton::clicked, this, [this] {
        m_authorities.clear();
        m_authoritiesPath.clear();
        showFiles();
        Q_EMIT edited();
    });
    fillKeys();
    showFiles();
}

void ConnectionSection::fillKeys() {
    const QSignalBlocker quiet(m_certificate);
    const QString before = m_certificate->currentData().toString();
    m_certificate->clear();
    m_certificate->addItem(tr("none"), QString());
    for (const workbench::SharedRingEntry& entry : m_ring.entries()) {
        if (entry->holds == workbench::Holds::Private && entry->key.certificate) {
            m_certificate->addItem(
                icon(Icon::Cert),
                tr("%1 · %2 %3").arg(entry->name, workbench::kindText(*entry), workbench::sizeText(*entry)), entry->id);
        }
    }
    m_certificate->addItem(icon(Icon::File), tr("From files: PEM or PKCS#12"), filesChoice);
    m_certificate->setCurrentIndex(qMax(0, m_certificate->findData(before)));
}

void ConnectionSection::writeTo(workbench::EndpointForm& form) const {
    const QString choice = m_certificate->currentData().toString();
    form.certificate = choice == filesChoice ? nullptr : m_ring.find(choice);
    form.files = choice == filesChoice ? m_read : workbench::CertificateFiles();
    if (choice == filesChoice && !m_passphrase->isEmpty()) {
        form.files.passphrase = std::make_shared<const Secret>(m_passphrase->secret());
    }
    form.authorities = m_authorities;
    form.authoritiesPath = m_authoritiesPath;
    form.proxy.kind = chosen<ProxyOptions::Kind>(m_proxy);
    form.proxy.url = form.proxy.kind == ProxyOptions::Kind::Own ? textOf(m_proxyUrl) : std::string();
}

void ConnectionSection::setForm(const workbench::EndpointForm& form) {
    m_read = form.files;
    if (form.files.passphrase) {
        m_passphrase->setSecret(*form.files.passphrase);
    } else {
        m_passphrase->clear(); // that of another file
    }
    m_read.passphrase.reset(); // stands in its field
    const int key = form.certificate ? m_certificate->findData(form.certificate->id) : 0;
    const bool files = form.files.octets != nullptr || !form.files.path.empty();
    m_certificate->setCurrentIndex(files ? m_certificate->findData(filesChoice) : qMax(0, key));
    m_authorities = form.authorities;
    m_authoritiesPath = form.authoritiesPath;
    choose(m_proxy, form.proxy.kind);
    m_proxyUrl->setText(QString::fromStdString(form.proxy.url));
    showFiles();
}

bool ConnectionSection::isUsed() const {
    return m_certificate->currentIndex() > 0 || !m_authorities.empty() ||
           chosen<ProxyOptions::Kind>(m_proxy) != ProxyOptions::Kind::Environment;
}

void ConnectionSection::applyChoices(Wanted wanted) {
    m_wanted = wanted;
    const bool all = wanted == Wanted::All;
    const bool certificate = all || wanted == Wanted::Certificate;
    const bool files = certificate && m_certificate->currentData().toString() == filesChoice;
    m_rows.show(m_rowCertificate, certificate);
    m_rows.show(m_rowFiles, files);
    m_rows.show(m_rowPassphrase, files);
    m_rows.show(m_rowAuthorities, all);
    m_rows.show(m_rowProxy, all);
    m_rows.show(m_rowProxyUrl, all && chosen<ProxyOptions::Kind>(m_proxy) == ProxyOptions::Kind::Own);
    m_dropAuthorities->setVisible(!m_authorities.empty());
    setVisible(certificate);
}

void ConnectionSection::showFiles() {
    m_files->setText(m_read.path.empty() ? tr("no file chosen") : QString::fromStdString(m_read.path));
    m_authoritiesName->setText(m_authorities.empty()       ? tr("none: the system's authorities")
                               : m_authoritiesPath.empty() ? tr("the local issuer's certificate")
                                                           : QString::fromStdString(m_authoritiesPath));
    m_dropAuthorities->setVisible(!m_authorities.empty());
}

void ConnectionSection::takeCertificate(const QStringList& paths) {
    auto read = workbench::readCertificateFiles(paths);
    if (!read) {
        Q_EMIT problem(QString::fromStdString(read.error().detail));
        return;
    }
    m_read = std::move(*read);
    showFiles();
    m_certificate->setCurrentIndex(m_certificate->findData(filesChoice));
    applyChoices(m_wanted);
    Q_EMIT edited();
}

void ConnectionSection::takeAuthorities(const QString& path) {
    auto read = workbench::readAuthorities(path);
    if (!read) {
        Q_EMIT problem(QString::fromStdString(read.error().detail));
        return;
    }
    m_authorities = std::move(*read);
    m_authoritiesPath = path.toStdString();
    showFiles();
    Q_EMIT edited();
}

void ConnectionSection::chooseCertificate() {
    auto* chooser = new QFileDialog(this, tr("Certificate and key: PEM files, or one PKCS#12 file"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFiles);
    connect(chooser, &QFileDialog::filesSelected, this, &ConnectionSection::takeCertificate);
    chooser->open();
}

void ConnectionSection::chooseAuthorities() {
    auto* chooser = new QFileDialog(this, tr("Certificates of authorities to trust (PEM)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &ConnectionSection::takeAuthorities);
    chooser->open();
}

} // namespace twb::ui
