// SPDX-License-Identifier: Apache-2.0
#include "settings/settings_section.h"
#include "common/buttons.h"
#include "common/message_bar.h"
#include "common/metrics.h"
#include "common/text_label.h"

#include <QFormLayout>
#include <QVBoxLayout>

namespace twb::ui {

SettingsSectionPage::SettingsSectionPage(workbench::SettingsSection section, const QString& title,
                                         workbench::Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_section(section)
    , m_title(title)
    , m_settings(settings)
    , m_bars(new MessageStack(this))
    , m_form(new QFormLayout)
    , m_reset(nullptr) {
    auto* heading = new TextLabel(title, Role::Text, fonts::Size::FactTitle, fonts::Weight::SemiBold, this);
    auto* reset = makeButton(tr("Back to defaults"), ButtonKind::Normal, this);
    reset->setObjectName(QStringLiteral("defaultsButton"));
    reset->setToolTip(tr("Puts this section back; can be undone"));
    reset->setAccessibleDescription(reset->toolTip());
    m_reset = reset;
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(metrics::space12);
    m_form->setVerticalSpacing(metrics::space12);
    m_form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space16, metrics::space16, metrics::space16, metrics::space16);
    column->setSpacing(metrics::space16);
    column->addWidget(heading);
    column->addLayout(m_form);
    column->addWidget(reset, 0, Qt::AlignLeft);
    column->addWidget(m_bars);
    column->addStretch(1);
    connect(reset, &QPushButton::clicked, this, &SettingsSectionPage::reset);
    connect(&m_settings, &workbench::Settings::changed, this, [this] {
        m_reset->setEnabled(!m_settings.isDefault(m_section));
        render();
    });
}

void SettingsSectionPage::addRow(const QString& label, QWidget* control, const QString& objectName) {
    auto* words = new TextLabel(label, Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this);
    words->setMinimumWidth(metrics::width(190));
    words->setBuddy(control);
    control->setObjectName(objectName);
    control->setAccessibleName(label);
    m_form->addRow(words, control);
}

void SettingsSectionPage::addCheck(QWidget* control, const QString& objectName) {
    control->setObjectName(objectName);
    m_form->addRow(control);
}

void SettingsSectionPage::addNote(const QString& sentence) {
    auto* words = new TextLabel(sentence, Role::Text3, fonts::Size::Small, fonts::Weight::Regular, this);
    words->setWordWrap(true);
    m_form->addRow(words);
}

void SettingsSectionPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_reset->setEnabled(!m_settings.isDefault(m_section));
    render();
}

void SettingsSectionPage::reset() {
    const workbench::Settings::Kept kept = m_settings.resetSection(m_section);
    if (kept.isEmpty()) {
        return;
    }
    MessageBar* bar = m_bars->add(MessageKind::Info, tr("%1: back to defaults.").arg(m_title), QStringLiteral("reset"));
    bar->setObjectName(QStringLiteral("resetBar"));
    bar->setActions({tr("Undo")});
    connect(bar, &MessageBar::actionTriggered, this, [this, kept] { m_settings.restore(kept); });
}

} // namespace twb::ui
