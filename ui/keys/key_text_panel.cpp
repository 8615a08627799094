// SPDX-License-Identifier: Apache-2.0
#include "keys/key_text_panel.h"
#include "common/badge.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "keys/key_plain_text.h"
#include "keys/qr_view.h"
#include "workbench/phrases.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace twb::ui {

namespace {
constexpr int revealSeconds = 30;
constexpr int formCount = 6;
constexpr int textLeast = 96;
} // namespace

KeyTextPanel::KeyTextPanel(QWidget* parent)
    : QWidget(parent)
    , m_switches(new QWidget(this))
    , m_half(new SwitchRow(tr("Half of the key"), m_switches))
    , m_form(new SwitchRow(tr("Written as"), m_switches))
    , m_pages(new QStackedLayout)
    , m_text(new KeyPlainText(this))
    , m_qr(new QrView(this))
    , m_hiddenPage(new QWidget(this))
    , m_hiddenSize(new Badge({}, BadgeKind::Neutral, m_hiddenPage))
    , m_reveal(makeButton(tr("Reveal for %1 s").arg(revealSeconds), ButtonKind::Normal, m_hiddenPage))
    , m_hide(makeButton({}, ButtonKind::Normal, this)) {
    setObjectName(QStringLiteral("keyTextPanel"));
    m_text->setObjectName(QStringLiteral("keyText"));
    m_half->setObjectName(QStringLiteral("keyHalfSwitch"));
    m_form->setObjectName(QStringLiteral("keyFormSwitch"));
    m_reveal->setObjectName(QStringLiteral("revealButton"));
    m_hide->setObjectName(QStringLiteral("hideButton"));
    m_countdown.setInterval(std::chrono::seconds(1));
    build();
    applyMetrics();
    connectSignals();
    updateChoices();
    showText();
}

void KeyTextPanel::build() {
    m_half->addChoice(tr("Public"));
    m_half->addChoice(tr("Private"), Icon::Lock);
    m_form->addChoice(tr("PEM"));
    m_form->addChoice(tr("JWK"));
    m_form->addChoice(tr("JWKS"));
    m_form->addChoice(tr("Certificate"));
    m_form->addChoice(QStringLiteral("openssl"), std::nullopt, tr("The commands that make such a key with openssl"));
    m_form->addChoice(QStringLiteral("QR"), std::nullopt, tr("The public JWK as a QR code"));
    m_reveal->setIcon(icon(Icon::Eye));
    m_hide->setIcon(icon(Icon::EyeOff));
    m_hide->hide();
    m_hiddenSize->setIcon(Icon::Lock);

    auto* hidden = new QVBoxLayout(m_hiddenPage);
    hidden->setSpacing(metrics::space12);
    hidden->addStretch(1);
    hidden->addWidget(m_hiddenSize, 0, Qt::AlignHCenter);
    hidden->addWidget(m_reveal, 0, Qt::AlignHCenter);
    hidden->addStretch(1);
    m_pages->addWidget(m_text);
    m_pages->addWidget(m_hiddenPage);
    m_pages->addWidget(m_qr);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space8);
    column->addWidget(m_switches);
    column->addLayout(m_pages, 1);
    column->addWidget(m_hide, 0, Qt::AlignLeft);
}

void KeyTextPanel::connectSignals() {
    connect(m_half, &SwitchRow::currentIndexChanged, this, [this] {
        hidePrivate();
        updateChoices();
        showText();
        Q_EMIT shownChanged();
    });
    connect(m_form, &SwitchRow::currentIndexChanged, this, [this] {
        showText();
        Q_EMIT shownChanged();
    });
    connect(m_reveal, &QPushButton::clicked, this, &KeyTextPanel::reveal);
    connect(m_hide, &QPushButton::clicked, this, [this] {
        hidePrivate();
        m_reveal->setFocus(Qt::OtherFocusReason);
    });
    connect(&m_countdown, &QTimer::timeout, this, &KeyTextPanel::tick);
    connect(&Theme::current(), &Theme::changed, this, &KeyTextPanel::applyMetrics);
}

QList<QWidget*> KeyTextPanel::focusStops() const {
    return {m_half, m_form, m_text, m_reveal, m_hide};
}

KeyHalf KeyTextPanel::half() const {
    return static_cast<KeyHalf>(m_half->currentIndex());
}

KeyForm KeyTextPanel::form() const {
    return static_cast<KeyForm>(m_form->currentIndex());
}

void KeyTextPanel::setForm(KeyForm form) {
    if (m_form->button(static_cast<int>(form))->isEnabled())
        m_form->setCurrentIndex(static_cast<int>(form));
}

