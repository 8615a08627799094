// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QObject>

namespace twb::workbench {
class EndpointSession;
class KeyRing;
} // namespace twb::workbench

namespace twb::ui {

class FormPane;

/// Own presets between form and session: saving the form as one, choosing, renaming and removing one.
class OwnPresets : public QObject {
    Q_OBJECT
public:
    OwnPresets(FormPane& form, workbench::EndpointSession& session, const workbench::KeyRing& ring,
               QObject* parent = nullptr);

Q_SIGNALS:
    void statusMessage(const QString& text);

private:
    void show();
    void save(const QString& name, bool keepSecrets);
    void rename(const QString& name);
    void remove();
    void choose(const QString& id);

    FormPane& m_form;
    workbench::EndpointSession& m_session;
    const workbench::KeyRing& m_ring;
};

} // namespace twb::ui
