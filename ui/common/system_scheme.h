// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/theme.h"
#include <optional>
#include <QDBusMessage>
#include <QPointer>
class QThread;

namespace twb::ui {

/// What the desktop prefers, light or dark and less motion, asked of the desktop portal over D-Bus.
///
/// (org.freedesktop.portal.Settings: namespace "org.freedesktop.appearance", key "color-scheme"; 0 no preference,
/// 1 dark, 2 light. Key "reduced-motion"; 1 wants less. Older desktops say it as "enable-animations" of
/// "org.gnome.desktop.interface", or in the settings file of GTK as "gtk-enable-animations".) Qt has no answer of its
/// own before 6.5. Nothing here blocks the GUI thread: joining the bus, which does block, happens on a thread that
/// lives only for that; without a bus nothing happens at all.
class SystemScheme : public QObject {
    Q_OBJECT
public:
    explicit SystemScheme(QObject* parent = nullptr);
    ~SystemScheme() override;

    /// Begins to ask; the answer comes as changed().
    void start();
    /// nullopt: no answer yet, or no preference.
    std::optional<Scheme> preference() const { return m_preference; }
    bool wantsLessMotion() const { return m_lessMotion; }

    /// Unwraps the variant in a variant that portals answer with.
    static std::optional<Scheme> parse(const QVariant& value);
    /// True or false if a setting of that name speaks of motion; nullopt: another one, or no answer.
    static std::optional<bool> parseLessMotion(const QString& group, const QString& key, const QVariant& value);
    /// The same of a settings file of GTK.
    static bool gtkWantsLessMotion(const QString& iniFile);

public Q_SLOTS:
    /// The portal's signal SettingChanged(namespace, key, value).
    void onSettingChanged(const QDBusMessage& message);

Q_SIGNALS:
    void changed();

private:
    void ask();
    void askFor(const QString& group, const QString& key);
    void take(const QString& group, const QString& key, const QVariant& value);
    void takeScheme(std::optional<Scheme> preference);
    void takeMotion(bool less);

    std::optional<Scheme> m_preference;
    bool m_lessMotion = false;
    QPointer<QThread> m_joining;
};

} // namespace twb::ui
