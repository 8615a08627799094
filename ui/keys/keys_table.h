// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_ring_model.h"

#include <QTableView>

namespace twb::ui {

/// The keys of the ring (ui.md §6.3): sorted by its header, several selected, renamed by F2, removed by Delete.
class KeysTable : public QTableView {
    Q_OBJECT
public:
    /// @param filter  not owned, outlives the table
    explicit KeysTable(workbench::KeyRingFilter& filter, QWidget* parent = nullptr);

    /// Ids of the selected rows, from the top; the current one first if it is among them.
    QStringList selectedIds() const;
    /// Selects only this one and scrolls to it; nothing happens if the filter hides it.
    void selectKey(const QString& id);

    /// Sizes of the columns and the order of the rows, for the settings.
    QByteArray layoutState() const;
    void restoreLayoutState(const QByteArray& state);

Q_SIGNALS:
    void selectedKeysChanged();
    void removeRequested(const QStringList& ids);
    /// Enter or a double click on a row.
    void useRequested(const QString& id);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void applyMetrics();
    void fitColumns();

    workbench::KeyRingFilter& m_filter;
    bool m_sized = false; ///< the reader chose sizes: they stay
    bool m_fitting = false;
};

} // namespace twb::ui
