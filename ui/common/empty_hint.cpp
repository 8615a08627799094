// SPDX-License-Identifier: Apache-2.0
#include "common/empty_hint.h"
#include "common/accessible.h"
#include "common/buttons.h"
#include "common/follow_theme.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include <array>
#include <functional>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QPainter>
#include <QResizeEvent>

namespace twb::ui {

namespace {
constexpr int pictureHeight = 40;

struct Part {
    const char* word;
    Role role;
};
constexpr std::array parts = {Part{"alg", Role::SegH}, Part{"claims", Role::SegP}, Part{"sig", Role::SegS}};

/// The drawing; the words in it are format names and are not translated.
class Picture : public QWidget {
public:
    using Paint = std::function<void(QPainter&, const QRectF&)>;
    Picture(Paint paint, QWidget* parent)
        : QWidget(parent)
        , m_paint(std::move(paint)) {
        followTheme(this);
    }
    QSize sizeHint() const override { return {metrics::width(240), metrics::height(pictureHeight)}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        m_paint(painter, rect());
    }

private:
    Paint m_paint;
};

void paintTokenBoxes(QPainter& painter, const QRectF& place) {
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = fonts::encoded();
    const QFontMetricsF size(font);
    const qreal inside = 9, between = 18, height = metrics::height(36);
    qreal total = between * qreal(parts.size() - 1);
    for (const Part& part : parts)
        total += size.horizontalAdvance(QLatin1String(part.word)) + 2 * inside;
    qreal x = place.center().x() - total / 2;
    painter.setFont(font);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const QString word = QLatin1String(parts[i].word);
        const QRectF box(x, place.center().y() - height / 2, size.horizontalAdvance(word) + 2 * inside, height);
        painter.setPen(QPen(color(parts[i].role), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5);
        painter.drawText(box, Qt::AlignCenter, word);
        if (i + 1 < parts.size()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color(Role::Dot));
            painter.drawEllipse(QPointF(box.right() + between / 2, box.bottom() - 6), 2.5, 2.5);
        }
        x = box.right() + between;
    }
}
} // namespace

EmptyHint::EmptyHint(const QString& title, const QString& sentence, QWidget* parent)
    : QWidget(parent)
    , m_picture(new Picture(
          [this](QPainter& painter, const QRectF& place) {
              if (m_drawing == Drawing::TokenBoxes)
                  paintTokenBoxes(painter, place);
              else
                  paintIcon(painter, place, m_icon, Role::Text3, place.height());
          },
          this))
    , m_title(new TextLabel(title, Role::Text, fonts::Size::EmptyTitle, fonts::Weight::SemiBold))
    , m_sentence(new TextLabel(sentence, Role::Text2))
    , m_actions(new QHBoxLayout) {
    ensureAccessible();
    setAccessibleName(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space24, metrics::space24, metrics::space24, metrics::space24);
    column->setSpacing(metrics::space12);
    column->addStretch(1);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addSpacing(metrics::space8);
    for (TextLabel* label : {m_title, m_sentence}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignVCenter);
        label->setWordWrap(true);
    }
    m_sentence->setMaximumWidth(metrics::width(470));
    column->addWidget(m_title);
    // Centred by stretches: an alignment would take the label's height-for-width away.
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_sentence, 1000);
    middle->addStretch(1);
    column->addLayout(middle);
    m_actions->setSpacing(metrics::space8);
    m_actions->addStretch(1);
    m_actions->addStretch(1);
    column->addLayout(m_actions);
    column->addStretch(1);
    followTheme(this);
}

void EmptyHint::setDrawing(Drawing drawing, Icon icon) {
    m_drawing = drawing;
    m_icon = icon;
    m_picture->update();
}

void EmptyHint::setFrame(Frame frame) {
    m_frame = frame;
    update();
}

QPushButton* EmptyHint::addAction(const QString& text) {
    const bool first = m_actions->count() == 2;
    QPushButton* button = makeButton(text, first ? ButtonKind::Primary : ButtonKind::Normal, this);
    m_actions->insertWidget(m_actions->count() - 1, button);
    return button;
}

QSize EmptyHint::minimumSizeHint() const {
    QSize size = QWidget::minimumSizeHint();
    if (testAttribute(Qt::WA_Resized) || isVisible())
        size.setHeight(std::max(size.height(), layout()->minimumHeightForWidth(width())));
    return size;
}

void EmptyHint::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void EmptyHint::paintEvent(QPaintEvent*) {
    if (m_frame == Frame::None)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(color(Role::Field), 1);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusPane, metrics::radiusPane);
}

} // namespace twb::ui
