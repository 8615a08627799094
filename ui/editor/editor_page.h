// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"
#include "doctor/finding.h"
#include "editor/find_bar.h"
#include "workbench/document_state.h"

#include <memory>
#include <QPointer>
#include <QWidget>

class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace twb::workbench {
class Settings;
class TokenDocument;
} // namespace twb::workbench

namespace twb::ui {

class DoctorBar;
class DoctorPanel;
class ClaimTip;
class EncodedPane;
class HeaderPane;
class JsonPane;
class KeyPane;
class MessageBar;
class PayloadPane;
class ReportPanel;
class ProfileChoice;
class ProfileRules;
class SignatureRecipe;
class SignaturesPane;
class TimelineRow;
class VerdictStrip;

/// Which of the panes has the keyboard; also their order for F6.
enum class EditorPane { Encoded, Header, Payload, Key, Doctor };

/// The panes of one token: verdict strip, version bar, timeline, and the panes in their splitters (ui.md §6.1). Hands
/// each evaluation of the document to every pane, and a caret's place from one to the others.
class EditorPage : public QWidget {
    Q_OBJECT
public:
    explicit EditorPage(workbench::Settings& settings, QWidget* parent = nullptr);
    ~EditorPage() override;

    /// The document to show; it must be replaced (or null) before it is destroyed.
    void setDocument(workbench::TokenDocument* document);
    workbench::TokenDocument* document() const;

    void focusPane(EditorPane pane);
    void focusNextPane(int direction);
    void focusStart();
    /// Opens or closes the doctor, beside or under the panes.
    void toggleDoctor();
    DoctorPanel* doctorPanel() const { return m_doctor; }
    KeyPane* keyPane() const { return m_key; }
    EncodedPane* encodedPane() const { return m_encoded; }
    /// The text pane that has, or last had, the keyboard.
    FindTarget findTarget() const;
    /// The same, as an editor of JSON; null for Encoded.
    JsonPane* jsonPane() const;
    /// F1: the claim at the caret.
    void explainClaim();
    void stepFinding(int direction);
    /// Ctrl+.: does the repair of the current finding.
    void repairCurrent();
    /// The report in the doctor's place.
    void showReport();
    /// The title of one of the person's own profiles becomes a field in the doctor.
    void renameProfile(const QString& id);
    void setPartUnderline(bool on);
    void saveLayout();
    QString caretPlace() const;

Q_SIGNALS:
    void caretPlaceChanged(const QString& place);
    void copyRequested();
    void compareRequested();
    /// A result in words, for the status bar.
    void announced(const QString& text);
    void checklistRequested();
    /// Another title was typed for one of the person's own profiles.
    void profileRenamed(const QString& id, const QString& title);
    void profileRemoveRequested(const QString& id);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildColumns();
    void restoreLayout();
    void resetColumns();
    void sizeColumns();
    void connectSignals();
    void connectHelp(JsonPane* pane);
    void setFocusOrder();
    void render();
    void renderVersionBar();
    void renderLayerBar();
    void moveTime(const doctor::TimeFacts& original, const doctor::TimeFacts& copy);
    void applyWidth();
    void stackColumns();
    void fitHeader();
    void showDoctor(bool open);
    void placeDrawer();
    void takePartCaret(JsonPane* pane, std::size_t offset);
    void takeEncodedCaret(std::size_t offset);
    void showMarks();
    void showClaimHelp(JsonPane* pane, std::size_t offset, const QRect& line);
    void lightFinding(const QString& id);
    enum class Focus { Stays, Follows };
    void showSpotlight(Focus focus);
    void repair(const QString& id);
    void announceRepair();
    void renderDoctor();
    void renderProfile();

    workbench::Settings& m_settings;
    QPointer<workbench::TokenDocument> m_document;
    VerdictStrip* m_verdicts;
    MessageBar* m_versionBar;
    MessageBar* m_layerBar; ///< above an inner layer: the way back
    TimelineRow* m_timeline;
    EncodedPane* m_encoded;
    SignatureRecipe* m_recipe;
    SignaturesPane* m_signatures;
    HeaderPane* m_header;
    PayloadPane* m_payload;
    KeyPane* m_key;
    QStackedWidget* m_side; ///< the doctor, or what stands in its place
    DoctorPanel* m_doctor;
    ReportPanel* m_report;
    ProfileChoice* m_profile;
    ProfileRules* m_rules;
    DoctorBar* m_doctorBar;
    ClaimTip* m_tip;
    QSplitter* m_columns;
    QSplitter* m_middle;
    QVBoxLayout* m_body;
    EditorPane m_caretPane = EditorPane::Encoded;
    QString m_caretPlace;
    QString m_repairResult; ///< said with the verdict that follows
    QString m_correctedClaim;
    doctor::FindingPlace m_correctedPart = doctor::FindingPlace::None;
    bool m_doctorBelow = false;
    bool m_doctorWanted = true; ///< beside the panes
    bool m_drawerOpen = false;
    bool m_narrow = false;
    bool m_stacked = false;                                     ///< the columns stand under each other
    bool m_columnsMoved = false;                                ///< by hand: the widths are the reader's
    bool m_middleMoved = false;                                 ///< the same of the heights
    const workbench::TokenDocument* m_fittedDocument = nullptr; ///< for which the header has its height; only compared
    std::shared_ptr<const workbench::Original> m_fittedOriginal;
};

} // namespace twb::ui
