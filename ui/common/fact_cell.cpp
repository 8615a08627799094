// SPDX-License-Identifier: Apache-2.0
#include "common/fact_cell.h"
#include "common/accessible.h"
#include "common/follow_theme.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/style.h"
#include <QAccessible>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>
#include <QVariantAnimation>

namespace twb::ui {

namespace {
constexpr int edge = 16, drawingGap = 10, rule = 3, fadeMilliseconds = 400;
}

FactLook lookOf(FactState state) {
    switch (state) {
    case FactState::Good:
        return {Role::Ok, Role::OkSoft, Role::OkLine, Icon::Ok};
    case FactState::Warning:
        return {Role::Warn, Role::WarnSoft, Role::WarnLine, Icon::Warn};
    case FactState::Error:
        return {Role::Err, Role::ErrSoft, Role::ErrLine, Icon::Err};
    case FactState::Neutral:
        return {Role::Neu, Role::NeuSoft, Role::NeuLine, Icon::Neutral};
    case FactState::Busy:
        break;
    }
    return {Role::Neu, Role::NeuSoft, Role::NeuLine, Icon::Clock};
}

FactCell::FactCell(const QString& subject, std::optional<Icon> icon, QWidget* parent)
    : QAbstractButton(parent)
    , m_subject(subject)
    , m_icon(icon) {
    ensureAccessible();
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(subject);
    followTheme(this);
}

void FactCell::setFact(FactState state, const QString& title, const QString& detail, const QString& shortDetail) {
    if (state == m_state && title == m_title && detail == m_detail && shortDetail == m_shortDetail)
        return;
    const bool otherState = state != m_state;
    const bool otherSize = title.size() != m_title.size();
    m_state = state;
    m_title = title;
    m_detail = detail;
    m_shortDetail = shortDetail;
    if (otherState) {
        setAccessibleName(spokenName()); // Qt sends NameChanged
        fade();
    }
    if (otherSize)
        updateGeometry();
    update();
}

QString FactCell::spokenName() const {
    const QString facts = m_detail.isEmpty() ? m_title : tr("%1. %2").arg(m_title, m_detail);
    return facts.isEmpty() ? m_subject : tr("%1: %2").arg(m_subject, facts);
}

bool FactCell::event(QEvent* event) {
    // The name is made when somebody asks; setting it every second would be announced every second.
    if (event->type() == QEvent::FocusIn && accessibleName() != spokenName())
        setAccessibleName(spokenName());
    return QAbstractButton::event(event);
}

void FactCell::fade() {
    if (Theme::current().motion() == Motion::Off || !isVisible())
        return;
    if (!m_fade) {
        m_fade = new QVariantAnimation(this);
        m_fade->setDuration(fadeMilliseconds);
        m_fade->setStartValue(1.0);
        m_fade->setEndValue(0.0);
        connect(m_fade, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
            m_flash = value.toReal();
            update();
        });
        connect(&Theme::current(), &Theme::changed, this, [this] {
            if (Theme::current().motion() == Motion::Off) { // also what has begun
                m_fade->stop();
                m_flash = 0;
            }
        });
    }
    m_fade->stop();
    m_fade->start();
}

QSize FactCell::sizeHint() const {
    const QFontMetricsF title(fonts::factTitle());
    const int room = edge + metrics::height(iconFact) + drawingGap + edge;
    return {std::max(metrics::width(210), int(title.horizontalAdvance(m_title)) + room), minimumSizeHint().height()};
}

QSize FactCell::minimumSizeHint() const {
    const QFontMetricsF title(fonts::factTitle());
    const QFontMetricsF detail(fonts::ui(fonts::Size::Small));
    const int lines = int(title.height() + detail.height()) + rule + 8;
    return {metrics::width(210), std::max(metrics::verdictStrip(), lines)};
}

void FactCell::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const FactLook look = lookOf(m_state);
    painter.fillRect(rect(), color(look.soft));
    if (m_flash > 0) {
        QColor wash = color(Role::AccentSoft);
        wash.setAlphaF(float(m_flash));
        painter.fillRect(rect(), wash);
    }
    painter.fillRect(QRect(0, 0, width(), rule), color(look.strong));

    const qreal drawing = metrics::height(iconFact);
    const QRectF inner = QRectF(rect()).adjusted(edge, rule, -edge, 0);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    paintIcon(painter, QRectF(mirrored ? inner.right() - drawing : inner.left(), inner.top(), drawing, inner.height()),
              m_icon.value_or(look.icon), look.strong, drawing);
    const qreal shift = drawing + drawingGap;
    const QRectF words = inner.adjusted(mirrored ? 0 : shift, 0, mirrored ? -shift : 0, 0);
    const int side = mirrored ? Qt::AlignRight : Qt::AlignLeft;

    const QFont titleFont = fonts::factTitle(), detailFont = fonts::ui(fonts::Size::Small);
    const QFontMetricsF titleSize(titleFont), detailSize(detailFont);
    // The title is never cut: too long for one line it takes the sub-line's place as well.
    const bool wraps = titleSize.horizontalAdvance(m_title) > words.width();
    const bool hasDetail = !m_detail.isEmpty() && !wraps;
    const qreal gap = 2;
    const qreal block = wraps       ? std::min(words.height(), 2 * titleSize.height())
                        : hasDetail ? titleSize.height() + gap + detailSize.height()
                                    : titleSize.height();
    qreal y = words.top() + (words.height() - block) / 2;
    painter.setFont(titleFont);
    painter.setPen(color(look.strong));
    painter.drawText(QRectF(words.left(), y, words.width(), wraps ? block : titleSize.height()),
                     side | Qt::AlignVCenter | (wraps ? int(Qt::TextWordWrap) : int(Qt::TextSingleLine)), m_title);
    QString shown;
    if (hasDetail) {
        y += titleSize.height() + gap;
        const bool fits = detailSize.horizontalAdvance(m_detail) <= words.width();
        shown = fits || m_shortDetail.isEmpty() ? m_detail : m_shortDetail;
        shown = detailSize.elidedText(shown, Qt::ElideRight, words.width());
        painter.setFont(detailFont);
        painter.setPen(color(Role::Text2));
        painter.drawText(QRectF(words.left(), y, words.width(), detailSize.height()),
                         side | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    }
    const QString tip = shown == m_detail ? QString() : m_detail;
    if (toolTip() != tip)
        setToolTip(tip);
    if (hasFocus())
        paintFocusRing(painter, rect(), metrics::radiusSmall);
}

void FactCell::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace twb::ui
