// SPDX-License-Identifier: Apache-2.0
#include "editor/check_line.h"
#include "common/metrics.h"
#include "workbench/phrases.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace twb::ui {

FactState stateOf(doctor::CheckRow::Outcome outcome) {
    using Outcome = doctor::CheckRow::Outcome;
    switch (outcome) {
    case Outcome::Pass:
        return FactState::Good;
    case Outcome::Warn:
        return FactState::Warning;
    case Outcome::Fail:
        return FactState::Error;
    case Outcome::Skipped:
        break;
    }
    return FactState::Neutral;
}

CheckLine::CheckLine(const doctor::CheckRow& check, QWidget* parent)
    : CheckRow(stateOf(check.outcome), workbench::phraseOf(check).line, workbench::phraseOf(check).detail, parent)
    , m_id(QString::fromStdString(check.id)) {
    setObjectName(QStringLiteral("finding_") + m_id);
    setOutcome(check);
}

void CheckLine::setOutcome(const doctor::CheckRow& check) {
    const workbench::CheckPhrase phrase = workbench::phraseOf(check);
    setCheck(stateOf(check.outcome), phrase.line, phrase.detail);
    setFocusPolicy(isFinding() ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(isFinding() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(isFinding() ? tr("Go to the place (%1)", "id of the check").arg(m_id) : QString());
}

void CheckLine::paintEvent(QPaintEvent* event) {
    CheckRow::paintEvent(event);
    if (hasFocus()) {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(color(Role::Accent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusControl,
                                metrics::radiusControl);
    }
}

void CheckLine::mouseReleaseEvent(QMouseEvent* event) {
    if (isFinding() && event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        Q_EMIT chosen(m_id);
    }
}

void CheckLine::keyPressEvent(QKeyEvent* event) {
    if (isFinding() &&
        (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)) {
        Q_EMIT chosen(m_id);
        return;
    }
    CheckRow::keyPressEvent(event);
}

void CheckLine::focusInEvent(QFocusEvent* event) {
    CheckRow::focusInEvent(event);
    update();
}

void CheckLine::focusOutEvent(QFocusEvent* event) {
    CheckRow::focusOutEvent(event);
    update();
}

} // namespace twb::ui
