// SPDX-License-Identifier: Apache-2.0
#include "settings/settings_sections.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "common/zone_popup.h"
#include "common/zones.h"
#include "workbench/tab_store.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace twb::ui {

using workbench::SettingsSection;
using workbench::ZoneChoice;

namespace {

void showValue(QSpinBox* spin, int value) {
    const QSignalBlocker quiet(spin);
    spin->setValue(value);
}

/// The place of the largest number that is not above the wanted one: settings may have been written by hand.
int nearest(const QComboBox& combo, int wanted) {
    int place = 0;
    while (place + 1 < combo.count() && combo.itemData(place + 1).toInt() <= wanted) {
        ++place;
    }
    return place;
}

} // namespace

AppearanceSettings::AppearanceSettings(workbench::Settings& settings, QWidget* parent)
    : SettingsSectionPage(SettingsSection::Appearance, tr("Appearance"), settings, parent)
    , m_theme(new QComboBox(this))
    , m_density(new QComboBox(this))
    , m_zoom(new QSpinBox(this))
    , m_family(new QComboBox(this))
    , m_step(new QComboBox(this))
    , m_motion(new QComboBox(this))
    , m_underline(new QCheckBox(tr("Underline token parts"), this)) {
    setObjectName(QStringLiteral("appearanceSettings"));
    m_theme->addItems({tr("As the desktop"), tr("Light"), tr("Dark"), tr("System colours")});
    m_density->addItems({tr("By window height"), tr("Normal"), tr("Compact")});
    m_zoom->setRange(80, 200);
    m_zoom->setSingleStep(10);
    m_zoom->setSuffix(tr(" %"));
    m_zoom->setKeyboardTracking(false);
    m_family->addItem(tr("As the system says"), QString());
    for (const QString& family : fonts::fixedFamilies()) {
        m_family->addItem(family, family);
    }
    for (const int pixels : {-2, -1, 0, 1, 2, 3, 4, 6}) {
        m_step->addItem(pixels == 0  ? tr("As usual")
                        : pixels < 0 ? tr("%1 px smaller").arg(-pixels)
                                     : tr("%1 px larger").arg(pixels),
                        pixels);
    }
    m_motion->addItems({tr("As the desktop asks"), tr("None")});
    addRow(tr("Theme"), m_theme, QStringLiteral("themeCombo"));
    addRow(tr("Density"), m_density, QStringLiteral("densityCombo"));
    addRow(tr("Font of the editors"), m_family, QStringLiteral("monoFamilyCombo"));
    addRow(tr("Size of that font"), m_step, QStringLiteral("monoStepCombo"));
    addNote(tr("Of tokens, JSON, keys and everything else that is written in a fixed font."));
    addRow(tr("Zoom"), m_zoom, QStringLiteral("zoomSpin"));
    addRow(tr("Motion"), m_motion, QStringLiteral("motionCombo"));
    addCheck(m_underline, QStringLiteral("underlineCheck"));
    addNote(tr("Solid, dotted, dashed, dash-dot and double lines tell the parts apart without colour."));
    connect(m_theme, &QComboBox::activated, this,
            [this](int index) { this->settings().setTheme(static_cast<workbench::ThemeChoice>(index)); });
    connect(m_density, &QComboBox::activated, this,
            [this](int index) { this->settings().setDensity(static_cast<workbench::Density>(index)); });
    connect(m_zoom, &QSpinBox::valueChanged, &settings, &workbench::Settings::setZoom);
    connect(m_family, &QComboBox::activated, this,
            [this] { this->settings().setMonoFamily(m_family->currentData().toString()); });
    connect(m_step, &QComboBox::activated, this,
            [this] { this->settings().setMonoStep(m_step->currentData().toInt()); });
    connect(m_motion, &QComboBox::activated, this,
            [this](int index) { this->settings().setMotion(static_cast<workbench::MotionChoice>(index)); });
    connect(m_underline, &QCheckBox::clicked, &settings, &workbench::Settings::setUnderlineParts);
}

