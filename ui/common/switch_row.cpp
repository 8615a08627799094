// SPDX-License-Identifier: Apache-2.0
#include "common/switch_row.h"
#include "common/accessible.h"
#include "common/follow_theme.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/style.h"
#include <cmath>
#include <QButtonGroup>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>

namespace twb::ui {

namespace {
/// One choice; knows its place in the row for its corners.
class Choice : public QToolButton {
public:
    explicit Choice(QWidget* parent)
        : QToolButton(parent) {
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        followTheme(this);
    }
    std::optional<Icon> drawing;
    Role drawingRole = Role::Text2;
    bool first = false, last = false;

    QSize sizeHint() const override {
        // The chosen one is written semi-bold: all have that room, so that nothing moves with the choice.
        const QFontMetricsF font(fonts::ui(fonts::Size::Body, fonts::Weight::SemiBold));
        const int pictured = drawing ? metrics::height(iconButton) + (text().isEmpty() ? 0 : 6) : 0;
        const int words = int(std::ceil(font.horizontalAdvance(text())));
        return {std::max(metrics::smallButton(), words + pictured + 2 * 11), metrics::smallButton()};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        const QPainterPath shape = outline(mirrored ? last : first, mirrored ? first : last);
        if (isChecked() && isEnabled()) {
            painter.setPen(QPen(color(Role::Accent), 1));
            painter.setBrush(color(Role::AccentSoft));
            painter.drawPath(shape);
        } else if (underMouse() && isEnabled()) {
            painter.fillPath(shape, color(Role::Surface2));
        }
        paintContent(painter, mirrored);
        if (hasFocus())
            paintFocusRing(painter, rect(), metrics::radiusControl);
    }

private:
    void paintContent(QPainter& painter, bool mirrored) {
        const bool chosen = isChecked();
        const QFont font = fonts::ui(fonts::Size::Body, chosen ? fonts::Weight::SemiBold : fonts::Weight::Regular);
        const qreal words = QFontMetricsF(font).horizontalAdvance(text());
        const qreal side = drawing ? metrics::height(iconButton) : 0;
        const qreal between = drawing && !text().isEmpty() ? 6 : 0;
        const qreal start = (width() - words - side - between) / 2;
        if (drawing) {
            const Role role = !isEnabled() ? Role::Text3 : drawingRole;
            paintIcon(painter, QRectF(mirrored ? width() - start - side : start, 0, side, height()), *drawing, role,
                      side);
        }
        painter.setFont(font);
        painter.setPen(color(!isEnabled() ? Role::Text3 : chosen ? Role::Accent : Role::Text2));
        painter.drawText(QRectF(mirrored ? start : start + side + between, 0, words + 1, height()),
                         int(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine), text());
    }
    QPainterPath outline(bool roundLeft, bool roundRight) const {
        const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        const qreal left = roundLeft ? metrics::radiusControl : 0, right = roundRight ? metrics::radiusControl : 0;
        QPainterPath path;
        path.moveTo(box.left() + left, box.top());
        path.lineTo(box.right() - right, box.top());
        path.quadTo(box.topRight(), QPointF(box.right(), box.top() + right));
        path.lineTo(box.right(), box.bottom() - right);
        path.quadTo(box.bottomRight(), QPointF(box.right() - right, box.bottom()));
        path.lineTo(box.left() + left, box.bottom());
        path.quadTo(box.bottomLeft(), QPointF(box.left(), box.bottom() - left));
        path.lineTo(box.left(), box.top() + left);
        path.quadTo(box.topLeft(), QPointF(box.left() + left, box.top()));
        return path;
    }
};

Choice* choice(QButtonGroup* group, int index) {
    return static_cast<Choice*>(group->button(index));
}
} // namespace

SwitchRow::SwitchRow(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this)) {
    ensureAccessible();
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &SwitchRow::setCurrentIndex);
    followTheme(this);
}

int SwitchRow::addChoice(const QString& text, std::optional<Icon> icon, const QString& toolTip) {
    const int index = count();
    auto* button = new Choice(this);
    button->setText(text);
    button->setToolTip(toolTip);
    if (text.isEmpty())
        button->setAccessibleName(toolTip);
    button->drawing = icon;
    button->first = index == 0;
    button->last = true;
    button->setFocusPolicy(index == 0 ? Qt::StrongFocus : Qt::ClickFocus);
    if (index > 0)
        choice(m_group, index - 1)->last = false;
    button->installEventFilter(this);
    m_group->addButton(button, index);
    layout()->addWidget(button);
    if (!focusProxy())
        setFocusProxy(button);
    if (m_current < 0)
        setCurrentIndex(0);
    return index;
}

int SwitchRow::count() const {
    return int(m_group->buttons().size());
}

QAbstractButton* SwitchRow::button(int index) const {
    return m_group->button(index);
}

void SwitchRow::setChoiceText(int index, const QString& text) {
    if (Choice* button = choice(m_group, index); button && button->text() != text) {
        button->setText(text);
        button->updateGeometry();
    }
}

void SwitchRow::setChoiceIcon(int index, std::optional<Icon> icon, Role role) {
    if (Choice* button = choice(m_group, index)) {
        button->drawing = icon;
        button->drawingRole = role;
        button->updateGeometry();
        button->update();
    }
}

int SwitchRow::currentIndex() const {
    return m_current;
}

void SwitchRow::setCurrentIndex(int index) {
    QAbstractButton* chosen = m_group->button(index);
    if (!chosen || index == m_current)
        return;
    m_current = index;
    chosen->setChecked(true);
    // One tab stop: the chosen one.
    for (QAbstractButton* each : m_group->buttons())
        each->setFocusPolicy(each == chosen ? Qt::StrongFocus : Qt::ClickFocus);
    setFocusProxy(chosen);
    Q_EMIT currentIndexChanged(index);
}

void SwitchRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBox(painter, rect(), metrics::radiusControl, color(isEnabled() ? Role::Field : Role::Border),
             color(isEnabled() ? Role::Surface : Role::Sunken));
    for (int i = 1; i < count(); ++i) {
        const QRect place = button(i)->geometry();
        const int x = layoutDirection() == Qt::RightToLeft ? place.right() : place.left();
        painter.fillRect(QRect(x, 0, 1, height()), color(isEnabled() ? Role::Field : Role::Border));
    }
}

bool SwitchRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    int step = 0;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Left:
        step = mirrored ? 1 : -1;
        break;
    case Qt::Key_Right:
        step = mirrored ? -1 : 1;
        break;
    case Qt::Key_Up:
        step = -1;
        break;
    case Qt::Key_Down:
        step = 1;
        break;
    default:
        return QWidget::eventFilter(watched, event);
    }
    for (int next = m_current + step; next >= 0 && next < count(); next += step) {
        if (!button(next)->isEnabled() || button(next)->isHidden())
            continue;
        setCurrentIndex(next);
        button(next)->setFocus(Qt::OtherFocusReason);
        break;
    }
    return true;
}

} // namespace twb::ui
