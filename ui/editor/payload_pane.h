// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "editor/json_pane.h"

class QStackedWidget;
class QToolButton;

namespace twb::ui {

class ClaimsTable;
class SwitchRow;

/// The pane “Payload”: JSON or a table of claims; text or hex if it is no JSON; the zone of its dates.
class PayloadPane : public JsonPane {
    Q_OBJECT
public:
    explicit PayloadPane(workbench::Settings& settings, QWidget* parent = nullptr);

    void render() override;
    void setNarrow(bool narrow);
    ClaimsTable* table() const { return m_table; }
    /// In the order of the Tab key.
    QList<QWidget*> focusChain() const;
    /// The editor or the table, whichever is shown.
    void focusText();

protected:
    void factsRenewed(const LineFacts& facts) override;

private:
    bool isForeign() const;
    void buildZoneMenu();
    void showZone();
    void chooseOtherZone();
    void showView();

    Badge* m_size;
    SwitchRow* m_jsonSwitch;
    SwitchRow* m_textSwitch;
    QToolButton* m_zone;
    QAction* m_local = nullptr;
    QAction* m_utc = nullptr;
    QAction* m_named = nullptr; ///< the zone that was chosen last by its name
    QStackedWidget* m_views;
    ClaimsTable* m_table;
};

} // namespace twb::ui
