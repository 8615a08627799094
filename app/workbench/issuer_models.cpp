// SPDX-License-Identifier: Apache-2.0
#include "workbench/issuer_models.h"

#include "issuer/grant_names.h"
#include "workbench/qt_text.h"

#include <algorithm>
#include <QDateTime>

namespace twb::workbench {

namespace {

/// `urn:ietf:params:oauth:grant-type:device_code` is known by its end.
QString shortGrant(const std::string& grant) {
    return qString(std::string_view(grant).substr(grant.rfind(':') + 1));
}

QString stateText(issuer::ServedKey::State state) {
    switch (state) {
    case issuer::ServedKey::State::SignsNow:
        return IssuerKeyModel::tr("signs now");
    case issuer::ServedKey::State::Published:
        return IssuerKeyModel::tr("published");
    case issuer::ServedKey::State::NotPublished:
        break;
    }
    return IssuerKeyModel::tr("not published");
}

} // namespace

int IssuerLogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int IssuerLogModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant IssuerLogModel::data(const QModelIndex& index, int role) const {
    const auto exchange = index.isValid() ? at(index.row()) : nullptr;
    if (!exchange) {
        return {};
    }
    if (role == RefusedRole) {
        return exchange->refused();
    }
    if (role == Qt::ToolTipRole && (index.column() == Path || index.column() == Summary)) {
        return qString(index.column() == Path ? exchange->path : exchange->summary);
    }
    if (role == Qt::AccessibleTextRole && index.column() == Status) {
        return (exchange->refused() ? tr("refused, %1") : tr("answered, %1")).arg(exchange->status);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case TimeColumn:
        return QDateTime::fromMSecsSinceEpoch(exchange->at.time_since_epoch().count())
            .toString(QStringLiteral("HH:mm:ss.zzz"));
    case Method:
        return qString(exchange->method);
    case Path:
        return qString(exchange->path);
    case Status:
        return QString::number(exchange->status);
    default:
        return qString(exchange->summary);
    }
}

QVariant IssuerLogModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount) {
        return {};
    }
    const QString names[] = {tr("Time"), tr("Method"), tr("Path"), tr("Status"), tr("Result")};
    return names[section];
}

void IssuerLogModel::add(std::vector<std::shared_ptr<const issuer::Exchange>> exchanges) {
    if (exchanges.size() > issuer::maximumLogEntries) {
        exchanges.erase(exchanges.begin(), exchanges.end() - static_cast<std::ptrdiff_t>(issuer::maximumLogEntries));
    }
    if (exchanges.empty()) {
        return;
    }
    const auto count = static_cast<int>(exchanges.size());
    beginInsertRows({}, 0, count - 1);
    for (auto& exchange : exchanges) {
        m_rows.push_front(std::move(exchange));
    }
    endInsertRows();
    if (m_rows.size() > issuer::maximumLogEntries) {
        beginRemoveRows({}, static_cast<int>(issuer::maximumLogEntries), static_cast<int>(m_rows.size()) - 1);
        m_rows.resize(issuer::maximumLogEntries);
        endRemoveRows();
    }
}

void IssuerLogModel::clear() {
    if (!m_rows.empty()) {
        beginResetModel();
        m_rows.clear();
        endResetModel();
    }
}

std::shared_ptr<const issuer::Exchange> IssuerLogModel::at(int row) const {
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int IssuerLogModel::errorCount() const {
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const auto& exchange) { return exchange->refused(); }));
}

IssuerLogFilter::IssuerLogFilter(IssuerLogModel* model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model) {
    setSourceModel(model);
}

void IssuerLogFilter::setErrorsOnly(bool on) {
    m_errorsOnly = on;
    invalidateFilter();
}

std::shared_ptr<const issuer::Exchange> IssuerLogFilter::at(const QModelIndex& index) const {
    return m_model->at(mapToSource(index).row());
}

bool IssuerLogFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    const auto exchange = m_model->at(row);
    return exchange && (!m_errorsOnly || exchange->refused());
}

int IssuerClientModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int IssuerClientModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant IssuerClientModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    return index.column() == Id ? row.id : index.column() == Authentication ? row.authentication : row.grants;
}

QVariant IssuerClientModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount) {
        return {};
    }
    const QString names[] = {tr("Client ID"), tr("Authentication"), tr("Grants")};
    return names[section];
}

void IssuerClientModel::show(const std::vector<issuer::Client>& clients) {
    std::vector<Row> rows;
    for (const issuer::Client& client : clients) {
        QStringList methods;
        for (const issuer::ClientMethod method : client.methods) {
            methods << qString(issuer::name(method));
        }
        if (client.allows(issuer::ClientMethod::None) && client.allowsGrant(issuer::grant::authorizationCode)) {
            methods << QStringLiteral("PKCE");
        }
        QStringList grants;
        std::transform(client.grants.begin(), client.grants.end(), std::back_inserter(grants), shortGrant);
        rows.push_back({qString(client.id), methods.join(QStringLiteral(", ")), grants.join(QStringLiteral(", "))});
    }
    if (rows != m_rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
}

int IssuerKeyModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int IssuerKeyModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant IssuerKeyModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const IssuerKeyRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::CheckStateRole:
        return index.column() != Name                                ? QVariant()
               : row.state == issuer::ServedKey::State::NotPublished ? QVariant(Qt::Unchecked)
                                                                     : QVariant(Qt::Checked);
    case SignsRole:
        return row.state == issuer::ServedKey::State::SignsNow;
    case KidRole:
        return row.kid;
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return index.column() == Name   ? row.name
               : index.column() == Kind ? row.kind
               : index.column() == Kid  ? row.kid
                                        : stateText(row.state);
    default:
        return {};
    }
}

QVariant IssuerKeyModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount) {
        return {};
    }
    const QString names[] = {tr("Key"), tr("Kind"), tr("kid"), tr("State")};
    return names[section];
}

Qt::ItemFlags IssuerKeyModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Name ? usual | Qt::ItemIsUserCheckable : usual;
}

bool IssuerKeyModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Name) {
        return false;
    }
    Q_EMIT publishRequested(m_rows[static_cast<std::size_t>(index.row())].kid, value.toInt() == Qt::Checked);
    return true;
}

void IssuerKeyModel::show(std::vector<IssuerKeyRow> rows) {
    if (rows == m_rows) {
        return;
    }
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows); // the selection stays
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int IssuerKeyModel::publishedCount() const {
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const IssuerKeyRow& row) {
        return row.state != issuer::ServedKey::State::NotPublished;
    }));
}

} // namespace twb::workbench
