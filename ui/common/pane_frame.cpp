// SPDX-License-Identifier: Apache-2.0
#include "common/pane_frame.h"
#include "common/accessible.h"
#include "common/inline_error.h"
#include "common/metrics.h"
#include "common/style.h"
#include "common/text_label.h"
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace twb::ui {

namespace {
constexpr int swatchWidth = 8, swatchHeight = 14;

/// Fields of several lines have no outline of their own inside a pane.
bool isEditor(const QWidget* widget) {
    return widget && (widget->inherits("QPlainTextEdit") || widget->inherits("QTextEdit"));
}
} // namespace

PaneFrame::PaneFrame(const QString& caption, QWidget* parent)
    : QWidget(parent)
    , m_header(new QWidget(this))
    , m_row(new QHBoxLayout(m_header))
    , m_column(new QVBoxLayout(this))
    , m_caption(new TextLabel(caption, Role::Text, fonts::Size::Body, fonts::Weight::SemiBold))
    , m_badgeRow(new QHBoxLayout)
    , m_controlRow(new QHBoxLayout) {
    ensureAccessible();
    setAccessibleName(caption);
    m_column->setContentsMargins(1, 1, 1, 1);
    m_column->setSpacing(0);
    m_column->addWidget(m_header);
    m_row->setSpacing(metrics::space8);
    m_row->addWidget(m_caption);
    m_badgeRow->setSpacing(metrics::space8);
    m_row->addLayout(m_badgeRow);
    m_row->addStretch(1);
    m_controlRow->setSpacing(metrics::space8);
    m_row->addLayout(m_controlRow);
    // Badges must never set the least width of a pane: they give way instead (fitBadges).
    m_header->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_header->installEventFilter(this);
    applyMetrics();
    connect(&Theme::current(), &Theme::changed, this, &PaneFrame::applyMetrics);
    connect(qApp, &QApplication::focusChanged, this, &PaneFrame::onFocusChanged);
}

PaneFrame::~PaneFrame() {
    // A field of this pane that has the focus loses it while the pane is already half destroyed.
    disconnect(qApp, nullptr, this, nullptr);
}

QString PaneFrame::caption() const {
    return m_caption->text();
}

void PaneFrame::setCaption(const QString& caption) {
    m_caption->setText(caption);
    setAccessibleName(caption);
}

void PaneFrame::setSwatch(std::optional<Role> role) {
    m_swatch = role;
    applyMetrics();
}

void PaneFrame::setHint(const QString& hint) {
    if (!m_hint) {
        m_hint = new TextLabel(hint, Role::Text3);
        m_hint->setMinimumWidth(0);
        m_row->insertWidget(1, m_hint);
    }
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

Badge* PaneFrame::addBadge(const QString& text, BadgeKind kind) {
    auto* badge = new Badge(text, kind, m_header);
    m_badges.append(badge);
    m_badgeRow->addWidget(badge);
    connect(badge, &Badge::wordsChanged, this, &PaneFrame::fitBadges);
    fitBadges();
    return badge;
}

void PaneFrame::addControl(QWidget* control) {
    m_controlRow->addWidget(control);
}

void PaneFrame::addControlSpacing(int pixels) {
    m_controlRow->addSpacing(pixels);
}

void PaneFrame::setContent(QWidget* content) {
    delete m_content;
    m_content = content;
    // Above the error line, below header and messages.
    const int place = m_column->indexOf(m_error);
    m_column->insertWidget(place < 0 ? m_column->count() : place, content, 1);
    applyMetrics();
}

MessageStack* PaneFrame::messages() {
    if (!m_messages) {
        m_messages = new MessageStack(this);
        m_column->insertWidget(1, m_messages);
    }
    return m_messages;
}

InlineError* PaneFrame::errorLine() {
    if (!m_error) {
        m_error = new InlineError(this);
        m_column->addWidget(m_error);
    }
    return m_error;
}

bool PaneFrame::event(QEvent* event) {
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) // a badge or a control has another size
        fitBadges();
    return handled;
}

/// A control of the header that comes, goes or changes its width makes or takes room for badges; that layout request
/// ends at the header, because the header's own size stays.
bool PaneFrame::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_header && event->type() == QEvent::LayoutRequest)
        QMetaObject::invokeMethod(this, &PaneFrame::fitBadges, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void PaneFrame::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect());
    const int top = m_header->geometry().bottom() + 1;
    paintBox(painter, box, metrics::radiusPane, {}, color(Role::Surface));
    QPainterPath shape;
    shape.addRoundedRect(box, metrics::radiusPane, metrics::radiusPane);
    painter.save();
    painter.setClipPath(shape);
    painter.fillRect(QRect(0, 0, width(), top), color(Role::Surface2));
    if (m_error && !m_error->isHidden())
        painter.fillRect(QRect(0, m_error->geometry().bottom() + 1, width(), height()), color(m_error->ground()));
    painter.restore();
    if (height() > top + 2)
        painter.fillRect(QRect(0, top - 1, width(), 1), color(Role::Border));
    if (m_swatch) {
        const int edge = metrics::paneSide - 2;
        const int x = layoutDirection() == Qt::RightToLeft ? width() - edge - swatchWidth : edge;
        paintBox(painter, QRectF(x, (top - swatchHeight) / 2, swatchWidth, swatchHeight), 2, {}, color(*m_swatch));
    }
    paintBox(painter, box, metrics::radiusPane, color(m_editing ? Role::Accent : Role::Border), {});
}

void PaneFrame::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitBadges();
}

void PaneFrame::fitBadges() {
    const QMargins margins = m_row->contentsMargins();
    const int needed = margins.left() + margins.right() + m_caption->sizeHint().width() +
                       m_controlRow->minimumSize().width() + metrics::space8;
    m_header->setMinimumWidth(needed);
    int room = width() - 2 - needed;
    if (m_hint && !m_hint->isHidden())
        room -= m_hint->sizeHint().width() + metrics::space8;
    bool fits = true;
    for (Badge* badge : std::as_const(m_badges)) {
        room -= badge->sizeHint().width() + metrics::space8;
        fits = fits && room >= 0;
        const bool wanted = fits && !badge->text().isEmpty();
        if (badge->isHidden() == wanted)
            badge->setVisible(wanted);
        if (badge->text().isEmpty())
            room += badge->sizeHint().width() + metrics::space8;
    }
}

void PaneFrame::applyMetrics() {
    const int left = m_swatch ? metrics::paneSide + swatchWidth + metrics::space6 - 2 : metrics::paneSide;
    m_header->setFixedHeight(metrics::paneHeader());
    m_row->setContentsMargins(left, 0, metrics::space6, 1);
    // Content is painted square: it ends above the round corners, or it would cover them.
    m_column->setContentsMargins(1, 1, 1, m_content ? 4 : 1);
    update();
}

void PaneFrame::onFocusChanged(QWidget*, QWidget* now) {
    const bool editing = isEditor(now) && m_content && (m_content == now || m_content->isAncestorOf(now));
    if (editing == m_editing)
        return;
    m_editing = editing;
    update();
}

} // namespace twb::ui
