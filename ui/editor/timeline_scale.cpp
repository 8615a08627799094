// SPDX-License-Identifier: Apache-2.0
#include "timeline_scale.h"

#include <algorithm>
#include <cmath>

namespace twb::ui {
namespace {

constexpr double edge = 0.06;        // free room at both ends, as a part of what is shown
constexpr double farLifetimes = 10;  // now further away than this stands beyond a break
constexpr double brokenShare = 0.6;  // width of the span when there is a break
constexpr double labelDistance = 48; // marks closer than this share a label

// Differences of extreme values would overflow in integers.
double seconds(qint64 value) {
    return double(value);
}

} // namespace

TimelineScale::TimelineScale(QList<TimelineMark> marks, qint64 now, double left, double right)
    : m_marks(std::move(marks))
    , m_now(now)
    , m_left(left)
    , m_right(std::max(right, left + 1)) {
    std::stable_sort(m_marks.begin(), m_marks.end(),
                     [](const TimelineMark& a, const TimelineMark& b) { return a.seconds() < b.seconds(); });
    std::optional<qint64> issued;
    for (const TimelineMark& mark : m_marks) {
        if (mark.name == QLatin1String("exp"))
            m_end = mark.seconds();
        else if (mark.name == QLatin1String("nbf"))
            m_begin = mark.seconds();
        else if (mark.name == QLatin1String("iat"))
            issued = mark.seconds();
    }
    if (!m_begin)
        m_begin = issued;

    const double nowValue = seconds(now);
    double from = m_marks.isEmpty() ? nowValue : seconds(m_marks.first().seconds());
    double to = m_marks.isEmpty() ? nowValue : seconds(m_marks.last().seconds());
    const double lifetime = std::max(1.0, to - from);
    const double width = m_right - m_left;
    m_x0 = m_left + width * edge;
    m_x1 = m_right - width * edge;

    const bool spanKnown = m_marks.size() > 1 && to > from;
    if (spanKnown && nowValue - to > farLifetimes * lifetime) {
        m_break = Break::BeforeNow;
        m_x1 = m_x0 + width * brokenShare;
        m_nowX = m_right - width * edge;
        m_breakX = (m_x1 + m_nowX) / 2;
    } else if (spanKnown && from - nowValue > farLifetimes * lifetime) {
        m_break = Break::AfterNow;
        m_x0 = m_x1 - width * brokenShare;
        m_nowX = m_left + width * edge;
        m_breakX = (m_x0 + m_nowX) / 2;
    } else {
        from = std::min(from, nowValue);
        to = std::max(to, nowValue);
    }
    if (to - from < 1) { // a single moment stands in the middle of a minute
        from -= 30;
        to += 30;
    }
    m_from = from;
    m_to = to;
    if (m_break == Break::None)
        m_nowX = xOf(now);
}

double TimelineScale::xOf(qint64 value) const {
    return m_x0 + (seconds(value) - m_from) / (m_to - m_from) * (m_x1 - m_x0);
}

qint64 TimelineScale::secondsAt(double x) const {
    const double value = m_from + (x - m_x0) / (m_x1 - m_x0) * (m_to - m_from);
    constexpr double limit = 9e18;
    return qint64(std::llround(std::clamp(value, -limit, limit)));
}

void TimelineScale::moveNow(qint64 now) {
    m_now = now;
    m_break = Break::None;
    m_nowX = std::clamp(xOf(now), m_left, m_right);
}

QList<TimelineScale::Group> TimelineScale::groups() const {
    QList<Group> result;
    for (qsizetype i = 0; i < m_marks.size(); ++i) {
        const double x = xOf(m_marks[i].seconds());
        if (result.isEmpty() || x - result.last().x >= labelDistance)
            result.append({{}, x});
        result.last().marks.append(i);
    }
    return result;
}

bool TimelineScale::anyMilliseconds() const {
    return std::any_of(m_marks.begin(), m_marks.end(), [](const TimelineMark& mark) { return mark.milliseconds; });
}

} // namespace twb::ui
