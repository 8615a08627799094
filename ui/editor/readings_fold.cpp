// SPDX-License-Identifier: Apache-2.0
#include "editor/readings_fold.h"
#include "common/accessible.h"
#include "common/fact_cell.h"
#include "common/follow_theme.h"
#include "common/fonts.h"
#include "common/metrics.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

namespace twb::ui {

using Outcome = doctor::Trial::Outcome;

namespace {
FactState stateOf(Outcome outcome) {
    return outcome == Outcome::Verifies        ? FactState::Good
           : outcome == Outcome::DoesNotVerify ? FactState::Error
                                               : FactState::Neutral;
}
} // namespace

ReadingsFold::ReadingsFold(QWidget* parent)
    : QWidget(parent) {
    ensureAccessible();
    setObjectName(QStringLiteral("readingsFold"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    followTheme(this);
}

void ReadingsFold::setReadings(const QList<workbench::TrialText>& readings, int tried) {
    const bool grown = readings.size() != m_readings.size();
    m_readings = readings;
    m_tried = tried;
    describe();
    if (grown) {
        updateGeometry();
    }
    update();
}

void ReadingsFold::setOpen(bool open) {
    if (open != m_open) {
        m_open = open;
        describe();
        updateGeometry();
        update();
        Q_EMIT openChanged(open);
    }
}

void ReadingsFold::describe() {
    setAccessibleName(tr("Why does it not verify? %n readings tried", nullptr, m_tried));
    QStringList rows;
    for (const workbench::TrialText& row : m_readings) {
        rows.append(tr("%1: %2", "reading, result").arg(row.reading, row.result));
    }
    setAccessibleDescription(m_open ? rows.join(QStringLiteral(". ")) : tr("Folded. Enter opens it"));
}

int ReadingsFold::rowHeight() const {
    return metrics::height(22);
}

int ReadingsFold::headHeight() const {
    return metrics::height(26);
}

QSize ReadingsFold::sizeHint() const {
    const int rows = m_open ? static_cast<int>(m_readings.size()) * rowHeight() + metrics::space4 : 0;
    return {metrics::width(180), headHeight() + rows};
}

void ReadingsFold::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath outline;
    outline.addRoundedRect(frame, metrics::radiusControl, metrics::radiusControl);
    painter.fillPath(outline, color(Role::Surface));
    painter.save();
    painter.setClipPath(outline);
    const QRect head(0, 0, width(), headHeight());
    painter.fillRect(head, color(Role::Surface2));
    const int side = metrics::height(iconBadge);
    paintIcon(painter, QRect(metrics::space8, 0, side, head.height()), m_open ? Icon::Down : Icon::Right, Role::Text2,
              side);
    const QString count = tr("%n readings tried", nullptr, m_tried);
    painter.setFont(fonts::ui(fonts::Size::Small));
    painter.setPen(color(Role::Text2));
    const QRect inner = head.adjusted(2 * metrics::space8 + side, 0, -metrics::space8, 0);
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, count);
    const int countWidth = painter.fontMetrics().horizontalAdvance(count);
    painter.setFont(fonts::ui(fonts::Size::Label, fonts::Weight::SemiBold));
    painter.setPen(color(Role::Text));
    const QRect title = inner.adjusted(0, 0, -countWidth - metrics::space8, 0);
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(tr("Why does it not verify?"), Qt::ElideRight, title.width()));
    if (m_open) {
        painter.fillRect(0, head.bottom(), width(), 1, color(Role::Border));
        int top = head.bottom() + 1 + metrics::space2;
        for (const workbench::TrialText& row : m_readings) {
            paintRow(painter, QRect(0, top, width(), rowHeight()), row);
            top += rowHeight();
        }
    }
    painter.restore();
    painter.setPen(color(hasFocus() ? Role::Accent : Role::Border));
    painter.drawPath(outline);
}

void ReadingsFold::paintRow(QPainter& painter, const QRect& place, const workbench::TrialText& row) const {
    const bool good = row.outcome == Outcome::Verifies;
    if (good) {
        painter.fillRect(place, color(Role::OkSoft));
    }
    const FactLook look = lookOf(stateOf(row.outcome));
    const int side = metrics::height(iconBadge);
    paintIcon(painter, QRect(place.left() + metrics::space8, place.top(), side, place.height()), look.icon, look.strong,
              side);
    const auto weight = good ? fonts::Weight::SemiBold : fonts::Weight::Regular;
    painter.setFont(fonts::ui(fonts::Size::Small, weight));
    painter.setPen(color(good ? Role::Ok : Role::Text2));
    const QRect inner = place.adjusted(2 * metrics::space8 + side, 0, -metrics::space8, 0);
    const QString result = painter.fontMetrics().elidedText(row.result, Qt::ElideRight, inner.width() * 2 / 3);
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, result);
    const int resultWidth = painter.fontMetrics().horizontalAdvance(result);
    painter.setPen(color(good ? Role::Text : Role::Text2));
    const QRect left = inner.adjusted(0, 0, -resultWidth - metrics::space8, 0);
    painter.drawText(left, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(row.reading, Qt::ElideRight, left.width()));
}

bool ReadingsFold::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && m_open) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = (help->pos().y() - headHeight()) / rowHeight();
        if (help->pos().y() >= headHeight() && row >= 0 && row < m_readings.size()) {
            QToolTip::showText(help->globalPos(),
                               tr("%1: %2", "reading, result").arg(m_readings[row].reading, m_readings[row].result),
                               this);
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
    }
    return QWidget::event(event);
}

void ReadingsFold::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
        setOpen(!m_open);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ReadingsFold::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && QRect(0, 0, width(), headHeight()).contains(event->pos())) {
        setOpen(!m_open);
    }
}

} // namespace twb::ui
