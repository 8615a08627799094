// SPDX-License-Identifier: Apache-2.0
#include "claims_table.h"

#include "common/fonts.h"
#include "common/metrics.h"
#include "common/theme.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace twb::ui {

void ClaimsModel::setClaims(QList<ClaimRow> claims) {
    // From the front and from the back equal names are the same rows; what lies between is removed and inserted.
    qsizetype head = 0;
    const qsizetype shorter = std::min(claims.size(), m_claims.size());
    while (head < shorter && claims[head].name == m_claims[head].name)
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && claims[claims.size() - 1 - tail].name == m_claims[m_claims.size() - 1 - tail].name)
        ++tail;
    if (const qsizetype gone = m_claims.size() - head - tail; gone > 0) {
        beginRemoveRows({}, int(head), int(head + gone - 1));
        m_claims.remove(head, gone);
        endRemoveRows();
    }
    if (const qsizetype come = claims.size() - head - tail; come > 0) {
        beginInsertRows({}, int(head), int(head + come - 1));
        m_claims.insert(head, come, ClaimRow());
        std::copy_n(claims.begin() + head, come, m_claims.begin() + head);
        endInsertRows();
    }
    for (qsizetype row = 0; row < claims.size(); ++row) {
        if (m_claims[row] == claims[row])
            continue;
        m_claims[row] = claims[row];
        Q_EMIT dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
    }
}

int ClaimsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_claims.size());
}

int ClaimsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClaimsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ClaimRow& claim = m_claims[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return column == Name ? claim.name : column == Value ? claim.value : claim.meaning;
    case Qt::FontRole:
        return column == Meaning ? fonts::ui() : column == Name ? [] {
            QFont font = fonts::mono();
            font.setWeight(QFont::DemiBold);
            return font;
        }()
                                                                : fonts::mono();
    case Qt::ForegroundRole:
        if (column == Meaning)
            return color(claim.error ? Role::Err : Role::Text2);
        return column == Name ? color(Role::JKey) : color(claim.value.startsWith(u'"') ? Role::JStr : Role::JNum);
    default:
        return {};
    }
}

QVariant ClaimsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == Name ? tr("Name") : section == Value ? tr("Value") : tr("Meaning");
}

ClaimsTable::ClaimsTable(QWidget* parent)
    : QTableView(parent)
    , m_model(new ClaimsModel(this)) {
    setObjectName(QStringLiteral("claimsTable"));
    setAccessibleName(tr("Claims"));
    setModel(m_model);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setTabKeyNavigation(false); // Tab leaves the table
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setWordWrap(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(ClaimsModel::Meaning, QHeaderView::Stretch);
    applyMetrics();
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ClaimsTable::onCurrentChanged);
}

void ClaimsTable::setClaims(QList<ClaimRow> claims) {
    m_model->setClaims(std::move(claims));
}

void ClaimsTable::applyMetrics() {
    verticalHeader()->setDefaultSectionSize(metrics::tableRow());
    horizontalHeader()->setFixedHeight(metrics::tableHeader());
    setColumnWidth(ClaimsModel::Name, metrics::width(130));
    setColumnWidth(ClaimsModel::Value, metrics::width(220));
}

void ClaimsTable::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_model)
        applyMetrics();
}

void ClaimsTable::onCurrentChanged(const QModelIndex& current) {
    if (current.isValid())
        Q_EMIT claimChosen(m_model->claims()[current.row()].range);
}

void ClaimsTable::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_F1 && currentIndex().isValid()) {
        const QRect row = visualRect(currentIndex());
        Q_EMIT claimHelpRequested(m_model->claims()[currentIndex().row()].range.offset,
                                  QRect(viewport()->mapToGlobal(row.topLeft()), row.size()));
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace twb::ui
