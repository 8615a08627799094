// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QWidget>

namespace twb::ui {

class CodeEdit;

/// The strip left of a CodeEdit: change bar, finding icon, line number. Clicks put the caret into the line.
class CodeGutter final : public QWidget {
    Q_OBJECT
public:
    explicit CodeGutter(CodeEdit& edit);

    /// 34, or more for numbers of five digits.
    int wantedWidth() const;
    QSize sizeHint() const override { return {wantedWidth(), 0}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    CodeEdit& m_edit;
};

} // namespace twb::ui
