// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/endpoint_session.h"

namespace twb::ui {

class IconButton;
class RevealControl;
class SwitchRow;
class WireText;

/// What went out, or would go out: readable or octet for octet, masked until revealed.
class RequestPane : public PaneFrame {
    Q_OBJECT
public:
    explicit RequestPane(QWidget* parent = nullptr);
    /// A dry run: what Send would send now.
    void showPlan(const oauth::BuiltRequest& built);
    void showExchange(const workbench::SharedExchange& exchange);

Q_SIGNALS:
    void copyRequested(const QString& text);

private:
    void render();

    std::optional<oauth::BuiltRequest> m_plan;
    workbench::SharedExchange m_exchange;
    Badge* m_tls;
    Badge* m_size;
    Badge* m_when;
    SwitchRow* m_switch;
    RevealControl* m_reveal;
    IconButton* m_copy;
    WireText* m_text;
};

} // namespace twb::ui
