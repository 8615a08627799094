// SPDX-License-Identifier: Apache-2.0
#include "keys/key_plain_text.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/theme.h"

#include <QFontInfo>

namespace twb::ui {

KeyPlainText::KeyPlainText(QWidget* parent)
    : QPlainTextEdit(parent) {
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAnywhere);
    viewport()->setBackgroundRole(QPalette::AlternateBase);
    setLayoutDirection(Qt::LeftToRight);
    applyMetrics();
    connect(&Theme::current(), &Theme::changed, this, &KeyPlainText::applyMetrics);
}

void KeyPlainText::applyMetrics() {
    // Small, so that the 64 characters of a PEM line stay one line (picture 04).
    QFont font = fonts::mono();
    font.setPixelSize(std::max(11, QFontInfo(font).pixelSize() * 9 / 10));
    setFont(font);
    document()->setDocumentMargin(metrics::space8);
}

} // namespace twb::ui
