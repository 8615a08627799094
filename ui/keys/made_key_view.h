// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_maker.h"

#include <QWidget>

class QPushButton;

namespace twb::ui {

class CodeEdit;
class SwitchRow;
class TextLabel;

/// A key that was made: its description, its public half as PEM or JWK, and what can be done with it.
///
/// “Copy public key” copies what is shown, and what is shown is public only.
class MadeKeyView : public QWidget {
    Q_OBJECT
public:
    explicit MadeKeyView(QWidget* parent = nullptr);

    void setKey(const workbench::SharedMadeKey& key);
    const workbench::SharedMadeKey& key() const { return m_key; }
    /// Writes the private key (PKCS#8 PEM), or the secret (base64url), readable by the owner only.
    /// @return an empty text, or why it failed.
    QString savePrivate(const QString& path) const;

Q_SIGNALS:
    void useRequested();
    /// @param failed  the sentence is about a failure
    void reported(const QString& sentence, bool failed);

private:
    void connectSignals();
    void showText();
    void copyPublic();
    void chooseFile();

    workbench::SharedMadeKey m_key;
    TextLabel* m_title;
    TextLabel* m_kid;
    SwitchRow* m_form;
    CodeEdit* m_text;
    TextLabel* m_note;
    QPushButton* m_copy;
    QPushButton* m_save;
    QPushButton* m_use;
};

} // namespace twb::ui
