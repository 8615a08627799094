// SPDX-License-Identifier: Apache-2.0
#include "workbench/settings.h"

#include <algorithm>
#include <QTimeZone>

namespace twb::workbench {
namespace {

const QString themeKey = QStringLiteral("appearance/theme");
const QString densityKey = QStringLiteral("appearance/density");
const QString zoomKey = QStringLiteral("appearance/zoom");
const QString underlineKey = QStringLiteral("appearance/underlineParts");
const QString zoneKey = QStringLiteral("time/zone");
const QString leewayKey = QStringLiteral("time/leeway");
const QString zoneNameKey = QStringLiteral("time/zoneName");
const QString motionKey = QStringLiteral("appearance/motion");
const QString foldKey = QStringLiteral("editor/foldToken");
const QString maskKey = QStringLiteral("privacy/maskPersonalData");
const QString historyKey = QStringLiteral("privacy/keepEndpointHistory");
const QString clearKey = QStringLiteral("privacy/clearSecretsAfter");
const QString offerKey = QStringLiteral("privacy/offerClipboard");
const QString offKey = QStringLiteral("network/off");
const QString proxyKey = QStringLiteral("network/proxy");
const QString proxyUrlKey = QStringLiteral("network/proxyUrl");
const QString caFileKey = QStringLiteral("network/caFile");
const QString timeoutKey = QStringLiteral("network/timeout");
const QString inflatedKey = QStringLiteral("editor/inflatedOctets");
const QString roundsKey = QStringLiteral("editor/pbes2Count");
const QString headerKey = QStringLiteral("editor/onSigning");
const QString indentKey = QStringLiteral("editor/indentNewJson");
const QString monoFamilyKey = QStringLiteral("appearance/monoFamily");
const QString monoStepKey = QStringLiteral("appearance/monoStep");
const QString dateFormatKey = QStringLiteral("time/dateFormat");
const QString keepTabsKey = QStringLiteral("privacy/keepTabs");
const QString shortcutPrefix = QStringLiteral("shortcuts/");
const QString signKey = QStringLiteral("editor/signWhileTyping");

/// A stored number that may have been edited by hand.
template <typename E>
E choice(const QSettings& store, const QString& key, int last) {
    const int value = store.value(key, 0).toInt();
    return static_cast<E>(value >= 0 && value <= last ? value : 0);
}

/// Every key of a section begins with its name.
QString groupOf(SettingsSection section) {
    switch (section) {
    case SettingsSection::Appearance:
        return QStringLiteral("appearance");
    case SettingsSection::Time:
        return QStringLiteral("time");
    case SettingsSection::Editor:
        return QStringLiteral("editor");
    case SettingsSection::Network:
        return QStringLiteral("network");
    case SettingsSection::Shortcuts:
        return QStringLiteral("shortcuts");
    case SettingsSection::Privacy:
        break;
    }
    return QStringLiteral("privacy");
}

int cleanInflated(int octets) {
    return std::clamp(octets, 1'000, 1'000'000'000);
}

int cleanRounds(int rounds) {
    return std::clamp(rounds, 1'000, 100'000'000);
}

int cleanStep(int pixels) {
    return std::clamp(pixels, -2, 6);
}

int cleanZoom(int percent) {
    return std::clamp((percent + 5) / 10 * 10, 80, 200);
}

} // namespace

Settings::Settings(QObject* parent)
    : QObject(parent)
    , m_store(std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("token-workbench"),
                                          QStringLiteral("token-workbench"))) {}

Settings::Settings(const QString& iniFile, QObject* parent)
    : QObject(parent)
    , m_store(std::make_unique<QSettings>(iniFile, QSettings::IniFormat)) {}

void Settings::store(const QString& key, const QVariant& value) {
    if (m_store->value(key) != value) {
        m_store->setValue(key, value);
        Q_EMIT changed();
    }
}

ThemeChoice Settings::theme() const {
    return choice<ThemeChoice>(*m_store, themeKey, 3);
}
void Settings::setTheme(ThemeChoice theme) {
    store(themeKey, static_cast<int>(theme));
}

Density Settings::density() const {
    return choice<Density>(*m_store, densityKey, 2);
}
void Settings::setDensity(Density density) {
    store(densityKey, static_cast<int>(density));
}

int Settings::zoom() const {
    return cleanZoom(m_store->value(zoomKey, 100).toInt());
}
void Settings::setZoom(int percent) {
    store(zoomKey, cleanZoom(percent));
}

ZoneChoice Settings::zone() const {
    const auto zone = choice<ZoneChoice>(*m_store, zoneKey, 2);
    return zone == ZoneChoice::Named && zoneName().isEmpty() ? ZoneChoice::Local : zone;
}
void Settings::setZone(ZoneChoice zone) {
    store(zoneKey, static_cast<int>(zone));
}

QByteArray Settings::zoneName() const {
    const QByteArray name = m_store->value(zoneNameKey).toByteArray();
    return QTimeZone::isTimeZoneIdAvailable(name) ? name : QByteArray();
}
void Settings::setZoneName(const QByteArray& ianaName) {
    if (ianaName == zoneName() && zone() == ZoneChoice::Named) {
        return;
    }
    m_store->setValue(zoneNameKey, ianaName);
    m_store->setValue(zoneKey, static_cast<int>(ZoneChoice::Named));
    Q_EMIT changed();
}

MotionChoice Settings::motion() const {
    return choice<MotionChoice>(*m_store, motionKey, 1);
}
void Settings::setMotion(MotionChoice motion) {
    store(motionKey, static_cast<int>(motion));
}

QString Settings::monoFamily() const {
    return m_store->value(monoFamilyKey).toString();
}
void Settings::setMonoFamily(const QString& family) {
    store(monoFamilyKey, family);
}

int Settings::monoStep() const {
    return cleanStep(m_store->value(monoStepKey, 0).toInt());
}
void Settings::setMonoStep(int pixels) {
    store(monoStepKey, cleanStep(pixels));
}

DateFormat Settings::dateFormat() const {
    return choice<DateFormat>(*m_store, dateFormatKey, 3);
}
void Settings::setDateFormat(DateFormat format) {
    store(dateFormatKey, static_cast<int>(format));
}

bool Settings::foldToken() const {
    return m_store->value(foldKey, true).toBool();
}
void Settings::setFoldToken(bool on) {
    store(foldKey, on);
}

bool Settings::maskPersonalData() const {
    return m_store->value(maskKey, true).toBool();
}
void Settings::setMaskPersonalData(bool on) {
    store(maskKey, on);
}

bool Settings::keepEndpointHistory() const {
    return m_store->value(historyKey, false).toBool();
}
void Settings::setKeepEndpointHistory(bool on) {
    store(historyKey, on);
}

bool Settings::keepTabs() const {
    return m_store->value(keepTabsKey, false).toBool();
}
void Settings::setKeepTabs(bool on) {
    store(keepTabsKey, on);
}

bool Settings::offerClipboard() const {
    return m_store->value(offerKey, true).toBool();
}
void Settings::setOfferClipboard(bool on) {
    store(offerKey, on);
}

bool Settings::networkOff() const {
    return m_store->value(offKey, false).toBool();
}
void Settings::setNetworkOff(bool on) {
    store(offKey, on);
}

oauth::ProxyOptions Settings::proxy() const {
    return {choice<oauth::ProxyOptions::Kind>(*m_store, proxyKey, 2),
            m_store->value(proxyUrlKey).toString().toStdString()};
}
void Settings::setProxy(const oauth::ProxyOptions& proxy) {
    if (proxy != this->proxy()) {
        m_store->setValue(proxyKey, static_cast<int>(proxy.kind));
        m_store->setValue(proxyUrlKey, QString::fromStdString(proxy.url));
        Q_EMIT changed();
    }
}

QString Settings::caFile() const {
    return m_store->value(caFileKey).toString();
}
void Settings::setCaFile(const QString& path) {
    store(caFileKey, path);
}

std::chrono::seconds Settings::requestTimeout() const {
    return std::chrono::seconds(std::clamp(m_store->value(timeoutKey, 30).toInt(), 1, 300));
}
void Settings::setRequestTimeout(std::chrono::seconds timeout) {
    store(timeoutKey, static_cast<int>(std::clamp<std::int64_t>(timeout.count(), 1, 300)));
}

std::chrono::seconds Settings::clearSecretsAfter() const {
    return std::chrono::seconds(std::clamp(m_store->value(clearKey, 45).toInt(), 5, 600));
}
void Settings::setClearSecretsAfter(std::chrono::seconds delay) {
    store(clearKey, static_cast<int>(std::clamp<std::int64_t>(delay.count(), 5, 600)));
}

std::optional<QString> Settings::shortcuts(const QString& action) const {
    const QVariant kept = m_store->value(shortcutPrefix + action);
    return kept.isValid() ? std::optional(kept.toString()) : std::nullopt;
}
void Settings::setShortcuts(const QString& action, const std::optional<QString>& keys) {
    if (keys) {
        store(shortcutPrefix + action, *keys);
    } else if (m_store->contains(shortcutPrefix + action)) {
        m_store->remove(shortcutPrefix + action);
        Q_EMIT changed();
    }
}

Settings::Kept Settings::resetSection(SettingsSection section) {
    const QString prefix = groupOf(section) + QLatin1Char('/');
    Kept kept;
    for (const QString& key : m_store->allKeys()) {
        if (key.startsWith(prefix)) {
            kept.insert(key, m_store->value(key));
            m_store->remove(key);
        }
    }
    if (!kept.isEmpty()) {
        Q_EMIT changed();
    }
    return kept;
}

void Settings::restore(const Kept& kept) {
    for (auto entry = kept.begin(); entry != kept.end(); ++entry) {
        m_store->setValue(entry.key(), entry.value());
    }
    if (!kept.isEmpty()) {
        Q_EMIT changed();
    }
}

bool Settings::isDefault(SettingsSection section) const {
    const QString prefix = groupOf(section) + QLatin1Char('/');
    const QStringList keys = m_store->allKeys();
    return std::none_of(keys.begin(), keys.end(), [&](const QString& key) { return key.startsWith(prefix); });
}

bool Settings::underlineParts() const {
    return m_store->value(underlineKey, false).toBool();
}
void Settings::setUnderlineParts(bool on) {
    store(underlineKey, on);
}

bool Settings::signWhileTyping() const {
    return m_store->value(signKey, true).toBool();
}
void Settings::setSignWhileTyping(bool on) {
    store(signKey, on);
}

doctor::HeaderRule Settings::headerRule() const {
    return choice<doctor::HeaderRule>(*m_store, headerKey, 2);
}
void Settings::setHeaderRule(doctor::HeaderRule rule) {
    store(headerKey, static_cast<int>(rule));
}

bool Settings::indentNewJson() const {
    return m_store->value(indentKey, false).toBool();
}
void Settings::setIndentNewJson(bool on) {
    store(indentKey, on);
}

jose::JweLimits Settings::caps() const {
    jose::JweLimits caps;
    const auto octets = m_store->value(inflatedKey, static_cast<int>(caps.inflatedOctets)).toInt();
    caps.inflatedOctets = static_cast<std::size_t>(cleanInflated(octets));
    caps.pbes2Count = cleanRounds(m_store->value(roundsKey, static_cast<int>(caps.pbes2Count)).toInt());
    return caps;
}
void Settings::setInflatedOctets(int octets) {
    store(inflatedKey, cleanInflated(octets));
}
void Settings::setPbes2Count(int rounds) {
    store(roundsKey, cleanRounds(rounds));
}

std::chrono::seconds Settings::leeway() const {
    return std::chrono::seconds(std::clamp(m_store->value(leewayKey, 60).toInt(), 0, 3600));
}
void Settings::setLeeway(std::chrono::seconds leeway) {
    store(leewayKey, static_cast<int>(std::clamp<std::int64_t>(leeway.count(), 0, 3600)));
}

QByteArray Settings::layout(const QString& name) const {
    return m_store->value(QStringLiteral("layout/") + name).toByteArray();
}
void Settings::setLayout(const QString& name, const QByteArray& state) {
    m_store->setValue(QStringLiteral("layout/") + name, state); // no changed(): nobody else shows it
}

} // namespace twb::workbench
