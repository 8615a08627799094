// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/theme.h"
#include <optional>
#include <QDBusMessage>
#include <QPointer>
class QThread;

namespace twb::ui {

/// What the desktop prefers, light or dark, asked of the desktop portal over D-Bus.
///
/// (org.freedesktop.portal.Settings: namespace "org.freedesktop.appearance", key "color-scheme"; 0 no preference,
/// 1 dark, 2 light.) Qt has no answer of its own before 6.5. Nothing here blocks the GUI thread: joining the bus, which
/// does block, happens on a thread that lives only for that; without a bus nothing happens at all.
class SystemScheme : public QObject {
    Q_OBJECT
public:
    explicit SystemScheme(QObject* parent = nullptr);
    ~SystemScheme() override;

    /// Begins to ask; the answer comes as changed().
    void start();
    /// nullopt: no answer yet, or no preference.
    std::optional<Scheme> preference() const { return m_preference; }

    /// Unwraps the variant in a variant that portals answer with.
    static std::optional<Scheme> parse(const QVariant& value);

public Q_SLOTS:
    /// The portal's signal SettingChanged(namespace, key, value).
    void onSettingChanged(const QDBusMessage& message);

Q_SIGNALS:
    void changed();

private:
    void ask();
    void take(std::optional<Scheme> preference);

    std::optional<Scheme> m_preference;
    QPointer<QThread> m_joining;
};

} // namespace twb::ui
