// SPDX-License-Identifier: Apache-2.0
#include "main_window/status_strip.h"

#include "common/badge.h"
#include "common/fonts.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "common/theme.h"

#include <chrono>
#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace twb::ui {

namespace {

constexpr std::chrono::seconds resultStays{6};

QLabel* line(QWidget* parent, const char* name) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText); // texts of tokens come here; they are never markup
    label->setForegroundRole(QPalette::WindowText);
    return label;
}

} // namespace

StatusStrip::StatusStrip(QWidget* parent)
    : QWidget(parent)
    , m_message(new ElidedLabel({}, Role::Text, fonts::Size::Body, this))
    , m_off(new Badge(tr("Network off"), BadgeKind::Warn, this))
    , m_place(line(this, "statusCaret"))
    , m_zone(line(this, "statusZone"))
    , m_keys(line(this, "statusKeys")) {
    setObjectName(QStringLiteral("statusStrip"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(30, 0, metrics::space12, 0);
    row->setSpacing(metrics::space16);
    row->addWidget(m_message);
    row->addStretch(1);
    row->addWidget(m_off);
    row->addWidget(m_place);
    row->addWidget(m_zone);
    row->addWidget(m_keys);
    m_off->setObjectName(QStringLiteral("networkOffBadge"));
    m_off->setToolTip(tr("Nothing is sent, whatever is pressed (Settings, Network)"));
    m_off->hide();
    m_message->setObjectName(QStringLiteral("statusNetwork"));
    m_message->setTextFormat(Qt::PlainText);
    setFixedHeight(metrics::height(24));
    connect(&Theme::current(), &Theme::changed, this, [this] { setFixedHeight(metrics::height(24)); });
    // Long texts give way instead of widening the window.
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->setStretch(0, 1);
    row->setStretch(1, 0);
    m_back.setSingleShot(true);
    m_back.setInterval(resultStays);
    connect(&m_back, &QTimer::timeout, this, &StatusStrip::showNetwork);
    showNetwork();
    setKeyCount(0);
}

void StatusStrip::setKeyCount(int keys) {
    m_keys->setText(keys == 0 ? tr("Key ring: empty") : tr("Key ring: %n keys", nullptr, keys));
}

void StatusStrip::say(const QString& text) {
    m_message->setText(text);
    m_back.start();
    QAccessibleEvent told(m_message, QAccessible::Alert);
    QAccessible::updateAccessibility(&told);
}

void StatusStrip::setNetworkOff(bool off) {
    m_off->setVisible(off);
    m_isOff = off;
    if (!m_back.isActive()) {
        showNetwork();
    }
}

void StatusStrip::setListening(const QString& text) {
    m_listening = text;
    if (!m_back.isActive()) {
        showNetwork();
    }
}

void StatusStrip::setCaretPlace(const QString& place) {
    m_place->setText(place);
}

void StatusStrip::setZone(const QString& zone) {
    m_zone->setText(zone);
}

void StatusStrip::setLastContact(const QString& host, const QDateTime& at) {
    m_contact = tr("Last contact: %1, %2 · nothing else was contacted")
                    .arg(host, locale().toString(at.time(), QLocale::ShortFormat));
    if (!m_back.isActive()) {
        showNetwork();
    }
}

void StatusStrip::showNetwork() {
    const QString contact = m_isOff                ? tr("Network is off (Settings)")
                            : !m_contact.isEmpty() ? m_contact
                                                   : tr("Network idle: nothing is sent until you press Send or Fetch");
    const QString quiet = m_contact.isEmpty() ? tr("nothing is sent out") : m_contact;
    m_message->setText(m_listening.isEmpty() ? contact : m_listening + QStringLiteral(" · ") + quiet);
}

void StatusStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Bar));
    painter.setPen(color(Role::Border));
    painter.drawLine(rect().topLeft(), rect().topRight());
    paintIcon(painter, QRectF(8, 0, 16, height()), Icon::Plug, Role::Text2, 14);
    for (const QLabel* label : {m_zone, m_keys}) {
        const int x = label->x() - metrics::space8;
        painter.drawLine(x, 6, x, height() - 6);
    }
}

} // namespace twb::ui
