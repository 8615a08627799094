// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_ring_model.h"

#include "workbench/qt_text.h"
#include "workbench/words.h"

#include <algorithm>
#include <QSet>

namespace twb::workbench {
namespace {

QDateTime utc(Time moment) {
    return toDateTime(moment, QTimeZone::utc());
}

QString iconOf(const RingEntry& entry) {
    if (entry.holds != Holds::Public) {
        return QStringLiteral("key");
    }
    return entry.key.certificate ? QStringLiteral("cert") : QStringLiteral("eye");
}

QString cell(const RingEntry& entry, int column) {
    const auto orDash = [](const QString& value) { return value.isEmpty() ? QStringLiteral("–") : value; };
    switch (column) {
    case KeyRingModel::Name:
        return entry.name;
    case KeyRingModel::Kind:
        return kindText(entry);
    case KeyRingModel::Size:
        return sizeText(entry);
    case KeyRingModel::Kid:
        return orDash(qString(entry.key.jwk.kid));
    case KeyRingModel::Use:
        return orDash(useText(entry));
    case KeyRingModel::HoldsColumn:
        return holdsText(entry.holds);
    case KeyRingModel::Source:
        return entry.origin;
    case KeyRingModel::Thumbprint:
        return orDash(shortThumbprint(entry));
    default:
        return {};
    }
}

QVariant certificateTime(const RingEntry& entry, Time crypto::Certificate::*moment) {
    return entry.key.certificate ? utc((*entry.key.certificate).*moment) : QDateTime();
}

QVariant sortValue(const RingEntry& entry, int column) {
    switch (column) {
    case KeyRingModel::Size:
        return entry.key.jwk.key.bits();
    case KeyRingModel::HoldsColumn:
        return static_cast<int>(entry.holds);
    case KeyRingModel::Thumbprint:
        return qString(entry.thumbprint);
    default:
        return cell(entry, column);
    }
}

} // namespace

KeyRingModel::KeyRingModel(KeyRing* ring, QObject* parent)
    : QAbstractTableModel(parent)
    , m_ring(ring)
    , m_rows(ring->entries()) {
    connect(ring, &KeyRing::changed, this, &KeyRingModel::follow);
}

int KeyRingModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int KeyRingModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant KeyRingModel::data(const QModelIndex& index, int role) const {
    const SharedRingEntry entry = entryAt(index);
    if (!entry) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return cell(*entry, index.column());
    case Qt::ToolTipRole:
        return index.column() == Thumbprint ? qString(entry->thumbprint) : cell(*entry, index.column());
    case IdRole:
        return entry->id;
    case HoldsRole:
        return static_cast<int>(entry->holds);
    case IconRole:
        return iconOf(*entry);
    case PrivateRole:
        return entry->holds != Holds::Public;
    case ThumbprintRole:
        return qString(entry->thumbprint);
    case CertificateFromRole:
        return certificateTime(*entry, &crypto::Certificate::notBefore);
    case CertificateToRole:
        return certificateTime(*entry, &crypto::Certificate::notAfter);
    case AddedRole:
        return utc(entry->added);
    case SortRole:
        return sortValue(*entry, index.column());
    default:
        return {};
    }
}

QVariant KeyRingModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name:
        return tr("Name");
    case Kind:
        return tr("Kind");
    case Size:
        return tr("Size");
    case Kid:
        return QStringLiteral("kid");
    case Use:
        return tr("Use");
    case HoldsColumn:
        return tr("Holds");
    case Source:
        return tr("Source");
    case Thumbprint:
        return tr("Thumbprint");
    default:
        return {};
    }
}

Qt::ItemFlags KeyRingModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Name ? flags | Qt::ItemIsEditable : flags;
}

bool KeyRingModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const SharedRingEntry entry = entryAt(index);
    return entry && role == Qt::EditRole && index.column() == Name &&
           m_ring->rename(entry->id, value.toString()).has_value();
}

SharedRingEntry KeyRingModel::entryAt(const QModelIndex& index) const {
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? m_rows[static_cast<std::size_t>(index.row())] : nullptr;
}

QModelIndex KeyRingModel::indexOf(const QString& id) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&id](const SharedRingEntry& entry) { return entry->id == id; });
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()), 0);
}

