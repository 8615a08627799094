// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QPlainTextEdit>

namespace twb::ui {

class WireHighlighter;

/// HTTP and JSON as plain text, read-only, never rendered; folded at the width. Follows theme and zoom.
class WireText : public QPlainTextEdit {
    Q_OBJECT
public:
    /// @param name  accessible name: “Request”.
    explicit WireText(const QString& name, QWidget* parent = nullptr);
    /// Keeps the place of the scroll bar where the text is the same.
    void showText(const QString& text);
    /// As high as its lines, folded ones included; it does not scroll then.
    enum class Height { OfPane, OfText };
    void setHeight(Height height);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyFont();
    void fitHeight();
    Height m_height = Height::OfPane;
    WireHighlighter* m_highlighter;
};

} // namespace twb::ui
