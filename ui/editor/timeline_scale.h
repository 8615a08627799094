// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <QList>
#include <QString>

namespace twb::ui {

/// A moment the token names.
struct TimelineMark {
    QString name;     ///< iat, nbf, exp, auth_time
    qint64 value = 0; ///< as written
    /// Written in milliseconds by mistake: placed at value ÷ 1000 and drawn dashed.
    bool milliseconds = false;

    qint64 seconds() const { return milliseconds ? value / 1000 : value; }
    /// Whole seconds this large lie after the year 5000, milliseconds this large after 1973: it was meant as those.
    static bool looksLikeMilliseconds(qint64 value) { return value >= 100'000'000'000; }
    friend bool operator==(const TimelineMark&, const TimelineMark&) = default;
};

/// Where moments stand on the strip: earliest to latest mark, now included, plus 6 % at both ends. If now lies more
/// than 10 lifetimes away from the span, the span takes 60 % of the width and now stands beyond a break.
class TimelineScale {
public:
    enum class Break { None, BeforeNow, AfterNow };
    /// Marks that share one label: closer than 48 pixels.
    struct Group {
        QList<qsizetype> marks; ///< indices into marks(), ascending by time
        double x = 0;           ///< of the first
    };

    TimelineScale() = default;
    TimelineScale(QList<TimelineMark> marks, qint64 now, double left, double right);

    double xOf(qint64 seconds) const;
    /// The same scale with another now: for a drag, under which nothing else may move.
    void moveNow(qint64 now);
    /// The inverse; beyond the break the scale is that of the span.
    qint64 secondsAt(double x) const;
    double nowX() const { return m_nowX; }
    Break breakKind() const { return m_break; }
    double breakX() const { return m_breakX; }
    double left() const { return m_left; }
    double right() const { return m_right; }

    /// Sorted by time.
    const QList<TimelineMark>& marks() const { return m_marks; }
    QList<Group> groups() const;
    /// The valid span: from nbf (else iat, else open) to exp (open when absent).
    std::optional<qint64> begin() const { return m_begin; }
    std::optional<qint64> end() const { return m_end; }
    bool anyMilliseconds() const;

private:
    QList<TimelineMark> m_marks;
    qint64 m_now = 0;
    double m_left = 0, m_right = 1;
    double m_from = 0, m_to = 1; // seconds at m_x0 and m_x1
    double m_x0 = 0, m_x1 = 1;
    double m_nowX = 0, m_breakX = 0;
    Break m_break = Break::None;
    std::optional<qint64> m_begin, m_end;
};

} // namespace twb::ui
