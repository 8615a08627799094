// SPDX-License-Identifier: Apache-2.0
#include "editor/doctor_panel.h"
#include "common/busy_bar.h"
#include "common/buttons.h"
#include "common/check_row.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "common/zones.h"
#include "doctor/finding_reference.h"
#include "editor/mood_look.h"
#include "editor/note_line.h"
#include "editor/readings_fold.h"
#include "editor/summary_card.h"
#include "workbench/doctor_headline.h"
#include "workbench/token_document.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>
#include <tuple>

namespace twb::ui {

using workbench::DocumentDiagnosis;
using workbench::TokenDocument;

namespace {

constexpr int filterFrom = 5; ///< findings from which a filter helps
constexpr int pause = 300;    ///< ui.md §11, 10

FindingSeverity severityOf(doctor::Severity severity) {
    return severity == doctor::Severity::Error     ? FindingSeverity::Error
           : severity == doctor::Severity::Warning ? FindingSeverity::Warning
                                                   : FindingSeverity::Note;
}

} // namespace

QList<FindingContent> DoctorPanel::contents() const {
    QList<FindingContent> list;
    const workbench::SharedDiagnosis& diagnosis = m_document->diagnosis();
    if (diagnosis == nullptr) {
        return list;
    }
    for (const doctor::Finding& finding : diagnosis->diagnosis.findings) {
        if (!workbench::isSaidElsewhere(finding)) {
            list.append(contentOf(finding));
        }
    }
    return list;
}

FindingContent DoctorPanel::contentOf(const doctor::Finding& finding) const {
    const DocumentDiagnosis& diagnosis = *m_document->diagnosis();
    const doctor::FindingInfo& info = finding.info();
    FindingContent content;
    content.id = QString::fromUtf8(info.id.data(), static_cast<qsizetype>(info.id.size()));
    content.severity = severityOf(info.severity);
    content.title = workbench::findingTitle(finding);
    for (const workbench::EvidenceText& line : workbench::findingEvidence(finding, diagnosis, dateStyle(m_settings))) {
        content.evidence.append({line.text, line.verdict});
    }
    content.advice = workbench::findingAdvice(finding);
    const workbench::RepairOffer offer = m_document->repairOffer(info.id);
    content.repair = workbench::repairText(finding, offer, diagnosis);
    content.repairHint = workbench::repairHint(offer);
    const doctor::FindingReference reference = doctor::referenceOf(info);
    content.reference = QString::fromStdString(reference.text());
    content.address = QUrl(QString::fromStdString(reference.address()));
    return content;
}

bool DoctorPanel::passesFilter(const FindingContent& content) const {
    const QString words = m_filter->isVisibleTo(m_body) ? m_filter->text().trimmed() : QString();
    if (words.isEmpty()) {
        return true;
    }
    QString all = content.id + QLatin1Char(' ') + severityWord(content.severity) + QLatin1Char(' ') + content.title +
                  QLatin1Char(' ') + content.advice;
    for (const EvidenceLine& line : content.evidence) {
        all += QLatin1Char(' ') + line.text;
    }
    const QStringList parts = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(parts.begin(), parts.end(),
                       [&](const QString& part) { return all.contains(part, Qt::CaseInsensitive); });
}

DoctorPanel::DoctorPanel(workbench::Settings& settings, QWidget* parent)
    : PaneFrame(tr("Doctor"), parent)
    , m_settings(settings)
    , m_errors(addBadge({}, BadgeKind::Err))
    , m_warnings(addBadge({}, BadgeKind::Warn))
    , m_notes(addBadge({}, BadgeKind::Info))
    , m_copy(new IconButton(Icon::Copy, tr("Copy all findings"), this))
    , m_close(new IconButton(Icon::Right, tr("Close the doctor (Ctrl+J)"), this))
    , m_scroll(new QScrollArea(this))
    , m_body(new QWidget)
    , m_column(new QVBoxLayout(m_body))
    , m_summary(new SummaryCard(m_body))
    , m_search(new QWidget(m_body))
    , m_profilePlace(new QVBoxLayout)
    , m_filter(new QLineEdit(m_body))
    , m_cards(new QVBoxLayout)
    , m_groupsPlace(new QVBoxLayout)
    , m_rulePlace(new QVBoxLayout)
    , m_notesPlace(new QVBoxLayout) {
    setObjectName(QStringLiteral("doctorPanel"));
    m_copy->setObjectName(QStringLiteral("copyFindingsButton"));
    m_close->setObjectName(QStringLiteral("closeDoctorButton"));
    addControl(m_copy);
    addControl(m_close);
    buildBody();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connectSignals();
}

void DoctorPanel::buildBody() {
    auto* words = new TextLabel(tr("Looking for a reading that verifies…"), Role::Text2, fonts::Size::Small,
                                fonts::Weight::Regular, m_search);
    auto* stop = makeButton(tr("Stop"), ButtonKind::Normal, m_search);
    stop->setObjectName(QStringLiteral("stopSearchButton"));
    connect(stop, &QAbstractButton::clicked, this, [this] {
        if (m_document) {
            m_document->stopSearch();
        }
    });
    auto* row = new QHBoxLayout;
    row->addWidget(words, 1);
    row->addWidget(stop);
    auto* search = new QVBoxLayout(m_search);
    search->setContentsMargins(0, 0, 0, metrics::space8);
    search->setSpacing(metrics::space4);
    search->addLayout(row);
    search->addWidget(new BusyBar(tr("Looking for a reading that verifies"), m_search));
    m_search->setObjectName(QStringLiteral("doctorSearch"));
    m_search->hide();

    m_filter->setObjectName(QStringLiteral("findingFilter"));
    m_filter->setAccessibleName(tr("Filter the findings"));
    m_filter->setPlaceholderText(tr("Filter by word or id"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(Icon::Filter), QLineEdit::LeadingPosition);
    m_filter->hide();

    for (QVBoxLayout* place : {m_profilePlace, m_cards, m_groupsPlace, m_notesPlace}) {
        place->setContentsMargins(0, 0, 0, 0);
        place->setSpacing(0);
    }
    m_cards->setSpacing(metrics::space8);
    m_column->setContentsMargins(metrics::paneSide, metrics::paneSide, metrics::paneSide, metrics::paneTop);
    m_column->setSpacing(metrics::space8);
    m_column->addWidget(m_summary);
    m_column->addWidget(m_search);
    m_column->addLayout(m_profilePlace);
    m_column->addWidget(m_filter);
    m_column->addLayout(m_cards);
    m_column->addLayout(m_groupsPlace);
    m_column->addLayout(m_rulePlace);
    m_column->addLayout(m_notesPlace);
    m_column->addStretch(1);
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_body->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    setContent(m_scroll);
}

void DoctorPanel::connectSignals() {
    connect(m_close, &QAbstractButton::clicked, this, &DoctorPanel::closeRequested);
    connect(m_copy, &QAbstractButton::clicked, this, &DoctorPanel::copyAll);
    connect(m_filter, &QLineEdit::textChanged, this, &DoctorPanel::renderFindings);
    connect(&m_pause, &QTimer::timeout, this, &DoctorPanel::renderFindings);
}

void DoctorPanel::setDocument(TokenDocument* document) {
    if (document != m_document) {
        m_document = document;
        m_otherDocument = true;
        m_current.clear();
        m_filter->clear();
    }
}

void DoctorPanel::setProfileChoice(QWidget* choice) {
    while (QLayoutItem* item = m_profilePlace->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_profileChoice = choice;
    if (choice != nullptr) {
        m_profilePlace->addWidget(choice);
    }
}

void DoctorPanel::setProfileRules(QWidget* rules) {
    delete m_profileRules;
    m_profileRules = rules;
    if (rules != nullptr) {
        m_column->insertWidget(m_column->indexOf(m_groupsPlace) + 1, rules);
    }
}

void DoctorPanel::showProfile() {
    if (m_profileRules && m_profileRules->isVisible()) {
        m_scroll->ensureWidgetVisible(m_profileRules);
    }
    if (m_profileChoice) {
        m_profileChoice->setFocus(Qt::OtherFocusReason);
    }
}

void DoctorPanel::revealProfileChoice() {
    if (m_profileChoice) {
        m_scroll->ensureWidgetVisible(m_profileChoice);
    }
}

void DoctorPanel::setProfileGroups(const QList<CheckGroup>& groups) {
    m_profileGroups = groups;
}

void DoctorPanel::render() {
    if (!m_document) {
        return;
    }
    renderSummary(m_document->diagnosis().get());
    QStringList ids;
    for (const FindingContent& content : contents()) {
        if (passesFilter(content)) {
            ids.append(content.id);
        }
    }
    // What pushes other things about waits for the pause.
    if (ids == m_order || m_otherDocument || !m_document->isTyping()) {
        m_pause.stop();
        m_otherDocument = false;
        renderFindings();
    } else {
        m_pause.start();
    }
}

void DoctorPanel::renderSummary(const DocumentDiagnosis* diagnosis) {
    const workbench::DoctorHeadline headline = workbench::headlineOf(m_document->shownVersion(), diagnosis);
    const auto [errors, warnings, notes] = std::tuple(headline.errors, headline.warnings, headline.notes);
    const bool bad = errors + warnings > 0;
    m_errors->present(errors == 0   ? QString()
                      : errors == 1 ? tr("1 error")
                                    : tr("%1 errors").arg(errors),
                      BadgeKind::Err, Icon::Err);
    m_warnings->present(warnings == 0   ? QString()
                        : warnings == 1 ? tr("1 warning")
                                        : tr("%1 warnings").arg(warnings),
                        BadgeKind::Warn, Icon::Warn);
    m_notes->present(!bad || notes == 0 ? QString()
                     : notes == 1       ? tr("1 note")
                                        : tr("%1 notes").arg(notes),
                     BadgeKind::Info, Icon::Info);
    m_copy->setVisible(!bad); // the badges need its room, and each card can be copied
    m_search->setVisible(diagnosis != nullptr && diagnosis->isSearching);
    m_summary->setVisible(!headline.hasCards);
    m_summary->setSummary(headline.busy ? FactState::Busy : factState(headline.mood), headline.title,
                          workbench::findingCountText(errors, warnings, notes));
}

void DoctorPanel::renderFindings() {
    if (!m_document) {
        return;
    }
    QList<FindingContent> all = contents();
    m_filter->setVisible(all.size() >= filterFrom || !m_filter->text().isEmpty());
    all.removeIf([this](const FindingContent& content) { return !passesFilter(content); });
    renderCards(all);
    renderGroups();
}

} // namespace twb::ui
