// SPDX-License-Identifier: Apache-2.0
#include "editor/editor_workspace.h"
#include "common/message_bar.h"
#include "common/page_scroll.h"
#include "common/theme.h"
#include "editor/access_token_row.h"
#include "editor/checklist_page.h"
#include "editor/compare_page.h"
#include "editor/editor_page.h"
#include "editor/encoded_pane.h"
#include "editor/find_bar.h"
#include "editor/first_run_page.h"
#include "editor/key_pane.h"
#include "editor/ring_key_menu.h"
#include "editor/template_form_page.h"
#include "editor/token_view.h"
#include "main_window/actions.h"
#include "workbench/document_list.h"
#include "workbench/profile_store.h"
#include "workbench/settings.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace twb::ui {

using workbench::TokenDocument;

EditorWorkspace::EditorWorkspace(workbench::DocumentList& documents, workbench::Settings& settings, Theme& theme,
                                 Actions& actions, workbench::ProfileStore& profileStore, QWidget* parent)
    : QWidget(parent)
    , m_documents(documents)
    , m_settings(settings)
    , m_theme(theme)
    , m_actions(actions)
    , m_profiles(profileStore)
    , m_tabs(new DocumentTabs(documents, this))
    , m_bars(new MessageStack(this))
    , m_find(new FindBar(this))
    , m_pages(new QStackedLayout)
    , m_firstRun(new FirstRunPage(profileStore, actions, this))
    , m_firstPlace(new PageScroll(m_firstRun, this)) {
    setObjectName(QStringLiteral("editorWorkspace"));
    setAcceptDrops(true);
    m_pages->addWidget(m_firstPlace);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_bars);
    column->addWidget(m_find);
    column->addLayout(m_pages, 1);
    connectSignals();
    connectActions();
    showCurrent();
}

EditorWorkspace::~EditorWorkspace() {
    // The panes go before the documents they show.
    if (m_page) {
        m_page->setDocument(nullptr);
    }
    if (m_form) {
        m_form->setDocument(nullptr);
    }
}

QString EditorWorkspace::title() const {
    return m_tabs->isComparisonInFront() ? tr("Comparison") : m_documents.current()->title();
}

QString EditorWorkspace::caretPlace() const {
    return m_page && m_pages->currentWidget() == m_pagePlace ? m_page->caretPlace() : QString();
}

void EditorWorkspace::focusStart() {
    if (m_pages->currentWidget() == m_firstPlace) {
        m_firstRun->focusStart();
    } else if (m_form && m_pages->currentWidget() == m_form) {
        m_form->focusStart();
    } else if (m_compare && m_pages->currentWidget() == m_compare) {
        m_compare->focusStart();
    } else {
        page().focusStart();
    }
}

void EditorWorkspace::saveLayout() {
    if (m_page) {
        m_page->saveLayout();
    }
}

void EditorWorkspace::preparePanes() {
    if (m_page) {
        return;
    }
    m_page = new EditorPage(m_settings, this);
    takeSettings();
    m_pagePlace = new PageScroll(m_page, this);
    m_pages->addWidget(m_pagePlace);
    m_page->keyPane()->accessToken()->setSource([this] {
        std::vector<AccessTokenRow::Candidate> others;
        for (int i = 0; i < m_documents.count(); ++i) {
            const TokenDocument* each = m_documents.at(i);
            if (each != m_root && !each->isEmpty()) {
                others.push_back({each->title(), each->encodedText()});
            }
        }
        return others;
    });
    connect(m_page, &EditorPage::caretPlaceChanged, this, &EditorWorkspace::caretPlaceChanged);
    connect(m_page, &EditorPage::compareRequested, this, &EditorWorkspace::openComparison);
    connect(m_page, &EditorPage::announced, this, &EditorWorkspace::statusMessage);
    connect(m_page, &EditorPage::checklistRequested, this, &EditorWorkspace::openChecklist);
    connect(m_page, &EditorPage::profileRenamed, this, &EditorWorkspace::renameProfile);
    connect(m_page, &EditorPage::profileRemoveRequested, this, &EditorWorkspace::removeProfile);
    connect(m_page, &EditorPage::copyRequested, this, [this] { copyForm(CopyForm::Token); });
    connect(m_page->encodedPane(), &EncodedPane::othersRequested, this, [this](const std::vector<std::string>& tokens) {
        m_documents.openBehind(tokens);
        Q_EMIT statusMessage(tr("%n tokens opened in tabs", nullptr, static_cast<int>(tokens.size())));
    });
    if (m_ringKeys) {
        m_ringMenu = new RingKeyMenu(*m_ringKeys);
        m_page->keyPane()->addControl(m_ringMenu);
        connect(m_ringMenu, &RingKeyMenu::keyUsed, this,
                [this](const QString& name) { Q_EMIT statusMessage(tr("Uses the key “%1” of the ring.").arg(name)); });
    }
    connectPaneActions();
}

void EditorWorkspace::offerRing(const workbench::EditorKeys& keys) {
    m_ringKeys = &keys;
}

/// The panes are made after the first paint, when nobody waits for them.
void EditorWorkspace::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), color(Role::Window));
    if (!m_painted) {
        m_painted = true;
        QTimer::singleShot(30, this, &EditorWorkspace::preparePanes);
    }
}

