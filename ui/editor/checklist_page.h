// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/checklist_report.h"
#include "profiles/library.h"

#include <QWidget>

class QPagedPaintDevice;
class QScrollArea;
class QVBoxLayout;

namespace twb::ui {

class MessageBar;
class PaneFrame;
class SwitchRow;
class TextLabel;

/// What the page shows: a profile's checklist against one token, or against a plain refusal. Owns what it points to.
struct ChecklistFacts {
    profiles::SharedLibrary library; ///< keeps the profile alive
    const profiles::Profile* profile = nullptr;
    profiles::Judgement judgement;
    doctor::SharedReading reading; ///< of the token; null for a refusal
    Time now{};
    bool isRefusal = false;
};

/// The integration checklist of a vendor: each point with its state (met, not met, cannot be seen from a token), what
/// the token says to it, and how to check it. To be printed, copied or saved, in English or Portuguese.
class ChecklistPage : public QWidget {
    Q_OBJECT
public:
    explicit ChecklistPage(QWidget* parent = nullptr);

    void setFacts(ChecklistFacts facts);
    void focusStart();
    /// The page as text in the language chosen at its foot; empty before there are facts.
    QString report(doctor::ReportFormat format) const;
    /// Draws the page on paper, or into a PDF.
    void printTo(QPagedPaintDevice& device) const;

Q_SIGNALS:
    void backRequested();
    void copied(const QString& what);
    /// Save as…: PDF, HTML or Markdown by the name of the file.
    void saveRequested();
    /// Print…: the person chooses the printer.
    void printRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildFoot();
    void rebuild();

    ChecklistFacts m_facts;
    PaneFrame* m_pane;
    QScrollArea* m_scroll;
    QWidget* m_back = nullptr;
    SwitchRow* m_language = nullptr;
};

} // namespace twb::ui
