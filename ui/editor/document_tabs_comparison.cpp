// SPDX-License-Identifier: Apache-2.0
// The other half of DocumentTabs: which tab is in front, and the tab of the comparison among those of the documents.
#include "common/icons.h"
#include "editor/document_tabs.h"
#include "workbench/document_list.h"

#include <QSignalBlocker>
#include <QTabBar>
#include <QToolButton>
#include <utility>

namespace twb::ui {

/// The tab of the document at that place of the list.
int DocumentTabs::tabOf(int index) const {
    return m_comparison >= 0 && index >= m_comparison ? index + 1 : index;
}

/// The place in the list of the document whose tab this is; not for the comparison's.
int DocumentTabs::indexOf(int tab) const {
    return m_comparison >= 0 && tab > m_comparison ? tab - 1 : tab;
}

void DocumentTabs::openComparison() {
    if (m_comparison < 0) {
        m_comparison = m_bar->addTab(icon(Icon::Compare), tr("Comparison"));
        m_bar->setAccessibleTabName(m_comparison, tr("Comparison"));
        m_bar->setTabToolTip(m_comparison, tr("Two tokens side by side"));
        const QToolButton* close = addCloseButton(m_comparison, tr("Close tab (Ctrl+W)"));
        connect(close, &QToolButton::clicked, this, &DocumentTabs::closeComparison);
    }
    m_bar->setCurrentIndex(m_comparison);
}

void DocumentTabs::closeComparison() {
    if (m_comparison < 0) {
        return;
    }
    const bool inFront = isComparisonInFront();
    {
        const QSignalBlocker quiet(m_bar);
        m_bar->removeTab(std::exchange(m_comparison, -1));
        m_bar->setCurrentIndex(m_documents.currentIndex());
    }
    Q_EMIT comparisonClosed();
    if (inFront) {
        Q_EMIT frontChanged();
    }
}

bool DocumentTabs::isComparisonInFront() const {
    return m_comparison >= 0 && m_bar->currentIndex() == m_comparison;
}

void DocumentTabs::showDocument() {
    m_bar->setCurrentIndex(tabOf(m_documents.currentIndex()));
}

void DocumentTabs::step(int direction) {
    m_bar->setCurrentIndex((m_bar->currentIndex() + direction + m_bar->count()) % m_bar->count());
}

void DocumentTabs::takeFront(int tab) {
    if (tab >= 0 && tab != m_comparison && indexOf(tab) < m_documents.count()) {
        m_documents.setCurrent(indexOf(tab));
        m_front = m_documents.current();
    }
    Q_EMIT frontChanged();
}

void DocumentTabs::takeMoved(int from, int to) {
    if (from == m_comparison) {
        m_comparison = to;
        return;
    }
    const int index = indexOf(from);
    if (from < m_comparison && to >= m_comparison) {
        --m_comparison;
    } else if (from > m_comparison && to <= m_comparison) {
        ++m_comparison;
    }
    m_documents.move(index, indexOf(to));
}

/// The list says itself which document comes to the front then.
void DocumentTabs::takeClosed(int index) {
    const int tab = tabOf(index);
    if (m_comparison > tab) {
        --m_comparison;
    }
    const QSignalBlocker quiet(m_bar);
    m_bar->removeTab(tab);
    if (m_documents.currentIndex() >= 0 && !isComparisonInFront()) {
        showDocument();
    }
}

/// A tab that was closed before the current one changes the place of that, but not what is in front.
void DocumentTabs::takeCurrent() {
    const workbench::TokenDocument* former = m_front;
    m_front = m_documents.current();
    if (!isComparisonInFront() || m_front != former) {
        showDocument();
    }
}

} // namespace twb::ui
