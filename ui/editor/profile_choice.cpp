// SPDX-License-Identifier: Apache-2.0
#include "editor/profile_choice.h"
#include "common/metrics.h"
#include "common/text_label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QStandardItemModel>

namespace twb::ui {

namespace {
constexpr int idRole = Qt::UserRole + 1;

QStandardItem* itemOf(const QString& text, const QString& id, const QString& toolTip) {
    auto* item = new QStandardItem(text);
    item->setData(id, idRole);
    item->setToolTip(toolTip);
    return item;
}
} // namespace

ProfileChoice::ProfileChoice(QWidget* parent)
    : QWidget(parent)
    , m_combo(new QComboBox(this))
    , m_model(new QStandardItemModel(this)) {
    auto* label = new TextLabel(tr("Profile"), Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this);
    label->setBuddy(m_combo);
    m_combo->setObjectName(QStringLiteral("profileCombo"));
    m_combo->setAccessibleName(tr("Profile"));
    m_combo->setToolTip(tr("Whose rules the token is judged by"));
    m_combo->setAccessibleDescription(m_combo->toolTip());
    m_combo->setModel(m_model);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(12);
    m_combo->setMaxVisibleItems(24);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space8);
    row->addWidget(label);
    row->addWidget(m_combo, 1);
    setFocusProxy(m_combo);
    connect(m_combo, &QComboBox::activated, this,
            [this](int index) { Q_EMIT chosen(m_combo->itemData(index, idRole).toString()); });
}

void ProfileChoice::setChoice(const profiles::SharedLibrary& library, const std::string& choice,
                              const profiles::Profile* automatic) {
    if (library != nullptr && library != m_library) {
        m_library = library;
        fill(*library);
    }
    if (m_model->rowCount() == 0) {
        return;
    }
    const QString found = automatic != nullptr && choice.empty()
                              ? tr("Automatic: %1").arg(QString::fromStdString(automatic->shortName))
                              : tr("Automatic");
    if (m_model->item(0)->text() != found) {
        m_model->item(0)->setText(found);
    }
    const QString wanted = QString::fromStdString(choice);
    for (int index = 0; index < m_model->rowCount(); ++index) {
        if (m_model->item(index)->isEnabled() && m_model->item(index)->data(idRole).toString() == wanted) {
            m_combo->setCurrentIndex(index);
            return;
        }
    }
    m_combo->setCurrentIndex(0);
}

void ProfileChoice::fill(const profiles::Library& library) {
    m_model->clear();
    m_model->appendRow(itemOf(tr("Automatic"), QString(), tr("The profile that the token looks like")));
    m_model->appendRow(itemOf(tr("None"), QStringLiteral("none"), tr("Judge by no profile")));
    const auto add = [&](bool own) {
        for (const profiles::Profile& profile : library.all()) {
            if (profile.isUserOwn == own && profile.policy) {
                const QString name = QString::fromStdString(profile.shortName);
                m_model->appendRow(itemOf(own ? tr("%1 (yours)").arg(name) : name, QString::fromStdString(profile.id),
                                          QString::fromStdString(profile.summary)));
            }
        }
    };
    add(true);
    add(false);
}

} // namespace twb::ui
