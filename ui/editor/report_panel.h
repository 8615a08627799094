// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "workbench/document_report.h"

#include <QPointer>

class QCheckBox;
class QGridLayout;
class QPlainTextEdit;
class QPushButton;

namespace twb::workbench {
class TokenDocument;
}

namespace twb::ui {

class LinkButton;
class SwitchRow;

/// “Save report…”: takes the doctor's place until “Back to Doctor” (ui.md §6.1). The preview is what is copied and
/// saved, letter for letter.
class ReportPanel : public PaneFrame {
    Q_OBJECT
public:
    explicit ReportPanel(QWidget* parent = nullptr);

    void setDocument(workbench::TokenDocument* document);
    /// The document was judged anew.
    void render();
    /// What the settings say of personal data; the reader may choose otherwise for this report.
    void setMasking(bool on);
    void focusStart();

Q_SIGNALS:
    void backRequested();
    /// For the status bar: “Copied: report”, “Saved: ticket.md”.
    void announced(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange(bool wide);
    void connectSignals();
    workbench::ReportChoice choice() const;
    void copy();
    void chooseFile();
    void write(const QString& path, const std::string& text);

    QPointer<workbench::TokenDocument> m_document;
    LinkButton* m_back;
    SwitchRow* m_format;
    SwitchRow* m_language;
    QCheckBox* m_mask;
    QCheckBox* m_leaveOff;
    QGridLayout* m_choices;
    QPlainTextEdit* m_preview;
    QPushButton* m_copy;
    QPushButton* m_save;
    std::string m_text;
};

} // namespace twb::ui
