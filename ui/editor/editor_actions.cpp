// SPDX-License-Identifier: Apache-2.0
// The other half of EditorWorkspace: the actions of the menus that the editor serves.
#include "common/message_bar.h"
#include "common/page_scroll.h"
#include "common/tool_tips.h"
#include "editor/checklist_page.h"
#include "editor/code_edit.h"
#include "editor/compare_page.h"
#include "editor/doctor_panel.h"
#include "editor/editor_page.h"
#include "editor/editor_workspace.h"
#include "editor/encoded_pane.h"
#include "editor/find_bar.h"
#include "editor/json_pane.h"
#include "editor/key_pane.h"
#include "main_window/actions.h"
#include "workbench/document_list.h"
#include "workbench/settings.h"

#include <QApplication>
#include <QKeyEvent>
#include <QStackedLayout>
#include <QTabBar>

namespace twb::ui {

using workbench::PartName;
using workbench::ShownVersion;
using workbench::TokenDocument;

void EditorWorkspace::connectActions() {
    connectTabActions();
    connectProfileActions();
    const auto onTrigger = [this](ActionId id, auto&& what) {
        connect(m_actions[id], &QAction::triggered, this, std::forward<decltype(what)>(what));
    };
    // What changes a document does so only where it is seen; other workspaces serve the same keys.
    const auto onTriggerSeen = [this](ActionId id, auto&& what) {
        connect(m_actions[id], &QAction::triggered, this, [this, what] {
            if (isVisible()) {
                what();
            }
        });
    };
    onTriggerSeen(ActionId::Undo, [this] { shownDocument()->undo(); });
    onTriggerSeen(ActionId::Redo, [this] { shownDocument()->redo(); });
    onTriggerSeen(ActionId::Find, [this] { openFind(); });
    onTriggerSeen(ActionId::FindNext, [this] { m_find->findNext(); });
    onTriggerSeen(ActionId::FindPrevious, [this] { m_find->findPrevious(); });
    onTriggerSeen(ActionId::MakeCompact, [this] { layOutJson(false); });
    onTriggerSeen(ActionId::MakeIndented, [this] { layOutJson(true); });
    onTriggerSeen(ActionId::ClearTab, [this] { m_documents.current()->clear(); });
    onTrigger(ActionId::PasteToken, [this] { openClipboard(); });
    onTrigger(ActionId::CopyToken, [this] { copyForm(CopyForm::Token); });
    onTrigger(ActionId::SwitchVersion, [this] { switchVersion(); });
    onTriggerSeen(ActionId::BackToOriginal, [this] { shownDocument()->backToOriginal(); });
    onTriggerSeen(ActionId::CompareTokens, [this] { openComparison(); });
    onTriggerSeen(ActionId::SignCopy, [this] { shownDocument()->signCopy(); });
    onTriggerSeen(ActionId::EncryptToken, [this] { shownDocument()->encryptToken(); });
    onTriggerSeen(ActionId::EncryptPayload, [this] { shownDocument()->encryptPayload(); });
    onTriggerSeen(ActionId::MakeSelective, [this] { shownDocument()->makeSelective(); });
    using Form = TokenDocument::Form;
    for (const auto& [id, form] : {std::pair{ActionId::ConvertCompact, Form::Compact},
                                   {ActionId::ConvertFlattened, Form::Flattened},
                                   {ActionId::ConvertGeneral, Form::General},
                                   {ActionId::ConvertDetached, Form::Detached}}) {
        onTriggerSeen(id, [this, form = form] { convertTo(form); });
    }
    onTriggerSeen(ActionId::OpenInner, [this] { shownDocument()->openInner(); });
    onTriggerSeen(ActionId::CloseInner, [this] {
        if (TokenDocument* outer = shownDocument()->outer()) {
            outer->closeInner();
        }
    });
    onTrigger(ActionId::BytesAsReceived, [this](bool on) {
        const auto view = on ? doctor::PartView::AsIs : doctor::PartView::Indented;
        shownDocument()->setView(PartName::Header, view);
        shownDocument()->setView(PartName::Payload, view);
    });
    onTrigger(ActionId::ExplainClaim, [this] { explain(); });
    onTrigger(ActionId::UnderlineParts, [this](bool on) { m_settings.setUnderlineParts(on); });
    onTrigger(ActionId::FoldToken, [this](bool on) { m_settings.setFoldToken(on); });
    connect(&m_settings, &workbench::Settings::changed, this, &EditorWorkspace::takeSettings);
    takeSettings();
}

/// F1: the claim at the caret of an editor, or the control that has the keyboard.
void EditorWorkspace::explain() {
    const bool inJson = m_page && isVisible() && qobject_cast<CodeEdit*>(QApplication::focusWidget());
    if (inJson || !ToolTips::explainFocus()) {
        if (m_page && isVisible() && !m_documents.current()->isEmpty()) {
            m_page->explainClaim();
        }
    }
}

void EditorWorkspace::takeSettings() {
    m_documents.setFirstLeeway(m_settings.leeway());
    m_documents.setSignWhileTyping(m_settings.signWhileTyping());
    m_documents.setCaps(m_settings.caps());
    m_documents.setHeaderRule(m_settings.headerRule());
    m_documents.setIndentNewJson(m_settings.indentNewJson());
    if (m_page) {
        m_page->setPartUnderline(m_settings.underlineParts());
        m_page->encodedPane()->setFolded(m_settings.foldToken());
    }
}

void EditorWorkspace::connectTabActions() {
    const auto onTrigger = [this](ActionId id, auto&& what) {
        connect(m_actions[id], &QAction::triggered, this, std::forward<decltype(what)>(what));
    };
    onTrigger(ActionId::NewTab, [this] { m_documents.openNew(); });
    onTrigger(ActionId::OpenFile, [this] { chooseFile(); });
    onTrigger(ActionId::SaveToken, [this] { saveToken(); });
    onTrigger(ActionId::CloseTab, [this] {
        if (m_tabs->isComparisonInFront()) {
            m_tabs->closeComparison();
        } else {
            m_documents.close(m_documents.currentIndex());
        }
    });
    onTrigger(ActionId::ReopenTab, [this] { reopenTab(); });
    onTrigger(ActionId::NextTab, [this] { m_tabs->step(1); });
    onTrigger(ActionId::PreviousTab, [this] { m_tabs->step(-1); });
}

/// Those that need the panes; connected when the panes are made.
void EditorWorkspace::connectPaneActions() {
    const auto onTrigger = [this](ActionId id, auto&& what) {
        connect(m_actions[id], &QAction::triggered, m_page, std::forward<decltype(what)>(what));
    };
    onTrigger(ActionId::EncodedPane, [this] { m_page->focusPane(EditorPane::Encoded); });
    onTrigger(ActionId::HeaderPane, [this] { m_page->focusPane(EditorPane::Header); });
    onTrigger(ActionId::PayloadPane, [this] { m_page->focusPane(EditorPane::Payload); });
    onTrigger(ActionId::KeyPane, [this] { m_page->focusPane(EditorPane::Key); });
    onTrigger(ActionId::DoctorPane, [this] { m_page->focusPane(EditorPane::Doctor); });
    onTrigger(ActionId::NextPane, [this] { m_page->focusNextPane(1); });
    onTrigger(ActionId::PreviousPane, [this] { m_page->focusNextPane(-1); });
    onTrigger(ActionId::ToggleDoctor, [this] { m_page->toggleDoctor(); });
    onTrigger(ActionId::NextFinding, [this] { m_page->stepFinding(1); });
    onTrigger(ActionId::PreviousFinding, [this] { m_page->stepFinding(-1); });
    onTrigger(ActionId::SaveReport, [this] { m_page->showReport(); });
    onTrigger(ActionId::RepairFinding, [this] { m_page->repairCurrent(); });
    onTrigger(ActionId::RevealSecret, [this](bool on) { m_page->keyPane()->setRevealed(on); });
    onTrigger(ActionId::NumberToNow, [this] {
        // The editor knows the number at its caret; it has the key for it too.
        if (JsonPane* pane = m_page->jsonPane()) {
            QKeyEvent press(QEvent::KeyPress, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
            QCoreApplication::sendEvent(pane->edit(), &press);
        }
    });
    connect(m_page->keyPane(), &KeyPane::revealedChanged, m_actions[ActionId::RevealSecret], &QAction::setChecked);
    updateActions();
}

void EditorWorkspace::updateActions() {
    if (!m_documents.current()) {
        return; // the last tab is just closing; its successor follows
    }
    const TokenDocument& document = *shownDocument();
    // What acts on a token waits until one is seen.
    const bool compared = m_tabs->isComparisonInFront();
    const bool token = !document.isEmpty() && !compared;
    const bool both = document.hasOriginal() && document.hasCopy() && !compared;
    m_actions[ActionId::Undo]->setEnabled(document.canUndo() && !compared);
    m_actions[ActionId::Redo]->setEnabled(document.canRedo() && !compared);
    m_actions[ActionId::ReopenTab]->setEnabled(m_documents.canReopen() || canReopenComparison());
    m_actions[ActionId::SwitchVersion]->setEnabled(both);
    m_actions[ActionId::BackToOriginal]->setEnabled(both);
    for (const ActionId id :
         {ActionId::SaveReport,   ActionId::CompareTokens,  ActionId::SaveToken,       ActionId::ClearTab,
          ActionId::CopyToken,    ActionId::SignCopy,       ActionId::MakeCompact,     ActionId::MakeIndented,
          ActionId::NumberToNow,  ActionId::NextFinding,    ActionId::PreviousFinding, ActionId::RepairFinding,
          ActionId::RevealSecret, ActionId::EncodedPane,    ActionId::HeaderPane,      ActionId::PayloadPane,
          ActionId::KeyPane,      ActionId::DoctorPane,     ActionId::NextPane,        ActionId::PreviousPane,
          ActionId::ToggleDoctor, ActionId::BytesAsReceived}) {
        m_actions[id]->setEnabled(token);
    }
    for (const ActionId id : {ActionId::Find, ActionId::FindNext, ActionId::FindPrevious}) {
        m_actions[id]->setEnabled(token || compared);
    }
    m_actions[ActionId::RefreshTimes]->setEnabled(token);
    m_actions[ActionId::ExpectLikeThis]->setEnabled(token && document.shownVersion().reading->payload.isObject &&
                                                    document.shownVersion().reading->header.isObject);
    m_actions[ActionId::ShowChecklist]->setEnabled(!compared && checklistFacts(document).has_value());
    const bool encrypted = doctor::isEncrypted(document.shownVersion().reading->kind);
    m_actions[ActionId::SignCopy]->setText(encrypted ? tr("En&crypt copy") : tr("&Sign copy"));
    m_actions[ActionId::EncryptToken]->setEnabled(token);
    m_actions[ActionId::EncryptPayload]->setEnabled(token && !encrypted &&
                                                    document.shownVersion().reading->payload.present);
    const doctor::TokenKind kind = document.shownVersion().reading->kind;
    const bool convertible = token && kind != doctor::TokenKind::Unknown;
    for (const ActionId id : {ActionId::ConvertCompact, ActionId::ConvertFlattened, ActionId::ConvertGeneral}) {
        m_actions[id]->setEnabled(convertible);
    }
    m_actions[ActionId::ConvertDetached]->setEnabled(convertible && !encrypted && kind != doctor::TokenKind::SdJwt);
    m_actions[ActionId::MakeSelective]->setEnabled(token && kind == doctor::TokenKind::Jws &&
                                                   document.shownVersion().reading->payload.isObject);
    m_actions[ActionId::OpenInner]->setEnabled(token && document.shownVersion().inner != nullptr);
    m_actions[ActionId::CloseInner]->setEnabled(token && document.outer() != nullptr);
    const bool asIs = document.shownVersion().reading->payload.view == doctor::PartView::AsIs;
    m_actions[ActionId::BytesAsReceived]->setChecked(token && asIs);
}

/// A form that cannot hold the token says why, in a bar of the workspace.
void EditorWorkspace::convertTo(TokenDocument::Form form) {
    const QString key = QStringLiteral("convert");
    const std::size_t signatures = shownDocument()->shownVersion().reading->signatures;
    const bool one = form == TokenDocument::Form::Compact || form == TokenDocument::Form::Flattened;
    if (const auto done = shownDocument()->convertTo(form); !done) {
        m_bars->add(MessageKind::Warning, tr("Not converted: %1").arg(workbench::problemText(done.error())), key);
    } else if (one && signatures > 1 && !doctor::isEncrypted(shownDocument()->shownVersion().reading->kind)) {
        MessageBar* bar = m_bars->add(
            MessageKind::Info,
            tr("Your copy keeps the shown one of %1 signatures; this form holds no more.").arg(signatures), key);
        bar->setObjectName(QStringLiteral("oneSignatureBar"));
        bar->setActions({tr("Undo")});
        connect(bar, &MessageBar::actionTriggered, shownDocument(), [document = shownDocument()] { document->undo(); });
    } else {
        m_bars->remove(key);
    }
}

void EditorWorkspace::openFind() {
    if (m_tabs->isComparisonInFront()) {
        m_find->open(m_compare->findTarget());
    } else if (m_page && !shownDocument()->isEmpty()) {
        m_find->open(m_page->findTarget());
    }
}

void EditorWorkspace::layOutJson(bool indented) {
    if (m_page) {
        const JsonPane* pane = m_page->jsonPane();
        shownDocument()->layOut(pane ? pane->part() : PartName::Payload,
                                indented ? TokenDocument::Layout::Indented : TokenDocument::Layout::Compact);
    }
}

void EditorWorkspace::openComparison() {
    if (m_documents.current()->isEmpty()) {
        return;
    }
    if (!m_compare) {
        m_compare = new ComparePage(m_documents, this);
        m_pages->addWidget(m_compare);
    }
    m_compare->open(m_documents.current());
    showComparison();
}

void EditorWorkspace::showComparison() {
    m_closedAfterComparison.reset();
    m_tabs->openComparison();
    m_compare->focusStart();
}

bool EditorWorkspace::canReopenComparison() const {
    return m_closedAfterComparison && m_compare->hasSides();
}

/// The tab that was closed last: a token's, or the comparison with the sides it had.
void EditorWorkspace::reopenTab() {
    if (m_closedAfterComparison == 0 && canReopenComparison()) {
        showComparison();
    } else if (m_documents.reopenClosed() != nullptr) {
        if (m_closedAfterComparison > 0) {
            --*m_closedAfterComparison;
        }
    } else if (canReopenComparison()) {
        showComparison();
    }
}

/// Another tab is in front.
void EditorWorkspace::showFront() {
    m_find->hide();
    showCurrent();
    Q_EMIT titleChanged(title());
    Q_EMIT caretPlaceChanged(caretPlace());
}

void EditorWorkspace::switchVersion() {
    TokenDocument* document = shownDocument();
    document->showVersion(document->shown() == ShownVersion::Original ? ShownVersion::Copy : ShownVersion::Original);
}

} // namespace twb::ui