void KeyTextPanel::setEntries(std::vector<workbench::SharedRingEntry> entries) {
    const bool sameKey = entries.size() == 1 && m_entries.size() == 1 && entries[0]->id == m_entries[0]->id;
    if (!sameKey)
        hidePrivate();
    m_entries = std::move(entries);
    const bool single = m_entries.size() == 1;
    const bool secret = single && m_entries[0]->holds == workbench::Holds::Secret;
    m_half->button(0)->setEnabled(!secret);
    m_half->button(1)->setEnabled(single && m_entries[0]->holds != workbench::Holds::Public);
    m_half->setChoiceText(1, secret ? tr("Secret") : tr("Private"));
    m_form->setChoiceText(0, secret ? tr("Base64URL") : tr("PEM"));
    // Every other key starts with what may be seen by anybody.
    if (secret)
        m_half->setCurrentIndex(1);
    else if (!sameKey || !m_half->button(1)->isEnabled())
        m_half->setCurrentIndex(0);
    updateChoices();
    showText();
    Q_EMIT shownChanged();
}

void KeyTextPanel::updateChoices() {
    for (int i = 0; i < formCount; ++i)
        m_form->button(i)->setEnabled(offers(span(), half(), static_cast<KeyForm>(i)));
    m_form->button(static_cast<int>(KeyForm::Certificate))
        ->setToolTip(offers(span(), KeyHalf::Public, KeyForm::Certificate) ? QString()
                                                                           : tr("No certificate came with it"));
    if (!m_form->button(m_form->currentIndex())->isEnabled() && !m_entries.empty()) {
        const KeyForm other = m_form->button(0)->isEnabled() ? KeyForm::Pem : KeyForm::Jwk;
        m_form->setCurrentIndex(static_cast<int>(other));
    }
    placeSwitches();
}

void KeyTextPanel::showText() {
    const bool secret = half() == KeyHalf::Private && form() != KeyForm::Commands && m_entries.size() == 1;
    // What cannot be selected cannot land on the clipboard, unmarked, by Ctrl+C or the middle button.
    m_text->setTextInteractionFlags(secret ? Qt::NoTextInteraction
                                           : Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFocusPolicy(Qt::StrongFocus);
    m_text->setAccessibleName(secret ? tr("Private key") : tr("Public key"));
    if (m_entries.empty()) {
        m_text->clear();
    } else if (!secret) {
        const Result<std::string> text = publicText(span(), form());
        m_text->setPlainText(text ? toText(*text) : workbench::problemText(text.error()));
    } else if (const Result<Secret> text = privateText(*m_entries[0], form()); !text) {
        m_text->setPlainText(workbench::problemText(text.error()));
    } else {
        m_hiddenSize->setText(tr("%n characters hidden", nullptr, static_cast<int>(text->size())));
        if (isRevealed())
            m_text->setPlainText(toText(asText(text->reveal())));
        else
            m_text->clear();
    }
    if (form() == KeyForm::Qr && !secret && !m_entries.empty()) {
        const Result<std::string> jwk = publicText(span(), KeyForm::Qr);
        const Result<void> drawn = jwk ? m_qr->setText(*jwk) : Result<void>(passOn(jwk));
        if (drawn) {
            m_pages->setCurrentWidget(m_qr);
            m_hide->hide();
            return;
        }
        m_text->setPlainText(workbench::problemText(drawn.error()));
    }
    m_pages->setCurrentWidget(secret && !isRevealed() ? m_hiddenPage : static_cast<QWidget*>(m_text));
    m_hide->setVisible(secret && isRevealed());
}

void KeyTextPanel::reveal() {
    if (half() != KeyHalf::Private || m_entries.size() != 1)
        return;
    m_left = revealSeconds;
    m_countdown.start();
    showCountdown();
    showText();
    m_hide->setFocus(Qt::OtherFocusReason);
    Q_EMIT shownChanged();
}

void KeyTextPanel::hidePrivate() {
    m_countdown.stop();
    if (m_left == 0)
        return;
    m_left = 0;
    showText();
    Q_EMIT shownChanged();
}

void KeyTextPanel::tick() {
    if (m_left <= 1)
        hidePrivate();
    else {
        --m_left;
        showCountdown();
    }
}

void KeyTextPanel::showCountdown() {
    m_hide->setText(tr("Hide now (%1 s left)").arg(m_left));
}

void KeyTextPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeSwitches();
}

void KeyTextPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    hidePrivate();
}

/// Both in one line where there is room, else one above the other.
void KeyTextPanel::placeSwitches() {
    const QSize left = m_half->sizeHint(), right = m_form->sizeHint();
    const bool beside = left.width() + metrics::space8 + right.width() <= width();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int far = std::max(0, width() - right.width()), low = beside ? 0 : left.height() + metrics::space8;
    m_half->setGeometry(QRect(QPoint(mirrored ? width() - left.width() : 0, 0), left));
    m_form->setGeometry(QRect(QPoint(beside != mirrored ? far : 0, low), right));
    m_switches->setFixedHeight(low + right.height());
    setMinimumWidth(std::max(left.width(), right.width()));
}

void KeyTextPanel::applyMetrics() {
    m_text->setMinimumHeight(metrics::height(textLeast));
    placeSwitches();
}

} // namespace twb::ui
