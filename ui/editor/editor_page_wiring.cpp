// SPDX-License-Identifier: Apache-2.0
// The third part of EditorPage: what the panes say to the page, and what it hands on.
#include "common/message_bar.h"
#include "common/zones.h"
#include "editor/caret_map.h"
#include "editor/claim_tip.h"
#include "editor/code_edit.h"
#include "editor/doctor_bar.h"
#include "editor/doctor_panel.h"
#include "editor/editor_page.h"
#include "editor/encoded_pane.h"
#include "editor/header_pane.h"
#include "editor/key_pane.h"
#include "editor/payload_pane.h"
#include "editor/profile_choice.h"
#include "editor/profile_rules.h"
#include "editor/report_panel.h"
#include "editor/signature_recipe.h"
#include "editor/timeline_row.h"
#include "editor/token_view.h"
#include "editor/verdict_strip.h"
#include "workbench/settings.h"
#include "workbench/token_document.h"

#include <QSplitter>
#include <QStackedWidget>

namespace twb::ui {

using workbench::TokenDocument;

void EditorPage::connectSignals() {
    connect(m_verdicts, &VerdictStrip::checkRequested, this, [this](const QString& check) {
        showDoctor(true);
        if (check == QLatin1String("profile")) {
            m_doctor->showProfile();
        } else {
            m_doctor->showFinding(check == QLatin1String("exp") ? QStringLiteral("time-") : QStringLiteral("sig-"));
        }
    });
    connect(m_versionBar, &MessageBar::actionTriggered, this, [this](int index) {
        if (index == 0) {
            Q_EMIT compareRequested();
        } else if (m_document) {
            m_document->backToOriginal();
        }
    });
    connect(m_timeline, &TimelineRow::leewayChosen, &m_settings, &workbench::Settings::setLeeway);
    connect(m_encoded, &EncodedPane::foldChosen, &m_settings, &workbench::Settings::setFoldToken);
    connect(m_layerBar, &MessageBar::actionTriggered, this, [this] {
        if (m_document && m_document->outer()) {
            m_document->outer()->closeInner();
        }
    });
    connect(m_payload, &PayloadPane::innerRequested, this, [this] {
        if (m_document) {
            m_document->openInner();
        }
    });
    connect(m_timeline, &TimelineRow::claimRequested, m_payload, &JsonPane::goToClaim);
    connect(m_encoded, &EncodedPane::caretMoved, this, &EditorPage::takeEncodedCaret);
    connect(m_encoded, &EncodedPane::copyRequested, this, &EditorPage::copyRequested);
    for (JsonPane* pane : {static_cast<JsonPane*>(m_header), static_cast<JsonPane*>(m_payload)}) {
        connect(pane, &JsonPane::caretMoved, this, [this, pane](std::size_t offset) { takePartCaret(pane, offset); });
        connectHelp(pane);
    }
    connect(m_columns, &QSplitter::splitterMoved, this, [this] { m_columnsMoved = true; });
    connect(m_middle, &QSplitter::splitterMoved, this, [this] { m_middleMoved = true; });
    connect(m_recipe, &SignatureRecipe::openChanged, this, &EditorPage::saveLayout);
    connect(m_key, &KeyPane::signWhileTypingChosen, &m_settings, &workbench::Settings::setSignWhileTyping);
    connect(m_doctor, &DoctorPanel::closeRequested, this, [this] { toggleDoctor(); });
    connect(m_doctor, &DoctorPanel::findingChosen, this, &EditorPage::lightFinding);
    connect(m_doctor, &DoctorPanel::findingEntered, this, [this](const QString& id) {
        lightFinding(id);
        showSpotlight(Focus::Follows);
    });
    connect(m_report, &ReportPanel::backRequested, this, [this] { m_side->setCurrentWidget(m_doctor); });
    connect(m_report, &ReportPanel::announced, this, &EditorPage::announced);
    connect(m_doctor, &DoctorPanel::repairRequested, this, &EditorPage::repair);
    connect(m_doctor, &DoctorPanel::copied, this, [this] { Q_EMIT announced(tr("Copied: finding")); });
    connect(m_doctorBar, &DoctorBar::toggled, this, [this] { toggleDoctor(); });
    connect(m_profile, &ProfileChoice::chosen, this, [this](const QString& id) {
        if (m_document) {
            m_document->setProfileChoice(id.toStdString());
        }
    });
    connect(m_profile, &ProfileChoice::renamed, this, &EditorPage::profileRenamed);
    connect(m_profile, &ProfileChoice::removeRequested, this, &EditorPage::profileRemoveRequested);
    connect(m_rules, &ProfileRules::expectedChanged, this, [this](const QString& names, const QString& value) {
        if (m_document) {
            m_document->setExpected(names.toStdString(), value.toStdString());
        }
    });
    connect(m_rules, &ProfileRules::checklistRequested, this, &EditorPage::checklistRequested);
    connect(&m_settings, &workbench::Settings::changed, this, &EditorPage::render);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        applyWidth();
        render();
    });
}

void EditorPage::connectHelp(JsonPane* pane) {
    connect(pane, &JsonPane::claimHelpRequested, this,
            [this, pane](std::size_t offset, const QRect& line) { showClaimHelp(pane, offset, line); });
    connect(pane, &JsonPane::claimHelpLeft, m_tip, &QWidget::hide);
}

/// The claim and the characters that belong to the caret, in the other panes and in the status bar.
void EditorPage::showMarks() {
    if (!m_document) {
        return;
    }
    const doctor::Reading& reading = *m_document->shownVersion().reading;
    QString place;
    const doctor::Claim* claim = nullptr;
    TextRange inEncoded, inHeader, inPayload;
    if (JsonPane* pane = jsonPane()) {
        const CaretInPart caret = caretInPart(reading, pane->letter(), pane->edit()->caretOffset());
        inEncoded = caret.encoded;
        claim = caret.claim;
        const CodeEdit::Place at = pane->edit()->caretPlace();
        place = tr("%1, line %2, column %3").arg(pane->caption()).arg(at.line).arg(at.column);
    } else {
        const CaretInEncoded caret = caretInEncoded(reading, m_encoded->view()->caretOffset());
        (caret.letter == 'H' ? inHeader : inPayload) = caret.shown;
        claim = caret.claim;
        place = tr("Encoded, character %1").arg(m_encoded->view()->caretOffset() + 1);
    }
    m_encoded->markRange(inEncoded);
    m_header->markRange(inHeader);
    m_payload->markRange(inPayload);
    if (claim) {
        place += QStringLiteral(" · ") + tr("claim %1").arg(QString::fromStdString(claim->name));
    }
    if (place != m_caretPlace) {
        m_caretPlace = place;
        Q_EMIT caretPlaceChanged(place);
    }
}

void EditorPage::showClaimHelp(JsonPane* pane, std::size_t offset, const QRect& line) {
    if (!m_document) {
        return;
    }
    const doctor::Reading& reading = *m_document->shownVersion().reading;
    const CaretInPart caret = caretInPart(reading, pane->letter(), offset);
    const profiles::Profile* profile = m_document->shownVersion().profile.profile;
    const profiles::DictionaryEntry* entry =
        caret.claim && profile ? profile->explain(caret.claim->name, pane->letter() == 'H') : nullptr;
    const QString text = caret.claim ? workbench::claimToolTip(*caret.claim, dateStyle(m_settings), entry) : QString();
    if (text.isEmpty()) {
        m_tip->hide();
    } else {
        m_tip->showAt(text, line);
    }
}

} // namespace twb::ui
