// SPDX-License-Identifier: Apache-2.0
#include "common/check_row.h"
#include "common/accessible.h"
#include "common/follow_theme.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include <QFontMetrics>
#include <QPainter>

namespace twb::ui {

namespace {
constexpr int above = 4, iconSpace = 8;
constexpr int flags = Qt::TextWordWrap | Qt::AlignTop;

int wrappedHeight(const QFont& font, const QString& text, int width) {
    return text.isEmpty()
               ? 0
               : QFontMetrics(font).boundingRect(QRect(0, 0, std::max(1, width), 10000), flags, text).height();
}
int indent() {
    return metrics::height(16) + iconSpace;
}
} // namespace

QString stateWord(FactState state) {
    switch (state) {
    case FactState::Good:
        return CheckRow::tr("Good");
    case FactState::Warning:
        return CheckRow::tr("Warning");
    case FactState::Error:
        return CheckRow::tr("Error");
    case FactState::Neutral:
        return CheckRow::tr("Not checked");
    case FactState::Busy:
        break;
    }
    return CheckRow::tr("Checking");
}

CheckRow::CheckRow(FactState state, const QString& line, const QString& detail, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_icon(Icon::Neutral)
    , m_role(Role::Neu) {
    ensureAccessible();
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::NoFocus);
    setCheck(state, line, detail);
    followTheme(this);
}

void CheckRow::setCheck(FactState state, const QString& line, const QString& detail) {
    m_state = state;
    m_line = line;
    m_detail = detail;
    m_icon = lookOf(state).icon;
    m_role = lookOf(state).strong;
    const QString words = detail.isEmpty() ? line : tr("%1. %2").arg(line, detail);
    setAccessibleName(tr("%1: %2").arg(stateWord(state), words));
    updateGeometry();
    update();
}

void CheckRow::setIcon(Icon icon, Role role) {
    m_icon = icon;
    m_role = role;
    update();
}

int CheckRow::heightForWidth(int width) const {
    const int room = width - indent();
    return 2 * above + wrappedHeight(fonts::ui(), m_line, room) +
           wrappedHeight(fonts::ui(fonts::Size::Small), m_detail, room);
}

QSize CheckRow::sizeHint() const {
    const int width = metrics::width(280);
    return {width, heightForWidth(width)};
}

QSize CheckRow::minimumSizeHint() const {
    return {metrics::width(120), 2 * above + QFontMetrics(fonts::ui()).height()};
}

void CheckRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int side = metrics::height(16);
    const QFont lineFont = fonts::ui();
    const int first = QFontMetrics(lineFont).height();
    paintIcon(painter, QRectF(mirrored ? width() - side : 0, above, side, first), m_icon, m_role, side);
    QRect words = rect().adjusted(mirrored ? 0 : indent(), above, mirrored ? -indent() : 0, 0);
    painter.setFont(lineFont);
    painter.setPen(color(Role::Text));
    painter.drawText(words, flags | Qt::AlignLeft, m_line);
    words.setTop(words.top() + wrappedHeight(lineFont, m_line, words.width()));
    painter.setFont(fonts::ui(fonts::Size::Small));
    painter.setPen(color(Role::Text3));
    painter.drawText(words, flags | Qt::AlignLeft, m_detail);
}

} // namespace twb::ui
