// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "keys/key_forms.h"
#include "workbench/key_fit.h"
#include "workbench/phrases.h"

class QAction;
class QPushButton;
class QStackedLayout;
class QBoxLayout;

namespace twb::ui {

class IconButton;
class KeyFactsForm;
class KeyTextPanel;
class PassphraseBar;
class TextLabel;

/// The right pane of Keys: facts of the selected key, every representation of it, and what can be done with it.
///
/// “Copy public key” copies a public text that is made for it; no private member can ever come that way. The private
/// half leaves only through copyPrivateRequested() and savePrivateRequested(), after a question in place.
class KeyDetail : public PaneFrame {
    Q_OBJECT
public:
    explicit KeyDetail(QWidget* parent = nullptr);
    ~KeyDetail() override;

    /// None, one key, or several (then their public parts).
    void setEntries(const std::vector<workbench::SharedRingEntry>& entries);
    void setDates(const workbench::DateStyle& style);
    /// What KeyFit said of that key; nothing if another one is shown by now.
    void setFittingTokens(const QString& keyId, const std::vector<workbench::FittingToken>& tokens);
    KeyForm form() const;
    KeyTextPanel& texts() const { return *m_texts; }
    /// An edit was refused: the reason under the pane; an empty text takes it away. The fields show the entry again.
    void showProblem(const QString& sentence);
    /// The passphrase that was asked for the file; from within savePrivateRequested().
    Secret takePassphrase();
    /// Stops of the keyboard, in order.
    QList<QWidget*> focusStops() const;

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void kidEdited(const QString& id, const QString& kid);
    void useEdited(const QString& id, const QString& use);
    void algEdited(const QString& id, const QString& alg);
    /// “Copy private key…” was pressed and confirmed.
    void copyPrivateRequested(const QString& id);
    void savePublicRequested();
    void savePrivateRequested(const QString& id);
    void useInEditorRequested(const QString& id);
    void removeRequested(const QStringList& ids);
    void statusMessage(const QString& text);
    void tokenChosen(twb::workbench::TokenDocument* document);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QWidget* buildButtons();
    void buildMenu();
    void connectSignals();
    void applyMetrics();
    void showNote();
    void copyPublic();
    void save();
    void askPrivateCopy();
    void askFilePassphrase();
    QString id() const;

    std::vector<workbench::SharedRingEntry> m_entries;
    QStackedLayout* m_pages;
    QWidget* m_page;
    QBoxLayout* m_body; ///< facts over or beside the texts
    KeyFactsForm* m_facts;
    QWidget* m_rule;
    KeyTextPanel* m_texts;
    PassphraseBar* m_passphrase;
    QWidget* m_noteRow;
    TextLabel* m_note;
    QPushButton* m_copy;
    QPushButton* m_save;
    QPushButton* m_use;
    IconButton* m_more;
    QAction* m_copyPrivate = nullptr;
    QAction* m_showCommands = nullptr;
    QAction* m_remove = nullptr;
};

} // namespace twb::ui
