// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/finding_words.h"

#include <QWidget>

namespace twb::ui {

/// “Why does it not verify?”: a fold with one row for each reading of key and signature that was tried; the one that
/// verifies stands out.
class ReadingsFold : public QWidget {
    Q_OBJECT
public:
    explicit ReadingsFold(QWidget* parent = nullptr);

    void setReadings(const QList<workbench::TrialText>& readings, int tried);
    bool isOpen() const { return m_open; }
    void setOpen(bool open);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void openChanged(bool open);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void describe();
    void paintRow(QPainter& painter, const QRect& place, const workbench::TrialText& row) const;
    int rowHeight() const;
    int headHeight() const;

    QList<workbench::TrialText> m_readings;
    int m_tried = 0;
    bool m_open = true;
};

} // namespace twb::ui
