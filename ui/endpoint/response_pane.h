// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/endpoint_session.h"

class QBoxLayout;
class QPushButton;
class QScrollArea;

namespace twb::ui {

class EmptyHint;
class FoundRow;
class IconButton;
class RevealControl;
class TextLabel;
class WireText;

/// The answer: status, time, size; the body as text; the tokens found; what a refusal means.
class ResponsePane : public PaneFrame {
    Q_OBJECT
public:
    explicit ResponsePane(const Clock& clock, QWidget* parent = nullptr);
    void showExchange(const workbench::SharedExchange& exchange);
    FoundRow* found() const { return m_found; }

    /// So high that nothing of a refusal or a token has to be scrolled for.
    int heightToShowAll() const;

Q_SIGNALS:
    void copyRequested(const QString& text);
    /// Whole tokens and Authorization values: to be marked as secret.
    void copySecretRequested(const QString& text);
    void openTokenRequested(const QByteArray& token);
    void renewRequested(const twb::workbench::SharedExchange& exchange);
    void saveTranscriptRequested(bool har);
    /// The key registered at the vendor is in the clipboard.
    void compareKeyRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitExplanation();
    void render();
    void renderExplanation();
    QWidget* makeCard();

    workbench::SharedExchange m_exchange;
    Badge* m_status;
    Badge* m_time;
    Badge* m_size;
    RevealControl* m_reveal;
    IconButton* m_copy;
    IconButton* m_save;
    WireText* m_text;
    QScrollArea* m_explanationArea;
    QWidget* m_explanation;
    FoundRow* m_found;
};

} // namespace twb::ui
