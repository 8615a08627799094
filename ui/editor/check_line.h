// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/check_row.h"
#include "doctor/evaluation.h"

namespace twb::ui {

/// A check of the panel. One that failed or warns takes the keyboard, and a press asks for its place.
class CheckLine : public CheckRow {
    Q_OBJECT
public:
    explicit CheckLine(const doctor::CheckRow& check, QWidget* parent = nullptr);

    void setOutcome(const doctor::CheckRow& check);
    const QString& id() const { return m_id; }
    bool isFinding() const { return state() == FactState::Error || state() == FactState::Warning; }

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QString m_id;
};

/// The state in which the panel shows an outcome.
FactState stateOf(doctor::CheckRow::Outcome outcome);

} // namespace twb::ui
