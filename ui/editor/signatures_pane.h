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

/// The signatures of a JWS in JSON form, or the recipients of a JWE: a row each with algorithm, kid and its own
/// verdict. Choosing one shows its header and verdict in the page. Not seen for a token that has one only.
class SignaturesPane : public PaneFrame {
    Q_OBJECT
public:
    explicit SignaturesPane(QWidget* parent = nullptr);

    void setDocument(workbench::TokenDocument* document);
    void render();
    QTreeWidget* list() const { return m_list; }

private:
    void fitHeight();

    QPointer<workbench::TokenDocument> m_document;
    Badge* m_count;
    QTreeWidget* m_list;
};

} // namespace twb::ui
