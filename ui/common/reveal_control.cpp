// SPDX-License-Identifier: Apache-2.0
#include "common/reveal_control.h"
#include "common/buttons.h"
#include "common/icons.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace twb::ui {

RevealControl::RevealControl(QWidget* parent)
    : QWidget(parent)
    , m_button(makeButton({}, ButtonKind::Flat, this)) {
    m_button->setObjectName(QStringLiteral("revealButton"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_button);
    m_second.setInterval(1000);
    connect(m_button, &QAbstractButton::clicked, this, [this] { setRevealed(!isRevealed()); });
    connect(&m_second, &QTimer::timeout, this, &RevealControl::countDown);
    renderButton();
}

void RevealControl::setButtonName(const QString& name) {
    m_button->setObjectName(name);
}

void RevealControl::setRevealed(bool revealed) {
    if (revealed == isRevealed()) {
        return;
    }
    m_left = revealed ? seconds : 0;
    if (revealed) {
        m_second.start();
    } else {
        m_second.stop();
    }
    renderButton();
    Q_EMIT revealedChanged(revealed);
}

void RevealControl::countDown() {
    if (m_left <= 1) {
        setRevealed(false);
        return;
    }
    --m_left;
    renderButton();
}

void RevealControl::renderButton() {
    m_button->setIcon(icon(isRevealed() ? Icon::EyeOff : Icon::Eye));
    m_button->setText(isRevealed() ? tr("Hide (%1 s)").arg(m_left) : tr("Reveal for %1 s").arg(seconds));
    // Without the countdown: it is not to be spoken each second.
    m_button->setAccessibleName(isRevealed() ? tr("Hide") : tr("Reveal for %1 s").arg(seconds));
}

void RevealControl::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    setRevealed(false);
}

} // namespace twb::ui