/// Rows that stay never change their order, so removals and insertions in runs bring the old list to the new one.
void KeyRingModel::follow() {
    const std::vector<SharedRingEntry>& wanted = m_ring->entries();
    for (int last = rowCount() - 1; last >= 0;) {
        const auto gone = [this](int row) { return m_ring->indexOf(m_rows[static_cast<std::size_t>(row)]->id) < 0; };
        if (!gone(last)) {
            --last;
            continue;
        }
        int first = last;
        while (first > 0 && gone(first - 1)) {
            --first;
        }
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first - 1;
    }
    QSet<QString> known;
    for (const SharedRingEntry& entry : m_rows) {
        known.insert(entry->id);
    }
    const int end = static_cast<int>(wanted.size());
    for (int row = 0; row < end;) {
        const auto& entry = wanted[static_cast<std::size_t>(row)];
        if (known.contains(entry->id)) {
            SharedRingEntry& there = m_rows[static_cast<std::size_t>(row)];
            if (there != entry) {
                there = entry;
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
            ++row;
            continue;
        }
        int after = row + 1;
        while (after < end && !known.contains(wanted[static_cast<std::size_t>(after)]->id)) {
            ++after;
        }
        beginInsertRows({}, row, after - 1);
        m_rows.insert(m_rows.begin() + row, wanted.begin() + row, wanted.begin() + after);
        endInsertRows();
        row = after;
    }
}

KeyRingFilter::KeyRingFilter(KeyRingModel* model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model) {
    setSourceModel(model);
    setSortRole(KeyRingModel::SortRole);
    connect(model, &QAbstractItemModel::rowsInserted, this, &KeyRingFilter::count);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &KeyRingFilter::count);
    connect(model, &QAbstractItemModel::dataChanged, this, &KeyRingFilter::count);
    count();
}

void KeyRingFilter::setShow(Show show) {
    if (m_show != show) {
        m_show = show;
        invalidateFilter();
    }
}

void KeyRingFilter::setSearch(const QString& text) {
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (m_words != words) {
        m_words = words;
        invalidateFilter();
    }
}

SharedRingEntry KeyRingFilter::entryAt(const QModelIndex& index) const {
    return m_model->entryAt(mapToSource(index));
}

QModelIndex KeyRingFilter::indexOf(const QString& id) const {
    return mapFromSource(m_model->indexOf(id));
}

bool KeyRingFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const SharedRingEntry entry = m_model->entryAt(m_model->index(row, 0, parent));
    if (!entry) {
        return false;
    }
    const bool shown = m_show == Show::All || (m_show == Show::Secrets && entry->holds == Holds::Secret) ||
                       (m_show == Show::Private && entry->holds == Holds::Private) ||
                       (m_show == Show::Public && entry->holds == Holds::Public);
    if (!shown || m_words.isEmpty()) {
        return shown;
    }
    const QStringList fields{entry->name,     kindText(*entry), qString(entry->key.jwk.kid),
                             useText(*entry), entry->origin,    qString(entry->thumbprint)};
    return std::all_of(m_words.begin(), m_words.end(), [&fields](const QString& word) {
        return std::any_of(fields.begin(), fields.end(),
                           [&word](const QString& field) { return field.contains(word, Qt::CaseInsensitive); });
    });
}

/// Texts as people sort them; equal cells by name, so that the order is the same at every start.
bool KeyRingFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const auto compare = [](const QVariant& a, const QVariant& b) {
        return a.userType() == QMetaType::Int
                   ? a.toInt() - b.toInt()
                   : a.toString().toCaseFolded().localeAwareCompare(b.toString().toCaseFolded());
    };
    const int cells = compare(left.data(sortRole()), right.data(sortRole()));
    return cells != 0 ? cells < 0
                      : compare(left.siblingAtColumn(KeyRingModel::Name).data(),
                                right.siblingAtColumn(KeyRingModel::Name).data()) < 0;
}

void KeyRingFilter::count() {
    Counts counts;
    counts.all = m_model->rowCount();
    for (int row = 0; row < counts.all; ++row) {
        switch (m_model->entryAt(m_model->index(row, 0))->holds) {
        case Holds::Secret:
            ++counts.secrets;
            break;
        case Holds::Private:
            ++counts.privates;
            break;
        case Holds::Public:
            ++counts.publics;
            break;
        }
    }
    if (counts != m_counts) {
        m_counts = counts;
        Q_EMIT countsChanged();
    }
}

} // namespace twb::workbench
