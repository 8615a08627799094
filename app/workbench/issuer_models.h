// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/authorization_server.h"

#include <deque>
#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace twb::workbench {

/// The requests that the local issuer answered, newest first; as many as the issuer keeps. GUI thread.
class IssuerLogModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, Method, Path, Status, Summary, ColumnCount };
    enum Role {
        RefusedRole = Qt::UserRole + 1, ///< bool: status 400 and above
    };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Oldest first.
    void add(std::vector<std::shared_ptr<const issuer::Exchange>> exchanges);
    void clear();
    /// nullptr if there is no such row.
    std::shared_ptr<const issuer::Exchange> at(int row) const;
    int errorCount() const;

private:
    std::deque<std::shared_ptr<const issuer::Exchange>> m_rows; ///< newest first
};

/// The switch All / Errors.
class IssuerLogFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit IssuerLogFilter(IssuerLogModel* model, QObject* parent = nullptr);
    void setErrorsOnly(bool on);
    std::shared_ptr<const issuer::Exchange> at(const QModelIndex& index) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    IssuerLogModel* m_model;
    bool m_errorsOnly = false;
};

/// The clients that the issuer knows. GUI thread.
class IssuerClientModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Id, Authentication, Grants, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void show(const std::vector<issuer::Client>& clients);

private:
    struct Row {
        QString id, authentication, grants;
        friend bool operator==(const Row&, const Row&) = default;
    };
    std::vector<Row> m_rows;
};

/// One key that could be served.
struct IssuerKeyRow {
    QString name;
    QString kind;
    QString kid;
    issuer::ServedKey::State state = issuer::ServedKey::State::NotPublished;
    friend bool operator==(const IssuerKeyRow&, const IssuerKeyRow&) = default;
};

/// The keys with a check box each: served or not. GUI thread.
class IssuerKeyModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Kind, Kid, State, ColumnCount };
    enum Role {
        SignsRole = Qt::UserRole + 1, ///< bool
        KidRole,                      ///< QString
    };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

    void show(std::vector<IssuerKeyRow> rows);
    int publishedCount() const;

Q_SIGNALS:
    /// The reader wants the key served or hidden; the answer comes by show().
    void publishRequested(const QString& kid, bool on);

private:
    std::vector<IssuerKeyRow> m_rows;
};

} // namespace twb::workbench
