// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "token_view.h"

#include <QWidget>

namespace twb::ui {

/// One block of the map.
struct MapPart {
    QString letter; ///< “H”
    QString name;   ///< “Header”
    qsizetype length = 0;
    PartRole role = PartRole::Other;
};

/// The bar that shows how long each part of the token is, with its legend (ui.md §5 "SegmentMap").
class SegmentMap : public QWidget {
    Q_OBJECT
public:
    explicit SegmentMap(QWidget* parent = nullptr);

    void setParts(QList<MapPart> parts);
    const QList<MapPart>& parts() const { return m_parts; }
    /// Widths of the blocks for a bar of `width`: by length, each at least 12, gaps of 3 between them.
    static QList<int> blockWidths(const QList<MapPart>& parts, int width);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void partClicked(int index);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QList<QRect> blockRects() const;
    QList<QRect> legendRects() const;
    int partAt(QPoint place) const;
    void choose(int index);

    QList<MapPart> m_parts;
    int m_current = 0;
};

} // namespace twb::ui