/// Ctrl+V outside a field opens the clipboard.
void EditorWorkspace::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Paste)) {
        openClipboard();
        return;
    }
    // Keys that nobody took: typing anywhere on the first page goes to Encoded (ui.md §6.2).
    const bool command =
        event->modifiers().testFlag(Qt::ControlModifier) || event->modifiers().testFlag(Qt::AltModifier);
    const bool printable = !event->text().isEmpty() && event->text().front().isPrint() && !command;
    if (printable && m_pages->currentWidget() == m_firstPlace && !m_firstRun->view()->hasFocus()) {
        m_firstRun->focusStart();
        QCoreApplication::sendEvent(m_firstRun->view(), event);
        return;
    }
    QWidget::keyPressEvent(event);
}

void EditorWorkspace::connectSignals() {
    using workbench::DocumentList;
    connect(&m_documents, &DocumentList::currentChanged, this, &EditorWorkspace::showCurrent);
    connect(m_tabs, &DocumentTabs::comparisonClosed, this, [this] {
        m_closedAfterComparison = 0;
        updateActions();
    });
    connect(&m_documents, &DocumentList::closed, this, [this] {
        if (m_closedAfterComparison) {
            ++*m_closedAfterComparison;
        }
        updateActions();
    });
    connect(m_tabs, &DocumentTabs::frontChanged, this, &EditorWorkspace::showFront);
    connect(m_tabs, &DocumentTabs::compareRequested, this, &EditorWorkspace::openComparison);
    connect(m_tabs, &DocumentTabs::reportRequested, m_actions[ActionId::SaveReport], &QAction::trigger);
    connect(m_tabs, &DocumentTabs::copyChosen, this, &EditorWorkspace::copyForm);
    connect(m_firstRun, &FirstRunPage::typed, this, [this](const QByteArray& utf8) {
        m_typing = true;
        m_documents.current()->editEncoded(utf8.toStdString());
    });
    connect(m_firstRun, &FirstRunPage::pasted, this,
            [this](const QString& text) { m_documents.current()->pasteText(text.toStdString()); });
    connect(m_firstRun, &FirstRunPage::openFileRequested, this, &EditorWorkspace::chooseFile);
    connect(m_firstRun, &FirstRunPage::templateChosen, this, &EditorWorkspace::startTemplate);
}

void EditorWorkspace::connectDocument(TokenDocument* document) {
    connect(document, &TokenDocument::edited, this, &EditorWorkspace::showCurrent);
    connect(document, &TokenDocument::evaluated, this, &EditorWorkspace::updateActions);
    connect(document, &TokenDocument::evaluated, this, &EditorWorkspace::noteRefusal);
    connect(document, &TokenDocument::evaluated, this, [this] {
        if (!m_tabs->isComparisonInFront()) {
            showChecklist(m_documents.current());
        }
    });
    connect(document, &TokenDocument::shownChanged, this, &EditorWorkspace::updateActions);
    connect(document, &TokenDocument::titleChanged, this, &EditorWorkspace::titleChanged);
}

/// The page of the current document. Called for another tab and after each edit.
void EditorWorkspace::showCurrent() {
    TokenDocument* root = m_documents.current();
    if (root != m_root) {
        if (m_root) {
            disconnect(m_root, &TokenDocument::layersChanged, this, nullptr);
        }
        m_root = root;
        connect(root, &TokenDocument::layersChanged, this, &EditorWorkspace::showCurrent);
    }
    TokenDocument* document = root->shownLayer();
    const bool other = document != m_current;
    if (other) {
        if (m_current) {
            disconnect(m_current, nullptr, this, nullptr);
            if (m_current == m_root) {
                connect(root, &TokenDocument::layersChanged, this, &EditorWorkspace::showCurrent);
            }
        }
        m_current = document;
        connectDocument(document);
        m_find->hide();
        Q_EMIT titleChanged(document->title());
        noteRefusal();
    }
    const bool compared = m_tabs->isComparisonInFront();
    m_tabs->setCopyEnabled(!document->isEmpty() && !compared);
    updateActions();
    if (compared) {
        m_pages->setCurrentWidget(m_compare);
        return;
    }
    const bool empty = document->isEmpty();
    const bool turned = empty != m_wasEmpty;
    m_wasEmpty = empty;
    if (empty) {
        if (m_page) {
            m_page->setDocument(document);
        }
        m_pages->setCurrentWidget(m_firstPlace);
        if (other || turned) {
            m_find->hide();
            m_firstRun->focusStart();
            Q_EMIT caretPlaceChanged({});
        }
        return;
    }
    if (document->isFormOpen()) {
        const bool opened = m_pages->currentWidget() != m_form || !m_form;
        form().setDocument(document);
        m_pages->setCurrentWidget(m_form);
        if (other || turned || opened) {
            m_form->focusStart();
            Q_EMIT caretPlaceChanged({});
        }
        return;
    }
    if (showChecklist(document)) {
        return;
    }
    const QWidget* former = m_pages->currentWidget();
    const bool cameBack = (m_form && former == m_form) || (m_compare && former == m_compare);
    page().setDocument(document);
    if (m_ringMenu) {
        m_ringMenu->setDocument(document);
    }
    m_pages->setCurrentWidget(m_pagePlace);
    if (m_typing) {
        m_typing = false;
        TokenView* view = m_page->encodedPane()->view();
        view->setUtf8(QByteArray::fromStdString(document->encodedText()));
        view->setCaretOffset(static_cast<std::size_t>(view->utf8().size()));
        view->setFocus();
    } else if (other || turned || cameBack) {
        m_page->focusStart();
    }
}

TokenDocument* EditorWorkspace::shownDocument() const {
    return m_documents.current()->shownLayer();
}

EditorPage& EditorWorkspace::page() {
    preparePanes();
    return *m_page;
}

} // namespace twb::ui
