// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/header_rule.h"
#include "jose/jwe_form.h"
#include "oauth/http_message.h"
#include "workbench/date_format.h"

#include <chrono>
#include <memory>
#include <optional>
#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QVariantMap>

namespace twb::workbench {

enum class ThemeChoice : std::uint8_t { System, Light, Dark, SystemColours };
enum class Density : std::uint8_t { Automatic, Normal, Compact };
enum class ZoneChoice : std::uint8_t { Local, Utc, Named };
enum class MotionChoice : std::uint8_t { System, Off };
/// The parts of the Settings page that can be put back on their own.
enum class SettingsSection : std::uint8_t { Appearance, Time, Editor, Privacy, Network, Shortcuts };

/// What the program remembers between runs. Only what stands here is ever written: never a token, key or secret.
class Settings : public QObject {
    Q_OBJECT

public:
    /// The user's own file, or another one in tests.
    explicit Settings(QObject* parent = nullptr);
    Settings(const QString& iniFile, QObject* parent);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    Density density() const;
    void setDensity(Density density);
    int zoom() const; ///< percent, 80 to 200 in steps of 10
    void setZoom(int percent);
    ZoneChoice zone() const;
    void setZone(ZoneChoice zone);
    QByteArray zoneName() const; ///< IANA name of the zone that was chosen last by name; empty if there is none
    void setZoneName(const QByteArray& ianaName); ///< the zone becomes Named
    MotionChoice motion() const;
    void setMotion(MotionChoice motion);
    QString monoFamily() const; ///< fixed-pitch family of the editors; empty: the one that the program finds
    void setMonoFamily(const QString& family);
    int monoStep() const; ///< pixels that the editors' text is larger than usual, -2 to 6, at zoom 100
    void setMonoStep(int pixels);
    DateFormat dateFormat() const;
    void setDateFormat(DateFormat format);
    bool foldToken() const; ///< the encoded token is folded to the width of its pane
    void setFoldToken(bool on);
    bool underlineParts() const;
    void setUnderlineParts(bool on);
    bool signWhileTyping() const;
    void setSignWhileTyping(bool on);
    /// What signing writes into the header of a copy.
    doctor::HeaderRule headerRule() const;
    void setHeaderRule(doctor::HeaderRule rule);
    bool indentNewJson() const; ///< templates and made headers begin indented, not compact
    void setIndentNewJson(bool on);
    /// What a stranger's token may cost: octets of an inflated payload (1,000 to 1,000,000,000) and rounds of PBES2
    /// (1,000 to 100,000,000); the other caps are the usual ones.
    jose::JweLimits caps() const;
    void setInflatedOctets(int octets);
    void setPbes2Count(int rounds);
    std::chrono::seconds leeway() const; ///< 0 to 3600
    void setLeeway(std::chrono::seconds leeway);
    bool maskPersonalData() const; ///< in reports and exports
    void setMaskPersonalData(bool on);
    bool keepEndpointHistory() const; ///< requests of the Endpoint workspace stay for later runs, without secrets
    void setKeepEndpointHistory(bool on);
    bool keepTabs() const; ///< tabs stay for the next run, encrypted; see TabStore
    void setKeepTabs(bool on);
    bool offerClipboard() const; ///< a token on the clipboard is offered when the window comes to the front
    void setOfferClipboard(bool on);
    bool networkOff() const; ///< nothing is sent, whatever is pressed
    void setNetworkOff(bool on);
    oauth::ProxyOptions proxy() const;
    void setProxy(const oauth::ProxyOptions& proxy);
    QString caFile() const; ///< path of extra authorities; empty: none
    void setCaFile(const QString& path);
    std::chrono::seconds requestTimeout() const; ///< 1 to 300
    void setRequestTimeout(std::chrono::seconds timeout);
    std::chrono::seconds clearSecretsAfter() const; ///< 5 to 600
    void setClearSecretsAfter(std::chrono::seconds delay);

    /// @{ Keys of an action, by its object name, as portable texts separated by "; "; nullopt: the usual ones. Empty:
    /// it has none.
    std::optional<QString> shortcuts(const QString& action) const;
    void setShortcuts(const QString& action, const std::optional<QString>& keys);
    /// @}

    /// What was set in one section; for restore().
    using Kept = QVariantMap;
    Kept resetSection(SettingsSection section);
    void restore(const Kept& kept);
    bool isDefault(SettingsSection section) const;

    /// Geometry and splitters, by the name of the window or splitter.
    QByteArray layout(const QString& name) const;
    void setLayout(const QString& name, const QByteArray& state);

Q_SIGNALS:
    void changed();

private:
    void store(const QString& key, const QVariant& value);

    std::unique_ptr<QSettings> m_store;
};

} // namespace twb::workbench
