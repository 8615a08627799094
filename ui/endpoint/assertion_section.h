// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "endpoint/form_rows.h"
#include "oauth/assertion.h"

#include <QWidget>

class QSpinBox;

namespace twb::ui {

/// How the client assertion is made: audience, typ, kid, lifetime, which times.
class AssertionSection : public QWidget {
    Q_OBJECT
public:
    explicit AssertionSection(QWidget* parent = nullptr);
    oauth::AssertionPlan plan() const;
    void setPlan(const oauth::AssertionPlan& plan);
    /// The audience alone is usual; the rest is shown where it is wanted, or is another than usual.
    void setMore(bool more);

Q_SIGNALS:
    void edited();

private:
    void applyChoices();

    bool m_more = false;
    FormRows m_rows;
    QComboBox* m_audience;
    QLineEdit* m_ownAudience;
    QComboBox* m_typ;
    QComboBox* m_kid;
    QLineEdit* m_ownKid;
    QSpinBox* m_life;
    QComboBox* m_times;
    int m_rowOwnAudience, m_rowTyp, m_rowKid, m_rowOwnKid, m_rowLife, m_rowTimes;
    oauth::AssertionPlan m_plan; ///< with what stands in no field: the preset's algorithm
};

} // namespace twb::ui
