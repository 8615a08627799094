// SPDX-License-Identifier: Apache-2.0
#include "common/busy_bar.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "common/text_label.h"
#include "endpoint/assertion_section.h"
#include "endpoint/check_list.h"
#include "endpoint/connection_section.h"
#include "endpoint/endpoint_words.h"
#include "endpoint/extra_table.h"
#include "endpoint/field_list.h"
#include "endpoint/flow_section.h"
#include "endpoint/form_pane.h"
#include "endpoint/options_section.h"
#include "endpoint/preset_bar.h"
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
constexpr int leastWidth = 400, mostWidth = 620;
} // namespace

FormPane::FormPane(const workbench::KeyRing& ring, QWidget* parent)
    : PaneFrame(tr("Preset"), parent)
    , m_ring(ring)
    , m_rows(this)
    , m_preset(m_rows.combo("endpointPreset", tr("Preset")))
    , m_more(new IconButton(Icon::More, tr("More for this form")))
    , m_presetBar(new PresetBar(this))
    , m_operation(m_rows.combo("endpointOperation", tr("What is asked for")))
    , m_issuer(m_rows.line("endpointIssuer", tr("Issuer")))
    , m_discover(makeButton(tr("Discover")))
    , m_url(m_rows.combo("endpointUrl", tr("Token URL")))
    , m_grant(m_rows.combo("endpointGrant", tr("Grant type")))
    , m_flow(new FlowSection(this))
    , m_fields(new FieldList(FormRows::labelWidth(this), this))
    , m_signedAnswer(new QCheckBox(tr("Ask for a signed answer (JWT, RFC 9701)"), this))
    , m_clientId(m_rows.line("endpointClientId", tr("Client ID")))
    , m_method(m_rows.combo("endpointMethod", tr("Authentication")))
    , m_secret(new SecretEdit(tr("Client secret"), this))
    , m_encodeFirst(new QCheckBox(tr("Form-encode id and secret first"), this))
    , m_key(m_rows.combo("endpointKey", tr("Key")))
    , m_keyHint(new TextLabel(tr("The key ring holds no private key. Generate or import one in Keys."), Role::Warn))
    , m_assertion(new PaneFrame(tr("Client assertion"), this))
    , m_assertionText(new WireText(tr("Claims of the assertion")))
    , m_assertionAlg(m_assertion->addBadge())
    , m_assertionLife(m_assertion->addBadge())
    , m_plan(new AssertionSection(this))
    , m_scope(m_rows.line("endpointScope", tr("Scope"), FormRows::leftOut()))
    , m_extras(new ExtraTable(this))
    , m_moreFields(new LinkButton(tr("More fields"), this))
    , m_options(new OptionsSection(ring, this))
    , m_connection(new ConnectionSection(ring, this))
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

void FormPane::build() {
    for (const Preset& preset : builtInPresets()) {
        m_preset->addItem(QString::fromStdString(preset.title), QString::fromStdString(preset.id));
        m_preset->setItemData(m_preset->count() - 1, QString::fromStdString(preset.summary), Qt::ToolTipRole);
    }
    m_preset->setMinimumWidth(metrics::width(320));
    buildMenu();
    addControl(m_preset);
    addControl(m_more);

    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::paneSide, metrics::paneSide, metrics::paneSide, metrics::paneSide);
    buildTop();
    buildClient();
    buildRest();
    column->addLayout(m_rows.grid());
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
    whole->addWidget(m_presetBar);
    whole->addWidget(scroll, 1);
    whole->addWidget(buildFoot());
    setContent(content);
    setMinimumWidth(metrics::width(leastWidth));
    setLimit(Limit::Column);
}

void FormPane::setLimit(Limit limit) {
    setMaximumWidth(limit == Limit::Column ? metrics::width(mostWidth) : QWIDGETSIZE_MAX);
}

void FormPane::buildMenu() {
    auto* menu = new QMenu(m_more);
    const auto add = [&](const QString& words, const char* objectName, auto&& does) {
        QAction* const action = menu->addAction(words, this, does);
        action->setObjectName(QLatin1String(objectName));
        return action;
    };
    add(tr("Save as own preset…"), "endpointSavePreset", [this] {
        const int place = m_ownPreset.isEmpty() ? -1 : m_preset->findData(QStringLiteral("own:") + m_ownPreset);
        m_presetBar->askForSaving(place >= 0 ? m_preset->itemText(place) : QString(),
                                  m_canKeepSecrets ? PresetBar::SecretStore::There : PresetBar::SecretStore::Missing);
    });
    m_rename = add(tr("Rename own preset…"), "endpointRenamePreset",
                   [this] { m_presetBar->askForRenaming(m_preset->currentText()); });
    m_remove = add(tr("Remove own preset"), "endpointRemovePreset", [this] { Q_EMIT removePresetRequested(); });
    menu->addSeparator();
    add(tr("Fill from a curl command or HAR entry in the clipboard"), "endpointPaste",
        [this] { Q_EMIT pasteRequested(); });
    add(tr("Fill from a file: curl command, HAR, secrets.json…"), "endpointFillFromFile",
        [this] { Q_EMIT fillFromFileRequested(); });
    m_rename->setEnabled(false);
    m_remove->setEnabled(false);
    m_more->setObjectName(QStringLiteral("endpointMore"));
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    connect(m_presetBar, &PresetBar::saveRequested, this, [this](const QString& name, bool keepSecrets) {
        m_presetBar->close();
        Q_EMIT savePresetRequested(name, keepSecrets);
    });
    connect(m_presetBar, &PresetBar::renameRequested, this, [this](const QString& name) {
        m_presetBar->close();
        Q_EMIT renamePresetRequested(name);
    });
}

