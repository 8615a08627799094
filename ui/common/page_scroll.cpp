// SPDX-License-Identifier: Apache-2.0
#include "common/page_scroll.h"

#include <QApplication>
#include <QScrollBar>

namespace twb::ui {

PageScroll::PageScroll(QWidget* page, QWidget* parent)
    : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setWidget(page);
    page->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { showFocus(now); });
}

PageScroll::~PageScroll() {
    // The page is deleted after this part of the object is gone, and what had the keyboard in it loses it then.
    disconnect(qApp, nullptr, this, nullptr);
}

void PageScroll::showFocus(QWidget* now) {
    const bool scrolls = verticalScrollBar()->maximum() > 0 || horizontalScrollBar()->maximum() > 0;
    if (scrolls && now && widget()->isAncestorOf(now)) {
        ensureWidgetVisible(now, 8, 8);
    }
}

} // namespace twb::ui
