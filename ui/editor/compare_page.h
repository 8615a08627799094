// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "editor/find_bar.h"
#include "workbench/comparer.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QTableWidget;

namespace twb::workbench {
class DocumentList;
class TokenDocument;
} // namespace twb::workbench

namespace twb::ui {

class CodeEdit;
class SwitchRow;
class TextLabel;

/// Two tokens side by side, by claim and by line (ui.md §6.1 “Compare”): “works for Alice, not for Bob”. Sides are
/// Original and Your copy of every open tab. Stands in a tab of its own, keeps its sides while another one is in front,
/// and follows the documents while it is seen; compares on a worker.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(workbench::DocumentList& documents, QWidget* parent = nullptr);

    /// Chooses the sides: the document's versions, or this document and the tab before it.
    void open(workbench::TokenDocument* document);
    /// Whether both sides that were compared last are still there, so that the tab can come back as it was.
    bool hasSides() const;
    void focusStart();
    /// The text that has the keyboard, else the left one.
    FindTarget findTarget() const;

protected:
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildLayout();
    void connectSignals();
    void fillSides();
    void followDocuments();
    void render();
    void show(const doctor::Comparison& comparison);
    void renderTable(const doctor::Comparison& comparison);
    doctor::SharedReading readingOf(const QComboBox* side) const;

    workbench::DocumentList& m_documents;
    QComboBox* m_leftSide;
    QComboBox* m_rightSide;
    SwitchRow* m_times;
    SwitchRow* m_rows;
    TextLabel* m_summary;
    QTableWidget* m_table;
    CodeEdit* m_left;
    CodeEdit* m_right;
    workbench::Comparer m_comparer;
};

} // namespace twb::ui
