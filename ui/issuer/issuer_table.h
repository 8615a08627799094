// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QStyledItemDelegate>
#include <QTableView>

namespace twb::ui {

/// A table of the Issuer workspace: whole rows, no grid, rows and header as ui.md §2 wants them, the columns shared out
/// by their parts of the width.
class IssuerTable : public QTableView {
    Q_OBJECT
public:
    /// @param shares  per cent of the width for each column; the last one takes the rest.
    IssuerTable(const QString& name, QList<int> shares, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// So high that this many rows are seen.
    int heightForRows(int rows) const;

Q_SIGNALS:
    void currentRowChanged(const QModelIndex& current);
    /// Enter or a double click.
    void opened(const QModelIndex& index);
    /// The Delete key.
    void removeRequested(const QModelIndex& index);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyMetrics();
    void fitColumns();
    QList<int> m_shares;
};

/// Cells with the fonts and colours of the workspace: names semi-bold, identifiers in the fixed font, states in their
/// colour, an icon before the time of a request.
class IssuerDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum class Table { Requests, Clients, Keys };
    explicit IssuerDelegate(Table table, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    Table m_table;
};

} // namespace twb::ui
