// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "doctor/evaluation.h"

class QScrollArea;
class QVBoxLayout;

namespace twb::ui {

class CheckLine;
class SummaryCard;

/// How the checks came out, in figures.
struct CheckCount {
    int errors = 0;
    int warnings = 0;
    int passed = 0;
};
CheckCount countChecks(const std::vector<doctor::CheckRow>& checks);
/// The checks worth a row: none about expectations that nobody stated or members that are not there. A key that was
/// not given is no error but something not checked.
std::vector<doctor::CheckRow> checksToShow(const doctor::Version& version);
/// “2 errors, 1 warning”, “No errors, no warnings”.
QString checkCountText(const CheckCount& count);

/// The checks that the engine made, at the right of the panes: a summary, what failed or warns first, then the rest in
/// groups (Token, Time, Key).
class ChecksPanel : public PaneFrame {
    Q_OBJECT
public:
    explicit ChecksPanel(QWidget* parent = nullptr);

    void render(const doctor::Version& version);
    /// F8 and Shift+F8: the keyboard goes to the next check that failed or warns, and its place is asked for.
    enum class Step { Next, Previous };
    void stepFinding(Step step);
    /// Scrolls to one check and gives it the keyboard. False if it is not listed.
    bool showCheck(const QString& id);
    IconButton* closeButton() const { return m_close; }

Q_SIGNALS:
    /// A check was pressed, or reached by F8: its place in the editors.
    void checkChosen(const QString& id);
    void closeRequested();

private:
    void rebuild(const std::vector<const doctor::CheckRow*>& rows);
    void addCaption(const QString& text);

    IconButton* m_close;
    QScrollArea* m_scroll;
    QWidget* m_body;
    QVBoxLayout* m_column;
    SummaryCard* m_summary;
    std::vector<doctor::CheckRow> m_shown;
    QList<CheckLine*> m_lines;
    qsizetype m_current = -1;
};

} // namespace twb::ui
