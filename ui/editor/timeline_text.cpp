// SPDX-License-Identifier: Apache-2.0
// The words of the timeline and where they stand.
#include "common/fonts.h"
#include "common/metrics.h"
#include "seconds_between.h"
#include "timeline_strip.h"

#include <cmath>
#include <QDateTime>
#include <QFontMetricsF>
#include <QLocale>

namespace twb::ui {
namespace {

constexpr double labelGap = 12;
constexpr double labelLead = 5; // a label at the left end starts this much before its mark

QFontMetricsF plain() {
    return QFontMetricsF(fonts::ui(fonts::Size::Small));
}

QFontMetricsF bold() {
    return QFontMetricsF(fonts::ui(fonts::Size::Small, fonts::Weight::SemiBold));
}

} // namespace

QString TimelineStrip::timeText(qint64 seconds) const {
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(seconds, m_input.zone);
    const QDateTime now = QDateTime::fromSecsSinceEpoch(m_input.now, m_input.zone);
    if (!moment.isValid())
        return QString::number(seconds);
    const workbench::DatePatterns patterns = workbench::patternsOf(m_input.dates);
    const QLocale locale = workbench::localeOf(m_input.dates, QLocale());
    if (moment.date() == now.date())
        return locale.toString(moment, patterns.clock);
    return moment.date().year() == now.date().year()
               ? locale.toString(moment, patterns.dayOfYear + QLatin1Char(' ') + patterns.minute)
               : locale.toString(moment, patterns.date);
}

QString TimelineStrip::nowText() const {
    if (!m_input.asOfSet)
        return tr("now %1").arg(timeText(m_input.now));
    // A chosen day is only told apart from today by its date.
    const QDate day = QDateTime::fromSecsSinceEpoch(m_input.now, m_input.zone).date();
    bool sameDay = true;
    for (const TimelineMark& mark : m_scale.marks())
        sameDay = sameDay && QDateTime::fromSecsSinceEpoch(mark.seconds(), m_input.zone).date() == day;
    return tr("As of %1")
        .arg(sameDay ? timeText(m_input.now)
                     : workbench::localeOf(m_input.dates, QLocale())
                               .toString(day, workbench::patternsOf(m_input.dates).dayOfYear) +
                           QLatin1Char(' ') + timeText(m_input.now));
}

QString TimelineStrip::captionText() const {
    if (m_scale.anyMilliseconds() || !m_scale.end())
        return {};
    const qint64 now = m_input.now;
    const qint64 end = *m_scale.end();
    if (now >= end)
        return {};
    if (!m_scale.begin() || now < *m_scale.begin())
        return m_scale.begin() ? tr("%1 to go").arg(spanWords(now, *m_scale.begin())) : QString();
    return tr("%1 left of %2 lifetime").arg(spanWords(now, end), spanWords(*m_scale.begin(), end));
}

QString TimelineStrip::offScaleText() const {
    for (auto mark = m_scale.marks().crbegin(); mark != m_scale.marks().crend(); ++mark) {
        if (!mark->milliseconds)
            continue;
        // The Gregorian mean year: right to the year for every number a token can hold; dates end before that.
        const qint64 year = 1970 + mark->value / 31'556'952;
        return tr("Written as seconds: year %1, off the scale ▸").arg(year);
    }
    return {};
}

QString TimelineStrip::spokenText() const {
    if (!m_input.description.isEmpty())
        return m_input.description;
    QString text = tr("Validity, as of %1").arg(timeText(m_input.now));
    if (m_scale.begin() && m_scale.end())
        text += tr(": valid from %1 to %2").arg(timeText(*m_scale.begin()), timeText(*m_scale.end()));
    const QString caption = captionText();
    return caption.isEmpty() ? text : text + QStringLiteral(", ") + caption;
}

QRectF TimelineStrip::nowTextRect() const {
    const double pad = m_input.asOfSet ? metrics::space6 : 0;
    const double width = bold().horizontalAdvance(nowText()) + 2 * pad;
    const double height = metrics::height(m_input.asOfSet ? 18 : 16);
    const double x = m_scale.nowX() + 10;
    const double back = m_input.asOfSet ? m_back->sizeHint().width() + metrics::space4 : 0;
    const bool fits = x + width + back <= this->width();
    const double place = fits ? x : m_scale.nowX() - 10 - width;
    return {place, rows().top - (m_input.asOfSet ? 2 : 0), width, height};
}

TimelineStrip::Label TimelineStrip::labelOf(const TimelineScale::Group& group) const {
    Label label;
    const QList<TimelineMark>& marks = m_scale.marks();
    QStringList names;
    for (qsizetype i : group.marks) {
        names.append(marks[i].milliseconds ? tr("%1 ÷ 1000:").arg(marks[i].name) : marks[i].name);
        label.dashed = label.dashed || marks[i].milliseconds;
    }
    const QString first = timeText(marks[group.marks.first()].seconds());
    const QString last = timeText(marks[group.marks.last()].seconds());
    label.names = names.join(QStringLiteral(", ")) + u' ';
    label.time = first == last ? first : tr("%1 – %2").arg(first, last);
    const QFontMetricsF namesFont = label.dashed ? plain() : bold();
    const double width = namesFont.horizontalAdvance(label.names) + plain().horizontalAdvance(label.time);
    label.place = QRectF(group.x - labelLead, rows().bottom, std::ceil(width) + 1, metrics::height(16));
    return label;
}

QList<TimelineStrip::Label> TimelineStrip::labels() const {
    QList<Label> result;
    for (const TimelineScale::Group& group : m_scale.groups()) {
        Label label = labelOf(group);
        if (!result.isEmpty())
            label.place.moveLeft(group.x - label.width() / 2);
        result.append(label);
    }
    // Push apart to the right, then back inside from the right end.
    double free = 0;
    for (Label& label : result) {
        label.place.moveLeft(std::max(label.place.left(), free));
        free = label.place.right() + labelGap;
    }
    double limit = width();
    for (auto label = result.rbegin(); label != result.rend(); ++label) {
        if (label->place.right() > limit)
            label->place.moveRight(limit);
        limit = label->place.left() - labelGap;
    }
    // Too narrow for all of them: the names stay, the times go.
    if (!result.isEmpty() && result.first().place.left() < 0) {
        double x = 0;
        for (Label& label : result) {
            label.time.clear();
            label.place.setLeft(x);
            label.place.setWidth((label.dashed ? plain() : bold()).horizontalAdvance(label.names));
            x = label.place.right() + labelGap / 2;
        }
    }
    return result;
}

QRectF TimelineStrip::offScaleRect() const {
    const QString text = offScaleText();
    if (text.isEmpty())
        return {};
    const double width = bold().horizontalAdvance(text) + 2;
    const double right = this->width() - 2;
    QRectF place(right - width, rows().bottom, width, metrics::height(16));
    const QList<Label> taken = labels();
    if (!taken.isEmpty() && taken.last().place.right() + labelGap > place.left())
        place.moveTop(rows().top); // no room below: above, at the end away from now
    if (place.top() < rows().bottom && nowTextRect().right() + labelGap > place.left())
        place.moveLeft(0);
    return place;
}

} // namespace twb::ui
