// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/icons.h"
#include <QPushButton>
#include <QToolButton>

namespace twb::ui {

/// A flat 26×26 button with an icon only: its name for screen readers is its tooltip.
class IconButton : public QToolButton {
    Q_OBJECT
public:
    IconButton(Icon name, const QString& toolTip, QWidget* parent = nullptr);
    void setIconName(Icon name);
    /// Also renews the accessible name.
    void setTip(const QString& toolTip);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
};

/// Outlined, filled with accent, or as plain text (for the second action beside a button).
enum class ButtonKind { Normal, Primary, Flat };

/// A push button with the look of one kind; the style reads the property "kind".
QPushButton* makeButton(const QString& text, ButtonKind kind = ButtonKind::Normal, QWidget* parent = nullptr);
/// Changes the look of a button that exists.
void setButtonKind(QPushButton* button, ButtonKind kind);

/// An underlined action in a bar: a flat button in link colour, reached by Tab.
class LinkButton : public QPushButton {
    Q_OBJECT
public:
    explicit LinkButton(const QString& text, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace twb::ui
