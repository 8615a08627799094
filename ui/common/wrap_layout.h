// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QLayout>
#include <QList>

namespace twb::ui {

/// A row that goes on in another line where it is too wide: what is beside each other at 1440 px stands below each
/// other at 200 %. Each line is as high as its highest item, which stand in its middle; an expanding spacer pushes what
/// follows on its line to the right. Never wider than it is given, so nothing has to scroll sideways.
class WrapLayout : public QLayout {
public:
    explicit WrapLayout(QWidget* parent = nullptr);
    ~WrapLayout() override;

    void addItem(QLayoutItem* item) override;
    /// Pushes what follows to the right.
    void addStretch();
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    enum class Do { Measure, Place };
    int arrange(const QRect& rect, Do what) const;
    QList<QLayoutItem*> m_items;
};

} // namespace twb::ui
