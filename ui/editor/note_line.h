// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/check_row.h"
#include "common/finding_card.h"

namespace twb::ui {

class LinkButton;

/// A note of the doctor: one line and its advice without a frame, for it asks for nothing; a repair is a link below.
/// Operated as a FindingCard.
class NoteLine : public CheckRow {
    Q_OBJECT
public:
    explicit NoteLine(QWidget* parent = nullptr);

    void setContent(const FindingContent& content);
    const QString& id() const { return m_id; }

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const QString& id);
    void repairRequested(const QString& id);
    void copyRequested(const QString& id);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void placeButton();

    QString m_id, m_repair;
    LinkButton* m_button; ///< under the advice; hidden where nothing can be repaired
};

} // namespace twb::ui
