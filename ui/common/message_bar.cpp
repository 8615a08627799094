// SPDX-License-Identifier: Apache-2.0
#include "common/message_bar.h"
#include "common/accessible.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace twb::ui {

namespace {
struct Look {
    Role ink, ground, rule;
    Icon icon;
};
Look lookOf(MessageKind kind) {
    switch (kind) {
    case MessageKind::Warning:
        return {Role::Warn, Role::WarnSoft, Role::WarnLine, Icon::Warn};
    case MessageKind::Error:
        return {Role::Err, Role::ErrSoft, Role::ErrLine, Icon::Err};
    case MessageKind::Info:
        break;
    }
    return {Role::Accent, Role::AccentSoft, Role::Border, Icon::Info};
}
} // namespace

MessageBar::MessageBar(MessageKind kind, const QString& sentence, const QString& lead, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_icon(lookOf(kind).icon)
    , m_row(new QHBoxLayout(this))
    , m_label(new TextLabel)
    , m_close(new IconButton(Icon::X, tr("Close this message"), this)) {
    ensureAccessible();
    m_row->setSpacing(metrics::space8);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::NoTextInteraction);
    m_row->addWidget(m_label, 1);
    m_row->addWidget(m_close);
    setText(sentence, lead);
    applyMetrics();
    connect(m_close, &IconButton::clicked, this, &MessageBar::dismiss);
    connect(&Theme::current(), &Theme::changed, this, &MessageBar::applyMetrics);
}

void MessageBar::applyMetrics() {
    const int left = metrics::paneSide + metrics::height(iconButton) + metrics::space8;
    m_row->setContentsMargins(left, 3, metrics::space6, 4);
    setMinimumHeight(metrics::messageBar());
    update();
}

void MessageBar::setActions(const QStringList& texts, Actions look) {
    qDeleteAll(m_actions);
    m_actions.clear();
    for (int i = 0; i < std::min(2, int(texts.size())); ++i) {
        QPushButton* button = look == Actions::Links
                                  ? new LinkButton(texts[i], this)
                                  : makeButton(texts[i], i == 0 ? ButtonKind::Primary : ButtonKind::Normal, this);
        connect(button, &QPushButton::clicked, this, [this, i] { trigger(i); });
        m_row->insertWidget(m_row->indexOf(m_close), button, 0, Qt::AlignVCenter);
        m_actions.append(button);
    }
    // Two buttons answer the question already (“Open it”, “Not now”).
    m_close->setVisible(m_lifetime == Lifetime::UntilAnswered && m_actions.size() < 2);
}

void MessageBar::setIcon(Icon icon) {
    m_icon = icon;
    update();
}

void MessageBar::setLifetime(Lifetime lifetime) {
    m_lifetime = lifetime;
    m_close->setVisible(lifetime == Lifetime::UntilAnswered && m_actions.size() < 2);
}

void MessageBar::setText(const QString& sentence, const QString& lead) {
    m_sentence = sentence;
    if (lead.isEmpty()) {
        m_label->setTextFormat(Qt::PlainText);
        m_label->setText(sentence);
    } else {
        m_label->setTextFormat(Qt::RichText);
        m_label->setText(QStringLiteral("<span style=\"font-weight:600\">%1</span> %2")
                             .arg(lead.toHtmlEscaped(), sentence.toHtmlEscaped()));
    }
    setAccessibleName(lead.isEmpty() ? sentence : tr("%1 %2").arg(lead, sentence));
}

QPushButton* MessageBar::actionButton(int index) const {
    return m_actions.value(index);
}

void MessageBar::trigger(int index) {
    Q_EMIT actionTriggered(index);
    if (m_lifetime == Lifetime::UntilAnswered)
        goAway();
}

void MessageBar::dismiss() {
    Q_EMIT dismissed();
    goAway();
}

void MessageBar::goAway() {
    hide();
    Q_EMIT closed();
    deleteLater();
}

void MessageBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look look = lookOf(m_kind);
    painter.fillRect(rect(), color(look.ground));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(look.rule));
    const int side = metrics::height(iconButton);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - metrics::paneSide - side : metrics::paneSide;
    paintIcon(painter, QRectF(x, 0, side, height() - 1), m_icon, look.ink, side);
}

void MessageBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_lifetime == Lifetime::UntilAnswered)
        dismiss();
    else
        QWidget::keyPressEvent(event);
}

MessageStack::MessageStack(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_more(new LinkButton({}, this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_more, 0, Qt::AlignLeft);
    m_more->setObjectName(QStringLiteral("moreMessages"));
    m_more->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    hide();
    connect(m_more, &LinkButton::clicked, this, [this] {
        m_all = true;
        arrange();
    });
}

MessageBar* MessageStack::add(MessageKind kind, const QString& sentence, const QString& key, const QString& lead) {
    int place = int(m_entries.size());
    for (int i = 0; i < m_entries.size(); ++i) {
        if (key.isEmpty() || m_entries[i].key != key)
            continue;
        m_entries[i].bar->hide();
        m_entries[i].bar->deleteLater();
        m_entries.removeAt(i);
        place = i;
        break;
    }
    auto* bar = new MessageBar(kind, sentence, lead, this);
    m_entries.insert(place, {key, bar});
    m_column->insertWidget(place, bar);
    connect(bar, &MessageBar::closed, this, [this, bar] { forget(bar); });
    arrange();
    QAccessibleEvent alert(bar, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    return bar;
}

void MessageStack::remove(const QString& key) {
    if (MessageBar* bar = find(key)) {
        bar->hide();
        bar->deleteLater();
        forget(bar);
    }
}

MessageBar* MessageStack::find(const QString& key) const {
    for (const Entry& entry : m_entries)
        if (!key.isEmpty() && entry.key == key)
            return entry.bar;
    return nullptr;
}

void MessageStack::clear() {
    if (m_entries.isEmpty())
        return;
    for (const Entry& entry : std::as_const(m_entries)) {
        entry.bar->hide();
        entry.bar->deleteLater();
    }
    m_entries.clear();
    arrange();
}

void MessageStack::forget(MessageBar* bar) {
    m_entries.removeIf([bar](const Entry& entry) { return entry.bar == bar; });
    arrange();
}

void MessageStack::arrange() {
    constexpr int shownAtMost = 2;
    if (m_entries.size() <= shownAtMost)
        m_all = false;
    const int hidden = m_all ? 0 : std::max(0, count() - shownAtMost);
    for (int i = 0; i < count(); ++i)
        m_entries[i].bar->setVisible(i < count() - hidden);
    m_more->setText(tr("%n more", nullptr, hidden));
    m_more->updateGeometry();
    m_more->setVisible(hidden > 0);
    setVisible(!m_entries.isEmpty());
    Q_EMIT countChanged(count());
}

} // namespace twb::ui
