// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/endpoint_flow.h"

#include <QTimer>

class QPushButton;

namespace twb::ui {

class TextLabel;
class WireText;

/// What a person has to do while a flow waits: open an address, or enter a code; with the time that is left. Not seen
/// outside of a flow. It opens nothing itself.
class FlowPane : public PaneFrame {
    Q_OBJECT
public:
    explicit FlowPane(const Clock& clock, QWidget* parent = nullptr);
    void showProgress(const workbench::FlowProgress& progress);
    /// The flow is over.
    void finish();

Q_SIGNALS:
    void openRequested(const QString& address);
    void copyRequested(const QString& text, const QString& what);
    void cancelRequested();

private:
    void tick();
    void showWaiting();

    const Clock& m_clock;
    workbench::FlowProgress m_progress;
    TextLabel* m_what;
    TextLabel* m_code;
    WireText* m_address;
    TextLabel* m_left;
    QPushButton* m_open;
    QPushButton* m_copy;
    QPushButton* m_copyCode;
    QPushButton* m_cancel;
    QTimer m_tick;
};

} // namespace twb::ui
