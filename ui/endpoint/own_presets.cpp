// SPDX-License-Identifier: Apache-2.0
#include "endpoint/own_presets.h"

#include "endpoint/form_pane.h"
#include "workbench/endpoint_session.h"
#include "workbench/key_ring.h"

namespace twb::ui {

using workbench::EndpointPresets;
using workbench::OwnPreset;

OwnPresets::OwnPresets(FormPane& form, workbench::EndpointSession& session, const workbench::KeyRing& ring,
                       QObject* parent)
    : QObject(parent)
    , m_form(form)
    , m_session(session)
    , m_ring(ring) {
    connect(&session.presets(), &EndpointPresets::changed, this, &OwnPresets::show);
    connect(&session.presets(), &EndpointPresets::problem, this,
            [this](const QString& sentence) { m_form.say(sentence, MessageKind::Warning); });
    connect(&form, &FormPane::savePresetRequested, this, &OwnPresets::save);
    connect(&form, &FormPane::renamePresetRequested, this, &OwnPresets::rename);
    connect(&form, &FormPane::removePresetRequested, this, &OwnPresets::remove);
    connect(&form, &FormPane::ownPresetChosen, this, &OwnPresets::choose);
    show();
}

void OwnPresets::show() {
    m_form.showOwnPresets(m_session.presets().all(), m_session.presets().canKeepSecrets());
}

void OwnPresets::save(const QString& name, bool keepSecrets) {
    const auto saved = m_session.presets().save(name, m_form.form(),
                                                keepSecrets ? OwnPreset::Secrets::Kept : OwnPreset::Secrets::NotKept);
    if (!saved) {
        m_form.say(QString::fromStdString(saved.error().detail), MessageKind::Error);
        return;
    }
    m_form.setOwnPreset(*saved);
    Q_EMIT statusMessage(tr("Saved as a preset: %1").arg(name));
}

void OwnPresets::rename(const QString& name) {
    if (const auto done = m_session.presets().rename(m_form.ownPreset(), name); !done) {
        m_form.say(QString::fromStdString(done.error().detail), MessageKind::Error);
    }
}

void OwnPresets::remove() {
    const OwnPreset* const preset = m_session.presets().find(m_form.ownPreset());
    if (preset == nullptr) {
        return;
    }
    const QString name = preset->name;
    m_session.presets().remove(preset->id);
    m_form.setOwnPreset({});
    Q_EMIT statusMessage(tr("Removed the preset %1; the form stays as it is").arg(name));
}

void OwnPresets::choose(const QString& id) {
    m_session.presets().open(id, m_ring, this, [this, id](const workbench::EndpointForm& form, const QString& missing) {
        m_form.setForm(form);
        m_form.setOwnPreset(id);
        m_session.setForm(m_form.form());
        m_session.refreshPreview();
        if (!missing.isEmpty()) {
            m_form.say(missing, MessageKind::Warning);
        }
    });
}

} // namespace twb::ui
