// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "keys/key_saver.h"
#include "workbench/key_maker.h"

#include <QWidget>

class QPushButton;

namespace twb::ui {

class CodeEdit;
class PassphraseBar;
class SwitchRow;
class TextLabel;

/// A key that was made: its description, its public half as PEM or JWK, its certificate, and what can be done with it.
///
/// “Copy public key” copies what is shown, and what is shown is public only. The private half leaves only into a file
/// (mode 600), after a passphrase for it was asked in place.
class MadeKeyView : public QWidget {
    Q_OBJECT
public:
    explicit MadeKeyView(QWidget* parent = nullptr);

    void setKey(const workbench::SharedMadeKey& key);
    const workbench::SharedMadeKey& key() const { return m_key; }
    /// Writes what the file choosers ask for; for callers that know the path.
    KeySaver& saver() { return m_saver; }
    const workbench::SharedRingEntry& entry() const { return m_entry; }

Q_SIGNALS:
    void useRequested();
    /// The question for the passphrase came or went.
    void questionShown();
    /// @param failed  the sentence is about a failure
    void reported(const QString& sentence, bool failed);

private:
    void connectSignals();
    void showText();
    KeyForm form() const;
    void copyPublic();
    void savePublic();
    void askPassphrase();
    void savePrivate(Secret passphrase);

    workbench::SharedMadeKey m_key;
    workbench::SharedRingEntry m_entry;
    KeySaver m_saver;
    TextLabel* m_title;
    TextLabel* m_kid;
    SwitchRow* m_form;
    CodeEdit* m_text;
    PassphraseBar* m_passphrase;
    TextLabel* m_note;
    QPushButton* m_copy;
    QPushButton* m_savePublic;
    QPushButton* m_save;
    QPushButton* m_use;
};

} // namespace twb::ui
