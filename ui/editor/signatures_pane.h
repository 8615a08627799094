// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "doctor/evaluation.h"

#include <QPointer>

class QTreeWidget;

namespace twb::workbench {
class TokenDocument;
}

namespace twb::ui {

class IconButton;

/// The signatures of a JWS in JSON form, or the recipients of a JWE: a row each with algorithm, kid and its own
/// verdict. Choosing one shows its header and verdict in the page; one can be added and taken away. Not seen for a
/// token that has no such list.
class SignaturesPane : public PaneFrame {
    Q_OBJECT
public:
    explicit SignaturesPane(QWidget* parent = nullptr);

    void setDocument(workbench::TokenDocument* document);
    void render();
    QTreeWidget* list() const { return m_list; }
    /// In the order of the Tab key.
    QList<QWidget*> focusChain() const;

private:
    void fitHeight();
    void renderButtons(bool encrypted);

    QPointer<workbench::TokenDocument> m_document;
    Badge* m_count;
    IconButton* m_add;
    IconButton* m_remove;
    QTreeWidget* m_list;
};

} // namespace twb::ui
