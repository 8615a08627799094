// SPDX-License-Identifier: Apache-2.0
#include "code_gutter.h"

#include "code_decorations.h"
#include "code_layout.h"
#include "common/fonts.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "folded_document.h"

#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QPaintEvent>
#include <QToolTip>

namespace twb::ui {
namespace {

constexpr int barWidth = 3, iconSize = 13, numberMargin = 6;

struct Drawing {
    Icon icon;
    Role role;
};

Drawing drawingOf(LineSeverity severity) {
    switch (severity) {
    case LineSeverity::Error:
        return {Icon::Err, Role::Err};
    case LineSeverity::Warning:
        return {Icon::Warn, Role::Warn};
    case LineSeverity::Note:
    case LineSeverity::None:
        break;
    }
    return {Icon::Info, Role::Accent};
}

QString signOf(LineDifference difference) {
    switch (difference) {
    case LineDifference::Added:
        return QStringLiteral("+");
    case LineDifference::Removed:
        return QStringLiteral("−");
    case LineDifference::Changed:
        return QStringLiteral("≠");
    case LineDifference::None:
        break;
    }
    return {};
}

} // namespace

CodeGutter::CodeGutter(CodeEdit& edit)
    : QWidget(&edit)
    , m_edit(edit) {
    setObjectName(QStringLiteral("codeGutter"));
    setCursor(Qt::ArrowCursor);
}

int CodeGutter::wantedWidth() const {
    const int lines = m_edit.m_folded->lineCount();
    int digits = 1;
    for (int rest = lines; rest >= 10; rest /= 10)
        ++digits;
    const int number = QFontMetrics(fonts::mono()).horizontalAdvance(QString(digits, u'0'));
    return std::max(metrics::width(34),
                    barWidth + metrics::width(iconSize) / 2 + number + metrics::width(numberMargin) + 4);
}

bool CodeGutter::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const int line =
        m_edit.m_folded->lineOf(m_edit.cursorForPosition({0, help->pos().y() - m_edit.viewport()->y()}).block());
    const LineMark* mark = m_edit.m_decorations->markOf(line);
    if (mark && !mark->tooltip.isEmpty())
        QToolTip::showText(help->globalPos(), mark->tooltip, this);
    else
        QToolTip::hideText();
    return true;
}

void CodeGutter::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    painter.fillRect(event->rect(), color(Role::Surface));
    painter.setFont(fonts::mono());
    const int lineHeight = static_cast<CodeLayout*>(m_edit.document()->documentLayout())->lineHeight();
    const int current = m_edit.m_folded->lineOf(m_edit.textCursor().block());
    double y = m_edit.viewport()->y() +
               m_edit.blockBoundingGeometry(m_edit.firstVisibleBlock()).translated(m_edit.contentOffset()).top();
    for (QTextBlock block = m_edit.firstVisibleBlock(); block.isValid() && y <= event->rect().bottom();
         block = block.next()) {
        const double height = m_edit.blockBoundingRect(block).height();
        const int line = m_edit.m_folded->lineOf(block);
        if (m_edit.m_decorations->isChanged(line))
            painter.fillRect(QRectF(0, y, barWidth, height), color(Role::Accent));
        if (!m_edit.m_folded->isSoft(block)) {
            const QRectF row(0, y, width(), lineHeight);
            painter.setPen(color(line == current ? Role::Text2 : Role::Text3));
            painter.drawText(row.adjusted(0, 0, -metrics::width(numberMargin), 0), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(line + 1));
            if (const LineMark* mark = m_edit.m_decorations->markOf(line)) {
                const double size = metrics::width(iconSize);
                const QRectF place(barWidth + 1, y + (lineHeight - size) / 2, size, size);
                if (mark->difference != LineDifference::None) {
                    painter.setPen(color(Role::Text2));
                    painter.drawText(place, Qt::AlignCenter | Qt::TextDontClip, signOf(mark->difference));
                } else if (mark->severity != LineSeverity::None) {
                    const Drawing drawing = drawingOf(mark->severity);
                    paintIcon(painter, place, drawing.icon, drawing.role, size);
                }
            }
        }
        y += height;
    }
}

void CodeGutter::mousePressEvent(QMouseEvent* event) {
    QTextCursor cursor = m_edit.cursorForPosition({0, int(event->position().y()) - m_edit.viewport()->y()});
    cursor.movePosition(QTextCursor::StartOfBlock);
    m_edit.setTextCursor(cursor);
    m_edit.setFocus(Qt::MouseFocusReason);
}

void CodeGutter::wheelEvent(QWheelEvent* event) {
    QApplication::sendEvent(m_edit.viewport(), event);
}

} // namespace twb::ui
