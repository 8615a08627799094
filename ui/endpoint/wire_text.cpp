// SPDX-License-Identifier: Apache-2.0
#include "endpoint/wire_text.h"

#include "common/fonts.h"
#include "common/metrics.h"
#include "common/theme.h"

#include <QEvent>
#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QTextDocument>

namespace twb::ui {

/// Names of headers and parameters semi-bold, JSON in its colours, what is hidden in grey.
class WireHighlighter : public QSyntaxHighlighter {
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString& text) override {
        static const QRegularExpression startLine(QStringLiteral("^([A-Z]+ \\S+ HTTP/1\\.1|HTTP/\\S+ \\d{3}.*)$"));
        static const QRegularExpression headerName(QStringLiteral("^[A-Za-z0-9-]+:(?= |$)"));
        static const QRegularExpression parameter(QStringLiteral("^&?[A-Za-z0-9_.%-]+="));
        static const QRegularExpression number(QStringLiteral("(?<=[:,\\[])\\s*-?\\d+(\\.\\d+)?"));
        static const QRegularExpression hidden(QStringLiteral("\\[\\d+ characters hidden\\]"));
        const bool json = text.contains(QLatin1Char('"'));
        if (json) {
            paint(text, number, Role::JNum, QFont::Normal);
            paintStrings(text);
        } else {
            paint(text, startLine, Role::Text, QFont::DemiBold);
            paint(text, headerName, Role::Text, QFont::DemiBold);
            paint(text, parameter, Role::Text, QFont::DemiBold);
        }
        paint(text, hidden, Role::Text2, QFont::Normal, Role::NeuSoft); // as a badge would stand there
    }

private:
    /// Strings one after the other; what stands before a colon is a name.
    void paintStrings(const QString& text) {
        static const QRegularExpression string(QStringLiteral("\"(?:[^\"\\\\]|\\\\.)*\""));
        for (auto each = string.globalMatch(text); each.hasNext();) {
            const auto match = each.next();
            const bool name = QStringView(text).mid(match.capturedEnd()).trimmed().startsWith(QLatin1Char(':'));
            QTextCharFormat format;
            format.setForeground(color(name ? Role::JKey : Role::JStr));
            format.setFontWeight(name ? QFont::DemiBold : QFont::Normal);
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), format);
        }
    }

    void paint(const QString& text, const QRegularExpression& pattern, Role role, QFont::Weight weight,
               std::optional<Role> ground = std::nullopt) {
        QTextCharFormat format;
        format.setForeground(color(role));
        format.setFontWeight(weight);
        if (ground) {
            format.setBackground(color(*ground));
        }
        for (auto each = pattern.globalMatch(text); each.hasNext();) {
            const auto match = each.next();
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), format);
        }
    }
};

WireText::WireText(const QString& name, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new WireHighlighter(document())) {
    setReadOnly(true);
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    document()->setDocumentMargin(metrics::paneSide);
    applyFont();
    connect(&Theme::current(), &Theme::changed, this, [this] {
        applyFont();
        m_highlighter->rehighlight();
    });
}

void WireText::applyFont() {
    setFont(fonts::mono());
    fitHeight();
}

void WireText::showText(const QString& text) {
    if (text != toPlainText()) {
        setPlainText(text);
        fitHeight();
    }
}

void WireText::setHeight(Height height) {
    m_height = height;
    setVerticalScrollBarPolicy(height == Height::OfText ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    fitHeight();
}

void WireText::fitHeight() {
    if (m_height == Height::OfPane) {
        return;
    }
    // The layout of a plain text edit counts its height in lines.
    const int lines = qMax(1, static_cast<int>(document()->size().height()));
    const int wanted = lines * fontMetrics().lineSpacing() + 2 * static_cast<int>(document()->documentMargin()) + 2;
    if (wanted != minimumHeight()) {
        setFixedHeight(wanted);
    }
}

void WireText::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void WireText::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_highlighter->rehighlight();
    }
}

} // namespace twb::ui
