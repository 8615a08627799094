// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/finding_card.h"
#include "common/pane_frame.h"
#include "workbench/finding_words.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace twb::workbench {
class Settings;
class TokenDocument;
} // namespace twb::workbench

namespace twb::ui {

class BusyBar;
class NoteLine;
class ReadingsFold;
class SummaryCard;

/// A captioned list of checks under the findings: “Token”, or a profile's name.
struct CheckGroup {
    QString caption;
    QList<workbench::PassedText> rows;
    friend bool operator==(const CheckGroup&, const CheckGroup&) = default;
};

/// The doctor, at the right of the panes (ui.md §6.1): summary, profile choice, findings (errors, warnings, notes), and
/// what is right. Renders the newest evaluation and diagnosis of a document; repairs and places are asked for by
/// signal.
///
/// While keys are pressed words change in place; findings that come or go wait for the next pause.
class DoctorPanel : public PaneFrame {
    Q_OBJECT
public:
    explicit DoctorPanel(workbench::Settings& settings, QWidget* parent = nullptr);

    void setDocument(workbench::TokenDocument* document);
    void render();

    /// The row under the summary, for the profile's combo box; takes ownership. Shown once it is set.
    void setProfileChoice(QWidget* choice);
    /// What the profile says, under the groups of checks; takes ownership.
    void setProfileRules(QWidget* rules);
    /// Scrolls to what the profile says; the keyboard goes to the choice of the profile.
    void showProfile();
    /// Scrolls to the choice of the profile.
    void revealProfileChoice();
    /// Further groups of checks under “Token” (the profile's), rendered with the next render().
    void setProfileGroups(const QList<CheckGroup>& groups);

    enum class Step { Next, Previous };
    /// F8, Shift+F8: the next finding becomes the current one and its place is asked for.
    void stepFinding(Step step);
    /// Ctrl+.: asks for the repair of the current finding; without one, of the topmost that has a repair.
    void repairCurrent();
    /// Scrolls to the first finding whose id begins so, and gives it the keyboard. False if there is none.
    bool showFinding(const QString& idStart);
    IconButton* closeButton() const { return m_close; }
    /// The panel's stops for Tab, in their order.
    QList<QWidget*> focusChain() const;

Q_SIGNALS:
    /// A finding was pressed, or reached by F8.
    void findingChosen(const QString& id);
    /// The same, and the keyboard shall go there.
    void findingEntered(const QString& id);
    void repairRequested(const QString& id);
    void copied();
    void closeRequested();

private:
    void buildBody();
    void connectSignals();
    void renderSummary(const workbench::DocumentDiagnosis* diagnosis);
    void renderFindings();
    void renderCards(const QList<FindingContent>& contents);
    void renderFold(FindingCard* card);
    void renderGroups();
    QList<FindingContent> contents() const;
    FindingContent contentOf(const doctor::Finding& finding) const;
    bool passesFilter(const FindingContent& content) const;
    void setCurrent(const QString& id);
    QWidget* widgetOf(const QString& id) const;
    void copyFinding(const QString& id);
    void copyAll();
    void openReference(const QUrl& address);

    workbench::Settings& m_settings;
    QPointer<workbench::TokenDocument> m_document;
    Badge* m_errors;
    Badge* m_warnings;
    Badge* m_notes;
    IconButton* m_copy;
    IconButton* m_close;
    QScrollArea* m_scroll;
    QWidget* m_body;
    QVBoxLayout* m_column;
    SummaryCard* m_summary;
    QWidget* m_search;
    QVBoxLayout* m_profilePlace;
    QPointer<QWidget> m_profileChoice;
    QPointer<QWidget> m_profileRules;
    QLineEdit* m_filter;
    QVBoxLayout* m_cards;
    QVBoxLayout* m_groupsPlace;
    QVBoxLayout* m_rulePlace;
    QVBoxLayout* m_notesPlace;
    QWidget* m_noteRule = nullptr;
    QHash<QString, FindingCard*> m_cardOf;
    QHash<QString, NoteLine*> m_noteOf;
    QStringList m_order; ///< ids as they stand there
    QList<CheckGroup> m_profileGroups;
    QList<CheckGroup> m_shownGroups;
    QString m_current;
    QTimer m_pause;
    bool m_foldOpen = true;
    bool m_otherDocument = true;
};

} // namespace twb::ui
