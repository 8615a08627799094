// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "editor/json_pane.h"

class QStackedWidget;
class QToolButton;

namespace twb::ui {

class ClaimsTable;
class DisclosuresView;
class SwitchRow;
class TokenView;

/// The pane “Payload”: JSON or a table of claims; text or hex if it is no JSON; a token in its colours if it holds one;
/// the zone of its dates.
class PayloadPane : public JsonPane {
    Q_OBJECT
public:
    explicit PayloadPane(workbench::Settings& settings, QWidget* parent = nullptr);

    void render() override;
    void setNarrow(bool narrow);
    ClaimsTable* table() const { return m_table; }
    DisclosuresView* disclosures() const { return m_disclosures; }
    /// In the order of the Tab key.
    QList<QWidget*> focusChain() const;
    /// The editor or the table, whichever is shown.
    void focusText();

Q_SIGNALS:
    /// “Open inner token” was pressed.
    void innerRequested();

protected:
    void factsRenewed(const LineFacts& facts) override;
    bool wantsJson() const override;
    /// The payload of a detached token may be dropped here as a file.
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    bool isForeign() const;
    bool isHidden() const;
    void buildZoneMenu();
    void showZone();
    void chooseOtherZone();
    void showView();
    void renderInner();
    void renderLayerBar();
    void renderDetached();
    void chooseFile();
    void takeFile(const QString& path);
    bool holdsCompactToken() const;

    Badge* m_source;
    Badge* m_size;
    SwitchRow* m_jsonSwitch;
    SwitchRow* m_textSwitch;
    QToolButton* m_zone;
    QAction* m_local = nullptr;
    QAction* m_utc = nullptr;
    QAction* m_named = nullptr; ///< the zone that was chosen last by its name
    QStackedWidget* m_views;
    ClaimsTable* m_table;
    DisclosuresView* m_disclosures;
    QPointer<workbench::TokenDocument> m_disclosuresFor;
    TokenView* m_inner; ///< a payload that is a token, in the colours of its parts
};

} // namespace twb::ui
