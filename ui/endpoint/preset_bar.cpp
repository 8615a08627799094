// SPDX-License-Identifier: Apache-2.0
#include "endpoint/preset_bar.h"

#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

namespace twb::ui {

PresetBar::PresetBar(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_secrets(new QCheckBox(tr("Keep its secrets in the system's key store"), this))
    , m_note(new TextLabel({}, Role::Text2, fonts::Size::Small))
    , m_save(makeButton(tr("Save"), ButtonKind::Primary, this))
    , m_cancel(makeButton(tr("Cancel"), ButtonKind::Normal, this)) {
    setObjectName(QStringLiteral("presetBar"));
    m_name->setObjectName(QStringLiteral("presetName"));
    m_name->setAccessibleName(tr("Name of the preset"));
    m_name->setMaxLength(80);
    m_secrets->setObjectName(QStringLiteral("presetSecrets"));
    m_save->setObjectName(QStringLiteral("presetSave"));
    m_cancel->setObjectName(QStringLiteral("presetCancel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::paneSide, metrics::space8, metrics::paneSide, metrics::space8);
    column->setSpacing(metrics::space6);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::space6);
    auto* label = new TextLabel(tr("Name"), Role::Text2);
    label->setBuddy(m_name);
    row->addWidget(label);
    row->addWidget(m_name, 1);
    row->addWidget(m_save);
    row->addWidget(m_cancel);
    column->addLayout(row);
    column->addWidget(m_secrets);
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    connect(m_save, &QPushButton::clicked, this, &PresetBar::accept);
    connect(m_cancel, &QPushButton::clicked, this, &PresetBar::close);
    connect(m_name, &QLineEdit::returnPressed, this, &PresetBar::accept);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_save->setEnabled(!text.trimmed().isEmpty()); });
    hide();
}

void PresetBar::open(const QString& name) {
    m_name->setText(name);
    m_save->setEnabled(!name.trimmed().isEmpty());
    show();
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void PresetBar::askForSaving(const QString& name, SecretStore store) {
    m_renames = false;
    m_secrets->setChecked(false);
    m_secrets->setVisible(store == SecretStore::There);
    m_note->setText(store == SecretStore::There ? tr("Without this, secrets are left out and typed again each time.")
                                                : tr("Secrets are left out: there is no key store on this computer."));
    m_note->show();
    m_save->setText(tr("Save"));
    open(name);
}

void PresetBar::askForRenaming(const QString& name) {
    m_renames = true;
    m_secrets->hide();
    m_note->hide();
    m_save->setText(tr("Rename"));
    open(name);
}

void PresetBar::close() {
    hide();
}

void PresetBar::accept() {
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        return;
    }
    if (m_renames) {
        Q_EMIT renameRequested(name);
    } else {
        Q_EMIT saveRequested(name, m_secrets->isChecked());
    }
}

void PresetBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

void PresetBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Surface2));
    painter.fillRect(0, height() - 1, width(), 1, color(Role::Border));
}

} // namespace twb::ui
