// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "doctor/evaluation.h"
#include "workbench/document_state.h"

#include <QPointer>
#include <QTimer>

namespace twb::workbench {
class TokenDocument;
}

namespace twb::ui {

class CopyButton;
class PartBytes;
class SegmentMap;
class TokenView;

/// The pane “Encoded”: the token in coloured parts, what was taken off it, and the map of its parts. Typing edits the
/// copy; pasting a token makes a new original.
class EncodedPane : public PaneFrame {
    Q_OBJECT
public:
    explicit EncodedPane(QWidget* parent = nullptr);

    void setDocument(workbench::TokenDocument* document);
    void render();
    /// Lights the characters that another pane's caret stands for; length 0: nothing.
    void markRange(TextRange encoded);
    /// Shows the text as it was pasted, or the token in it.
    void showAsPasted(bool on);
    TokenView* view() const { return m_view; }
    SegmentMap* map() const { return m_map; }
    /// Folds the token to the width of the pane, or shows each part in one row.
    void setFolded(bool on);
    CopyButton* copyButton() const { return m_copy; }

Q_SIGNALS:
    void caretMoved(std::size_t offset);
    void foldChosen(bool on);
    /// “Copy” was pressed: the workspace copies, because it says which version it was.
    void copyRequested();
    /// “Open all in tabs”: the tokens that stood beside the one shown.
    void othersRequested(const std::vector<std::string>& tokens);

private:
    void connectSignals();
    void renderText();
    void renderParts(const doctor::Reading& reading);
    void renderBars();
    void showProblem();
    void takePaste(const QString& text, TextRange selection);
    void offerOthers(const workbench::Original& original);

    QPointer<workbench::TokenDocument> m_document;
    std::shared_ptr<const workbench::Original> m_barsFor; ///< bars that were answered do not come again
    Badge* m_form;
    Badge* m_length;
    IconButton* m_wrap;
    CopyButton* m_copy;
    IconButton* m_clear;
    TokenView* m_view;
    SegmentMap* m_map;
    PartBytes* m_bytes;
    QTimer m_pause;
    bool m_asPasted = false;
};

} // namespace twb::ui
