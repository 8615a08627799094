// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

#include <QWidget>

class QBoxLayout;

namespace twb::ui {

class CodeEdit;
class TextLabel;

/// The two editors of a key pair, side by side, or one over the other where there is little room.
class KeyTexts : public QWidget {
    Q_OBJECT
public:
    explicit KeyTexts(QWidget* parent = nullptr);

    /// Shows what the document holds; nothing is emitted. Null: an empty field.
    void setFields(const doctor::SharedKeyField& publicText, const doctor::SharedKeyField& privateText);
    /// What the texts turned out to be, under each of them.
    /// @param signature  of the version shown: which key of a set was used
    void setFacts(const doctor::KeyFacts& publicFacts, const doctor::KeyFacts& privateFacts,
                  const doctor::SignatureFacts& signature);
    CodeEdit* publicEdit() const { return m_public; }
    CodeEdit* privateEdit() const { return m_private; }

Q_SIGNALS:
    /// UTF-8 of the editor; whoever takes it wipes it.
    void publicEdited(const QByteArray& utf8);
    void privateEdited(const QByteArray& utf8);
    void undoRequested();
    void redoRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* column(const QString& caption, CodeEdit* edit, TextLabel* facts);

    QBoxLayout* m_row;
    CodeEdit* m_public;
    CodeEdit* m_private;
    TextLabel* m_publicFacts;
    TextLabel* m_privateFacts;
};

} // namespace twb::ui
