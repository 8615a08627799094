// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/token_document.h"

#include <QPointer>
#include <QPushButton>

namespace twb::workbench {
class EditorKeys;
} // namespace twb::workbench

namespace twb::ui {

/// “From key ring”: a menu of the ring's keys that can serve the algorithm of the version shown, the one with the
/// token's kid first. Choosing one fills the document's key fields, as typing would. A key pair is one undo
/// step; a secret is up to three (mode, encoding, text).
class RingKeyMenu : public QPushButton {
    Q_OBJECT

public:
    explicit RingKeyMenu(const workbench::EditorKeys& keys, QWidget* parent = nullptr);

    /// Puts a key of the ring into the key fields; also for “Use in editor” of the Keys workspace.
    static bool use(const workbench::EditorKeys& keys, const QString& id, workbench::TokenDocument& document);
    /// The document whose fields are filled; may be nullptr.
    void setDocument(workbench::TokenDocument* document);

Q_SIGNALS:
    /// A key was put into the fields.
    void keyUsed(const QString& name);

private:
    void fill();

    const workbench::EditorKeys& m_keys;
    QPointer<workbench::TokenDocument> m_document;
};

} // namespace twb::ui