void AppearanceSettings::render() {
    m_theme->setCurrentIndex(static_cast<int>(settings().theme()));
    m_density->setCurrentIndex(static_cast<int>(settings().density()));
    showValue(m_zoom, settings().zoom());
    m_family->setCurrentIndex(std::max(0, m_family->findData(settings().monoFamily()))); // it may be gone by now
    m_step->setCurrentIndex(nearest(*m_step, settings().monoStep()));
    m_motion->setCurrentIndex(static_cast<int>(settings().motion()));
    m_underline->setChecked(settings().underlineParts());
}

TimeSettings::TimeSettings(workbench::Settings& settings, QWidget* parent)
    : SettingsSectionPage(SettingsSection::Time, tr("Time"), settings, parent)
    , m_zone(new QComboBox(this))
    , m_format(new QComboBox(this))
    , m_leeway(new QSpinBox(this)) {
    setObjectName(QStringLiteral("timeSettings"));
    m_format->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_leeway->setRange(0, 3600);
    m_leeway->setSingleStep(5);
    m_leeway->setSuffix(tr(" s"));
    m_leeway->setKeyboardTracking(false);
    addRow(tr("Dates are written in"), m_zone, QStringLiteral("zoneCombo"));
    addRow(tr("Format of dates"), m_format, QStringLiteral("dateFormatCombo"));
    addRow(tr("Leeway"), m_leeway, QStringLiteral("settingsLeewaySpin"));
    addNote(tr("Seconds by which the clocks of issuer and receiver may differ."));
    connect(m_zone, &QComboBox::activated, this, &TimeSettings::chooseZone);
    connect(m_format, &QComboBox::activated, this,
            [this](int index) { this->settings().setDateFormat(static_cast<workbench::DateFormat>(index)); });
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
    // Each way by an example, in the zone that is chosen.
    const Time example = Time(std::chrono::seconds(1735689900));
    m_format->clear();
    for (const auto format : {workbench::DateFormat::Words, workbench::DateFormat::Digits, workbench::DateFormat::Iso,
                              workbench::DateFormat::Locale}) {
        workbench::DateStyle style = dateStyle(settings());
        style.format = format;
        const QString text = workbench::dateTimeText(example, style);
        m_format->addItem(format == workbench::DateFormat::Locale ? tr("As the system says: %1").arg(text) : text);
    }
    m_format->setCurrentIndex(static_cast<int>(settings().dateFormat()));
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
    , m_onSigning(new QComboBox(this))
    , m_newJson(new QComboBox(this))
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
    m_onSigning->addItem(tr("Set alg, typ and kid"), static_cast<int>(doctor::HeaderRule::AlgorithmTypeKid));
    m_onSigning->addItem(tr("Set alg only"), static_cast<int>(doctor::HeaderRule::Algorithm));
    m_onSigning->addItem(tr("Leave the header alone"), static_cast<int>(doctor::HeaderRule::LeaveAlone));
    addRow(tr("On signing"), m_onSigning, QStringLiteral("onSigningCombo"));
    addNote(tr("What the signing key says is written into the header of your copy before it is signed. What you type "
               "there yourself stays until something else is changed, or “Sign copy” is pressed."));
    m_newJson->addItems({tr("Compact"), tr("Indented")});
    addRow(tr("New JSON"), m_newJson, QStringLiteral("newJsonCombo"));
    addNote(tr("How the header and payload of a template, and headers that are made for you, are written."));
    addCheck(m_fold, QStringLiteral("settingsFoldCheck"));
    addRow(tr("Largest inflated payload"), m_inflated, QStringLiteral("settingsInflatedSpin"));
    addRow(tr("Most PBES2 rounds"), m_rounds, QStringLiteral("settingsRoundsSpin"));
    addNote(tr("What asks for more is refused, because it can be an attack on your memory or time. One million rounds "
               "take about a quarter of a second."));
    connect(m_whileTyping, &QCheckBox::clicked, &settings, &workbench::Settings::setSignWhileTyping);
    connect(m_onSigning, &QComboBox::activated, this, [this] {
        this->settings().setHeaderRule(static_cast<doctor::HeaderRule>(m_onSigning->currentData().toInt()));
    });
    connect(m_newJson, &QComboBox::activated, this,
            [this](int index) { this->settings().setIndentNewJson(index == 1); });
    connect(m_fold, &QCheckBox::clicked, &settings, &workbench::Settings::setFoldToken);
    connect(m_inflated, &QSpinBox::valueChanged, &settings, &workbench::Settings::setInflatedOctets);
    connect(m_rounds, &QSpinBox::valueChanged, &settings, &workbench::Settings::setPbes2Count);
}

