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
    void setExtras(const std::vector<oauth::ExtraParameter>& extras);
    std::vector<oauth::ExtraParameter> extras() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void edited();

private:
    void addRow(const oauth::ExtraParameter& extra);
    void keepOneEmpty();
    bool m_filling = false;
};

} // namespace twb::ui
