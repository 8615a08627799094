// SPDX-License-Identifier: Apache-2.0
#include "common/masked_text.h"
#include "common/badge.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace twb::ui {

RevealControl::RevealControl(QWidget* parent)
    : QWidget(parent)
    , m_button(makeButton({}, ButtonKind::Normal, this)) {
    m_button->setObjectName(QStringLiteral("revealButton"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_button);
    m_second.setInterval(1000);
    connect(m_button, &QAbstractButton::clicked, this, [this] { setRevealed(!isRevealed()); });
    connect(&m_second, &QTimer::timeout, this, &RevealControl::countDown);
    renderButton();
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

MaskedText::MaskedText(const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_label(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_badge(new Badge({}, BadgeKind::Neutral, this)) {
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_badge->setIcon(Icon::Lock);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space8);
    row->addWidget(m_label, 0, Qt::AlignTop);
    row->addWidget(m_badge, 0, Qt::AlignTop);
    row->addStretch(1);
    connect(&Theme::current(), &Theme::changed, this, &MaskedText::render);
    setText(text);
}

void MaskedText::setText(const QString& text) {
    m_text = text;
    render();
}

void MaskedText::setReveal(const RevealControl* control) {
    connect(control, &RevealControl::revealedChanged, this, &MaskedText::setRevealed);
    setRevealed(control->isRevealed());
}

void MaskedText::setRevealed(bool revealed) {
    if (revealed != m_revealed) {
        m_revealed = revealed;
        render();
    }
}

int MaskedText::hiddenCharacters() const {
    if (m_revealed || m_text.isEmpty()) {
        return 0;
    }
    const auto size = static_cast<int>(m_text.size());
    return size <= shownCharacters ? size : size - shownCharacters;
}

QString MaskedText::shownText() const {
    if (m_revealed || m_text.isEmpty()) {
        return m_text;
    }
    const QString begin = m_text.size() <= shownCharacters ? QString() : m_text.left(shownCharacters);
    return begin + QStringLiteral("…");
}

void MaskedText::render() {
    m_label->setFont(fonts::mono());
    m_label->setText(shownText());
    m_label->setWordWrap(m_revealed && m_text.contains(QLatin1Char(' ')));
    const int hidden = hiddenCharacters();
    m_badge->setVisible(hidden > 0);
    m_badge->setText(hidden > 0 ? tr("%n characters hidden", nullptr, hidden) : QString());
    // What is hidden is hidden from screen readers too.
    setAccessibleName(hidden > 0 ? m_badge->text() : m_text);
    m_label->setAccessibleName(hidden > 0 ? m_badge->text() : QString());
    updateGeometry();
}

} // namespace twb::ui
