// SPDX-License-Identifier: Apache-2.0
#include "editor/summary_card.h"
#include "common/fonts.h"
#include "common/metrics.h"

#include <QFontMetrics>
#include <QPainter>

namespace twb::ui {

SummaryCard::SummaryCard(QWidget* parent)
    : QWidget(parent) {
    setObjectName(QStringLiteral("doctorSummary"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SummaryCard::setSummary(FactState state, const QString& title, const QString& detail) {
    if (state == m_state && title == m_title && detail == m_detail) {
        return;
    }
    m_state = state;
    m_title = title;
    m_detail = detail;
    setAccessibleName(tr("%1. %2", "title, detail").arg(title, detail));
    updateGeometry();
    update();
}

QSize SummaryCard::sizeHint() const {
    const int lines = QFontMetrics(fonts::factTitle()).height() + QFontMetrics(fonts::ui(fonts::Size::Small)).height();
    return {metrics::width(200), lines + metrics::space2 + 2 * metrics::space8};
}

void SummaryCard::paintEvent(QPaintEvent*) {
    const FactLook look = lookOf(m_state);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(look.line));
    painter.setBrush(color(look.soft));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusControl,
                            metrics::radiusControl);
    const int iconSize = metrics::height(iconFact);
    const QRect iconPlace(metrics::space12, 0, iconSize, height());
    paintIcon(painter, iconPlace, look.icon, look.strong, iconSize);

    const QFont titleFont = fonts::factTitle();
    const QFont detailFont = fonts::ui(fonts::Size::Small);
    const int left = iconPlace.right() + metrics::space12;
    const int titleHeight = QFontMetrics(titleFont).height();
    QRect title(left, metrics::space8, width() - left - metrics::space8, titleHeight);
    painter.setFont(titleFont);
    painter.setPen(color(look.strong));
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    painter.setFont(detailFont);
    painter.setPen(color(Role::Text2));
    const QRect detail(left, title.bottom() + 1 + metrics::space2, title.width(), QFontMetrics(detailFont).height());
    painter.drawText(detail, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(detailFont).elidedText(m_detail, Qt::ElideRight, detail.width()));
}

} // namespace twb::ui
