// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/fact_cell.h"

namespace twb::ui {

/// The card over the findings: icon, one title, one small line, in the worst state's colours.
class SummaryCard : public QWidget {
    Q_OBJECT
public:
    explicit SummaryCard(QWidget* parent = nullptr);

    void setSummary(FactState state, const QString& title, const QString& detail);
    QString title() const { return m_title; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    FactState m_state = FactState::Neutral;
    QString m_title, m_detail;
};

} // namespace twb::ui
