// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_ring.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace twb::workbench {

/// The key ring as a table; the name can be edited. GUI thread. Rows keep their selection when others change.
class KeyRingModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Kind, Size, Kid, Use, HoldsColumn, Source, Thumbprint, ColumnCount };
    enum Role {
        IdRole = Qt::UserRole + 1, ///< QString
        HoldsRole,                 ///< int of Holds
        IconRole,                  ///< QString: "key", "eye" (public), "cert" (came with a certificate)
        PrivateRole,               ///< bool: holds a secret or a private half
        ThumbprintRole,            ///< QString, whole; empty for secrets
        CertificateFromRole,       ///< QDateTime UTC, invalid without a certificate
        CertificateToRole,
        AddedRole, ///< QDateTime UTC
        SortRole,  ///< what a column sorts by: sizes by their number
    };

    /// @param ring  not owned, outlives the model
    explicit KeyRingModel(KeyRing* ring, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

    SharedRingEntry entryAt(const QModelIndex& index) const;
    /// Column 0 of the row; invalid if there is none.
    QModelIndex indexOf(const QString& id) const;

private:
    void follow();

    KeyRing* m_ring;
    std::vector<SharedRingEntry> m_rows; ///< what the views know; follow() brings it up to the ring
};

/// The switch All / Secrets / Private / Public and the search field. GUI thread.
class KeyRingFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum class Show : std::uint8_t { All, Secrets, Private, Public };
    struct Counts {
        int all = 0, secrets = 0, privates = 0, publics = 0;
        friend bool operator==(const Counts&, const Counts&) = default;
    };

    explicit KeyRingFilter(KeyRingModel* model, QObject* parent = nullptr);

    void setShow(Show show);
    Show show() const { return m_show; }
    /// Every word must occur in name, kind, kid, use, origin or thumbprint; upper and lower case are the same.
    void setSearch(const QString& text);
    /// Of all keys, whatever is searched for.
    Counts counts() const { return m_counts; }
    SharedRingEntry entryAt(const QModelIndex& index) const;
    QModelIndex indexOf(const QString& id) const;

Q_SIGNALS:
    void countsChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    void count();

    KeyRingModel* m_model;
    Show m_show = Show::All;
    QStringList m_words;
    Counts m_counts;
};

} // namespace twb::workbench
