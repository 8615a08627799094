// SPDX-License-Identifier: Apache-2.0
#include "common/inline_error.h"
#include "common/accessible.h"
#include "common/follow_theme.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "common/style.h"
#include "common/text_label.h"
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace twb::ui {

InlineError::InlineError(QWidget* parent)
    : QWidget(parent)
    , m_label(new TextLabel({}, Role::Err, fonts::Size::Label)) {
    ensureAccessible();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::paneSide + metrics::height(iconButton) + metrics::space8, 5, metrics::paneSide, 5);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setMinimumHeight(metrics::height(16));
    row->addWidget(m_label);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    hide();
    followTheme(this);
}

void InlineError::showError(const QString& sentence, int line, int column) {
    present(Severity::Error, sentence, line, column);
}

void InlineError::showWarning(const QString& sentence, int line, int column) {
    present(Severity::Warning, sentence, line, column);
}

void InlineError::present(Severity severity, const QString& sentence, int line, int column) {
    m_severity = severity;
    m_sentence = sentence;
    m_line = line;
    m_column = column;
    QString words = sentence;
    if (line > 0)
        words = tr("Line %1, column %2: %3").arg(line).arg(column).arg(sentence);
    m_label->setRole(severity == Severity::Error ? Role::Err : Role::Warn);
    m_label->setText(words);
    setAccessibleName(severity == Severity::Error ? tr("Error: %1").arg(words) : tr("Warning: %1").arg(words));
    setFocusPolicy(line > 0 ? Qt::TabFocus : Qt::NoFocus);
    setCursor(line > 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setVisible(!sentence.isEmpty());
    update();
}

void InlineError::clear() {
    present(Severity::Error, {}, 0, 0);
}

void InlineError::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool error = m_severity == Severity::Error;
    painter.fillRect(rect(), color(ground()));
    painter.fillRect(QRect(0, 0, width(), 1), color(error ? Role::ErrLine : Role::WarnLine));
    const int side = metrics::height(iconButton);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - metrics::paneSide - side : metrics::paneSide;
    // Beside the first line, also when the sentence takes several.
    const QRectF place(x, m_label->y(), side, std::min(m_label->height(), m_label->fontMetrics().height() + 2));
    paintIcon(painter, place, error ? Icon::Err : Icon::Warn, error ? Role::Err : Role::Warn, side);
    if (hasFocus())
        paintFocusRing(painter, rect(), metrics::radiusSmall);
}

void InlineError::mouseReleaseEvent(QMouseEvent* event) {
    QWidget::mouseReleaseEvent(event);
    if (m_line > 0)
        Q_EMIT placeRequested(m_line, m_column);
}

void InlineError::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    if (m_line > 0 && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space))
        Q_EMIT placeRequested(m_line, m_column);
    else
        QWidget::keyPressEvent(event);
}

void InlineError::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void InlineError::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

} // namespace twb::ui
