// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_import.h"
#include "workbench/key_ring_model.h"
#include "workbench/key_store.h"

#include <QMap>
#include <QTimer>
#include <QWidget>

class QPushButton;
class QStackedLayout;
class QVBoxLayout;

namespace twb::ui {

class BusyBar;
class EmptyHint;
class ElidedLabel;
class KeysTable;
class MessageStack;
class PassphraseBar;

/// The left pane of Keys: messages and passphrases asked for, the progress of an import, the table (or what to do while
/// there is none), and the foot that says where the keys are.
class KeysListPane : public QWidget {
    Q_OBJECT
public:
    /// @param filter  not owned, outlives the pane
    explicit KeysListPane(workbench::KeyRingFilter& filter, QWidget* parent = nullptr);

    KeysTable& table() const { return *m_table; }
    MessageStack& messages() const { return *m_messages; }

    /// Table, “No keys yet” or “No key fits”. @param total  keys of the ring, whatever the filter hides
    void showCount(int total);
    void showStore(const workbench::KeyStoreState& state, bool keeps);
    /// Asks for the passphrase of an encrypted file. The question goes when it is answered; a wrong passphrase comes
    /// back as a new one.
    void askPassphrase(const workbench::LockedKey& locked);
    void setBusy(bool busy);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Ask takePassphrase() for it.
    void passphraseEntered(quint64 handle);
    void passphraseRefused(quint64 handle);
    void stopRequested();
    void keepRequested();
    void generateRequested();
    void importRequested();
    void showAllRequested();

public:
    /// The passphrase of that question, from within passphraseEntered(); empty for others.
    Secret takePassphrase(quint64 handle);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void applyMetrics();
    void removeQuestion(quint64 handle);

    QVBoxLayout* m_column;
    MessageStack* m_messages;
    QVBoxLayout* m_questionColumn;
    QMap<quint64, PassphraseBar*> m_questions;
    QWidget* m_progress;
    QTimer m_progressDelay;
    QStackedLayout* m_pages;
    KeysTable* m_table;
    EmptyHint* m_empty;
    EmptyHint* m_nothingFits;
    QWidget* m_foot;
    ElidedLabel* m_where;
    QPushButton* m_keep;
    int m_total = 0;
    QString m_place;
};

} // namespace twb::ui
