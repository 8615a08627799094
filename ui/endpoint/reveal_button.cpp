// SPDX-License-Identifier: Apache-2.0
#include "endpoint/reveal_button.h"

#include "common/icons.h"

namespace twb::ui {

namespace {
constexpr int revealSeconds = 30;
}

RevealButton::RevealButton(QWidget* parent)
    : QPushButton(parent) {
    setProperty("kind", QStringLiteral("flat"));
    m_tick.setInterval(1000);
    showWords();
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (--m_left <= 0) {
            hideAgain();
        } else {
            showWords();
        }
    });
    connect(this, &QPushButton::clicked, this, [this] {
        if (isRevealed()) {
            hideAgain();
            return;
        }
        m_left = revealSeconds;
        m_tick.start();
        showWords();
        Q_EMIT revealedChanged(true);
    });
}

void RevealButton::hideAgain() {
    m_tick.stop();
    const bool was = std::exchange(m_left, 0) > 0 || text() != tr("Reveal for %1 s").arg(revealSeconds);
    showWords();
    if (was) {
        Q_EMIT revealedChanged(false);
    }
}

void RevealButton::showWords() {
    setText(m_left > 0 ? tr("Hide (%1 s)").arg(m_left) : tr("Reveal for %1 s").arg(revealSeconds));
    setIcon(twb::ui::icon(m_left > 0 ? Icon::EyeOff : Icon::Eye));
}

} // namespace twb::ui
