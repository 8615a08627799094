// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "endpoint/form_rows.h"
#include "workbench/endpoint_session.h"

class QCheckBox;
class QPushButton;

namespace twb::workbench {
class KeyRing;
}

namespace twb::ui {

class AssertionSection;
class BusyBar;
class CheckList;
class ConnectionSection;
class ExtraTable;
class FieldList;
class FlowSection;
class IconButton;
class LinkButton;
class OptionsSection;
class PresetBar;
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
    /// With a reason (“Network is off (Settings)”) nothing can be sent; follow it by showPreview().
    void setRefusal(const QString& reason) { m_refusal = reason; }
    void showDiscovery(const workbench::EndpointDiscovery& discovery);
    void setBusy(bool busy, qint64 milliseconds);
    void say(const QString& sentence, MessageKind kind);
    /// Takes the key that the vendor has on file from a text.
    void takeRegisteredKey(const QString& text);
    void focusStart();
    /// Beside the result it is a column with a greatest width; alone it takes what there is.
    enum class Limit { Column, None };
    void setLimit(Limit limit);
    /// The user's own presets stand behind the built-in ones.
    void showOwnPresets(const std::vector<workbench::OwnPreset>& presets, bool canKeepSecrets);
    /// The own preset that the form came from; empty: none.
    QString ownPreset() const { return m_ownPreset; }
    void setOwnPreset(const QString& id);

Q_SIGNALS:
    void formEdited();
    void discoverRequested();
    void sendRequested();
    void cancelRequested();
    void dryRunRequested();
    void copyCurlRequested();
    void pasteRequested();
    void ownPresetChosen(const QString& id);
    void savePresetRequested(const QString& name, bool keepSecrets);
    void renamePresetRequested(const QString& name);
    void removePresetRequested();
    /// A file shall fill the form: a curl command, HAR, secrets.json.
    void fillFromFileRequested();
    /// The form shall be filled for the local issuer.
    void localTrialRequested();

private:
    void build();
    void buildTop();
    void buildClient();
    void buildRest();
    QWidget* buildFoot();
    void connectSignals();
    void choosePreset();
    void buildMenu();
    void showPreset();
    void chooseOperation();
    void applyChoices();
    void applyFields(const workbench::EndpointForm& form);
    void toggleMore();
    void fillKeys();
    void report();
    void changedByRing();
    void showMade(const oauth::MadeToken& made, Time now);
    bool isCall() const;
    workbench::SharedRingEntry keyOf(const QComboBox* box) const;

    const workbench::KeyRing& m_ring;
    FormRows m_rows;
    QComboBox* m_preset;
    IconButton* m_more;
    PresetBar* m_presetBar;
    QAction* m_rename = nullptr;
    QAction* m_remove = nullptr;
    QComboBox* m_operation;
    QLineEdit* m_issuer;
    QPushButton* m_discover;
    QComboBox* m_url;
    TextLabel* m_urlLabel = nullptr;
    QComboBox* m_grant;
    FlowSection* m_flow;
    FieldList* m_fields;
    QCheckBox* m_signedAnswer;
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
    AssertionSection* m_plan;
    QLineEdit* m_scope;
    ExtraTable* m_extras;
    LinkButton* m_moreFields;
    OptionsSection* m_options;
    ConnectionSection* m_connection;
    CheckList* m_checks;
    TextLabel* m_missing;
    QPushButton* m_dryRun;
    QPushButton* m_curl;
    QPushButton* m_send;
    BusyBar* m_busyBar;
    TextLabel* m_busyText;
    int m_rowOperation = 0, m_rowIssuer = 0, m_rowUrl = 0, m_rowGrant = 0, m_rowFlow = 0, m_rowFields = 0,
        m_rowSigned = 0, m_rowClientId = 0, m_rowMethod = 0, m_rowSecret = 0, m_rowEncode = 0, m_rowKey = 0,
        m_rowAssertion = 0, m_rowPlan = 0, m_rowScope = 0, m_rowExtras = 0, m_rowMoreFields = 0, m_rowOptions = 0,
        m_rowConnection = 0, m_rowChecks = 0;
    std::string m_presetId = "generic";
    QString m_ownPreset;
    bool m_canKeepSecrets = false;
    oauth::SharedSecret m_jwtSecret;          ///< of secrets.json; stands in no field
    workbench::EndpointAddresses m_addresses; ///< of the server that was discovered or filled in
    QString m_fieldsOf;                       ///< for what the field list was made
    bool m_moreOpen = false;
    bool m_filling = false; ///< values are being put there; that is no edit
    QString m_refusal;
    bool m_busy = false;
};

} // namespace twb::ui
