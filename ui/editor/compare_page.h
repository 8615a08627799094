// SPDX-License-Identifier: Apache-2.0
#pragma once
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
class LinkButton;
class SwitchRow;
class TextLabel;

/// Two tokens side by side, by claim and by line (ui.md §6.1 “Compare”): “works for Alice, not for Bob”. Sides are
/// Original and Your copy of every open tab. Follows the documents while it is seen; compares on a worker.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(workbench::DocumentList& documents, QWidget* parent = nullptr);

    /// Offers the sides anew: the document's versions, or this and the tab before it.
    void open(workbench::TokenDocument* document);

Q_SIGNALS:
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void buildLayout();
    void connectSignals();
    void fillSides();
    void render();
    void show(const doctor::Comparison& comparison);
    void renderTable(const doctor::Comparison& comparison);
    doctor::SharedReading readingOf(const QComboBox* side) const;

    workbench::DocumentList& m_documents;
    QComboBox* m_leftSide;
    QComboBox* m_rightSide;
    SwitchRow* m_times;
    SwitchRow* m_rows;
    LinkButton* m_close;
    TextLabel* m_summary;
    QTableWidget* m_table;
    CodeEdit* m_left;
    CodeEdit* m_right;
    workbench::Comparer m_comparer;
};

} // namespace twb::ui
