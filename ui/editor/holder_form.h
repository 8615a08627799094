// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"
#include "doctor/evaluation.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace twb::ui {

class CodeEdit;
class InlineError;
class TextLabel;

/// What concerns the holder of an SD-JWT: the key, and what a verifier asked for (RFC 9901 §4.3). The issuer takes the
/// key's public half into the token; the holder ends a presentation with a key binding.
class HolderForm : public QWidget {
    Q_OBJECT
public:
    explicit HolderForm(QWidget* parent = nullptr);

    enum class Part { Issuer, Holder };
    void setPart(Part part);
    /// What the document holds; nothing is emitted.
    void setWanted(const doctor::BindingWanted& wanted);
    /// Why it was refused; empty: it was not.
    void setProblem(const QString& sentence);
    /// The key, also out of a set; empty if the field is.
    Secret key() const;
    /// Takes the key out of the window.
    void forgetKey();
    QList<QWidget*> focusChain() const;

Q_SIGNALS:
    void wantedEdited(const twb::doctor::BindingWanted& wanted);
    /// “Bind” or “Take as holder” was pressed.
    void pressed();

private:
    void showButton();

    Part m_part = Part::Holder;
    TextLabel* m_nonceLabel;
    TextLabel* m_audienceLabel;
    QLineEdit* m_nonce;
    QLineEdit* m_audience;
    CodeEdit* m_key;
    QPushButton* m_do;
    InlineError* m_problem;
};

} // namespace twb::ui
