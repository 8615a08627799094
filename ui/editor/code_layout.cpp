// SPDX-License-Identifier: Apache-2.0
#include "code_layout.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

namespace twb::ui {

QRectF CodeLayout::blockBoundingRect(const QTextBlock& block) const {
    QRectF rect = QPlainTextDocumentLayout::blockBoundingRect(block); // lays the block out if need be
    if (!block.isValid() || !block.isVisible())
        return rect;
    // Everybody asks here before painting or measuring, so this is the place to spread the lines.
    const QTextLayout* layout = block.layout();
    const int lines = layout->lineCount();
    for (int i = 0; i < lines; ++i) {
        QTextLine line = layout->lineAt(i);
        line.setPosition(QPointF(line.x(), i * m_lineHeight + (m_lineHeight - line.height()) / 2));
    }
    const qreal below = block.next().isValid() ? 0 : document()->documentMargin();
    rect.setHeight(lines * m_lineHeight + below);
    return rect;
}

} // namespace twb::ui