void EditorSettings::render() {
    const jose::JweLimits caps = settings().caps();
    showValue(m_inflated, static_cast<int>(caps.inflatedOctets));
    showValue(m_rounds, static_cast<int>(caps.pbes2Count));
    m_whileTyping->setChecked(settings().signWhileTyping());
    m_onSigning->setCurrentIndex(m_onSigning->findData(static_cast<int>(settings().headerRule())));
    m_newJson->setCurrentIndex(settings().indentNewJson() ? 1 : 0);
    m_fold->setChecked(settings().foldToken());
}

PrivacySettings::PrivacySettings(workbench::Settings& settings, workbench::TabStore* tabs, QWidget* parent)
    : SettingsSectionPage(SettingsSection::Privacy, tr("Privacy"), settings, parent)
    , m_mask(new QCheckBox(tr("Mask personal data in reports and exports"), this))
    , m_history(new QCheckBox(tr("Keep the history of Endpoint, without secrets and answers"), this))
    , m_tabs(tabs)
    , m_offer(new QCheckBox(tr("Offer a token that the clipboard holds"), this))
    , m_clear(new QSpinBox(this)) {
    setObjectName(QStringLiteral("privacySettings"));
    m_clear->setRange(5, 600);
    m_clear->setSingleStep(5);
    m_clear->setSuffix(tr(" s"));
    m_clear->setKeyboardTracking(false);
    addCheck(m_mask, QStringLiteral("maskCheck"));
    addCheck(m_history, QStringLiteral("endpointHistoryCheck"));
    if (m_tabs) {
        addTabs();
    }
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

void PrivacySettings::addTabs() {
    m_keepTabs = new QCheckBox(tr("Keep tabs after quit"), this);
    addCheck(m_keepTabs, QStringLiteral("keepTabsCheck"));
    m_tabsState = new TextLabel({}, Role::Text3, fonts::Size::Small, fonts::Weight::Regular, this);
    m_tabsState->setWordWrap(true);
    m_tabsRetry = makeButton(tr("Try again"), ButtonKind::Normal, this);
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::space8);
    line->addWidget(m_tabsState, 1);
    line->addWidget(m_tabsRetry);
    addCheck(row, QStringLiteral("keepTabsState"));
    m_tabsState->setObjectName(QStringLiteral("keepTabsSentence"));
    m_tabsRetry->setObjectName(QStringLiteral("keepTabsRetry"));
    connect(m_keepTabs, &QCheckBox::clicked, &settings(), &workbench::Settings::setKeepTabs);
    connect(m_tabsRetry, &QPushButton::clicked, m_tabs, &workbench::TabStore::retry);
    connect(m_tabs, &workbench::TabStore::stateChanged, this, &PrivacySettings::showTabs);
}

/// In words beside the box: an on box alone would promise what the secret store may refuse.
void PrivacySettings::showTabs() {
    using Where = workbench::TabStoreState::Where;
    const workbench::TabStoreState& state = m_tabs->state();
    m_keepTabs->setChecked(settings().keepTabs());
    const bool off = state.where == Where::Off && state.sentence.isEmpty();
    m_tabsState->setText(off ? tr("Texts and titles go into an encrypted file whose key is in the system key store; "
                                  "keys and secrets do not.")
                             : state.sentence);
    m_tabsState->setRole(state.where == Where::NotKept ? Role::Warn : Role::Text3);
    m_keepTabs->setAccessibleDescription(m_tabsState->text());
    m_tabsRetry->setVisible(state.canRetry);
}

void PrivacySettings::render() {
    if (m_tabs) {
        showTabs();
    }
    m_mask->setChecked(settings().maskPersonalData());
    m_history->setChecked(settings().keepEndpointHistory());
    m_offer->setChecked(settings().offerClipboard());
    showValue(m_clear, static_cast<int>(settings().clearSecretsAfter().count()));
}

} // namespace twb::ui
