// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/endpoint_session.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace twb::workbench {
class KeyRing;
}

namespace twb::ui {

class BusyBar;
class CheckList;
class ExtraTable;
class FieldList;
class IconButton;
class SecretEdit;
class TextLabel;
class WireText;

/// The form of the Endpoint workspace (ui.md §6.4): only what the choices need is shown. It reports what was typed as
/// one value and shows what it is told; it sends nothing itself.
class FormPane : public PaneFrame {
    Q_OBJECT
public:
    explicit FormPane(const workbench::KeyRing& ring, QWidget* parent = nullptr);

    workbench::EndpointForm form() const;
    /// Puts a form there: a preset, an entry of the history, a pasted request. Secrets that it lacks stay as typed.
    void setForm(const workbench::EndpointForm& form);
    void showPreview(const workbench::EndpointPreview& preview, Time now);
    void showDiscovery(const workbench::EndpointDiscovery& discovery);
    void setBusy(bool busy, qint64 milliseconds);
    void say(const QString& sentence, MessageKind kind);
    void focusStart();

Q_SIGNALS:
    void formEdited();
    void discoverRequested();
    void sendRequested();
    void cancelRequested();
    void dryRunRequested();
    void copyCurlRequested();
    void pasteRequested();
    /// The form shall be filled for the local issuer.
    void localTrialRequested();

private:
    struct Row {
        QWidget* label;
        QWidget* field;
    };
    void build();
    void buildTop();
    void buildClient();
    void buildRest();
    QWidget* buildFoot();
    void connectSignals();
    QLineEdit* line(const char* objectName, const QString& name, const QString& placeholder = {});
    QComboBox* combo(const char* objectName, const QString& name);
    int addRow(const QString& label, QWidget* field);
    void showRow(int row, bool shown);
    void choosePreset();
    void applyChoices();
    void fillKeys();
    void report();
    void changedByRing();
    void showMade(const oauth::MadeToken& made, Time now);
    bool isCall() const;
    workbench::SharedRingEntry keyOf(const QComboBox* box) const;

    const workbench::KeyRing& m_ring;
    std::vector<Row> m_rows;
    QGridLayout* m_grid = nullptr;
    QComboBox* m_preset;
    IconButton* m_more;
    QLineEdit* m_issuer;
    QPushButton* m_discover;
    QComboBox* m_url;
    QComboBox* m_grant;
    FieldList* m_fields;
    QLineEdit* m_clientId;
    QComboBox* m_method;
    SecretEdit* m_secret;
    QCheckBox* m_encodeFirst;
    QComboBox* m_key;
    TextLabel* m_keyHint;
    PaneFrame* m_assertion;
    WireText* m_assertionText;
    Badge* m_assertionAlg;
    Badge* m_assertionLife;
    QComboBox* m_audienceChoice;
    QLineEdit* m_ownAudience;
    QComboBox* m_typ;
    QComboBox* m_certificate;
    QLineEdit* m_scope;
    QLineEdit* m_resource;
    QLineEdit* m_audience;
    QComboBox* m_dpop;
    ExtraTable* m_extras;
    CheckList* m_checks;
    TextLabel* m_missing;
    QPushButton* m_dryRun;
    QPushButton* m_curl;
    QPushButton* m_send;
    BusyBar* m_busyBar;
    TextLabel* m_busyText;
    int m_rowIssuer = 0, m_rowUrl = 0, m_rowGrant = 0, m_rowFields = 0, m_rowClientId = 0, m_rowMethod = 0,
        m_rowSecret = 0, m_rowEncode = 0, m_rowKey = 0, m_rowAssertion = 0, m_rowAudienceChoice = 0, m_rowOwn = 0,
        m_rowTyp = 0, m_rowCertificate = 0, m_rowScope = 0, m_rowResource = 0, m_rowAudience = 0, m_rowDpop = 0,
        m_rowExtras = 0, m_rowChecks = 0;
    std::string m_presetId = "generic";
    std::string m_authorities;
    oauth::AssertionPlan m_plan;
    bool m_filling = false; ///< values are being put there; that is no edit
    bool m_busy = false;
};

} // namespace twb::ui
