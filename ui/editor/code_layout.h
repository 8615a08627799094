// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QPlainTextDocumentLayout>

namespace twb::ui {

/// The layout of QPlainTextEdit with a line height of its own: glyphs stand in the middle of their line.
class CodeLayout final : public QPlainTextDocumentLayout {
    Q_OBJECT
public:
    using QPlainTextDocumentLayout::QPlainTextDocumentLayout;

    /// Lines already laid out follow when next asked for.
    void setLineHeight(int pixels) { m_lineHeight = pixels; }
    int lineHeight() const { return m_lineHeight; }

    QRectF blockBoundingRect(const QTextBlock& block) const override;

private:
    int m_lineHeight = 20;
};

} // namespace twb::ui
