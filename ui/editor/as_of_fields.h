// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "workbench/phrases.h"

#include <QTimeZone>
#include <QWidget>

class QDateTimeEdit;
class QSpinBox;

namespace twb::ui {

/// The date-time edit and the leeway of the timeline row; in narrow windows they stand in the “As of” menu.
class AsOfFields : public QWidget {
    Q_OBJECT
public:
    enum class Arrangement { Row, Column };
    explicit AsOfFields(Arrangement arrangement, QWidget* parent = nullptr);

    /// Shows the moment of judgement; operable only where it was chosen. Nothing is emitted.
    enum class Source { SystemClock, Chosen };
    void setMoment(Time moment, Source source, const workbench::DateStyle& style);
    void setLeeway(std::chrono::seconds leeway);
    QDateTimeEdit* edit() const { return m_edit; }
    QSpinBox* leeway() const { return m_leeway; }

Q_SIGNALS:
    void momentChosen(qint64 seconds);
    void leewayChosen(int seconds);

private:
    void connectSignals();

    QDateTimeEdit* m_edit;
    QSpinBox* m_leeway;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace twb::ui
