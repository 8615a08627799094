// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/fonts.h"
#include "common/theme.h"
#include <QLabel>

namespace twb::ui {

/// A label in one step of the type scale and one colour role; follows theme and zoom by itself.
///
/// Never give it an accessible name: that would hide its text from screen readers.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    explicit TextLabel(const QString& text = {}, Role role = Role::Text, fonts::Size size = fonts::Size::Body,
                       fonts::Weight weight = fonts::Weight::Regular, QWidget* parent = nullptr);
    void setRole(Role role);
    void setWeight(fonts::Weight weight);

private:
    void restyle();
    Role m_role;
    fonts::Size m_size;
    fonts::Weight m_weight;
};

/// One line that is cut with “…” when short of space, the whole in the tooltip. For identifiers, paths and sub-lines
/// only: a sentence is never cut (ui.md §11).
class ElidedLabel : public TextLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text = {}, Role role = Role::Text2, fonts::Size size = fonts::Size::Small,
                         QWidget* parent = nullptr);
    void setElideMode(Qt::TextElideMode mode);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace twb::ui
