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

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyFont();
    WireHighlighter* m_highlighter;
};

} // namespace twb::ui
