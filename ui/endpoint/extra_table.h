// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/request.h"

#include <QTableWidget>

namespace twb::ui {

/// Extra parameters: name, value, sent in body, header or query. There is always one empty row to write into.
class ExtraTable : public QTableWidget {
    Q_OBJECT
public:
    explicit ExtraTable(QWidget* parent = nullptr);
    /// @param first  parameters of a flow's first request (authorization, device).
    void setExtras(const std::vector<oauth::ExtraParameter>& extras, const std::vector<oauth::NameValue>& first = {});
    std::vector<oauth::ExtraParameter> extras() const;
    std::vector<oauth::NameValue> firstExtras() const;
    /// Whether a parameter can go into the first request of a flow.
    enum class Steps { One, Several };
    void setSteps(Steps steps);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void edited();

private:
    void addRow(const oauth::ExtraParameter& extra, int place);
    int placeOf(int row) const;
    void keepOneEmpty();
    Steps m_steps = Steps::One;
};

} // namespace twb::ui
