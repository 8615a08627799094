// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "timeline_scale.h"
#include "workbench/date_format.h"

#include <QTimeZone>
#include <QToolButton>
#include <QWidget>

namespace twb::ui {

/// Everything the strip shows. Times are seconds since 1970 unless a mark says milliseconds.
struct TimelineInput {
    QList<TimelineMark> marks; ///< as the token writes them, any order
    qint64 now = 0;            ///< the moment all judgements use
    bool asOfSet = false;      ///< now was chosen by the reader, not by the system clock
    QTimeZone zone = QTimeZone::utc();
    /// The accessible name (workbench::timelineDescription); empty: the strip's own short one.
    QString description;
    workbench::DateFormat dates = workbench::DateFormat::Words;
    friend bool operator==(const TimelineInput&, const TimelineInput&) = default;
};

/// The validity of a token on a line, with “now” to drag (ui.md §5 "TimelineStrip").
///
/// Keys: ←/→ 1 s, Shift 1 min, Ctrl 1 h, Home the system clock. Accessible as a slider over seconds. The strip never
/// moves “now” by itself: it says where the reader wants it, and shows what setInput() brings.
class TimelineStrip : public QWidget {
    Q_OBJECT
public:
    explicit TimelineStrip(QWidget* parent = nullptr);

    void setInput(const TimelineInput& input);
    const TimelineInput& input() const { return m_input; }
    /// The geometry in force, for tests.
    const TimelineScale& scale() const { return m_scale; }

    /// As if the reader had dragged “now” there (also from assistive programs). Emits asOfDragged().
    void requestAsOf(qint64 seconds);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The reader set “As of” by drag, click or key.
    void asOfDragged(qint64 seconds);
    /// Back to the system clock: Home, or the button “Back to now”.
    void asOfCleared();
    /// “Written as seconds: year …, off the scale ▸” was clicked.
    void offScaleClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private Q_SLOTS:
    void onBackClicked();

private:
    struct Label {
        QRectF place;
        QString names; // semi-bold, with a blank after it
        QString time;
        bool dashed = false;
        double width() const { return place.width(); }
    };
    struct Rows { // vertical places
        double top = 0;
        double track = 0;
        double bottom = 0;
    };
    void layOut();
    Rows rows() const;
    QString timeText(qint64 seconds) const;
    QString captionText() const;
    QString offScaleText() const;
    QString nowText() const;
    QString spokenText() const;
    QList<Label> labels() const;
    Label labelOf(const TimelineScale::Group& group) const;
    QRectF nowTextRect() const;
    QRectF offScaleRect() const;
    void paintTrack(QPainter& painter) const;
    void paintLabels(QPainter& painter) const;
    void paintNow(QPainter& painter) const;

    TimelineInput m_input;
    TimelineScale m_scale;
    QToolButton* m_back = nullptr;
    bool m_dragging = false;
};

} // namespace twb::ui
