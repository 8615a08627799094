// SPDX-License-Identifier: Apache-2.0
#include "settings/settings_workspace.h"
#include "common/metrics.h"
#include "common/pane_frame.h"
#include "settings/network_settings.h"
#include "settings/settings_sections.h"
#include "settings/shortcut_settings.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>

namespace twb::ui {

SettingsWorkspace::SettingsWorkspace(const SettingsServices& services, QWidget* parent)
    : QWidget(parent)
    , m_sections(new QListWidget(this))
    , m_pages(new QStackedWidget(this)) {
    setObjectName(QStringLiteral("settingsWorkspace"));
    m_sections->setObjectName(QStringLiteral("settingsSections"));
    m_sections->setAccessibleName(tr("Sections of the settings"));
    m_sections->setFrameShape(QFrame::NoFrame);

    auto* list = new PaneFrame(tr("Settings"), this);
    list->setContent(m_sections);
    list->setFixedWidth(metrics::width(200));
    auto* form = new PaneFrame(tr("Changes count at once"), this);
    form->setContent(m_pages);
    form->setMaximumWidth(metrics::width(640) + 2 * metrics::space16);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space8, metrics::space8, metrics::space8, metrics::space8);
    row->setSpacing(metrics::gap());
    row->addWidget(list);
    row->addWidget(form, 1);
    row->addStretch(0);

    workbench::Settings& settings = services.settings;
    auto* time = new TimeSettings(settings, this);
    addSection(new AppearanceSettings(settings, this));
    addSection(time);
    addSection(new EditorSettings(settings, this));
    addSection(new PrivacySettings(settings, services.tabs, this));
    addSection(new NetworkSettings(settings, this));
    if (services.actions) {
        addSection(new ShortcutSettings(settings, *services.actions, this));
    }
    connect(time, &TimeSettings::leewayChosen, this, &SettingsWorkspace::leewayChosen);
    connect(m_sections, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_sections->setCurrentRow(0);
}

void SettingsWorkspace::focusStart() {
    m_sections->setFocus();
}

void SettingsWorkspace::addSection(SettingsSectionPage* page) {
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    m_pages->addWidget(scroll);
    auto* item = new QListWidgetItem(page->title(), m_sections);
    item->setSizeHint(QSize(0, metrics::tableRow()));
}

void SettingsWorkspace::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), color(Role::Window));
}

} // namespace twb::ui
