// SPDX-License-Identifier: Apache-2.0
// The fourth part of EditorPage: what the doctor's findings point at, and what is done about them.
#include "editor/claims_table.h"
#include "editor/code_edit.h"
#include "editor/doctor_bar.h"
#include "editor/doctor_panel.h"
#include "editor/editor_page.h"
#include "editor/encoded_pane.h"
#include "editor/header_pane.h"
#include "editor/key_pane.h"
#include "editor/line_findings.h"
#include "editor/payload_pane.h"
#include "editor/profile_choice.h"
#include "editor/report_panel.h"
#include "editor/token_view.h"
#include "editor/verdict_strip.h"
#include "workbench/settings.h"
#include "workbench/token_document.h"

#include <algorithm>
#include <QStackedWidget>

namespace twb::ui {

using doctor::FindingPlace;
using workbench::RepairOffer;

namespace {

/// The text of the pane that stands for octets of a part: a whole member where the octets lie in one.
TextRange shownRange(const doctor::Part& part, const std::vector<doctor::Claim>& claims, TextRange octets) {
    for (const doctor::Claim& claim : claims) {
        const std::size_t end = claim.valueOctets.offset + claim.valueOctets.length;
        if (octets.offset >= claim.nameOctets.offset && octets.offset < end) {
            return claim.shownRange;
        }
    }
    return part.octetsToShown(octets);
}

} // namespace

void EditorPage::renderDoctor() {
    if (m_document) {
        m_doctor->render();
        m_verdicts->render(); // “It does verify with …”
        m_doctorBar->render(*m_document);
        m_report->render();
    }
}

/// The place goes through the document: every pane lights up its own share of it.
void EditorPage::lightFinding(const QString& id) {
    const workbench::SharedDiagnosis diagnosis = m_document ? m_document->diagnosis() : nullptr;
    const doctor::Finding* finding = diagnosis != nullptr ? diagnosis->find(id.toStdString()) : nullptr;
    if (finding == nullptr) {
        return;
    }
    workbench::Spotlight spotlight{id.toStdString(), finding->place, {}};
    // A place in the pasted text, or in a token that the doctor unwrapped further, is no place in Encoded.
    const bool inEncoded = diagnosis->diagnosis.token == *m_document->shownVersion().reading->encoded;
    const bool known = finding->place != FindingPlace::Input && (finding->place != FindingPlace::Token || inEncoded);
    if (finding->where.length > 0 && known) {
        spotlight.ranges.push_back(finding->where);
        spotlight.ranges.insert(spotlight.ranges.end(), finding->also.begin(), finding->also.end());
        std::sort(spotlight.ranges.begin(), spotlight.ranges.end(),
                  [](TextRange a, TextRange b) { return a.offset < b.offset; });
    }
    m_document->lightUp(std::move(spotlight));
}

void EditorPage::showSpotlight(Focus focus) {
    if (!m_document) {
        return;
    }
    const workbench::Spotlight& spotlight = m_document->spotlight();
    const doctor::Reading& reading = *m_document->shownVersion().reading;
    const auto light = [&](JsonPane* pane, const doctor::Part& part, const std::vector<doctor::Claim>& claims) {
        m_caretPane = pane == m_header ? EditorPane::Header : EditorPane::Payload;
        if (!spotlight.ranges.empty()) {
            const TextRange octets = octetsInPane(reading, spotlight.place, spotlight.ranges.front());
            pane->edit()->selectRange(shownRange(part, claims, octets));
        }
        if (focus == Focus::Follows) {
            focusPane(m_caretPane);
        }
    };
    switch (spotlight.place) {
    case FindingPlace::Header:
        light(m_header, reading.header, reading.headerClaims);
        break;
    case FindingPlace::Payload:
        light(m_payload, reading.payload, reading.claims);
        break;
    case FindingPlace::Token:
    case FindingPlace::Input:
        m_caretPane = EditorPane::Encoded;
        if (!spotlight.ranges.empty()) {
            m_encoded->view()->selectRange(spotlight.ranges.front());
        }
        if (focus == Focus::Follows) {
            focusPane(EditorPane::Encoded);
        }
        break;
    case FindingPlace::Key:
        if (focus == Focus::Follows) {
            focusPane(EditorPane::Key);
        }
        break;
    case FindingPlace::None:
        break;
    }
    showMarks();
}

void EditorPage::showReport() {
    showDoctor(true);
    m_report->setMasking(m_settings.maskPersonalData());
    m_side->setCurrentWidget(m_report);
    m_report->render();
    m_report->focusStart();
}

void EditorPage::renameProfile(const QString& id) {
    if (!m_document) {
        return;
    }
    showDoctor(true);
    m_side->setCurrentWidget(m_doctor);
    renderProfile(); // the profile may be newer than the evaluation that is shown
    m_profile->startRenaming(id);
    m_doctor->revealProfileChoice();
}

void EditorPage::repairCurrent() {
    m_doctor->repairCurrent();
}

void EditorPage::repair(const QString& id) {
    const workbench::SharedDiagnosis diagnosis = m_document ? m_document->diagnosis() : nullptr;
    const doctor::Finding* finding = diagnosis != nullptr ? diagnosis->find(id.toStdString()) : nullptr;
    if (finding == nullptr) {
        return;
    }
    const RepairOffer offer = m_document->repairOffer(id.toStdString());
    const QString result = workbench::repairResult(*finding, offer, *diagnosis);
    if (offer.kind == RepairOffer::Kind::ShowAsPasted) {
        m_encoded->showAsPasted(true);
        focusPane(EditorPane::Encoded);
        Q_EMIT announced(result);
    } else if (m_document->repair(id.toStdString())) {
        m_repairResult = result;
        if (offer.kind == RepairOffer::Kind::CorrectClaims) {
            // The line that was corrected; it lights up when the panes show the copy.
            const doctor::ClaimCorrection& first = offer.corrections.front();
            m_correctedPart = first.part;
            m_correctedClaim = QString::fromStdString(first.name);
        }
    }
}

/// “Secret is read as Base64. Signature Verified.”
void EditorPage::announceRepair() {
    if (m_repairResult.isEmpty() || m_document->evaluation()->revision != m_document->revision()) {
        return;
    }
    const QString verdict = workbench::phraseOf(m_document->shownVersion().signature).title;
    const QString said = tr("%1 %2.", "what was repaired, verdict on the signature").arg(m_repairResult, verdict);
    m_repairResult.clear();
    if (!m_correctedClaim.isEmpty()) {
        JsonPane* pane = m_correctedPart == FindingPlace::Header ? static_cast<JsonPane*>(m_header) : m_payload;
        pane->goToClaim(m_correctedClaim);
        m_correctedClaim.clear();
    }
    Q_EMIT announced(said);
}

} // namespace twb::ui
