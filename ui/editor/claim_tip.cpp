// SPDX-License-Identifier: Apache-2.0
#include "editor/claim_tip.h"
#include "common/metrics.h"
#include "common/theme.h"

#include <QCursor>
#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

namespace twb::ui {

ClaimTip::ClaimTip(QWidget* parent)
    : QFrame(parent, Qt::ToolTip | Qt::FramelessWindowHint)
    , m_text(new QLabel(this)) {
    setObjectName(QStringLiteral("claimTip"));
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_ShowWithoutActivating);
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    m_text->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::space12, metrics::space8, metrics::space12, metrics::space8);
    layout->addWidget(m_text);
}

void ClaimTip::showAt(const QString& richText, const QRect& line) {
    m_text->setText(richText);
    setAccessibleName(QTextDocumentFragment::fromHtml(richText).toPlainText());
    setFixedWidth(metrics::width(356));
    const int height = m_text->heightForWidth(width() - 2 * metrics::space12) + 2 * metrics::space8;
    resize(width(), height);

    const QRect screen = parentWidget()->screen()->availableGeometry();
    QPoint place(line.left() + metrics::width(108), line.bottom() + 3);
    if (place.y() + height > screen.bottom()) {
        place.setY(line.top() - 3 - height);
    }
    place.setX(qBound(screen.left(), place.x(), qMax(screen.left(), screen.right() - width())));
    if (QRect(place, size()).contains(QCursor::pos())) {
        place.setX(QCursor::pos().x() + metrics::space16);
        place.setX(qMin(place.x(), screen.right() - width()));
    }
    move(place);
    show();
    raise();
}

void ClaimTip::paintEvent(QPaintEvent*) {
    // Square corners: without a compositor round ones would show black.
    QPainter painter(this);
    painter.setPen(color(Role::Field));
    painter.setBrush(color(Role::Surface));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace twb::ui
