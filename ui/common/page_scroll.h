// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QScrollArea>

namespace twb::ui {

/// A page that fills its place while it fits and is scrolled when it does not (200 % zoom, small windows), so that
/// nothing is ever cut or laid over something else. What gets the keyboard is scrolled into sight.
class PageScroll : public QScrollArea {
    Q_OBJECT
public:
    explicit PageScroll(QWidget* page, QWidget* parent = nullptr);
    ~PageScroll() override;

private:
    void showFocus(QWidget* now);
};

} // namespace twb::ui
