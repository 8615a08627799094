// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/checks.h"

#include <QWidget>

class QVBoxLayout;

namespace twb::ui {

/// Checks as rows with tick, warning or cross; in a light outline.
class CheckList : public QWidget {
    Q_OBJECT
public:
    explicit CheckList(QWidget* parent = nullptr);
    void setChecks(const std::vector<oauth::RequestCheck>& checks);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_column;
    std::vector<std::string> m_shown;
};

} // namespace twb::ui
