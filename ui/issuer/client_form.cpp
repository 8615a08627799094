// SPDX-License-Identifier: Apache-2.0
#include "issuer/client_form.h"

#include "common/buttons.h"
#include "common/inline_error.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "common/text_label.h"
#include "issuer/grant_names.h"
#include "workbench/endpoint_files.h"
#include "workbench/key_ring.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace twb::ui {

using issuer::ClientMethod;

namespace {
constexpr ClientMethod offered[] = {ClientMethod::SecretBasic,   ClientMethod::SecretPost,
                                    ClientMethod::SecretJwt,     ClientMethod::PrivateKeyJwt,
                                    ClientMethod::TlsClientAuth, ClientMethod::SelfSignedTlsClientAuth,
                                    ClientMethod::None};
bool needsKey(ClientMethod method) {
    return method == ClientMethod::PrivateKeyJwt || method == ClientMethod::SelfSignedTlsClientAuth;
}
bool needsSecret(ClientMethod method) {
    return method == ClientMethod::SecretBasic || method == ClientMethod::SecretPost ||
           method == ClientMethod::SecretJwt;
}
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
    , m_nameKind(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_nameRow(new QWidget(this))
    , m_authorityName(new ElidedLabel({}, Role::Text2, fonts::Size::Body, this))
    , m_dropAuthority(makeButton(tr("Remove"), ButtonKind::Flat, this))
    , m_authorityRow(new QWidget(this))
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
    buildCertificateRows();
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
    m_form->addRow(tr("Certificate &name"), m_nameRow);
    m_form->addRow(tr("Signed by"), m_authorityRow);
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
    for (QLineEdit* field : {m_id, m_name, m_redirect}) {
        connect(field, &QLineEdit::returnPressed, this, &ClientForm::accepted);
        connect(field, &QLineEdit::textEdited, m_error, &InlineError::clear);
    }
    fillKeys();
    showNeeded();
}

/// The one name of tls_client_auth, and who has to stand behind it (RFC 8705 §2.1).
void ClientForm::buildCertificateRows() {
    using Kind = issuer::CertificateName::Kind;
    for (const auto& [kind, words] : {std::pair{Kind::SubjectDn, tr("Subject")},
                                      {Kind::Dns, tr("DNS name")},
                                      {Kind::Uri, tr("URI")},
                                      {Kind::Ip, tr("IP address")},
                                      {Kind::Email, tr("E-mail")}}) {
        m_nameKind->addItem(words, static_cast<int>(kind));
    }
    m_nameKind->setObjectName(QStringLiteral("issuerClientNameKind"));
    m_nameKind->setAccessibleName(tr("Kind of name in the certificate"));
    m_name->setObjectName(QStringLiteral("issuerClientName"));
    m_name->setAccessibleName(tr("Name in the certificate"));
    m_name->setPlaceholderText(QStringLiteral("CN=batch,O=Example"));
    connect(m_nameKind, &QComboBox::currentIndexChanged, this, [this](int place) {
        const QString examples[] = {QStringLiteral("CN=batch,O=Example"), QStringLiteral("client.example"),
                                    QStringLiteral("urn:example:client"), QStringLiteral("192.0.2.7"),
                                    QStringLiteral("client@example.com")};
        m_name->setPlaceholderText(examples[qBound(0, place, 4)]);
    });
    m_authorityName->setObjectName(QStringLiteral("issuerClientAuthority"));
    auto* choose = makeButton(tr("Choose…"), ButtonKind::Normal, this);
    choose->setObjectName(QStringLiteral("issuerClientChooseAuthority"));
    choose->setAccessibleName(tr("Choose the authority of client certificates"));
    choose->setToolTip(tr("A file of certificates: only what leads to one of them is then taken"));
    m_dropAuthority->setObjectName(QStringLiteral("issuerClientDropAuthority"));
    m_dropAuthority->setAccessibleName(tr("Take certificates of anybody"));
    const auto fill = [](QWidget* place, std::initializer_list<QWidget*> widgets, int wide) {
        auto* row = new QHBoxLayout(place);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(metrics::space6);
        for (QWidget* widget : widgets) {
            row->addWidget(widget, row->count() == wide ? 1 : 0);
        }
    };
    fill(m_nameRow, {m_nameKind, m_name}, 1);
    fill(m_authorityRow, {m_authorityName, choose, m_dropAuthority}, 0);
    connect(choose, &QPushButton::clicked, this, &ClientForm::chooseAuthority);
    connect(m_dropAuthority, &QPushButton::clicked, this, [this] { setAuthority(nullptr, {}); });
    setAuthority(nullptr, {});
}

void ClientForm::chooseAuthority() {
    auto* chooser = new QFileDialog(this, tr("Certificates of the authority (PEM)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &ClientForm::takeAuthority);
    chooser->open();
}

void ClientForm::takeAuthority(const QString& path) {
    const auto text = workbench::readAuthorities(path);
    auto read = text ? issuer::readCertificateAuthorities(asBytes(*text))
                     : Result<std::vector<crypto::Certificate>>(passOn(text));
    if (!read) {
        showError(QString::fromStdString(read.error().detail));
        return;
    }
    m_error->clear();
    setAuthority(std::make_shared<const std::vector<crypto::Certificate>>(std::move(*read)), path);
}

void ClientForm::setAuthority(std::shared_ptr<const std::vector<crypto::Certificate>> authority, const QString& path) {
    m_authority = std::move(authority);
    m_authorityName->setText(m_authority ? QFileInfo(path).fileName() : tr("anybody: not checked"));
    m_dropAuthority->setVisible(m_authority != nullptr);
}

void ClientForm::clear() {
    m_name->clear();
    setAuthority(nullptr, {});
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
    const bool named = method() == ClientMethod::TlsClientAuth;
    for (const auto& [field, wanted] : {std::pair<QWidget*, bool>{m_secret, needsSecret(method())},
                                        {m_key, needsKey(method())},
                                        {m_nameRow, named},
                                        {m_authorityRow, named},
                                        {m_strict, method() == ClientMethod::PrivateKeyJwt}}) {
        field->setVisible(wanted);
        if (QWidget* label = m_form->labelForField(field)) {
            label->setVisible(wanted);
        }
    }
    fillKeys();
    m_error->clear();
}

void ClientForm::fillKeys() {
    const bool certificate = method() == ClientMethod::SelfSignedTlsClientAuth;
    const QString before = m_key->currentData().toString();
    m_key->clear();
    for (const workbench::SharedRingEntry& entry : m_ring.entries()) {
        if (entry->holds != workbench::Holds::Secret && (!certificate || entry->key.certificate)) {
            m_key->addItem(QStringLiteral("%1 (%2 %3)").arg(entry->name, kindText(*entry), sizeText(*entry)),
                           entry->id);
        }
    }
    m_key->setPlaceholderText(certificate ? tr("The key ring holds no key with a certificate: generate one there")
                                          : tr("The key ring holds no key pair: generate one there"));
    m_key->setEnabled(m_key->count() > 0);
    m_key->setCurrentIndex(std::max(0, m_key->findData(before)));
}

bool ClientForm::readKey(issuer::Client& client) {
    const workbench::SharedRingEntry entry = m_ring.find(m_key->currentData().toString());
    if (!entry) {
        showError(method() == ClientMethod::PrivateKeyJwt ? tr("Choose the key whose signatures are accepted.")
                                                          : tr("Choose the key whose certificate is accepted."));
        return false;
    }
    jose::KeySet set(jose::KeySet::Origin::Set);
    jose::KeyEntry key = entry->key;
    key.jwk.key = key.jwk.key.publicHalf();
    set.add(std::move(key));
    client.keys = std::make_shared<const jose::KeySet>(std::move(set));
    client.assertions =
        m_strict->isChecked() ? issuer::Client::AssertionRules::Strict : issuer::Client::AssertionRules::Standard;
    return true;
}

bool ClientForm::readSecret(issuer::Client& client) {
    Secret secret = m_secret->secret();
    if (secret.empty()) {
        showError(tr("The client needs a secret."));
        return false;
    }
    if (method() == ClientMethod::SecretJwt && secret.size() < shortestSecret) {
        showError(tr("client_secret_jwt wants a secret of %1 bytes or more.").arg(shortestSecret));
        return false;
    }
    client.secret = std::make_shared<const Secret>(std::move(secret));
    return true;
}

bool ClientForm::readCertificate(issuer::Client& client) {
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        showError(tr("Say by which name in its certificate the client is known."));
        m_name->setFocus(Qt::OtherFocusReason);
        return false;
    }
    client.certificateName = issuer::CertificateName{
        static_cast<issuer::CertificateName::Kind>(m_nameKind->currentData().toInt()), name.toStdString()};
    client.authorities = m_authority;
    return true;
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
    if ((needsKey(method()) && !readKey(client)) || (needsSecret(method()) && !readSecret(client)) ||
        (method() == ClientMethod::TlsClientAuth && !readCertificate(client))) {
        return std::nullopt;
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
