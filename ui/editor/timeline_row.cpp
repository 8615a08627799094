// SPDX-License-Identifier: Apache-2.0
#include "editor/timeline_row.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "common/zones.h"
#include "editor/as_of_fields.h"
#include "editor/timeline_strip.h"
#include "workbench/phrases.h"
#include "workbench/token_document.h"

#include <QActionGroup>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSpinBox>
#include <QToolButton>
#include <QWidgetAction>

namespace twb::ui {

namespace {
enum ClockIndex { SystemClock, SetTime };

Time toTime(qint64 seconds) {
    return Time(std::chrono::seconds(seconds));
}
} // namespace

TimelineRow::TimelineRow(workbench::Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_strip(new TimelineStrip(this))
    , m_clock(new QWidget(this))
    , m_asOf(new QLabel(tr("As of"), m_clock))
    , m_combo(new QComboBox(m_clock))
    , m_menuButton(new QToolButton(m_clock))
    , m_fields(new AsOfFields(AsOfFields::Arrangement::Row, m_clock)) {
    m_strip->setObjectName(QStringLiteral("timeline"));
    auto* caption = new QLabel(tr("Validity"), this);
    caption->setBuddy(m_strip);
    caption->setFixedWidth(metrics::width(82) - metrics::space12);

    m_asOf->setBuddy(m_combo);
    m_combo->setObjectName(QStringLiteral("asOfCombo"));
    m_combo->setAccessibleName(tr("As of"));
    m_combo->setToolTip(tr("The clock by which the token is judged"));
    m_combo->setAccessibleDescription(m_combo->toolTip());
    m_combo->addItems({tr("System clock"), tr("Set time…")});
    buildMenu();

    auto* clockRow = new QHBoxLayout(m_clock);
    clockRow->setContentsMargins(metrics::space12, 0, metrics::space12, 0);
    clockRow->setSpacing(metrics::space8);
    clockRow->addWidget(m_asOf);
    clockRow->addWidget(m_combo);
    clockRow->addWidget(m_menuButton);
    clockRow->addWidget(m_fields);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space12, 0, 0, 1);
    row->setSpacing(0);
    row->addWidget(caption);
    row->addWidget(m_strip, 1);
    row->addSpacing(metrics::space12);
    row->addWidget(m_clock);
    setNarrow(false);
    connectSignals();
}

void TimelineRow::setDocument(workbench::TokenDocument* document) {
    m_document = document;
}

void TimelineRow::render() {
    if (!m_document) {
        return;
    }
    moveTime(m_document->shownVersion().time);
    const std::chrono::seconds leeway = m_document->state().leeway;
    m_fields->setLeeway(leeway);
    m_menuFields->setLeeway(leeway);
}

void TimelineRow::moveTime(const doctor::TimeFacts& facts) {
    if (!m_document) {
        return;
    }
    const workbench::DateStyle style = dateStyle(m_settings);
    TimelineInput input;
    input.now = m_document->now().time_since_epoch().count();
    input.asOfSet = m_document->state().asOf.has_value();
    input.zone = style.zone;
    input.dates = style.format;
    for (const doctor::TimeMark& mark : facts.marks) {
        const qint64 seconds = mark.value.moment.time_since_epoch().count();
        using Unit = doctor::DateValue::Unit;
        if (mark.value.unit == Unit::Seconds) {
            input.marks.append({QString::fromStdString(mark.name), seconds, false});
        } else if (mark.value.unit == Unit::Milliseconds) {
            input.marks.append({QString::fromStdString(mark.name), seconds * 1000, true});
        }
    }
    m_strip->setInput(input);
    m_strip->setAccessibleName(workbench::timelineDescription(facts, style));
    showClock();
}

void TimelineRow::setNarrow(bool narrow) {
    m_combo->setVisible(!narrow);
    m_fields->setVisible(!narrow);
    m_menuButton->setVisible(narrow);
}

void TimelineRow::setStacked(bool stacked) {
    m_asOf->setVisible(!stacked);
}

QList<QWidget*> TimelineRow::focusChain() const {
    return {m_strip, m_combo, m_menuButton, m_fields->edit(), m_fields->leeway()};
}

QSize TimelineRow::sizeHint() const {
    return {metrics::width(640), metrics::timeline()};
}

QSize TimelineRow::minimumSizeHint() const {
    return {QWidget::minimumSizeHint().width(), metrics::timeline()};
}

void TimelineRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Surface));
    painter.fillRect(0, height() - 1, width(), 1, color(Role::Border));
    painter.fillRect(m_clock->x(), 0, 1, height(), color(Role::Border));
}

