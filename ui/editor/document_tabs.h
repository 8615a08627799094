// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/phrases.h"

#include <QPointer>
#include <QWidget>

class QLineEdit;
class QTabBar;
class QToolButton;

namespace twb::workbench {
class DocumentList;
class TokenDocument;
} // namespace twb::workbench

namespace twb::ui {

/// What “Copy token” can copy of the version shown.
enum class CopyForm { Token, Bearer, AuthorizationHeader, AuthorizationPlain, HeaderJson, PayloadJson };

/// The document tabs: verdict icon, title, close; at the right “Copy token” (ui.md §6.1). Renders the list of
/// documents and hands choices back to it. One further tab, anywhere among them, can hold the comparison; while it is
/// in front the list keeps its current document.
class DocumentTabs : public QWidget {
    Q_OBJECT
public:
    explicit DocumentTabs(workbench::DocumentList& documents, QWidget* parent = nullptr);

    /// F2: the title of the tab in front becomes a field.
    void startRenaming();
    QTabBar* bar() const { return m_bar; }
    /// The comparison's tab comes to the front; it is made behind the others where there is none.
    void openComparison();
    /// Takes the comparison's tab away; the current document comes to the front.
    void closeComparison();
    bool isComparisonInFront() const;
    /// The current document's tab comes to the front.
    void showDocument();
    /// The next tab (1) or the one before (-1) comes to the front, round at the ends.
    void step(int direction);
    /// Below 1120 the tool shows its icon only.
    void setNarrow(bool narrow);
    /// A tick and “Copied” in the tool for 1.5 s.
    void showCopied();
    /// Nothing can be copied from an empty document, nor compared or reported.
    void setCopyEnabled(bool enabled);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void copyChosen(twb::ui::CopyForm form);
    void compareRequested();
    void reportRequested();
    /// Another tab is in front: a document's, or the comparison's.
    void frontChanged();
    /// The comparison's tab is gone.
    void comparisonClosed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connectSignals();
    void buildCopyMenu();
    void buildTools();
    void addTab(int index);
    void refreshTab(const workbench::TokenDocument* document, const doctor::TimeFacts& time);
    void finishRenaming();
    void closeTab(const workbench::TokenDocument* document);
    QToolButton* addCloseButton(int tab, const QString& toolTip);
    void takeFront(int tab);
    void takeMoved(int from, int to);
    void takeClosed(int index);
    void takeCurrent();
    int tabOf(int index) const;
    int indexOf(int tab) const;

    workbench::DocumentList& m_documents;
    QTabBar* m_bar;
    QToolButton* m_new;
    QToolButton* m_compare;
    QToolButton* m_copy;
    QToolButton* m_report;
    int m_comparison = -1;                      ///< its tab; -1: there is none
    QPointer<workbench::TokenDocument> m_front; ///< the document that was in front last
    QPointer<QLineEdit> m_rename;
    QPointer<workbench::TokenDocument> m_renamed;
};

/// The worst of signature, time and profile, for the tab: an error before a warning; else what is known of the
/// signature.
workbench::FactMood worstMood(const doctor::Version& version, const doctor::TimeFacts& time);

} // namespace twb::ui
