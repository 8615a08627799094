// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/icons.h"
#include <QAbstractButton>
#include <QList>
class QVBoxLayout;

namespace twb::ui {

/// One workspace in the activity bar; made by ActivityBar only.
class ActivityCell : public QAbstractButton {
    Q_OBJECT
public:
    ActivityCell(Icon icon, const QString& label, const QString& name, QWidget* parent);
    enum class Look { IconAndWord, IconOnly };
    void setLook(Look look);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon m_icon;
    Look m_look = Look::IconAndWord;
};

/// The workspaces at the window's left edge; one tab stop, up and down move the choice.
///
/// 72 wide with icon over word, or 48 with the icon only and the word as tooltip. Screen readers get the cells as a
/// page tab list.
class ActivityBar : public QWidget {
    Q_OBJECT
public:
    enum class Width { Wide, Narrow };
    enum class Place { Top, Bottom };

    explicit ActivityBar(QWidget* parent = nullptr);

    /// @param name  accessible name, “Editor workspace”.
    /// @return index of the new cell; the first one added is chosen.
    int addCell(Icon icon, const QString& label, const QString& name, Place place = Place::Top);
    int count() const { return int(m_cells.size()); }
    ActivityCell* cell(int index) const { return m_cells.value(index); }
    int currentIndex() const { return m_current; }
    void setCurrentIndex(int index);
    void setWidth(Width width);

Q_SIGNALS:
    void currentIndexChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyMetrics();
    QList<ActivityCell*> m_cells;
    QVBoxLayout* m_column;
    int m_topCount = 0;
    int m_current = -1;
    Width m_width = Width::Wide;
};

} // namespace twb::ui
