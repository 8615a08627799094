// SPDX-License-Identifier: Apache-2.0
#include "editor/note_line.h"
#include "common/buttons.h"
#include "common/metrics.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace twb::ui {

NoteLine::NoteLine(QWidget* parent)
    : CheckRow(FactState::Neutral, {}, {}, parent)
    , m_button(new LinkButton({}, this)) {
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT repairRequested(m_id); });
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void NoteLine::setContent(const FindingContent& content) {
    m_id = content.id;
    m_repair = content.repair;
    setObjectName(QStringLiteral("finding_") + content.id);
    QStringList evidence;
    for (const EvidenceLine& line : content.evidence) {
        if (!content.title.contains(line.text.trimmed())) { // “Bearer” was pasted: Bearer
            evidence.append(line.text);
        }
    }
    const QString shown = evidence.join(QStringLiteral(" · "));
    setCheck(FactState::Neutral, content.title,
             shown.isEmpty() || shown.size() > 60 ? content.advice : shown + QLatin1Char('\n') + content.advice);
    setIcon(Icon::Info, Role::Accent);
    setAccessibleName(tr("%1: %2", "severity, title").arg(severityWord(content.severity), content.title));
    setAccessibleDescription(content.advice);
    setToolTip(content.id);
    m_button->setObjectName(QStringLiteral("repair_") + content.id);
    m_button->setText(m_repair);
    m_button->setAccessibleDescription(content.title);
    m_button->setVisible(!m_repair.isEmpty());
    placeButton();
    updateGeometry();
}

int NoteLine::heightForWidth(int width) const {
    return CheckRow::heightForWidth(width) + (m_repair.isEmpty() ? 0 : m_button->sizeHint().height());
}

QSize NoteLine::sizeHint() const {
    const QSize size = CheckRow::sizeHint();
    return {size.width(), heightForWidth(size.width())};
}

void NoteLine::placeButton() {
    const QSize size = m_button->sizeHint();
    const int side = metrics::height(16) + metrics::space8;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_button->setGeometry(mirrored ? width() - side - size.width() : side, height() - size.height(), size.width(),
                          size.height());
}

void NoteLine::resizeEvent(QResizeEvent* event) {
    CheckRow::resizeEvent(event);
    placeButton();
}

void NoteLine::paintEvent(QPaintEvent* event) {
    CheckRow::paintEvent(event);
    if (hasFocus()) {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(color(Role::Accent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusControl,
                                metrics::radiusControl);
    }
}

void NoteLine::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested(m_id);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
        Q_EMIT chosen(m_id);
    } else {
        CheckRow::keyPressEvent(event);
    }
}

void NoteLine::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        setFocus(Qt::MouseFocusReason);
        Q_EMIT chosen(m_id);
    }
}

void NoteLine::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_repair.isEmpty()) {
        connect(menu->addAction(m_repair), &QAction::triggered, this, [this] { Q_EMIT repairRequested(m_id); });
    }
    connect(menu->addAction(tr("Copy finding")), &QAction::triggered, this, [this] { Q_EMIT copyRequested(m_id); });
    menu->popup(event->globalPos());
}

void NoteLine::focusInEvent(QFocusEvent* event) {
    CheckRow::focusInEvent(event);
    update();
}

void NoteLine::focusOutEvent(QFocusEvent* event) {
    CheckRow::focusOutEvent(event);
    update();
}

} // namespace twb::ui
