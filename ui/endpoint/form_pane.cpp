// SPDX-License-Identifier: Apache-2.0
#include "endpoint/form_pane.h"

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
#include "endpoint/options_section.h"
#include "endpoint/wire_text.h"
#include "workbench/key_ring.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>

namespace twb::ui {

using namespace twb::oauth;

bool FormPane::isCall() const {
    const Preset* const preset = findPreset(m_presetId);
    return preset != nullptr && preset->kind == Preset::Kind::Call;
}

void FormPane::connectSignals() {
    const auto changed = [this] {
        applyChoices();
        report();
    };
    for (QLineEdit* edit : {m_issuer, m_clientId, m_scope}) {
        connect(edit, &QLineEdit::textEdited, this, &FormPane::report);
    }
    connect(m_issuer, &QLineEdit::textChanged, this, &FormPane::applyChoices);
    connect(m_issuer, &QLineEdit::returnPressed, this, &FormPane::discoverRequested);
    connect(m_url, &QComboBox::editTextChanged, this, &FormPane::report);
    for (QComboBox* box : {m_grant, m_method, m_key}) {
        connect(box, &QComboBox::currentIndexChanged, this, changed);
    }
    connect(m_operation, &QComboBox::activated, this, &FormPane::chooseOperation);
    connect(m_flow, &FlowSection::edited, this, changed);
    connect(m_options, &OptionsSection::edited, this, changed);
    connect(m_connection, &ConnectionSection::edited, this, changed);
    connect(m_plan, &AssertionSection::edited, this, &FormPane::report);
    connect(m_signedAnswer, &QCheckBox::toggled, this, &FormPane::report);
    const auto complain = [this](const QString& sentence) { say(sentence, MessageKind::Warning); };
    connect(m_options, &OptionsSection::problem, this, complain);
    connect(m_connection, &ConnectionSection::problem, this, complain);
    connect(m_moreFields, &QPushButton::clicked, this, &FormPane::toggleMore);
    connect(m_preset, &QComboBox::activated, this, &FormPane::choosePreset);
    connect(m_secret, &SecretEdit::edited, this, &FormPane::report);
    connect(m_encodeFirst, &QCheckBox::toggled, this, &FormPane::report);
    connect(m_fields, &FieldList::edited, this, &FormPane::report);
    connect(m_extras, &ExtraTable::edited, this, &FormPane::report);
    connect(m_discover, &QPushButton::clicked, this, &FormPane::discoverRequested);
    connect(m_dryRun, &QPushButton::clicked, this, &FormPane::dryRunRequested);
    connect(m_curl, &QPushButton::clicked, this, &FormPane::copyCurlRequested);
    connect(m_send, &QPushButton::clicked, this,
            [this] { m_busy ? Q_EMIT cancelRequested() : Q_EMIT sendRequested(); });
    connect(&m_ring, &workbench::KeyRing::changed, this, [this] {
        fillKeys();
        changedByRing();
    });
}

void FormPane::changedByRing() {
    applyChoices();
    report();
}

void FormPane::report() {
    if (!m_filling) {
        Q_EMIT formEdited();
    }
}

void FormPane::fillKeys() {
    const bool was = std::exchange(m_filling, true);
    const QString before = m_key->currentData().toString();
    m_key->clear();
    for (const workbench::SharedRingEntry& entry : m_ring.entries()) {
        if (entry->holds == workbench::Holds::Private) {
            m_key->addItem(icon(Icon::Keys),
                           tr("%1 · %2 %3").arg(entry->name, workbench::kindText(*entry), workbench::sizeText(*entry)),
                           entry->id);
        }
    }
    const int place = m_key->findData(before);
    m_key->setCurrentIndex(place >= 0 ? place : m_key->count() > 0 ? 0 : -1);
    m_options->fillKeys();
    m_connection->fillKeys();
    m_filling = was;
}

workbench::SharedRingEntry FormPane::keyOf(const QComboBox* box) const {
    return m_ring.find(box->currentData().toString());
}

void FormPane::setForm(const workbench::EndpointForm& form) {
    m_filling = true;
    const Preset* const preset = findPreset(form.presetId);
    m_presetId = preset != nullptr ? form.presetId : "generic";
    setOwnPreset({});
    m_jwtSecret = form.jwtSecret;
    m_issuer->setText(QString::fromStdString(form.issuer));
    m_url->clear();
    for (const PresetAddress& address : preset != nullptr ? preset->addresses : std::vector<PresetAddress>()) {
        m_url->addItem(QString::fromStdString(address.url));
        m_url->setItemData(m_url->count() - 1, QString::fromStdString(address.label), Qt::ToolTipRole);
    }
    m_url->setEditText(QString::fromStdString(form.url));
    m_issuer->setPlaceholderText(m_presetId == "generic" ? tr("https://issuer.example, then Discover")
                                                         : tr("not needed for this preset"));
    choose(m_operation, form.operation);
    choose(m_grant, form.grant);
    m_addresses = form.addresses;
    m_flow->setForm(form);
    m_signedAnswer->setChecked(form.answer == workbench::EndpointForm::Answer::Signed);
    const bool raw = form.method == ClientMethod::SecretBasicRaw;
    choose(m_method, raw ? ClientMethod::SecretBasic : form.method);
    m_encodeFirst->setChecked(!raw);
    m_clientId->setText(QString::fromStdString(form.clientId));
    if (form.secret) {
        m_secret->setSecret(*form.secret);
    }
    if (form.key && m_key->findData(form.key->id) >= 0) {
        m_key->setCurrentIndex(m_key->findData(form.key->id));
    }
    m_plan->setPlan(form.assertion);
    m_options->setForm(form);
    m_connection->setForm(form);
    m_scope->setText(QString::fromStdString(form.scope));
    m_extras->setExtras(form.extras, form.firstExtras);
    applyFields(this->form());
    m_fields->setValues(form.values);
    m_filling = false;
    applyChoices();
}

workbench::EndpointForm FormPane::form() const {
    workbench::EndpointForm form;
    form.presetId = m_presetId;
    form.operation = isCall() ? Operation::Token : chosen<Operation>(m_operation);
    form.issuer = textOf(m_issuer);
    form.url = m_url->currentText().trimmed().toStdString();
    form.grant = chosen<Grant>(m_grant);
    form.addresses = m_addresses;
    m_flow->writeTo(form);
    if (form.operation == Operation::Token) {
        form.addresses.token = form.url;
    }
    form.clientId = textOf(m_clientId);
    form.method = chosen<ClientMethod>(m_method);
    if (form.method == ClientMethod::SecretBasic && !m_encodeFirst->isChecked()) {
        form.method = ClientMethod::SecretBasicRaw;
    }
    if (!m_secret->isEmpty()) {
        form.secret = std::make_shared<const Secret>(m_secret->secret());
    }
    form.key = keyOf(m_key);
    form.assertion = m_plan->plan();
    form.scope = textOf(m_scope);
    form.answer =
        m_signedAnswer->isChecked() ? workbench::EndpointForm::Answer::Signed : workbench::EndpointForm::Answer::Json;
    m_options->writeTo(form);
    m_connection->writeTo(form);
    form.values = m_fields->values();
    form.jwtSecret = m_jwtSecret;
    form.extras = m_extras->extras();
    form.firstExtras = m_extras->firstExtras();
    return form;
}

void FormPane::showPreview(const workbench::EndpointPreview& preview, Time now) {
    m_checks->setChecks(preview.checks);
    m_rows.show(m_rowChecks, !preview.checks.empty());
    m_missing->setText(!m_refusal.isEmpty()      ? m_refusal
                       : preview.missing.empty() ? QString()
                                                 : tr("Not ready: %1").arg(QString::fromStdString(preview.missing)));
    m_missing->setVisible(!m_missing->text().isEmpty());
    const MadeToken* made = nullptr;
    for (const MadeToken& each : preview.built ? preview.built->made : std::vector<MadeToken>()) {
        if (each.name != "DPoP") {
            made = &each;
            showMade(each, now);
        }
    }
    if (made == nullptr) {
        m_assertionText->showText(QString());
    }
    m_assertion->setProperty("used", made != nullptr);
    m_flow->showBrowserAddress(preview.browserAddress);
    applyChoices();
    m_curl->setEnabled(preview.built.has_value());
    m_dryRun->setEnabled(preview.built.has_value());
    m_send->setEnabled(m_busy || (preview.built && m_refusal.isEmpty()));
}

void FormPane::showMade(const MadeToken& made, Time now) {
    m_assertion->setCaption(made.name == "client_assertion" ? tr("Client assertion") : tr("Token in Authorization"));
    m_assertionAlg->setText(QString::fromStdString(jsonMember(made.header, "alg")));
    const auto life = lifeOf(made.payload, now);
    m_assertionLife->setText(life ? tr("valid %1 s").arg(life->count()) : QString());
    m_assertionText->showText(claimLines(made.payload));
}

void FormPane::showDiscovery(const workbench::EndpointDiscovery& discovery) {
    if (!discovery.discovery || !discovery.discovery->trusted) {
        say(tr("Nothing was taken over. %1").arg(QString::fromStdString(discovery.problem)), MessageKind::Error);
        return;
    }
    const ServerMetadata& metadata = discovery.discovery->metadata;
    m_filling = true;
    const auto method = chosen<ClientMethod>(m_method);
    m_addresses = workbench::addressesOf(metadata, isMutualTls(method) ? ServerMetadata::Route::MutualTls
                                                                       : ServerMetadata::Route::Usual);
    m_flow->setAddresses(m_addresses);
    if (const auto operation = chosen<Operation>(m_operation); operation != Operation::ApiCall) {
        m_url->setEditText(QString::fromStdString(m_addresses.of(operation)));
    }
    m_filling = false;
    QStringList methods;
    for (const std::string& each : metadata.tokenAuthMethods) {
        methods << QString::fromStdString(each);
    }
    say(tr("The issuer is the one asked for. It takes: %1.").arg(methods.join(QStringLiteral(", "))),
        MessageKind::Info);
    for (const MetadataProblem& problem : discovery.discovery->problems) {
        say(QString::fromStdString(problem.detail), MessageKind::Warning);
    }
    Q_EMIT formEdited();
}

void FormPane::takeRegisteredKey(const QString& text) {
    m_options->takeRegisteredKey(text);
}

void FormPane::say(const QString& sentence, MessageKind kind) {
    messages()->add(kind, sentence, QStringLiteral("form%1").arg(static_cast<int>(kind)));
}

void FormPane::setBusy(bool busy, qint64 milliseconds) {
    if (m_busy != busy) {
        m_busy = busy;
        m_send->setText(busy ? tr("Cancel") : tr("Send"));
        m_send->setIcon(icon(busy ? Icon::Stop : Icon::Send, busy ? Role::Text2 : Role::OnAccent));
        setButtonKind(m_send, busy ? ButtonKind::Normal : ButtonKind::Primary);
        m_busyBar->setVisible(busy);
        m_busyText->setVisible(busy);
        m_dryRun->setVisible(!busy);
        m_curl->setVisible(!busy);
        applyChoices();
    }
    m_busyText->setText(tr("%1 s").arg(milliseconds / 1000));
}

void FormPane::focusStart() {
    m_preset->setFocus(Qt::OtherFocusReason);
}

} // namespace twb::ui
