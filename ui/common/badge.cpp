// SPDX-License-Identifier: Apache-2.0
#include "common/badge.h"
#include "common/accessible.h"
#include "common/follow_theme.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/style.h"
#include <cmath>
#include <QFontMetricsF>
#include <QPainter>

namespace twb::ui {

namespace {
constexpr int edgeSpace = 6, iconSide = 12, iconGap = 4;

Role inkOf(BadgeKind kind) {
    switch (kind) {
    case BadgeKind::Ok:
        return Role::Ok;
    case BadgeKind::Warn:
        return Role::Warn;
    case BadgeKind::Err:
        return Role::Err;
    case BadgeKind::Info:
        return Role::Accent;
    case BadgeKind::Neutral:
        break;
    }
    return Role::Neu;
}

Role groundOf(BadgeKind kind) {
    switch (kind) {
    case BadgeKind::Ok:
        return Role::OkSoft;
    case BadgeKind::Warn:
        return Role::WarnSoft;
    case BadgeKind::Err:
        return Role::ErrSoft;
    case BadgeKind::Info:
        return Role::AccentSoft;
    case BadgeKind::Neutral:
        break;
    }
    return Role::NeuSoft;
}
} // namespace

Badge::Badge(const QString& text, BadgeKind kind, QWidget* parent)
    : QWidget(parent)
    , m_text(text)
    , m_kind(kind) {
    ensureAccessible();
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
    followTheme(this);
}

void Badge::setText(const QString& text) {
    present(text, m_kind, m_icon);
}

void Badge::setKind(BadgeKind kind) {
    present(m_text, kind, m_icon);
}

void Badge::setIcon(std::optional<Icon> icon) {
    present(m_text, m_kind, icon);
}

void Badge::present(const QString& text, BadgeKind kind, std::optional<Icon> icon) {
    if (m_text == text && m_kind == kind && m_icon == icon)
        return;
    const bool resized = m_text != text || m_icon.has_value() != icon.has_value();
    m_text = text;
    m_kind = kind;
    m_icon = icon;
    setAccessibleName(text);
    if (resized)
        updateGeometry();
    update();
    if (resized)
        Q_EMIT wordsChanged();
}

QSize Badge::sizeHint() const {
    const QFontMetricsF font(fonts::ui(fonts::Size::Small));
    const int words = int(std::ceil(font.horizontalAdvance(m_text)));
    const int drawing = m_icon ? metrics::height(iconSide) + iconGap : 0;
    return {words + drawing + 2 * edgeSpace, std::max(metrics::badge(), int(std::ceil(font.height())) + 2)};
}

void Badge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBox(painter, rect(), metrics::radiusSmall, {}, color(groundOf(m_kind)));
    QRectF words = QRectF(rect()).adjusted(edgeSpace, 0, -edgeSpace, 0);
    if (m_icon) {
        const int drawing = metrics::height(iconSide);
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const QRectF place(mirrored ? words.right() - drawing : words.left(), words.top(), drawing, words.height());
        paintIcon(painter, place, *m_icon, inkOf(m_kind), drawing);
        words.adjust(mirrored ? 0 : drawing + iconGap, 0, mirrored ? -drawing - iconGap : 0, 0);
    }
    painter.setFont(fonts::ui(fonts::Size::Small));
    painter.setPen(color(inkOf(m_kind)));
    painter.drawText(words, int(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine), m_text);
}

} // namespace twb::ui
