// SPDX-License-Identifier: Apache-2.0
#include "editor/doctor_bar.h"
#include "common/badge.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "common/theme.h"
#include "editor/mood_look.h"
#include "workbench/doctor_headline.h"
#include "workbench/token_document.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <tuple>

namespace twb::ui {

DoctorBar::DoctorBar(QWidget* parent)
    : QWidget(parent)
    , m_state(new TextLabel({}, Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_errors(new Badge({}, BadgeKind::Err, this))
    , m_warnings(new Badge({}, BadgeKind::Warn, this))
    , m_notes(new Badge({}, BadgeKind::Info, this))
    , m_profile(new TextLabel({}, Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this))
    , m_toggle(new QToolButton(this)) {
    setObjectName(QStringLiteral("doctorBar"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_toggle->setObjectName(QStringLiteral("openDoctorButton"));
    m_toggle->setAutoRaise(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setLayoutDirection(Qt::RightToLeft); // the arrow stands after the word
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::paneSide, metrics::space2, metrics::space8, metrics::space2);
    row->setSpacing(metrics::space8);
    row->addWidget(new TextLabel(tr("Doctor"), Role::Text, fonts::Size::Body, fonts::Weight::SemiBold, this));
    row->addWidget(m_state);
    row->addWidget(m_errors);
    row->addWidget(m_warnings);
    row->addWidget(m_notes);
    row->addStretch(1);
    row->addWidget(m_profile);
    row->addWidget(m_toggle);
    setOpen(false);
    connect(m_toggle, &QToolButton::clicked, this, &DoctorBar::toggled);
}

void DoctorBar::render(const workbench::TokenDocument& document) {
    const workbench::DoctorHeadline headline =
        workbench::headlineOf(document.shownVersion(), document.diagnosis().get());
    const auto [errors, warnings, notes] = std::tuple(headline.errors, headline.warnings, headline.notes);
    m_state->setVisible(!headline.hasCards);
    m_state->setText(headline.title);
    m_state->setRole(headline.mood == workbench::FactMood::Neutral ? Role::Text2 : moodRole(headline.mood));
    for (const auto& [badge, count] : {std::pair(m_errors, errors), {m_warnings, warnings}, {m_notes, notes}}) {
        badge->setVisible(count > 0);
    }
    m_errors->present(errors == 1 ? tr("1 error") : tr("%1 errors").arg(errors), BadgeKind::Err, Icon::Err);
    m_warnings->present(warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(warnings), BadgeKind::Warn, Icon::Warn);
    m_notes->present(notes == 1 ? tr("1 note") : tr("%1 notes").arg(notes), BadgeKind::Info, Icon::Info);
}

void DoctorBar::setProfile(const QString& text) {
    m_profile->setText(text.isEmpty() ? QString() : tr("Profile: %1").arg(text));
}

void DoctorBar::setOpen(bool open) {
    m_toggle->setText(open ? tr("Close") : tr("Open"));
    m_toggle->setIcon(icon(open ? Icon::Down : Icon::Up));
    m_toggle->setAccessibleName(open ? tr("Close the doctor") : tr("Open the doctor"));
    m_toggle->setToolTip(open ? tr("Close the doctor (Ctrl+J)") : tr("Open the doctor (Ctrl+J)"));
}

void DoctorBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Role::Border));
    painter.setBrush(color(Role::Surface2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusPane, metrics::radiusPane);
}

void DoctorBar::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        Q_EMIT toggled();
    }
}

} // namespace twb::ui
