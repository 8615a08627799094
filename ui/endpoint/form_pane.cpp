// SPDX-License-Identifier: Apache-2.0
#include "endpoint/form_pane.h"

#include "common/busy_bar.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "common/text_label.h"
#include "endpoint/check_list.h"
#include "endpoint/endpoint_words.h"
#include "endpoint/extra_table.h"
#include "endpoint/field_list.h"
#include "endpoint/wire_text.h"
#include "workbench/key_ring.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>

namespace twb::ui {

using namespace twb::oauth;

namespace {

template <typename Enum>
void choose(QComboBox* box, Enum value) {
    box->setCurrentIndex(box->findData(static_cast<int>(value)));
}

template <typename Enum>
Enum chosen(const QComboBox* box) {
    return static_cast<Enum>(box->currentData().toInt());
}

std::string textOf(const QLineEdit* edit) {
    return edit->text().trimmed().toStdString();
}

} // namespace

bool FormPane::isCall() const {
    const Preset* const preset = findPreset(m_presetId);
    return preset != nullptr && preset->kind == Preset::Kind::Call;
}

void FormPane::connectSignals() {
    const auto changed = [this] {
        applyChoices();
        report();
    };
    for (QLineEdit* edit : {m_issuer, m_clientId, m_ownAudience, m_scope, m_resource, m_audience}) {
        connect(edit, &QLineEdit::textEdited, this, &FormPane::report);
    }
    connect(m_issuer, &QLineEdit::textChanged, this, &FormPane::applyChoices);
    connect(m_issuer, &QLineEdit::returnPressed, this, &FormPane::discoverRequested);
    connect(m_url, &QComboBox::editTextChanged, this, &FormPane::report);
    for (QComboBox* box : {m_grant, m_method, m_key, m_audienceChoice, m_typ, m_certificate, m_dpop}) {
        connect(box, &QComboBox::currentIndexChanged, this, changed);
    }
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
    const auto refill = [&](QComboBox* box, const QString& none, auto&& fits) {
        const QString before = box->currentData().toString();
        box->clear();
        if (!none.isEmpty()) {
            box->addItem(none, QString());
        }
        for (const workbench::SharedRingEntry& entry : m_ring.entries()) {
            if (fits(*entry)) {
                box->addItem(
                    icon(Icon::Keys),
                    tr("%1 · %2 %3").arg(entry->name, workbench::kindText(*entry), workbench::sizeText(*entry)),
                    entry->id);
            }
        }
        const int place = box->findData(before);
        box->setCurrentIndex(place >= 0 ? place : box->count() > 0 ? 0 : -1);
    };
    const auto isPrivate = [](const workbench::RingEntry& entry) { return entry.holds == workbench::Holds::Private; };
    refill(m_key, {}, isPrivate);
    refill(m_dpop, tr("none: the token is for the bearer"), isPrivate);
    refill(m_certificate, tr("none"),
           [&](const workbench::RingEntry& entry) { return isPrivate(entry) && entry.key.certificate.has_value(); });
    m_filling = was;
}

workbench::SharedRingEntry FormPane::keyOf(const QComboBox* box) const {
    return m_ring.find(box->currentData().toString());
}

void FormPane::applyChoices() {
    const bool call = isCall();
    const auto method = chosen<ClientMethod>(m_method);
    const bool basic = method == ClientMethod::SecretBasic;
    const bool secret = basic || method == ClientMethod::SecretPost || method == ClientMethod::SecretJwt;
    const bool privateKey = method == ClientMethod::PrivateKeyJwt;
    const bool assertion = privateKey || method == ClientMethod::SecretJwt;
    const bool certificate = method == ClientMethod::TlsClientAuth || method == ClientMethod::SelfSignedTlsClientAuth;
    const auto grant = chosen<Grant>(m_grant);
    m_filling = true;
    if (!call && m_fields->property("grant").toInt() != static_cast<int>(grant) + 1) {
        m_fields->setFields(workbench::fieldsOf(grant));
        m_fields->setProperty("grant", static_cast<int>(grant) + 1);
    }
    m_filling = false;
    showRow(m_rowIssuer, !call);
    showRow(m_rowUrl, !call);
    showRow(m_rowGrant, !call);
    showRow(m_rowFields, !m_fields->isEmpty());
    showRow(m_rowClientId, !call);
    showRow(m_rowMethod, !call);
    showRow(m_rowSecret, !call && secret);
    showRow(m_rowEncode, !call && basic);
    showRow(m_rowKey, !call && privateKey);
    m_keyHint->setVisible(privateKey && m_key->count() == 0);
    m_key->setVisible(m_key->count() > 0);
    showRow(m_rowAssertion, call ? m_assertion->property("used").toBool() : assertion);
    showRow(m_rowAudienceChoice, !call && assertion);
    showRow(m_rowOwn,
            !call && assertion && chosen<AssertionPlan::Audience>(m_audienceChoice) == AssertionPlan::Audience::Own);
    showRow(m_rowTyp, !call && assertion);
    showRow(m_rowCertificate, certificate || call || m_certificate->currentIndex() > 0);
    for (const int row : {m_rowScope, m_rowResource, m_rowAudience, m_rowDpop}) {
        showRow(row, !call);
    }
    m_discover->setEnabled(!m_busy && !m_issuer->text().trimmed().isEmpty());
}

void FormPane::choosePreset() {
    const Preset* const preset = findPreset(m_preset->currentData().toString().toStdString());
    if (preset == nullptr) {
        return;
    }
    workbench::EndpointForm wish;
    wish.presetId = preset->id;
    wish.url = preset->request.url;
    wish.issuer = preset->request.issuer;
    wish.grant = preset->request.grant;
    wish.method = preset->request.client.method;
    wish.assertion = preset->request.client.assertion;
    wish.clientId = textOf(m_clientId);
    setForm(wish);
    Q_EMIT formEdited();
}

void FormPane::setForm(const workbench::EndpointForm& form) {
    m_filling = true;
    const Preset* const preset = findPreset(form.presetId);
    m_presetId = preset != nullptr ? form.presetId : "generic";
    m_preset->setCurrentIndex(m_preset->findData(QString::fromStdString(m_presetId)));
    m_issuer->setText(QString::fromStdString(form.issuer));
    m_url->clear();
    for (const PresetAddress& address : preset != nullptr ? preset->addresses : std::vector<PresetAddress>()) {
        m_url->addItem(QString::fromStdString(address.url));
        m_url->setItemData(m_url->count() - 1, QString::fromStdString(address.label), Qt::ToolTipRole);
    }
    m_url->setEditText(QString::fromStdString(form.url));
    m_issuer->setPlaceholderText(m_presetId == "generic" ? tr("https://issuer.example, then Discover")
                                                         : tr("not needed for this preset"));
    choose(m_grant, form.grant);
    const bool raw = form.method == ClientMethod::SecretBasicRaw;
    choose(m_method, raw ? ClientMethod::SecretBasic : form.method);
    m_encodeFirst->setChecked(!raw);
    m_clientId->setText(QString::fromStdString(form.clientId));
    if (form.secret) {
        m_secret->setSecret(*form.secret);
    }
    const auto chooseKey = [](QComboBox* box, const workbench::SharedRingEntry& entry) {
        if (entry && box->findData(entry->id) >= 0) {
            box->setCurrentIndex(box->findData(entry->id));
        }
    };
    chooseKey(m_key, form.key);
    chooseKey(m_certificate, form.certificate);
    chooseKey(m_dpop, form.dpopKey);
    m_plan = form.assertion;
    choose(m_audienceChoice, form.assertion.audience);
    m_ownAudience->setText(QString::fromStdString(form.assertion.ownAudience));
    choose(m_typ, form.assertion.type);
    m_scope->setText(QString::fromStdString(form.scope));
    m_resource->setText(QString::fromStdString(form.resource));
    m_audience->setText(QString::fromStdString(form.audience));
    m_extras->setExtras(form.extras);
    m_authorities = form.authorities;
    const bool call = isCall();
    const int mark = call ? 100 + m_preset->currentIndex() : static_cast<int>(form.grant) + 1;
    if (m_fields->property("grant").toInt() != mark) {
        m_fields->setFields(call ? preset->fields : workbench::fieldsOf(form.grant));
        m_fields->setProperty("grant", mark);
    }
    m_fields->setValues(form.values);
    m_filling = false;
    applyChoices();
}

workbench::EndpointForm FormPane::form() const {
    workbench::EndpointForm form;
    form.presetId = m_presetId;
    form.issuer = textOf(m_issuer);
    form.url = m_url->currentText().trimmed().toStdString();
    form.grant = chosen<Grant>(m_grant);
    form.clientId = textOf(m_clientId);
    form.method = chosen<ClientMethod>(m_method);
    if (form.method == ClientMethod::SecretBasic && !m_encodeFirst->isChecked()) {
        form.method = ClientMethod::SecretBasicRaw;
    }
    if (!m_secret->isEmpty()) {
        form.secret = std::make_shared<const Secret>(m_secret->secret());
    }
    form.key = keyOf(m_key);
    form.certificate = keyOf(m_certificate);
    form.dpopKey = keyOf(m_dpop);
    form.assertion = m_plan;
    form.assertion.audience = chosen<AssertionPlan::Audience>(m_audienceChoice);
    form.assertion.ownAudience = textOf(m_ownAudience);
    form.assertion.type = chosen<AssertionPlan::Type>(m_typ);
    form.scope = textOf(m_scope);
    form.resource = textOf(m_resource);
    form.audience = textOf(m_audience);
    form.values = m_fields->values();
    form.extras = m_extras->extras();
    form.authorities = m_authorities;
    return form;
}

void FormPane::showPreview(const workbench::EndpointPreview& preview, Time now) {
    m_checks->setChecks(preview.checks);
    showRow(m_rowChecks, !preview.checks.empty());
    m_missing->setText(preview.missing.empty() ? QString()
                                               : tr("Not ready: %1").arg(QString::fromStdString(preview.missing)));
    m_missing->setVisible(!preview.missing.empty());
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
    applyChoices();
    m_curl->setEnabled(preview.built.has_value());
    m_dryRun->setEnabled(preview.built.has_value());
    m_send->setEnabled(m_busy || preview.built.has_value());
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
    m_url->setEditText(QString::fromStdString(metadata.tokenEndpoint));
    m_filling = false;
    QStringList methods;
    for (const std::string& method : metadata.tokenAuthMethods) {
        methods << QString::fromStdString(method);
    }
    say(tr("The issuer is the one asked for. It takes: %1.").arg(methods.join(QStringLiteral(", "))),
        MessageKind::Info);
    for (const MetadataProblem& problem : discovery.discovery->problems) {
        say(QString::fromStdString(problem.detail), MessageKind::Warning);
    }
    Q_EMIT formEdited();
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