void FormPane::buildTop() {
    auto* trial = new LinkButton(tr("Try it with the local issuer"), this);
    trial->setObjectName(QStringLiteral("endpointLocalTrial"));
    trial->setToolTip(tr("Starts the issuer on this computer and fills the form for it; nothing is sent before Send"));
    connect(trial, &QPushButton::clicked, this, &FormPane::localTrialRequested);
    m_rows.grid()->addWidget(trial, m_rows.grid()->rowCount(), 1, Qt::AlignLeft);
    for (const auto& [operation, words] : {std::pair{Operation::Token, tr("Token")},
                                           {Operation::PushedAuthorization, tr("Pushed authorization request (PAR)")},
                                           {Operation::DeviceAuthorization, tr("Device code")},
                                           {Operation::Introspection, tr("Introspection of a token")},
                                           {Operation::Revocation, tr("Revocation of a token")},
                                           {Operation::Userinfo, tr("Userinfo")},
                                           {Operation::ApiCall, tr("Call of an API")}}) {
        m_operation->addItem(words, static_cast<int>(operation));
    }
    m_rowOperation = m_rows.add(tr("Request"), m_operation);
    m_discover->setObjectName(QStringLiteral("endpointDiscover"));
    auto* issuerRow = new QWidget(this);
    auto* issuer = new QHBoxLayout(issuerRow);
    issuer->setContentsMargins(0, 0, 0, 0);
    issuer->setSpacing(metrics::space6);
    issuer->addWidget(m_issuer, 1);
    issuer->addWidget(m_discover);
    m_rowIssuer = m_rows.add(tr("Issuer"), issuerRow);
    m_url->setEditable(true);
    m_url->setInsertPolicy(QComboBox::NoInsert);
    m_url->lineEdit()->setPlaceholderText(QStringLiteral("https://issuer.example/token"));
    m_rowUrl = m_rows.add(tr("Token URL"), m_url);
    m_urlLabel = m_rows.label(m_rowUrl);
    for (const Grant grant : allGrants()) {
        m_grant->addItem(grantWords(grant), static_cast<int>(grant));
    }
    m_rowGrant = m_rows.add(tr("Grant type"), m_grant);
    m_rowFlow = m_rows.addWide(m_flow);
    m_rowFields = m_rows.addWide(m_fields);
    m_signedAnswer->setObjectName(QStringLiteral("endpointSignedAnswer"));
    m_rowSigned = m_rows.add({}, m_signedAnswer);
}

void FormPane::buildClient() {
    m_rowClientId = m_rows.add(tr("Client ID"), m_clientId);
    for (const ClientMethod method : allClientMethods()) {
        if (method != ClientMethod::SecretBasicRaw) { // the check box under the secret says it
            m_method->addItem(methodWords(method), static_cast<int>(method));
        }
    }
    m_rowMethod = m_rows.add(tr("Authentication"), m_method);
    m_secret->setObjectName(QStringLiteral("endpointSecret"));
    m_rowSecret = m_rows.add(tr("Client secret"), m_secret);
    m_encodeFirst->setObjectName(QStringLiteral("endpointEncodeFirst"));
    m_encodeFirst->setToolTip(tr("RFC 6749 §2.3.1 wants it; many servers do not decode it."));
    auto* encodeRow = new QWidget(this); // under the fields where there is room for its words there, else further left
    auto* encode = new QHBoxLayout(encodeRow);
    encode->setContentsMargins(0, 0, 0, 0);
    encode->setSpacing(0);
    encode->addSpacerItem(
        new QSpacerItem(FormRows::labelWidth(this) + metrics::space6, 0, QSizePolicy::Maximum, QSizePolicy::Minimum));
    encode->addWidget(m_encodeFirst);
    encode->addStretch(1);
    m_rowEncode = m_rows.addWide(encodeRow);
    auto* keyRow = new QWidget(this);
    auto* key = new QVBoxLayout(keyRow);
    key->setContentsMargins(0, 0, 0, 0);
    key->addWidget(m_key);
    m_keyHint->setWordWrap(true);
    key->addWidget(m_keyHint);
    m_rowKey = m_rows.add(tr("Key"), keyRow);

    m_assertion->setObjectName(QStringLiteral("endpointAssertion"));
    m_assertion->addBadge(tr("new for each Send")); // gives way in a narrow form
    m_assertionText->setObjectName(QStringLiteral("endpointAssertionText"));
    m_assertionText->setHeight(WireText::Height::OfText);
    m_assertionText->document()->setDocumentMargin(metrics::space8);
    m_assertion->setContent(m_assertionText);
    m_rowAssertion = m_rows.add(tr("Assertion"), m_assertion);
    m_rowPlan = m_rows.addWide(m_plan);
}

void FormPane::buildRest() {
    m_rowScope = m_rows.add(tr("Scope"), m_scope);
    m_rowExtras = m_rows.add(tr("Extra parameters"), m_extras);
    m_moreFields->setObjectName(QStringLiteral("endpointMoreFields"));
    m_moreFields->setToolTip(tr("Resource, audience, DPoP, own authorities, proxy, client certificate"));
    m_rowMoreFields = m_rows.add({}, m_moreFields);
    m_rows.grid()->setAlignment(m_moreFields, Qt::AlignLeft);
    m_rowOptions = m_rows.addWide(m_options);
    m_rowConnection = m_rows.addWide(m_connection);
    m_rowChecks = m_rows.add(tr("Before sending"), m_checks);
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
