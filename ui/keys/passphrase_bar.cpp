// SPDX-License-Identifier: Apache-2.0
#include "keys/passphrase_bar.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "common/text_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace twb::ui {

PassphraseBar::PassphraseBar(const QString& sentence, const QString& name, const QString& action, QWidget* parent)
    : QWidget(parent)
    , m_label(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_field(new SecretEdit(name, this))
    , m_action(makeButton(action, ButtonKind::Normal, this))
    , m_close(new IconButton(Icon::X, tr("Close this message"), this)) {
    setObjectName(QStringLiteral("passphraseBar"));
    m_field->setObjectName(QStringLiteral("passphraseEdit"));
    m_field->setPlaceholder(tr("Passphrase"));
    m_action->setObjectName(QStringLiteral("passphraseButton"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    row->setSpacing(metrics::space8);
    row->addWidget(m_label, 3);
    row->addWidget(m_field, 2);
    row->addWidget(m_action);
    row->addWidget(m_close);
    setSentence(sentence);
    updateAction();
    applyMetrics();
    connect(m_field, &SecretEdit::edited, this, &PassphraseBar::updateAction);
    connect(m_action, &QPushButton::clicked, this, &PassphraseBar::enter);
    connect(m_close, &IconButton::clicked, this, &PassphraseBar::dismissed);
    connect(&Theme::current(), &Theme::changed, this, &PassphraseBar::applyMetrics);
}

void PassphraseBar::setEmpty(Empty empty) {
    m_empty = empty;
    updateAction();
}

void PassphraseBar::setSentence(const QString& sentence) {
    m_label->setText(sentence);
    setAccessibleName(sentence);
}

QString PassphraseBar::sentence() const {
    return m_label->text();
}

void PassphraseBar::setBusy(bool busy) {
    m_busy = busy;
    m_field->setReadOnly(busy);
    updateAction();
}

void PassphraseBar::focusField() {
    m_field->setFocus(Qt::OtherFocusReason);
}

QList<QWidget*> PassphraseBar::focusStops() const {
    return {m_field, m_action, m_close};
}

Secret PassphraseBar::takePassphrase() {
    Secret passphrase = m_field->secret();
    m_field->clear();
    updateAction();
    return passphrase;
}

void PassphraseBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::AccentSoft));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Role::Border));
    const int side = metrics::height(iconButton);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - metrics::paneSide - side : metrics::paneSide;
    paintIcon(painter, QRectF(x, 0, side, height() - 1), Icon::Lock, Role::Accent, side);
}

void PassphraseBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT dismissed();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        enter();
    else
        QWidget::keyPressEvent(event);
}

void PassphraseBar::enter() {
    if (m_action->isEnabled())
        Q_EMIT entered();
}

void PassphraseBar::updateAction() {
    m_action->setEnabled(!m_busy && (m_empty == Empty::Allowed || !m_field->isEmpty()));
}

void PassphraseBar::applyMetrics() {
    const int left = metrics::paneSide + metrics::height(iconButton) + metrics::space8;
    layout()->setContentsMargins(left, 3, metrics::space6, 4);
    setMinimumHeight(metrics::messageBar());
    m_field->setMinimumWidth(metrics::width(120));
}

} // namespace twb::ui
