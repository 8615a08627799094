// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/check_row.h"
#include "common/finding_card.h"

namespace twb::ui {

/// A note of the doctor: one line and its advice without a frame, for it asks for nothing. Operated as a FindingCard.
class NoteLine : public CheckRow {
    Q_OBJECT
public:
    explicit NoteLine(QWidget* parent = nullptr);

    void setContent(const FindingContent& content);
    const QString& id() const { return m_id; }

Q_SIGNALS:
    void chosen(const QString& id);
    void repairRequested(const QString& id);
    void copyRequested(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QString m_id, m_repair;
};

} // namespace twb::ui
