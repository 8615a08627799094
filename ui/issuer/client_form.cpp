// SPDX-License-Identifier: Apache-2.0
#include "issuer/client_form.h"

#include "common/buttons.h"
#include "common/inline_error.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "issuer/grant_names.h"
#include "workbench/key_ring.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace twb::ui {

using issuer::ClientMethod;

namespace {
constexpr ClientMethod offered[] = {ClientMethod::SecretBasic, ClientMethod::SecretPost, ClientMethod::SecretJwt,
                                    ClientMethod::PrivateKeyJwt, ClientMethod::None};
constexpr int shortestSecret = 32; ///< octets: HS256 wants as many (RFC 7518 §3.2)
} // namespace

ClientForm::ClientForm(workbench::KeyRing& ring, QWidget* parent)
    : QWidget(parent)
    , m_ring(ring)
    , m_form(new QFormLayout)
    , m_id(new QLineEdit(this))
    , m_method(new QComboBox(this))
    , m_secret(new SecretEdit(tr("Client secret"), this))
    , m_key(new QComboBox(this))
    , m_redirect(new QLineEdit(this))
    , m_strict(new QCheckBox(tr("Judge assertions strictly, as BMP does"), this))
    , m_error(new InlineError(this))
    , m_accept(makeButton(tr("Add client"), ButtonKind::Primary, this)) {
    setObjectName(QStringLiteral("issuerClientForm"));
    m_id->setObjectName(QStringLiteral("issuerClientId"));
    m_method->setObjectName(QStringLiteral("issuerClientMethod"));
    m_secret->setObjectName(QStringLiteral("issuerClientSecret"));
    m_key->setObjectName(QStringLiteral("issuerClientKey"));
    m_redirect->setObjectName(QStringLiteral("issuerClientRedirect"));
    m_strict->setObjectName(QStringLiteral("issuerClientStrict"));
    m_accept->setObjectName(QStringLiteral("issuerClientAccept"));
    m_redirect->setPlaceholderText(tr("none: no sign-in in the browser"));
    m_redirect->setToolTip(tr("Of addresses on this computer the port is not compared."));
    for (const ClientMethod each : offered) {
        const std::string_view name = issuer::name(each);
        m_method->addItem(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), static_cast<int>(each));
    }
    m_form->addRow(tr("Client &ID"), m_id);
    m_form->addRow(tr("Aut&hentication"), m_method);
    m_form->addRow(tr("&Secret"), m_secret);
    m_form->addRow(tr("Public &key"), m_key);
    m_form->addRow(tr("&Redirect URI"), m_redirect);
    m_form->addRow(QString(), m_strict);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft);
    for (QWidget* field : {static_cast<QWidget*>(m_id), static_cast<QWidget*>(m_method), static_cast<QWidget*>(m_key),
                           static_cast<QWidget*>(m_redirect)}) {
        auto* label = qobject_cast<QWidget*>(m_form->labelForField(field));
        field->setAccessibleName(label ? label->property("text").toString().remove(QLatin1Char('&')) : QString());
    }
    QPushButton* cancel = makeButton(tr("Cancel"), ButtonKind::Normal, this);
    cancel->setObjectName(QStringLiteral("issuerClientCancel"));
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::paneSide, metrics::paneTop, metrics::paneSide, metrics::paneTop);
    column->setSpacing(metrics::space8);
    column->addLayout(m_form);
    column->addWidget(m_error);
    column->addLayout(buttons);
    connect(m_method, &QComboBox::currentIndexChanged, this, &ClientForm::showNeeded);
    connect(m_accept, &QPushButton::clicked, this, &ClientForm::accepted);
    connect(cancel, &QPushButton::clicked, this, &ClientForm::cancelled);
    connect(&m_ring, &workbench::KeyRing::changed, this, &ClientForm::fillKeys);
    for (QLineEdit* field : {m_id, m_redirect}) {
        connect(field, &QLineEdit::returnPressed, this, &ClientForm::accepted);
        connect(field, &QLineEdit::textEdited, m_error, &InlineError::clear);
    }
    fillKeys();
    showNeeded();
}

void ClientForm::clear() {
    m_id->clear();
    m_secret->clear();
    m_redirect->clear();
    m_strict->setChecked(false);
    m_error->clear();
    m_id->setFocus(Qt::OtherFocusReason);
}

ClientMethod ClientForm::method() const {
    return static_cast<ClientMethod>(m_method->currentData().toInt());
}

void ClientForm::showNeeded() {
    const bool key = method() == ClientMethod::PrivateKeyJwt;
    const bool secret = !key && method() != ClientMethod::None;
    for (const auto& [field, wanted] : {std::pair<QWidget*, bool>{m_secret, secret}, {m_key, key}, {m_strict, key}}) {
        field->setVisible(wanted);
        if (QWidget* label = m_form->labelForField(field)) {
            label->setVisible(wanted);
        }
    }
    m_error->clear();
}

void ClientForm::fillKeys() {
    const QString before = m_key->currentData().toString();
    m_key->clear();
    for (const workbench::SharedRingEntry& entry : m_ring.entries()) {
        if (entry->holds != workbench::Holds::Secret) {
            m_key->addItem(QStringLiteral("%1 (%2 %3)").arg(entry->name, kindText(*entry), sizeText(*entry)),
                           entry->id);
        }
    }
    m_key->setPlaceholderText(tr("The key ring holds no key pair: generate one there"));
    m_key->setEnabled(m_key->count() > 0);
    m_key->setCurrentIndex(std::max(0, m_key->findData(before)));
}

std::optional<issuer::Client> ClientForm::read() {
    issuer::Client client;
    client.id = m_id->text().trimmed().toStdString();
    client.methods = {method()};
    if (client.id.empty()) {
        showError(tr("The client needs an ID."));
        m_id->setFocus(Qt::OtherFocusReason);
        return std::nullopt;
    }
    if (method() == ClientMethod::PrivateKeyJwt) {
        const workbench::SharedRingEntry entry = m_ring.find(m_key->currentData().toString());
        if (!entry) {
            showError(tr("Choose the key whose signatures are accepted."));
            return std::nullopt;
        }
        jose::KeySet set(jose::KeySet::Origin::Set);
        jose::KeyEntry key = entry->key;
        key.jwk.key = key.jwk.key.publicHalf();
        set.add(std::move(key));
        client.keys = std::make_shared<const jose::KeySet>(std::move(set));
        client.assertions =
            m_strict->isChecked() ? issuer::Client::AssertionRules::Strict : issuer::Client::AssertionRules::Standard;
    } else if (method() != ClientMethod::None) {
        Secret secret = m_secret->secret();
        if (secret.empty()) {
            showError(tr("The client needs a secret."));
            return std::nullopt;
        }
        if (method() == ClientMethod::SecretJwt && secret.size() < shortestSecret) {
            showError(tr("client_secret_jwt wants a secret of %1 bytes or more.").arg(shortestSecret));
            return std::nullopt;
        }
        client.secret = std::make_shared<const Secret>(std::move(secret));
    }
    const QString redirect = m_redirect->text().trimmed();
    for (const std::string_view grant : issuer::grant::all) {
        const bool person = grant == issuer::grant::authorizationCode;
        const bool own = grant == issuer::grant::clientCredentials;
        if ((!person || !redirect.isEmpty()) && (!own || method() != ClientMethod::None)) {
            client.grants.emplace_back(grant);
        }
    }
    if (!redirect.isEmpty()) {
        client.redirectUris = {redirect.toStdString()};
    }
    return client;
}

void ClientForm::showError(const QString& sentence) {
    m_error->showError(sentence);
}

void ClientForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace twb::ui
