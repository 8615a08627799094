// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

#include <QWidget>

class QToolButton;

namespace twb::ui {

class Badge;
class TextLabel;

/// The checks as a bar of 32 at the foot of narrow windows: the worst state in words, counts, “Open”.
class ChecksBar : public QWidget {
    Q_OBJECT
public:
    explicit ChecksBar(QWidget* parent = nullptr);

    void render(const doctor::Version& version);
    void setOpen(bool open);
    QToolButton* toggle() const { return m_toggle; }

Q_SIGNALS:
    void toggled();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    Badge* m_errors;
    Badge* m_warnings;
    TextLabel* m_passed;
    QToolButton* m_toggle;
};

} // namespace twb::ui
