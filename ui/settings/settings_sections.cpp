// SPDX-License-Identifier: Apache-2.0
#include "settings/settings_sections.h"
#include "common/zone_popup.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalBlocker>
#include <QSpinBox>

namespace twb::ui {

using workbench::SettingsSection;
using workbench::ZoneChoice;

namespace {

void showValue(QSpinBox* spin, int value) {
    const QSignalBlocker quiet(spin);
    spin->setValue(value);
}

} // namespace

AppearanceSettings::AppearanceSettings(workbench::Settings& settings, QWidget* parent)
    : SettingsSectionPage(SettingsSection::Appearance, tr("Appearance"), settings, parent)
    , m_theme(new QComboBox(this))
    , m_density(new QComboBox(this))
    , m_zoom(new QSpinBox(this))
    , m_motion(new QComboBox(this))
    , m_underline(new QCheckBox(tr("Underline token parts"), this)) {
    setObjectName(QStringLiteral("appearanceSettings"));
    m_theme->addItems({tr("As the desktop"), tr("Light"), tr("Dark"), tr("System colours")});
    m_density->addItems({tr("By window height"), tr("Normal"), tr("Compact")});
    m_zoom->setRange(80, 200);
    m_zoom->setSingleStep(10);
    m_zoom->setSuffix(tr(" %"));
    m_zoom->setKeyboardTracking(false);
    m_motion->addItems({tr("As the desktop asks"), tr("None")});
    addRow(tr("Theme"), m_theme, QStringLiteral("themeCombo"));
    addRow(tr("Density"), m_density, QStringLiteral("densityCombo"));
    addRow(tr("Zoom"), m_zoom, QStringLiteral("zoomSpin"));
    addRow(tr("Motion"), m_motion, QStringLiteral("motionCombo"));
    addCheck(m_underline, QStringLiteral("underlineCheck"));
    addNote(tr("Solid, dotted, dashed, dash-dot and double lines tell the parts apart without colour."));
    connect(m_theme, &QComboBox::activated, this,
            [this](int index) { this->settings().setTheme(static_cast<workbench::ThemeChoice>(index)); });
    connect(m_density, &QComboBox::activated, this,
            [this](int index) { this->settings().setDensity(static_cast<workbench::Density>(index)); });
    connect(m_zoom, &QSpinBox::valueChanged, &settings, &workbench::Settings::setZoom);
    connect(m_motion, &QComboBox::activated, this,
            [this](int index) { this->settings().setMotion(static_cast<workbench::MotionChoice>(index)); });
    connect(m_underline, &QCheckBox::clicked, &settings, &workbench::Settings::setUnderlineParts);
}

void AppearanceSettings::render() {
    m_theme->setCurrentIndex(static_cast<int>(settings().theme()));
    m_density->setCurrentIndex(static_cast<int>(settings().density()));
    showValue(m_zoom, settings().zoom());
    m_motion->setCurrentIndex(static_cast<int>(settings().motion()));
    m_underline->setChecked(settings().underlineParts());
}

TimeSettings::TimeSettings(workbench::Settings& settings, QWidget* parent)
    : SettingsSectionPage(SettingsSection::Time, tr("Time"), settings, parent)
    , m_zone(new QComboBox(this))
    , m_leeway(new QSpinBox(this)) {
    setObjectName(QStringLiteral("timeSettings"));
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_leeway->setRange(0, 3600);
    m_leeway->setSingleStep(5);
    m_leeway->setSuffix(tr(" s"));
    m_leeway->setKeyboardTracking(false);
    addRow(tr("Dates are written in"), m_zone, QStringLiteral("zoneCombo"));
    addRow(tr("Leeway"), m_leeway, QStringLiteral("settingsLeewaySpin"));
    addNote(tr("Seconds by which the clocks of issuer and receiver may differ."));
    connect(m_zone, &QComboBox::activated, this, &TimeSettings::chooseZone);
    connect(m_leeway, &QSpinBox::valueChanged, this, [this](int seconds) {
        this->settings().setLeeway(std::chrono::seconds(seconds));
        Q_EMIT leewayChosen(std::chrono::seconds(seconds));
    });
}

void TimeSettings::render() {
    const QByteArray name = settings().zoneName();
    m_zone->clear();
    m_zone->addItem(tr("Local time"), QVariant::fromValue(static_cast<int>(ZoneChoice::Local)));
    m_zone->addItem(tr("UTC"), QVariant::fromValue(static_cast<int>(ZoneChoice::Utc)));
    if (!name.isEmpty()) {
        m_zone->addItem(QString::fromLatin1(name), QVariant::fromValue(static_cast<int>(ZoneChoice::Named)));
    }
    m_zone->addItem(tr("Other…"));
    m_zone->setCurrentIndex(m_zone->findData(static_cast<int>(settings().zone())));
    showValue(m_leeway, static_cast<int>(settings().leeway().count()));
}

void TimeSettings::chooseZone(int index) {
    const QVariant chosen = m_zone->itemData(index);
    if (chosen.isValid()) {
        settings().setZone(static_cast<ZoneChoice>(chosen.toInt()));
        return;
    }
    render(); // “Other…” itself is no zone
    auto* popup = new ZonePopup(settings().zoneName(), this);
    connect(popup, &ZonePopup::zoneChosen, &settings(), &workbench::Settings::setZoneName);
    popup->openUnder(*m_zone);
}

EditorSettings::EditorSettings(workbench::Settings& settings, QWidget* parent)
    : SettingsSectionPage(SettingsSection::Editor, tr("Editor"), settings, parent)
    , m_whileTyping(new QCheckBox(tr("Sign while typing"), this))
    , m_fold(new QCheckBox(tr("Fold the encoded token to the width of its pane"), this))
    , m_inflated(new QSpinBox(this))
    , m_rounds(new QSpinBox(this)) {
    setObjectName(QStringLiteral("editorSettings"));
    m_inflated->setRange(1'000, 1'000'000'000);
    m_inflated->setSingleStep(50'000);
    m_inflated->setSuffix(tr(" bytes"));
    m_rounds->setRange(1'000, 100'000'000);
    m_rounds->setSingleStep(100'000);
    for (QSpinBox* spin : {m_inflated, m_rounds}) {
        spin->setGroupSeparatorShown(true);
        spin->setKeyboardTracking(false);
    }
    addCheck(m_whileTyping, QStringLiteral("settingsSignCheck"));
    addNote(tr("New tabs begin with it: your copy is signed again at each change when a signing key is there."));
    addCheck(m_fold, QStringLiteral("settingsFoldCheck"));
    addRow(tr("Largest inflated payload"), m_inflated, QStringLiteral("settingsInflatedSpin"));
    addRow(tr("Most PBES2 rounds"), m_rounds, QStringLiteral("settingsRoundsSpin"));
    addNote(tr("What asks for more is refused, because it can be an attack on your memory or time. One million rounds "
               "take about a quarter of a second."));
    connect(m_whileTyping, &QCheckBox::clicked, &settings, &workbench::Settings::setSignWhileTyping);
    connect(m_fold, &QCheckBox::clicked, &settings, &workbench::Settings::setFoldToken);
    connect(m_inflated, &QSpinBox::valueChanged, &settings, &workbench::Settings::setInflatedOctets);
    connect(m_rounds, &QSpinBox::valueChanged, &settings, &workbench::Settings::setPbes2Count);
}

void EditorSettings::render() {
    const jose::JweLimits caps = settings().caps();
    showValue(m_inflated, static_cast<int>(caps.inflatedOctets));
    showValue(m_rounds, static_cast<int>(caps.pbes2Count));
    m_whileTyping->setChecked(settings().signWhileTyping());
    m_fold->setChecked(settings().foldToken());
}

PrivacySettings::PrivacySettings(workbench::Settings& settings, QWidget* parent)
    : SettingsSectionPage(SettingsSection::Privacy, tr("Privacy"), settings, parent)
    , m_mask(new QCheckBox(tr("Mask personal data in reports and exports"), this))
    , m_history(new QCheckBox(tr("Keep the history of Endpoint, without secrets and answers"), this))
    , m_offer(new QCheckBox(tr("Offer a token that the clipboard holds"), this))
    , m_clear(new QSpinBox(this)) {
    setObjectName(QStringLiteral("privacySettings"));
    m_clear->setRange(5, 600);
    m_clear->setSingleStep(5);
    m_clear->setSuffix(tr(" s"));
    m_clear->setKeyboardTracking(false);
    addCheck(m_mask, QStringLiteral("maskCheck"));
    addCheck(m_history, QStringLiteral("endpointHistoryCheck"));
    addCheck(m_offer, QStringLiteral("offerClipboardCheck"));
    addNote(
        tr("When the window comes to the front over an empty tab. The clipboard is read for it, and nothing kept."));
    addRow(tr("Clear copied secrets after"), m_clear, QStringLiteral("clearSecretsSpin"));
    addNote(tr("A secret or private key that you copied is taken off the clipboard, if it is still there."));
    connect(m_mask, &QCheckBox::clicked, &settings, &workbench::Settings::setMaskPersonalData);
    connect(m_history, &QCheckBox::clicked, &settings, &workbench::Settings::setKeepEndpointHistory);
    connect(m_offer, &QCheckBox::clicked, &settings, &workbench::Settings::setOfferClipboard);
    connect(m_clear, &QSpinBox::valueChanged, this,
            [this](int seconds) { this->settings().setClearSecretsAfter(std::chrono::seconds(seconds)); });
}

void PrivacySettings::render() {
    m_mask->setChecked(settings().maskPersonalData());
    m_history->setChecked(settings().keepEndpointHistory());
    m_offer->setChecked(settings().offerClipboard());
    showValue(m_clear, static_cast<int>(settings().clearSecretsAfter().count()));
}

} // namespace twb::ui
