// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"
#include "profiles/profile.h"

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QScrollArea;

namespace twb::workbench {
class Settings;
class TokenDocument;
} // namespace twb::workbench

namespace twb::ui {

class CodeEdit;
class PaneFrame;
class TemplateFields;
class TextLabel;
class TokenView;
class VerdictStrip;

/// “New from profile”: the fields of a template at the left, the token at the right, filled and signed with each key
/// press; below, the ways to hand it over. It renders evaluations and hands edits to the document, as every pane does.
class TemplateFormPage : public QWidget {
    Q_OBJECT
public:
    explicit TemplateFormPage(workbench::Settings& settings, QWidget* parent = nullptr);
    ~TemplateFormPage() override;

    /// The document to show; it must be replaced (or null) before it is destroyed.
    void setDocument(workbench::TokenDocument* document);
    void focusStart();
    void setPartUnderline(bool on);
    TemplateFields* fields() const { return m_fields; }

Q_SIGNALS:
    /// Copied in one of the profile's forms; the words for the status bar.
    void copied(const QString& what);
    void refreshRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildLeft();
    QWidget* buildRight();
    QWidget* buildFoot();
    void rebuildFields();
    void rebuildCopyButtons();
    void connectSecret();
    void takeFields();
    void render();
    void renderKey();
    void moveTime(const doctor::TimeFacts& original, const doctor::TimeFacts& copy);
    void copy(profiles::CopyForm form, QPushButton* button);

    workbench::Settings& m_settings;
    QPointer<workbench::TokenDocument> m_document;
    VerdictStrip* m_verdicts;
    PaneFrame* m_formPane;
    QScrollArea* m_scroll;
    TemplateFields* m_fields = nullptr;
    std::string m_fieldsOf; ///< id of the template whose fields stand there
    QWidget* m_keyRow = nullptr;
    TextLabel* m_keyLabel = nullptr;
    QPushButton* m_copyPublic = nullptr;
    TokenView* m_token;
    CodeEdit* m_header;
    CodeEdit* m_payload;
    QHBoxLayout* m_copyRow = nullptr;
    QPushButton* m_open = nullptr;
};

} // namespace twb::ui