void TimelineRow::buildMenu() {
    auto* menu = new QMenu(m_menuButton);
    auto* group = new QActionGroup(menu);
    m_systemClock = menu->addAction(tr("System clock"));
    m_setTime = menu->addAction(tr("Set time"));
    for (QAction* action : {m_systemClock, m_setTime}) {
        action->setCheckable(true);
        group->addAction(action);
    }
    menu->addSeparator();
    m_menuFields = new AsOfFields(AsOfFields::Arrangement::Column, menu);
    auto* holder = new QWidgetAction(menu);
    holder->setDefaultWidget(m_menuFields);
    menu->addAction(holder);

    m_menuButton->setObjectName(QStringLiteral("asOfMenu"));
    m_menuButton->setMenu(menu);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_menuButton->setAccessibleName(tr("As of"));
    m_menuButton->setToolTip(tr("The clock by which the token is judged, and the leeway"));
    m_menuButton->setAccessibleDescription(m_menuButton->toolTip());
}

void TimelineRow::connectSignals() {
    connect(m_combo, &QComboBox::activated, this, &TimelineRow::chooseClock);
    connect(m_systemClock, &QAction::triggered, this, [this] { chooseClock(SystemClock); });
    connect(m_setTime, &QAction::triggered, this, [this] { chooseClock(SetTime); });
    for (AsOfFields* fields : {m_fields, m_menuFields}) {
        connect(fields, &AsOfFields::momentChosen, this, [this](qint64 seconds) {
            if (m_document && m_document->state().asOf) {
                m_document->setAsOf(toTime(seconds));
            }
        });
        connect(fields, &AsOfFields::leewayChosen, this, [this](int seconds) {
            if (m_document) {
                m_document->setLeeway(std::chrono::seconds(seconds));
                Q_EMIT leewayChosen(std::chrono::seconds(seconds));
            }
        });
    }
    connect(m_strip, &TimelineStrip::asOfDragged, this, [this](qint64 seconds) {
        if (m_document) {
            m_document->setAsOf(toTime(seconds));
        }
    });
    connect(m_strip, &TimelineStrip::asOfCleared, this, [this] { chooseClock(SystemClock); });
    connect(m_strip, &TimelineStrip::offScaleClicked, this, [this] {
        if (m_document && !m_document->shownVersion().time.faulty.empty()) {
            Q_EMIT claimRequested(QString::fromStdString(m_document->shownVersion().time.faulty.front()));
        }
    });
}

void TimelineRow::showClock() {
    const bool chosen = m_document->state().asOf.has_value();
    const auto source = chosen ? AsOfFields::Source::Chosen : AsOfFields::Source::SystemClock;
    const workbench::DateStyle style = dateStyle(m_settings);
    m_combo->setCurrentIndex(chosen ? SetTime : SystemClock);
    (chosen ? m_setTime : m_systemClock)->setChecked(true);
    m_menuButton->setText(chosen ? workbench::timeText(m_document->now(), style) : tr("System clock"));
    m_fields->setMoment(m_document->now(), source, style);
    m_menuFields->setMoment(m_document->now(), source, style);
}

void TimelineRow::chooseClock(int index) {
    if (!m_document) {
        return;
    }
    if (index == SystemClock) {
        m_document->setAsOf(std::nullopt);
    } else if (!m_document->state().asOf) {
        m_document->setAsOf(m_document->now());
        m_fields->edit()->setEnabled(true);
        m_fields->edit()->setFocus();
    }
}

} // namespace twb::ui
