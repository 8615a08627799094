// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "doctor/evaluation.h"
#include "editor/line_findings.h"
#include "editor/part_facts.h"
#include "workbench/document_state.h"

#include <QPointer>
#include <QTimer>

namespace twb::workbench {
class Settings;
class TokenDocument;
} // namespace twb::workbench

namespace twb::ui {

class CodeEdit;
class CopyButton;

/// What Header and Payload have in common: an editor on one part of the version shown, with hints, marks, error line
/// and copy. Renders evaluations; each edit goes to the document.
class JsonPane : public PaneFrame {
    Q_OBJECT
public:
    void setDocument(workbench::TokenDocument* document);
    /// Shows the newest evaluation.
    virtual void render();
    /// A second passed: dates “in 4 m 12 s” anew.
    void moveTime();
    /// Lights what another pane's caret stands on; length 0: nothing.
    void markRange(TextRange shown);
    /// Moves the caret to a member; for “go to exp”.
    bool goToClaim(const QString& name);

    CodeEdit* edit() const { return m_edit; }
    workbench::PartName part() const { return m_part; }
    char letter() const { return m_part == workbench::PartName::Header ? 'H' : 'P'; }

Q_SIGNALS:
    void caretMoved(std::size_t shownOffset);
    void claimHelpRequested(std::size_t shownOffset, const QRect& line);
    void claimHelpLeft();

protected:
    JsonPane(workbench::PartName part, const QString& caption, workbench::Settings& settings, QWidget* parent);

    workbench::TokenDocument* document() const;
    workbench::Settings& settings() const { return m_settings; }
    const doctor::Part& shownPart() const;
    const std::vector<doctor::Claim>& shownClaims() const;
    /// Texts that are no text are shown as hex and cannot be edited.
    enum class Form { Text, Hex };
    void renderText(Form form);
    virtual bool wantsJson() const;
    void addCopyControl();
    bool isLocked() const;
    /// Called with the rows whenever the facts of the lines were made anew.
    virtual void factsRenewed(const LineFacts& facts);

private:
    void connectSignals();
    void takeEdit(const QByteArray& utf8);
    void renderFacts();
    void renderMarks();
    void takeFindings();
    void renderProblem();
    void showProblem();

    workbench::PartName m_part;
    workbench::Settings& m_settings;
    QPointer<workbench::TokenDocument> m_document;
    CodeEdit* m_edit;
    CopyButton* m_copy = nullptr;
    QMetaObject::Connection m_diagnosed;
    QList<LineMark> m_factMarks;   ///< of times, duplicate names and the profile
    QList<LineFinding> m_findings; ///< of the newest diagnosis
    QTimer m_pause;                ///< the error line appears and goes at a pause, never while keys are pressed
    bool m_otherDocument = false;
};

} // namespace twb::ui
