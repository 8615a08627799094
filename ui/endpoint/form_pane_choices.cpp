// SPDX-License-Identifier: Apache-2.0
#include "common/buttons.h"
#include "common/text_label.h"
#include "endpoint/assertion_section.h"
#include "endpoint/connection_section.h"
#include "endpoint/endpoint_words.h"
#include "endpoint/extra_table.h"
#include "endpoint/field_list.h"
#include "endpoint/flow_section.h"
#include "endpoint/form_pane.h"
#include "endpoint/options_section.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>

namespace twb::ui {

using namespace twb::oauth;

namespace {

QString urlWords(Operation operation) {
    switch (operation) {
    case Operation::Token:
        return FormPane::tr("Token URL");
    case Operation::PushedAuthorization:
        return FormPane::tr("PAR URL");
    case Operation::DeviceAuthorization:
        return FormPane::tr("Device URL");
    case Operation::Introspection:
        return FormPane::tr("Introspection URL");
    case Operation::Revocation:
        return FormPane::tr("Revocation URL");
    case Operation::Userinfo:
        return FormPane::tr("Userinfo URL");
    case Operation::ApiCall:
        break;
    }
    return FormPane::tr("Address");
}

} // namespace

void FormPane::applyChoices() {
    const workbench::EndpointForm form = this->form();
    const bool call = isCall();
    const bool generic = !call;
    const bool token = form.operation == Operation::Token;
    const bool bare = form.operation == Operation::Userinfo || form.operation == Operation::ApiCall;
    const bool client = generic && !bare;
    const bool basic = form.method == ClientMethod::SecretBasic || form.method == ClientMethod::SecretBasicRaw;
    const bool secret = basic || form.method == ClientMethod::SecretPost || form.method == ClientMethod::SecretJwt;
    const bool privateKey = form.method == ClientMethod::PrivateKeyJwt;
    const bool assertion = client && (privateKey || form.method == ClientMethod::SecretJwt);
    applyFields(form);
    m_rows.show(m_rowOperation, generic && (m_presetId == "generic" || !token));
    m_rows.show(m_rowIssuer, generic && form.operation != Operation::ApiCall);
    m_rows.show(m_rowUrl, generic);
    m_urlLabel->setText(urlWords(form.operation));
    m_url->setAccessibleName(urlWords(form.operation));
    m_rows.show(m_rowGrant, generic && token);
    m_flow->applyChoices(call ? workbench::EndpointForm() : form);
    m_rows.show(m_rowFields, !m_fields->isEmpty());
    m_rows.show(m_rowSigned, generic && form.operation == Operation::Introspection);
    m_rows.show(m_rowClientId, client);
    m_rows.show(m_rowMethod, client);
    m_rows.show(m_rowSecret, client && secret);
    m_rows.show(m_rowEncode, client && basic);
    m_rows.show(m_rowKey, client && privateKey);
    m_keyHint->setVisible(privateKey && m_key->count() == 0);
    m_key->setVisible(m_key->count() > 0);
    m_rows.show(m_rowAssertion, call || bare ? m_assertion->property("used").toBool() : assertion);
    m_rows.show(m_rowPlan, assertion);
    const bool asks =
        token || form.operation == Operation::PushedAuthorization || form.operation == Operation::DeviceAuthorization;
    m_rows.show(m_rowScope, generic && asks);
    m_extras->setSteps(form.isFlow() && !call ? ExtraTable::Steps::Several : ExtraTable::Steps::One);
    const bool used = m_options->isUsed() || m_connection->isUsed();
    const bool open = m_moreOpen || used;
    m_rows.show(m_rowMoreFields, !used);
    m_moreFields->setText(m_moreOpen ? tr("Fewer fields") : tr("More fields"));
    m_plan->setMore(open);
    m_options->applyChoices(form, open && generic);
    m_connection->applyChoices(open                                 ? ConnectionSection::Wanted::All
                               : client && isMutualTls(form.method) ? ConnectionSection::Wanted::Certificate
                                                                    : ConnectionSection::Wanted::Nothing);
    m_discover->setEnabled(!m_busy && m_refusal.isEmpty() && !m_issuer->text().trimmed().isEmpty());
}

/// The list of fields is made anew when it is another one; what was typed in it goes.
void FormPane::applyFields(const workbench::EndpointForm& form) {
    const Preset* const preset = isCall() ? findPreset(m_presetId) : nullptr;
    const std::vector<PresetField> fields = preset != nullptr ? preset->fields : workbench::fieldsOf(form);
    QString mark = preset != nullptr ? QString::fromStdString(preset->id) : QStringLiteral("-");
    for (const PresetField& field : fields) {
        mark += QLatin1Char(' ') + QString::fromStdString(field.name + field.label);
    }
    if (mark != m_fieldsOf) {
        const bool was = std::exchange(m_filling, true);
        m_fieldsOf = mark;
        m_fields->setFields(fields);
        m_filling = was;
    }
}

void FormPane::toggleMore() {
    m_moreOpen = !m_moreOpen;
    applyChoices();
}

/// The address of what is asked for now takes the place of the one before; that one is kept for coming back.
void FormPane::chooseOperation() {
    const auto operation = chosen<Operation>(m_operation);
    if (operation != Operation::Token && m_presetId != "generic") {
        m_presetId = "generic";
        setOwnPreset({});
    }
    m_filling = true;
    m_url->setEditText(QString::fromStdString(m_addresses.of(operation)));
    m_filling = false;
    applyChoices();
    report();
}

void FormPane::showOwnPresets(const std::vector<workbench::OwnPreset>& presets, bool canKeepSecrets) {
    m_canKeepSecrets = canKeepSecrets;
    for (int i = m_preset->count() - 1; i >= 0; --i) {
        if (m_preset->itemData(i).toString().startsWith(QLatin1String("own:")) || !m_preset->itemData(i).isValid()) {
            m_preset->removeItem(i);
        }
    }
    if (!presets.empty()) {
        m_preset->insertSeparator(m_preset->count());
    }
    for (const workbench::OwnPreset& preset : presets) {
        m_preset->addItem(preset.name, QStringLiteral("own:") + preset.id);
    }
    showPreset();
}

void FormPane::setOwnPreset(const QString& id) {
    m_ownPreset = id;
    showPreset();
}

void FormPane::showPreset() {
    const int own = m_ownPreset.isEmpty() ? -1 : m_preset->findData(QStringLiteral("own:") + m_ownPreset);
    m_preset->setCurrentIndex(own >= 0 ? own : m_preset->findData(QString::fromStdString(m_presetId)));
    m_rename->setEnabled(own >= 0);
    m_remove->setEnabled(own >= 0);
}

void FormPane::choosePreset() {
    const QString chosenPreset = m_preset->currentData().toString();
    if (chosenPreset.startsWith(QLatin1String("own:"))) {
        Q_EMIT ownPresetChosen(chosenPreset.mid(4));
        return;
    }
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
    wish.addresses = form().addresses;
    setForm(wish);
    Q_EMIT formEdited();
}

} // namespace twb::ui
