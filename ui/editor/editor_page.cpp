// SPDX-License-Identifier: Apache-2.0
#include "editor/editor_page.h"
#include "common/buttons.h"
#include "common/message_bar.h"
#include "common/metrics.h"
#include "common/zones.h"
#include "editor/claim_tip.h"
#include "editor/claims_table.h"
#include "editor/code_edit.h"
#include "editor/doctor_bar.h"
#include "editor/doctor_panel.h"
#include "editor/editor_columns.h"
#include "editor/encoded_pane.h"
#include "editor/header_pane.h"
#include "editor/key_pane.h"
#include "editor/payload_pane.h"
#include "editor/profile_choice.h"
#include "editor/profile_rules.h"
#include "editor/report_panel.h"
#include "editor/segment_map.h"
#include "editor/signature_recipe.h"
#include "editor/signatures_pane.h"
#include "editor/timeline_row.h"
#include "editor/token_view.h"
#include "editor/verdict_strip.h"
#include "workbench/settings.h"
#include "workbench/token_document.h"

#include <QKeyEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace twb::ui {

using workbench::ShownVersion;
using workbench::TokenDocument;

EditorPage::EditorPage(workbench::Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_verdicts(new VerdictStrip(settings, this))
    , m_versionBar(new MessageBar(MessageKind::Info, {}, {}, this))
    , m_layerBar(new MessageBar(MessageKind::Info, {}, {}, this))
    , m_timeline(new TimelineRow(settings, this))
    , m_encoded(new EncodedPane(this))
    , m_recipe(new SignatureRecipe(this))
    , m_signatures(new SignaturesPane(this))
    , m_header(new HeaderPane(settings, this))
    , m_payload(new PayloadPane(settings, this))
    , m_key(new KeyPane(this))
    , m_side(new QStackedWidget(this))
    , m_doctor(new DoctorPanel(settings, this))
    , m_report(new ReportPanel(this))
    , m_profile(new ProfileChoice)
    , m_rules(new ProfileRules)
    , m_doctorBar(new DoctorBar(this))
    , m_tip(new ClaimTip(this))
    , m_columns(new GapSplitter(Qt::Horizontal, this))
    , m_middle(new GapSplitter(Qt::Vertical, this)) {
    setObjectName(QStringLiteral("editorPage"));
    m_versionBar->setObjectName(QStringLiteral("versionBar"));
    m_versionBar->setIcon(Icon::Pen);
    m_versionBar->setLifetime(MessageBar::Lifetime::UntilRemoved);
    m_versionBar->setActions({tr("Compare"), tr("Back to original")});
    m_versionBar->hide();
    m_doctor->setProfileChoice(m_profile);
    m_doctor->setProfileRules(m_rules);
    m_layerBar->setObjectName(QStringLiteral("innerLayerBar"));
    m_layerBar->setIcon(Icon::Batch);
    m_layerBar->setLifetime(MessageBar::Lifetime::UntilRemoved);
    m_layerBar->setActions({tr("Back to the outer layer")});
    m_layerBar->hide();
    buildColumns();
    restoreLayout();
    setFocusOrder();
    connectSignals();
}

EditorPage::~EditorPage() = default;

TokenDocument* EditorPage::document() const {
    return m_document;
}

void EditorPage::setDocument(TokenDocument* document) {
    if (m_document == document) {
        return;
    }
    if (m_document) {
        disconnect(m_document, nullptr, this, nullptr);
        m_document->endTyping();
    }
    m_document = document;
    m_tip->hide();
    m_verdicts->setDocument(document);
    m_timeline->setDocument(document);
    m_encoded->setDocument(document);
    m_signatures->setDocument(document);
    m_header->setDocument(document);
    m_payload->setDocument(document);
    m_key->setDocument(document);
    m_doctor->setDocument(document);
    m_report->setDocument(document);
    m_repairResult.clear();
    if (document) {
        connect(document, &TokenDocument::evaluated, this, &EditorPage::render);
        connect(document, &TokenDocument::shownChanged, this, &EditorPage::render);
        connect(document, &TokenDocument::busyChanged, m_verdicts, &VerdictStrip::render);
        connect(document, &TokenDocument::timeMoved, this, &EditorPage::moveTime);
        connect(document, &TokenDocument::diagnosed, this, &EditorPage::renderDoctor);
        connect(document, &TokenDocument::spotlightChanged, this, [this] { showSpotlight(Focus::Stays); });
        render();
    }
}

void EditorPage::focusPane(EditorPane pane) {
    switch (pane) {
    case EditorPane::Encoded:
        m_encoded->view()->setFocus();
        break;
    case EditorPane::Header:
        m_header->edit()->setFocus();
        break;
    case EditorPane::Payload:
        m_payload->focusText();
        break;
    case EditorPane::Key:
        m_key->focusField();
        break;
    case EditorPane::Doctor:
        showDoctor(true);
        m_doctor->closeButton()->setFocus();
        break;
    }
}

void EditorPage::focusNextPane(int direction) {
    const QList<QWidget*> panes{m_encoded, m_header, m_payload, m_key, m_side};
    qsizetype current = -1;
    for (qsizetype index = 0; index < panes.size(); ++index) {
        if (panes[index]->isAncestorOf(focusWidget())) {
            current = index;
        }
    }
    const qsizetype count = m_side->isVisible() ? panes.size() : panes.size() - 1;
    focusPane(static_cast<EditorPane>((current + direction + count) % count));
}

void EditorPage::focusStart() {
    focusPane(m_document && m_document->isEmpty() ? EditorPane::Encoded : EditorPane::Payload);
}

void EditorPage::toggleDoctor() {
    showDoctor(!m_side->isVisible());
    if (m_side->isVisible()) {
        m_doctor->closeButton()->setFocus();
    } else {
        focusPane(m_caretPane);
    }
}

FindTarget EditorPage::findTarget() const {
    if (JsonPane* pane = jsonPane()) {
        CodeEdit* edit = pane->edit();
        return {pane->caption(), [edit] { return edit->utf8(); }, [edit] { return edit->selectedRange(); },
                [edit](TextRange range) { edit->selectRange(range); }, [edit] { edit->setFocus(); }};
    }
    TokenView* view = m_encoded->view();
    return {m_encoded->caption(), [view] { return view->utf8(); }, [view] { return view->selectedRange(); },
            [view](TextRange range) { view->selectRange(range); }, [view] { view->setFocus(); }};
}

JsonPane* EditorPage::jsonPane() const {
    if (m_caretPane == EditorPane::Header) {
        return m_header;
    }
    return m_caretPane == EditorPane::Payload ? m_payload : nullptr;
}

void EditorPage::explainClaim() {
    JsonPane* pane = jsonPane();
    if (!pane) {
        return;
    }
    CodeEdit* edit = pane->edit();
    QRect line = edit->cursorRect();
    line.moveTopLeft(edit->viewport()->mapToGlobal(line.topLeft()));
    line.setLeft(edit->viewport()->mapToGlobal(QPoint(0, 0)).x());
    showClaimHelp(pane, edit->caretOffset(), line);
}

void EditorPage::stepFinding(int direction) {
    showDoctor(true);
    m_doctor->stepFinding(direction > 0 ? DoctorPanel::Step::Next : DoctorPanel::Step::Previous);
}

void EditorPage::setPartUnderline(bool on) {
    m_encoded->view()->setPartUnderline(on ? TokenView::PartUnderline::On : TokenView::PartUnderline::Off);
}

void EditorPage::saveLayout() {
    if (m_columnsMoved && !m_stacked) {
        m_settings.setLayout(QStringLiteral("editorColumns"), m_columns->saveState());
    }
    if (m_middleMoved) {
        m_settings.setLayout(QStringLiteral("editorMiddle"), m_middle->saveState());
    }
    m_settings.setLayout(QStringLiteral("signatureRecipe"), m_recipe->isOpen() ? "open" : "folded");
    m_settings.setLayout(QStringLiteral("doctorPanel"), m_doctorWanted ? "open" : "closed");
}

QString EditorPage::caretPlace() const {
    return m_caretPlace;
}

void EditorPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    applyWidth();
    sizeColumns();
}

void EditorPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (parentWidget()) {
        parentWidget()->installEventFilter(this); // what is seen may become wider while the page keeps its least width
    }
    applyWidth();
    sizeColumns();
    m_fittedDocument = nullptr; // what was sized unseen had no height to share out
    fitHeader();
}

void EditorPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        if (m_tip->isVisible()) {
            m_tip->hide();
        } else if (m_doctorBelow && m_side->isVisible()) {
            showDoctor(false);
            focusPane(m_caretPane);
        } else {
            focusStart();
        }
        return;
    }
    QWidget::keyPressEvent(event);
}

/// A double-click on a gap puts the panes back to their first sizes.
bool EditorPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize) {
            applyWidth();
        }
    } else if (watched == m_middle) {
        if (event->type() == QEvent::Resize && m_document) {
            fitHeader();
        }
    } else if (event->type() == QEvent::MouseButtonDblClick) {
        m_columnsMoved = m_middleMoved = false;
        resetColumns();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void EditorPage::render() {
    if (!m_document) {
        return;
    }
    const doctor::Version& version = m_document->shownVersion();
    m_verdicts->render();
    renderVersionBar();
    renderLayerBar();
    m_timeline->render();
    m_encoded->render();
    m_recipe->render(version);
    m_signatures->render();
    m_header->render();
    m_payload->render();
    m_key->render();
    fitHeader();
    renderProfile();
    m_rules->render(version.profile, m_document->state().expected);
    m_doctorBar->setProfile(version.profile.profile ? QString::fromStdString(version.profile.profile->shortName)
                                                    : QString());
    renderDoctor();
    showMarks();
    announceRepair();
}

void EditorPage::renderProfile() {
    m_profile->setChoice(m_document->library(), m_document->state().profileChoice,
                         m_document->shownVersion().profile.profile);
}

void EditorPage::renderLayerBar() {
    const TokenDocument* outer = m_document->outer();
    m_layerBar->setVisible(outer != nullptr);
    if (!outer) {
        return;
    }
    const doctor::Reading& around = *outer->shownVersion().reading;
    const QString algorithm = QString::fromStdString(around.algorithm);
    m_layerBar->setText(doctor::isEncrypted(around.kind) ? tr("Inside a token encrypted with %1.").arg(algorithm)
                                                         : tr("Inside a token signed with %1.").arg(algorithm),
                        tr("Layer %1 of %2.").arg(m_document->layer() + 1).arg(m_document->layerCount()));
}

void EditorPage::renderVersionBar() {
    const bool both = m_document->hasOriginal() && m_document->hasCopy();
    m_versionBar->setVisible(both);
    if (both) {
        m_versionBar->setText(workbench::versionBarText(*m_document->evaluation()));
    }
}

void EditorPage::moveTime(const doctor::TimeFacts& original, const doctor::TimeFacts& copy) {
    if (!m_document || !isVisible()) {
        return;
    }
    const doctor::TimeFacts& facts = m_document->shown() == ShownVersion::Original ? original : copy;
    m_verdicts->moveTime(facts);
    m_timeline->moveTime(facts);
    m_header->moveTime();
    m_payload->moveTime();
}

void EditorPage::takePartCaret(JsonPane* pane, std::size_t offset) {
    Q_UNUSED(offset)
    m_tip->hide();
    if (pane->isAncestorOf(focusWidget())) {
        m_caretPane = pane == m_header ? EditorPane::Header : EditorPane::Payload;
    }
    showMarks();
}

void EditorPage::takeEncodedCaret(std::size_t offset) {
    Q_UNUSED(offset)
    m_tip->hide();
    if (m_encoded->isAncestorOf(focusWidget())) {
        m_caretPane = EditorPane::Encoded;
    }
    showMarks();
}

} // namespace twb::ui
