// SPDX-License-Identifier: Apache-2.0
#include "common/busy_bar.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "common/text_label.h"
#include "endpoint/check_list.h"
#include "endpoint/endpoint_words.h"
#include "endpoint/extra_table.h"
#include "endpoint/field_list.h"
#include "endpoint/form_pane.h"
#include "endpoint/wire_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>

namespace twb::ui {

using namespace twb::oauth;

namespace {
constexpr int labelColumn = 104;
constexpr int leastWidth = 400, mostWidth = 620;

/// The column of the design, or what the longest label takes in the font in force.
int labelWidth(const QWidget* in) {
    const int longest = in->fontMetrics().horizontalAdvance(FormPane::tr("Extra parameters"));
    return qMax(metrics::width(labelColumn), longest + metrics::space4);
}
const QString leftOut() {
    return FormPane::tr("none: parameter is left out");
}
} // namespace

FormPane::FormPane(const workbench::KeyRing& ring, QWidget* parent)
    : PaneFrame(tr("Preset"), parent)
    , m_ring(ring)
    , m_preset(combo("endpointPreset", tr("Preset")))
    , m_more(new IconButton(Icon::More, tr("More for this form")))
    , m_issuer(line("endpointIssuer", tr("Issuer")))
    , m_discover(makeButton(tr("Discover")))
    , m_url(combo("endpointUrl", tr("Token URL")))
    , m_grant(combo("endpointGrant", tr("Grant type")))
    , m_fields(new FieldList(labelWidth(this), this))
    , m_clientId(line("endpointClientId", tr("Client ID")))
    , m_method(combo("endpointMethod", tr("Authentication")))
    , m_secret(new SecretEdit(tr("Client secret"), this))
    , m_encodeFirst(new QCheckBox(tr("Form-encode id and secret first"), this))
    , m_key(combo("endpointKey", tr("Key")))
    , m_keyHint(new TextLabel(tr("The key ring holds no private key. Generate or import one in Keys."), Role::Warn))
    , m_assertion(new PaneFrame(tr("Client assertion"), this))
    , m_assertionText(new WireText(tr("Claims of the assertion")))
    , m_assertionAlg(m_assertion->addBadge())
    , m_assertionLife(m_assertion->addBadge())
    , m_audienceChoice(combo("endpointAudienceChoice", tr("Audience of the assertion")))
    , m_ownAudience(line("endpointOwnAudience", tr("Own audience")))
    , m_typ(combo("endpointTyp", tr("typ of the assertion")))
    , m_certificate(combo("endpointCertificate", tr("Client certificate")))
    , m_scope(line("endpointScope", tr("Scope"), leftOut()))
    , m_resource(line("endpointResource", tr("Resource"), leftOut()))
    , m_audience(line("endpointAudience", tr("Audience"), leftOut()))
    , m_dpop(combo("endpointDpop", tr("DPoP key")))
    , m_extras(new ExtraTable(this))
    , m_checks(new CheckList(this))
    , m_missing(new TextLabel({}, Role::Text2, fonts::Size::Small))
    , m_dryRun(makeButton(tr("Dry run")))
    , m_curl(makeButton(tr("Copy as curl")))
    , m_send(makeButton(tr("Send"), ButtonKind::Primary))
    , m_busyBar(new BusyBar(tr("Sending"), this))
    , m_busyText(new TextLabel({}, Role::Text2)) {
    setObjectName(QStringLiteral("endpointForm"));
    build();
    fillKeys();
    setForm({});
    connectSignals();
}

QLineEdit* FormPane::line(const char* objectName, const QString& name, const QString& placeholder) {
    auto* edit = new QLineEdit(this);
    edit->setObjectName(QLatin1String(objectName));
    edit->setAccessibleName(name);
    edit->setPlaceholderText(placeholder);
    return edit;
}

QComboBox* FormPane::combo(const char* objectName, const QString& name) {
    auto* box = new QComboBox(this);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

int FormPane::addRow(const QString& label, QWidget* field) {
    auto* const name = new TextLabel(label, Role::Text2);
    name->setFixedWidth(labelWidth(this));
    name->setMinimumHeight(metrics::control());
    name->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    name->setBuddy(field);
    const int row = m_grid->rowCount();
    m_grid->addWidget(name, row, 0, Qt::AlignTop);
    m_grid->addWidget(field, row, 1);
    m_rows.push_back({name, field});
    return static_cast<int>(m_rows.size()) - 1;
}

void FormPane::showRow(int row, bool shown) {
    const Row& each = m_rows[static_cast<std::size_t>(row)];
    if (each.label != nullptr) {
        each.label->setVisible(shown);
    }
    each.field->setVisible(shown);
}

void FormPane::build() {
    for (const Preset& preset : builtInPresets()) {
        m_preset->addItem(QString::fromStdString(preset.title), QString::fromStdString(preset.id));
        m_preset->setItemData(m_preset->count() - 1, QString::fromStdString(preset.summary), Qt::ToolTipRole);
    }
    m_preset->setMinimumWidth(metrics::width(320));
    auto* menu = new QMenu(m_more);
    menu->addAction(tr("Fill from a curl command or HAR entry in the clipboard"), this, &FormPane::pasteRequested);
    m_more->setObjectName(QStringLiteral("endpointMore"));
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    addControl(m_preset);
    addControl(m_more);

    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::paneSide, metrics::paneSide, metrics::paneSide, metrics::paneSide);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(metrics::space6);
    m_grid->setVerticalSpacing(metrics::gap());
    m_grid->setColumnStretch(1, 1);
    buildTop();
    buildClient();
    buildRest();
    column->addLayout(m_grid);
    column->addStretch(1);

    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("endpointScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(false);
    page->setBackgroundRole(QPalette::Window); // else labels would take the text colour of fields

    auto* content = new QWidget;
    auto* whole = new QVBoxLayout(content);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(scroll, 1);
    whole->addWidget(buildFoot());
    setContent(content);
    setMinimumWidth(metrics::width(leastWidth));
    setMaximumWidth(metrics::width(mostWidth));
}

void FormPane::buildTop() {
    auto* trial = new LinkButton(tr("Try it with the local issuer"), this);
    trial->setObjectName(QStringLiteral("endpointLocalTrial"));
    trial->setToolTip(tr("Starts the issuer on this computer and fills the form for it; nothing is sent before Send"));
    connect(trial, &QPushButton::clicked, this, &FormPane::localTrialRequested);
    m_grid->addWidget(trial, m_grid->rowCount(), 1, Qt::AlignLeft);
    m_discover->setObjectName(QStringLiteral("endpointDiscover"));
    auto* issuerRow = new QWidget(this);
    auto* issuer = new QHBoxLayout(issuerRow);
    issuer->setContentsMargins(0, 0, 0, 0);
    issuer->setSpacing(metrics::space6);
    issuer->addWidget(m_issuer, 1);
    issuer->addWidget(m_discover);
    m_rowIssuer = addRow(tr("Issuer"), issuerRow);
    m_url->setEditable(true);
    m_url->setInsertPolicy(QComboBox::NoInsert);
    m_url->lineEdit()->setPlaceholderText(QStringLiteral("https://issuer.example/token"));
    m_rowUrl = addRow(tr("Token URL"), m_url);
    for (const Grant grant : allGrants()) {
        m_grant->addItem(grantWords(grant), static_cast<int>(grant));
    }
    m_rowGrant = addRow(tr("Grant type"), m_grant);
    const int row = m_grid->rowCount();
    m_grid->addWidget(m_fields, row, 0, 1, 2);
    m_rows.push_back({nullptr, m_fields});
    m_rowFields = static_cast<int>(m_rows.size()) - 1;
}

void FormPane::buildClient() {
    m_rowClientId = addRow(tr("Client ID"), m_clientId);
    for (const ClientMethod method : allClientMethods()) {
        if (method != ClientMethod::SecretBasicRaw) { // the check box under the secret says it
            m_method->addItem(methodWords(method), static_cast<int>(method));
        }
    }
    m_rowMethod = addRow(tr("Authentication"), m_method);
    m_secret->setObjectName(QStringLiteral("endpointSecret"));
    m_rowSecret = addRow(tr("Client secret"), m_secret);
    m_encodeFirst->setObjectName(QStringLiteral("endpointEncodeFirst"));
    m_encodeFirst->setToolTip(tr("RFC 6749 §2.3.1 wants it; many servers do not decode it."));
    m_rowEncode = addRow({}, m_encodeFirst);
    auto* keyRow = new QWidget(this);
    auto* key = new QVBoxLayout(keyRow);
    key->setContentsMargins(0, 0, 0, 0);
    key->addWidget(m_key);
    m_keyHint->setWordWrap(true);
    key->addWidget(m_keyHint);
    m_rowKey = addRow(tr("Key"), keyRow);

    m_assertion->setObjectName(QStringLiteral("endpointAssertion"));
    m_assertion->addControl(new TextLabel(tr("new for each Send"), Role::Text3, fonts::Size::Small));
    m_assertionText->setObjectName(QStringLiteral("endpointAssertionText"));
    m_assertionText->setHeight(WireText::Height::OfText);
    m_assertionText->document()->setDocumentMargin(metrics::space8);
    m_assertion->setContent(m_assertionText);
    m_rowAssertion = addRow(tr("Assertion"), m_assertion);
    m_audienceChoice->addItem(tr("Token URL"), static_cast<int>(AssertionPlan::Audience::TokenEndpoint));
    m_audienceChoice->addItem(tr("Issuer"), static_cast<int>(AssertionPlan::Audience::Issuer));
    m_audienceChoice->addItem(tr("Own text"), static_cast<int>(AssertionPlan::Audience::Own));
    m_rowAudienceChoice = addRow(tr("Its audience"), m_audienceChoice);
    m_rowOwn = addRow({}, m_ownAudience);
    m_typ->addItem(QStringLiteral("JWT"), static_cast<int>(AssertionPlan::Type::Jwt));
    m_typ->addItem(QStringLiteral("client-authentication+jwt"),
                   static_cast<int>(AssertionPlan::Type::ClientAuthentication));
    m_typ->addItem(tr("none"), static_cast<int>(AssertionPlan::Type::None));
    m_rowTyp = addRow(tr("Its typ"), m_typ);
    m_certificate->setToolTip(tr("Keys of the ring that came with a certificate: PEM pairs and PKCS#12 files."));
    m_rowCertificate = addRow(tr("Certificate"), m_certificate);
}

void FormPane::buildRest() {
    m_rowScope = addRow(tr("Scope"), m_scope);
    m_rowResource = addRow(tr("Resource"), m_resource);
    m_rowAudience = addRow(tr("Audience"), m_audience);
    m_rowDpop = addRow(tr("DPoP key"), m_dpop);
    m_rowExtras = addRow(tr("Extra parameters"), m_extras);
    m_rowChecks = addRow(tr("Before sending"), m_checks);
}

QWidget* FormPane::buildFoot() {
    auto* foot = new QWidget;
    foot->setObjectName(QStringLiteral("endpointFoot"));
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(metrics::paneSide, metrics::paneTop, metrics::paneSide, metrics::paneTop);
    m_missing->setWordWrap(true);
    m_missing->setObjectName(QStringLiteral("endpointMissing"));
    column->addWidget(m_missing);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap());
    m_dryRun->setObjectName(QStringLiteral("endpointDryRun"));
    m_curl->setObjectName(QStringLiteral("endpointCurl"));
    m_curl->setIcon(icon(Icon::Copy));
    m_send->setObjectName(QStringLiteral("endpointSend"));
    m_send->setIcon(icon(Icon::Send, Role::OnAccent));
    m_send->setMinimumHeight(metrics::mainButton());
    m_send->setMinimumWidth(metrics::width(84));
    row->addWidget(m_dryRun);
    row->addWidget(m_curl);
    row->addWidget(m_busyBar, 1);
    row->addWidget(m_busyText);
    row->addStretch(0);
    row->addWidget(m_send);
    m_busyBar->hide();
    m_busyText->hide();
    row->insertStretch(2);
    column->addLayout(row);
    return foot;
}

} // namespace twb::ui
