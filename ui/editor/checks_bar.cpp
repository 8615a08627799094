// SPDX-License-Identifier: Apache-2.0
#include "editor/checks_bar.h"
#include "common/badge.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "editor/checks_panel.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace twb::ui {

ChecksBar::ChecksBar(QWidget* parent)
    : QWidget(parent)
    , m_errors(new Badge({}, BadgeKind::Err, this))
    , m_warnings(new Badge({}, BadgeKind::Warn, this))
    , m_passed(new TextLabel({}, Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_toggle(new QToolButton(this)) {
    setObjectName(QStringLiteral("checksBar"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_toggle->setObjectName(QStringLiteral("openChecksButton"));
    m_toggle->setAutoRaise(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setLayoutDirection(Qt::RightToLeft); // the arrow stands after the word
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::paneSide, metrics::space2, metrics::space8, metrics::space2);
    row->setSpacing(metrics::space8);
    row->addWidget(new TextLabel(tr("Checks"), Role::Text, fonts::Size::Body, fonts::Weight::SemiBold, this));
    row->addWidget(m_errors);
    row->addWidget(m_warnings);
    row->addWidget(m_passed);
    row->addStretch(1);
    row->addWidget(m_toggle);
    setOpen(false);
    connect(m_toggle, &QToolButton::clicked, this, &ChecksBar::toggled);
}

void ChecksBar::render(const doctor::Version& version) {
    const CheckCount count = countChecks(checksToShow(version));
    m_errors->setVisible(count.errors > 0);
    m_warnings->setVisible(count.warnings > 0);
    m_errors->present(count.errors == 1 ? tr("1 error") : tr("%1 errors").arg(count.errors), BadgeKind::Err, Icon::Err);
    m_warnings->present(count.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(count.warnings), BadgeKind::Warn,
                        Icon::Warn);
    m_passed->setText(count.passed == 1 ? tr("1 check passed") : tr("%1 checks passed").arg(count.passed));
}

void ChecksBar::setOpen(bool open) {
    m_toggle->setText(open ? tr("Close") : tr("Open"));
    m_toggle->setIcon(icon(open ? Icon::Down : Icon::Up));
    m_toggle->setAccessibleName(open ? tr("Close the checks") : tr("Open the checks"));
    m_toggle->setToolTip(open ? tr("Close the checks (Ctrl+J)") : tr("Open the checks (Ctrl+J)"));
}

void ChecksBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Role::Border));
    painter.setBrush(color(Role::Surface2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusPane, metrics::radiusPane);
}

void ChecksBar::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        Q_EMIT toggled();
    }
}

} // namespace twb::ui
