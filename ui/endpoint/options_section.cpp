// SPDX-License-Identifier: Apache-2.0
#include "endpoint/options_section.h"

#include "common/buttons.h"
#include "common/metrics.h"
#include "workbench/key_ring.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace twb::ui {

using namespace twb::oauth;

namespace {

const auto pastedChoice = QStringLiteral("pasted");

QString nameOf(const workbench::RingEntry& entry) {
    return OptionsSection::tr("%1 · %2 %3").arg(entry.name, workbench::kindText(entry), workbench::sizeText(entry));
}

} // namespace

OptionsSection::OptionsSection(const workbench::KeyRing& ring, QWidget* parent)
    : QWidget(parent)
    , m_ring(ring)
    , m_rows(this)
    , m_resource(m_rows.line("endpointResource", tr("Resource"), FormRows::leftOut()))
    , m_audience(m_rows.line("endpointAudience", tr("Audience"), FormRows::leftOut()))
    , m_details(m_rows.line("endpointDetails", tr("authorization_details as JSON"), FormRows::leftOut()))
    , m_dpop(m_rows.combo("endpointDpop", tr("DPoP key")))
    , m_nonce(m_rows.line("endpointDpopNonce", tr("DPoP nonce"), tr("none: the server's own, once it asks")))
    , m_registered(m_rows.combo("endpointRegistered", tr("Key registered at the vendor"))) {
    setObjectName(QStringLiteral("endpointOptions"));
    setLayout(m_rows.grid());
    m_resource->setToolTip(tr("One address, or several separated by spaces (RFC 8707)"));
    m_rowResource = m_rows.add(tr("Resource"), m_resource);
    m_rowAudience = m_rows.add(tr("Audience"), m_audience);
    m_details->setToolTip(tr("Rich authorization requests (RFC 9396): a JSON array"));
    m_rowDetails = m_rows.add(tr("Details (RAR)"), m_details);
    m_rowDpop = m_rows.add(tr("DPoP key"), m_dpop);
    m_rowNonce = m_rows.add(tr("DPoP nonce"), m_nonce);
    auto* registered = new QWidget(this);
    auto* row = new QHBoxLayout(registered);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space6);
    m_registered->setToolTip(
        tr("The public key that the vendor has on file; after a refusal it is compared with yours"));
    auto* paste = makeButton(tr("Paste"), ButtonKind::Normal, this);
    paste->setObjectName(QStringLiteral("endpointPasteRegistered"));
    paste->setAccessibleName(tr("Paste the registered key"));
    row->addWidget(m_registered, 1);
    row->addWidget(paste);
    m_rowRegistered = m_rows.add(tr("Registered key"), registered);
    connect(paste, &QPushButton::clicked, this, [this] { takeRegisteredKey(QGuiApplication::clipboard()->text()); });
    for (QLineEdit* edit : {m_resource, m_audience, m_details, m_nonce}) {
        connect(edit, &QLineEdit::textEdited, this, &OptionsSection::edited);
    }
    for (QComboBox* box : {m_dpop, m_registered}) {
        connect(box, &QComboBox::currentIndexChanged, this, &OptionsSection::edited);
    }
    fillKeys();
}

void OptionsSection::fillKeys() {
    const auto refill = [this](QComboBox* box, const QString& none, auto&& fits) {
        const QSignalBlocker quiet(box);
        const QString before = box->currentData().toString();
        box->clear();
        box->addItem(none, QString());
        for (const workbench::SharedRingEntry& entry : m_ring.entries()) {
            if (fits(*entry)) {
                box->addItem(icon(Icon::Keys), nameOf(*entry), entry->id);
            }
        }
        if (box == m_registered && m_pasted) {
            box->addItem(icon(Icon::Keys), QString::fromStdString(m_pasted->name), pastedChoice);
        }
        box->setCurrentIndex(qMax(0, box->findData(before)));
    };
    refill(m_dpop, tr("none: the token is for the bearer"),
           [](const workbench::RingEntry& entry) { return entry.holds == workbench::Holds::Private; });
    refill(m_registered, tr("not compared"),
           [](const workbench::RingEntry& entry) { return entry.holds != workbench::Holds::Secret; });
}

void OptionsSection::takeRegisteredKey(const QString& text) {
    auto read = workbench::readRegisteredKey(text.toStdString());
    if (!read) {
        Q_EMIT problem(tr("This is no public key: %1").arg(QString::fromStdString(read.error().detail)));
        return;
    }
    m_pasted = std::move(*read);
    fillKeys();
    m_registered->setCurrentIndex(m_registered->findData(pastedChoice));
    Q_EMIT edited();
}

void OptionsSection::writeTo(workbench::EndpointForm& form) const {
    form.resource = textOf(m_resource);
    form.audience = textOf(m_audience);
    form.authorizationDetails = textOf(m_details);
    form.dpopKey = m_ring.find(m_dpop->currentData().toString());
    form.dpopNonce = form.dpopKey ? textOf(m_nonce) : std::string();
    const QString registered = m_registered->currentData().toString();
    if (registered == pastedChoice) {
        form.registeredKey = m_pasted;
    } else if (const workbench::SharedRingEntry entry = m_ring.find(registered)) {
        form.registeredKey = std::make_shared<const workbench::RegisteredKey>(
            workbench::RegisteredKey{entry->name.toStdString(), entry->key.jwk});
    } else {
        form.registeredKey.reset();
    }
}

void OptionsSection::setForm(const workbench::EndpointForm& form) {
    m_resource->setText(QString::fromStdString(form.resource));
    m_audience->setText(QString::fromStdString(form.audience));
    m_details->setText(QString::fromStdString(form.authorizationDetails));
    if (form.dpopKey && m_dpop->findData(form.dpopKey->id) >= 0) {
        m_dpop->setCurrentIndex(m_dpop->findData(form.dpopKey->id));
    } else {
        m_dpop->setCurrentIndex(0);
    }
    m_nonce->setText(QString::fromStdString(form.dpopNonce));
}

bool OptionsSection::isUsed() const {
    return m_dpop->currentIndex() > 0 || m_registered->currentIndex() > 0 || !m_resource->text().isEmpty() ||
           !m_audience->text().isEmpty() || !m_details->text().isEmpty();
}

void OptionsSection::applyChoices(const workbench::EndpointForm& form, bool open) {
    const bool asks = form.operation == Operation::Token || form.operation == Operation::PushedAuthorization ||
                      form.operation == Operation::DeviceAuthorization;
    const bool proves = form.operation == Operation::Token || form.operation == Operation::Userinfo ||
                        form.operation == Operation::ApiCall;
    m_rows.show(m_rowResource, open && asks);
    m_rows.show(m_rowAudience, open && asks);
    m_rows.show(m_rowDetails, open && asks);
    m_rows.show(m_rowDpop, open && proves);
    m_rows.show(m_rowNonce, open && proves && m_dpop->currentIndex() > 0);
    m_rows.show(m_rowRegistered, open && form.method == ClientMethod::PrivateKeyJwt);
    setVisible(m_rows.anyShown());
}

} // namespace twb::ui
