// SPDX-License-Identifier: Apache-2.0
#include "editor/json_pane.h"
#include "common/inline_error.h"
#include "common/zones.h"
#include "editor/code_edit.h"
#include "editor/copy_button.h"
#include "editor/hex_lines.h"
#include "workbench/token_document.h"

#include <QLocale>

namespace twb::ui {

using workbench::PartName;
using workbench::ShownVersion;
using workbench::TokenDocument;

namespace {
/// The octets without a copy: good while the text lives.
QByteArray viewOf(const std::string& text) {
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
}
} // namespace

JsonPane::JsonPane(PartName part, const QString& caption, workbench::Settings& settings, QWidget* parent)
    : PaneFrame(caption, parent)
    , m_part(part)
    , m_settings(settings)
    , m_edit(new CodeEdit(this)) {
    setSwatch(part == PartName::Header ? Role::SegH : Role::SegP);
    m_edit->setLanguage(CodeLanguage::Json);
    m_edit->setMomentSource([this] { return m_document ? m_document->now().time_since_epoch().count() : qint64{0}; });
    m_pause.setSingleShot(true);
    m_pause.setInterval(300);
    connectSignals();
}

void JsonPane::setDocument(TokenDocument* document) {
    if (document != m_document) {
        disconnect(m_diagnosed);
        m_document = document;
        m_otherDocument = true;
        m_findings.clear();
        m_factMarks.clear();
        if (document) {
            m_diagnosed = connect(document, &TokenDocument::diagnosed, this, &JsonPane::takeFindings);
        }
    }
}

void JsonPane::render() {
    renderText(Form::Text);
}

void JsonPane::moveTime() {
    if (m_document && isVisible()) {
        renderFacts();
    }
}

void JsonPane::markRange(TextRange shown) {
    m_edit->setMarkedRanges(shown.length > 0 ? QList<TextRange>{shown} : QList<TextRange>{});
}

bool JsonPane::goToClaim(const QString& name) {
    if (!m_document) {
        return false;
    }
    for (const doctor::Claim& claim : shownClaims()) {
        if (QString::fromStdString(claim.name) == name) {
            m_edit->setFocus();
            m_edit->setCaretOffset(claim.shownRange.offset);
            return true;
        }
    }
    return false;
}

TokenDocument* JsonPane::document() const {
    return m_document;
}

const doctor::Part& JsonPane::shownPart() const {
    const doctor::Reading& reading = *m_document->shownVersion().reading;
    return m_part == PartName::Header ? reading.header : reading.payload;
}

const std::vector<doctor::Claim>& JsonPane::shownClaims() const {
    const doctor::Reading& reading = *m_document->shownVersion().reading;
    return m_part == PartName::Header ? reading.headerClaims : reading.claims;
}

void JsonPane::renderText(Form form) {
    if (!m_document) {
        return;
    }
    const doctor::Part& part = shownPart();
    const QByteArray text = form == Form::Hex ? hexLines(*part.octets) : viewOf(*part.shown);
    m_edit->setReadOnly(form == Form::Hex || isLocked());
    m_edit->setLanguage(form == Form::Hex ? CodeLanguage::Plain : CodeLanguage::Json);
    if (m_otherDocument) {
        m_edit->setUtf8(text);
        m_otherDocument = false;
        takeFindings();
    } else {
        m_edit->setTextKeepingCaret(text);
    }
    renderFacts();
    renderProblem();
    if (form == Form::Hex && part.octets->size() > hexShown) {
        const QLocale locale;
        messages()->add(MessageKind::Info,
                        tr("The first %1 of %2 bytes are shown.")
                            .arg(locale.toString(static_cast<qulonglong>(hexShown)),
                                 locale.toString(static_cast<qulonglong>(part.octets->size()))),
                        QStringLiteral("cut"));
    } else {
        messages()->remove(QStringLiteral("cut"));
    }
    if (m_edit->coloursOff()) {
        if (!messages()->find(QStringLiteral("large"))) {
            messages()->add(MessageKind::Info, tr("Large document: colours are off."), QStringLiteral("large"));
        }
    } else if (m_edit->isVisible()) {
        messages()->remove(QStringLiteral("large"));
    }
}

/// Whether text that is no JSON is a fault here.
bool JsonPane::wantsJson() const {
    return true;
}

/// What is hidden, or what cannot be written back, is not edited.
bool JsonPane::isLocked() const {
    return !m_document->canEdit(m_part);
}

void JsonPane::addCopyControl() {
    const bool header = m_part == PartName::Header;
    m_copy = new CopyButton(header ? tr("Copy the header JSON") : tr("Copy the payload JSON"), this);
    m_copy->setObjectName(header ? QStringLiteral("copyHeaderButton") : QStringLiteral("copyPayloadButton"));
    addControl(m_copy);
    connect(m_copy, &QAbstractButton::clicked, this, [this] { m_copy->copy(QString::fromUtf8(m_edit->utf8())); });
}

void JsonPane::factsRenewed(const LineFacts&) {}

void JsonPane::connectSignals() {
    connect(m_edit, &CodeEdit::edited, this, &JsonPane::takeEdit);
    connect(m_edit, &CodeEdit::caretMoved, this, &JsonPane::caretMoved);
    connect(m_edit, &CodeEdit::claimHelpRequested, this, &JsonPane::claimHelpRequested);
    connect(m_edit, &CodeEdit::claimHelpLeft, this, &JsonPane::claimHelpLeft);
    connect(m_edit, &CodeEdit::undoRequested, this, [this] {
        if (m_document) {
            m_document->undo();
        }
    });
    connect(m_edit, &CodeEdit::redoRequested, this, [this] {
        if (m_document) {
            m_document->redo();
        }
    });
    connect(&m_pause, &QTimer::timeout, this, &JsonPane::showProblem);
}

void JsonPane::takeEdit(const QByteArray& utf8) {
    if (!m_document) {
        return;
    }
    if (m_part == PartName::Header) {
        m_document->editHeader(utf8.toStdString());
    } else {
        m_document->editPayload(utf8.toStdString());
    }
}

void JsonPane::renderFacts() {
    const doctor::Evaluation& evaluation = *m_document->evaluation();
    const doctor::Reading& original = *evaluation.original.reading;
    const workbench::DateStyle style = dateStyle(m_settings);
    PartFacts facts{shownPart(), shownClaims(), nullptr, nullptr, m_document->now(), style};
    facts.profile = &m_document->shownVersion().profile;
    facts.isHeader = m_part == PartName::Header;
    if (m_document->shown() == ShownVersion::Copy && m_document->hasOriginal()) {
        facts.originalPart = m_part == PartName::Header ? &original.header : &original.payload;
        facts.originalClaims = m_part == PartName::Header ? &original.headerClaims : &original.claims;
    }
    facts.selective = m_part == PartName::Payload ? m_document->shownVersion().selective.get() : nullptr;
    const LineFacts result = facts.part.isObject ? lineFacts(facts) : LineFacts{};
    m_edit->setHints(result.hints);
    m_factMarks = result.marks;
    renderMarks();
    m_edit->setChangedLines(result.changedLines);
    factsRenewed(result);
}

/// Between an edit, the first one too, which makes the copy, and its diagnosis the findings stay with their members, so
/// that no icon goes and comes again.
void JsonPane::renderMarks() {
    QList<LineMark> marks = m_factMarks;
    if (shownPart().isText) {
        addFindings(marks, m_findings, shownPart(), shownClaims());
    }
    m_edit->setLineMarks(std::move(marks));
}

void JsonPane::takeFindings() {
    if (!m_document) {
        return;
    }
    const workbench::SharedDiagnosis& diagnosis = m_document->diagnosis();
    m_findings.clear();
    if (diagnosis != nullptr && diagnosis->version == m_document->shown()) {
        const auto place = m_part == PartName::Header ? doctor::FindingPlace::Header : doctor::FindingPlace::Payload;
        m_findings = lineFindings(*diagnosis, *m_document->shownVersion().reading, place);
    }
    renderMarks();
}

void JsonPane::renderProblem() {
    const doctor::Part& part = shownPart();
    if (part.jsonProblem && wantsJson()) {
        m_edit->setErrorRange(part.jsonProblem->where);
    } else {
        m_edit->setErrorRange(std::nullopt);
    }
    if (errorLine()->isVisible() && part.jsonProblem) {
        showProblem(); // it is there already: its words change in place
    }
    m_pause.start();
}

void JsonPane::showProblem() {
    if (!m_document) {
        return;
    }
    const doctor::Part& part = shownPart();
    if (part.jsonProblem && wantsJson() && (part.isText || part.octets->empty())) {
        errorLine()->showError(workbench::problemText(*part.jsonProblem), static_cast<int>(part.jsonProblemPlace.line),
                               static_cast<int>(part.jsonProblemPlace.column));
    } else if (!part.present && part.problem) {
        errorLine()->showError(workbench::problemText(*part.problem));
    } else {
        errorLine()->clear();
    }
}

} // namespace twb::ui
