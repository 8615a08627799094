// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace twb::ui {

/// One member of the payload.
struct ClaimRow {
    QString name;
    QString value;   ///< exact JSON text
    QString meaning; ///< the inline hint of its line
    bool error = false;
    TextRange range; ///< of the member in the payload text, octets
    friend bool operator==(const ClaimRow&, const ClaimRow&) = default;
};

/// Name, value and meaning of each claim.
class ClaimsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, Meaning, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// Rows with the same name stay the same rows, so that selection and scroll place survive an edit.
    void setClaims(QList<ClaimRow> claims);
    const QList<ClaimRow>& claims() const { return m_claims; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ClaimRow> m_claims;
};

/// The payload as a table (switch “Claims”); the same facts as the inline hints.
class ClaimsTable : public QTableView {
    Q_OBJECT
public:
    explicit ClaimsTable(QWidget* parent = nullptr);
    void setClaims(QList<ClaimRow> claims);
    ClaimsModel& claimsModel() const { return *m_model; }

Q_SIGNALS:
    /// The current row is another one: the page marks the octets.
    void claimChosen(twb::TextRange range);
    /// F1 on a row. @param row  its place on the screen (global).
    void claimHelpRequested(std::size_t offset, const QRect& row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private Q_SLOTS:
    void onCurrentChanged(const QModelIndex& current);

private:
    void applyMetrics();
    ClaimsModel* m_model = nullptr;
};

} // namespace twb::ui
