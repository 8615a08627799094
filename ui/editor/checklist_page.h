// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/checklist.h"
#include "profiles/library.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace twb::ui {

class MessageBar;
class PaneFrame;
class TextLabel;

/// What the page shows: a profile's checklist against one token, or against a plain refusal. Owns what it points to.
struct ChecklistFacts {
    profiles::SharedLibrary library; ///< keeps the profile alive
    const profiles::Profile* profile = nullptr;
    profiles::Judgement judgement;
    Time now{};
    bool isRefusal = false;
};

/// The integration checklist of a vendor: each point with its state (met, not met, cannot be seen from a token), what
/// the token says to it, and how to check it. To be copied or saved as a page that prints.
class ChecklistPage : public QWidget {
    Q_OBJECT
public:
    explicit ChecklistPage(QWidget* parent = nullptr);

    void setFacts(ChecklistFacts facts);
    void focusStart();
    /// The page as text, in the language of the window.
    QString report(profiles::ReportFormat format) const;

Q_SIGNALS:
    void backRequested();
    void copied(const QString& what);
    /// Save as…: HTML or Markdown by the name of the file.
    void saveRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildFoot();
    void rebuild();

    ChecklistFacts m_facts;
    PaneFrame* m_pane;
    QScrollArea* m_scroll;
    QWidget* m_back = nullptr;
};

} // namespace twb::ui
