// SPDX-License-Identifier: Apache-2.0
#include "common/secret_edit.h"
#include "common/buttons.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/style.h"
#include <QDragEnterEvent>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMetaMethod>
#include <QMimeData>
#include <QPainter>

namespace twb::ui {

SecretEdit::SecretEdit(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_eye(new IconButton(Icon::Eye, tr("Show the secret"), this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space6, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_edit, 1);
    row->addWidget(m_eye);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    m_edit->setFrame(false);
    m_edit->setAttribute(Qt::WA_MacShowFocusRect, false);
    m_edit->setAccessibleName(name);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setMaxLength(1 << 20); // Qt's own 32767 would cut a long key without a word
    m_edit->setDragEnabled(false);
    m_edit->installEventFilter(this);
    m_eye->setObjectName(QStringLiteral("revealButton"));
    setFocusProxy(m_edit);
    applyFont();

    connect(m_edit, &QLineEdit::textEdited, this, &SecretEdit::edited); // its text argument is dropped here
    connect(m_eye, &IconButton::clicked, this, [this] { setRevealed(!isRevealed()); });
    connect(&Theme::current(), &Theme::changed, this, &SecretEdit::applyFont);
}

SecretEdit::~SecretEdit() = default;

Secret SecretEdit::secret() const {
    QByteArray octets = m_edit->text().toUtf8();
    Secret result = Secret::fromText({octets.constData(), std::size_t(octets.size())});
    wipeMemory(octets.data(), std::size_t(octets.size()));
    return result;
}

bool SecretEdit::isEmpty() const {
    return m_edit->text().isEmpty();
}

void SecretEdit::setSecret(const Secret& text) {
    const ByteView octets = text.reveal();
    m_edit->setText(QString::fromUtf8(reinterpret_cast<const char*>(octets.data()), qsizetype(octets.size())));
    m_edit->setCursorPosition(0);
}

void SecretEdit::clear() {
    m_edit->clear();
}

void SecretEdit::setPlaceholder(const QString& text) {
    m_edit->setPlaceholderText(text);
}

void SecretEdit::setReadOnly(bool readOnly) {
    m_edit->setReadOnly(readOnly);
}

bool SecretEdit::isRevealed() const {
    return m_edit->echoMode() == QLineEdit::Normal;
}

void SecretEdit::setRevealed(bool revealed) {
    if (revealed == isRevealed())
        return;
    m_edit->setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    // Neither dictionaries nor word completion may learn it while it can be read.
    m_edit->setInputMethodHints(m_edit->inputMethodHints() | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_eye->setIconName(revealed ? Icon::EyeOff : Icon::Eye);
    m_eye->setTip(revealed ? tr("Hide the secret") : tr("Show the secret"));
    applyFont();
    Q_EMIT revealedChanged(revealed);
}

void SecretEdit::applyFont() {
    m_edit->setFont(isRevealed() ? fonts::mono() : fonts::ui());
    updateGeometry();
    update();
}

QSize SecretEdit::sizeHint() const {
    return {metrics::width(220), metrics::control()};
}

QSize SecretEdit::minimumSizeHint() const {
    return {metrics::width(120), metrics::control()};
}

void SecretEdit::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBox(painter, rect(), metrics::radiusControl, color(isEnabled() ? Role::Field : Role::Border),
             color(isEnabled() ? Role::Surface : Role::Sunken));
    if (m_edit->hasFocus())
        paintControlFocus(painter, rect(), metrics::radiusControl);
}

bool SecretEdit::eventFilter(QObject* watched, QEvent* event) {
    // Files are for the whole window; a path is no secret.
    if (event->type() == QEvent::DragEnter && static_cast<QDragEnterEvent*>(event)->mimeData()->hasUrls()) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) &&
            isSignalConnected(QMetaMethod::fromSignal(&SecretEdit::undoRequested))) {
            Q_EMIT undoRequested();
            return true;
        }
        if (key->matches(QKeySequence::Redo) &&
            isSignalConnected(QMetaMethod::fromSignal(&SecretEdit::redoRequested))) {
            Q_EMIT redoRequested();
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::eventFilter(watched, event);
}

} // namespace twb::ui
