// SPDX-License-Identifier: Apache-2.0
#include "keys/keys_table.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "keys/key_delegate.h"

#include <array>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace twb::ui {

using Model = workbench::KeyRingModel;

namespace {
/// Per cent of the table's width, and the least width at 13 pixels (picture 04).
struct ColumnWidth {
    int share, least;
};
constexpr std::array<ColumnWidth, Model::ColumnCount> columnWidths = {
    {{23, 130}, {8, 62}, {9, 70}, {14, 90}, {12, 62}, {10, 84}, {12, 84}, {12, 86}}};
} // namespace

KeysTable::KeysTable(workbench::KeyRingFilter& filter, QWidget* parent)
    : QTableView(parent)
    , m_filter(filter) {
    setObjectName(QStringLiteral("keysTable"));
    setAccessibleName(tr("Keys"));
    setModel(&filter);
    setItemDelegate(new KeyDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setTabKeyNavigation(false); // Tab leaves the table
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(EditKeyPressed);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setSortingEnabled(true);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSortIndicatorClearable(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as they came
    applyMetrics();
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &KeysTable::selectedKeysChanged);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT useRequested(index.data(Model::IdRole).toString()); });
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        // The last one follows the others by itself.
        if (!m_fitting && column != Model::Thumbprint)
            m_sized = true;
    });
    connect(model(), &QAbstractItemModel::rowsInserted, this, &KeysTable::fitColumns);
    connect(model(), &QAbstractItemModel::dataChanged, this, &KeysTable::fitColumns);
    connect(&Theme::current(), &Theme::changed, this, &KeysTable::applyMetrics);
}

QStringList KeysTable::selectedIds() const {
    QModelIndexList rows = selectionModel()->selectedRows();
    const int current = currentIndex().row();
    std::sort(rows.begin(), rows.end(), [current](const QModelIndex& a, const QModelIndex& b) {
        return std::pair(a.row() != current, a.row()) < std::pair(b.row() != current, b.row());
    });
    QStringList ids;
    for (const QModelIndex& row : rows)
        ids.append(row.data(Model::IdRole).toString());
    return ids;
}

void KeysTable::selectKey(const QString& id) {
    const QModelIndex index = m_filter.indexOf(id);
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    selectionModel()->select(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

QByteArray KeysTable::layoutState() const {
    return m_sized ? horizontalHeader()->saveState() : QByteArray();
}

void KeysTable::restoreLayoutState(const QByteArray& state) {
    if (!state.isEmpty())
        m_sized = horizontalHeader()->restoreState(state);
}

void KeysTable::keyPressEvent(QKeyEvent* event) {
    const QStringList ids = selectedIds();
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (state() != EditingState && !ids.isEmpty() && event->matches(QKeySequence::Delete)) {
        Q_EMIT removeRequested(ids);
    } else if (state() != EditingState && plain && event->key() == Qt::Key_F2 && !ids.isEmpty()) {
        // Whatever the column of the cursor: it is the name that can be edited.
        edit(currentIndex().siblingAtColumn(Model::Name));
    } else if (state() != EditingState && plain && !ids.isEmpty() &&
               (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT useRequested(ids.front());
    } else {
        QTableView::keyPressEvent(event);
    }
}

void KeysTable::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyMetrics();
}

void KeysTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
}

void KeysTable::contextMenuEvent(QContextMenuEvent* event) {
    const QStringList ids = selectedIds();
    if (ids.isEmpty())
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("keysTableMenu"));
    QAction* use = menu->addAction(tr("Use in editor"));
    QAction* rename = menu->addAction(tr("Rename"));
    rename->setShortcut(Qt::Key_F2);
    menu->addSeparator();
    QAction* remove = menu->addAction(tr("Remove"));
    remove->setShortcut(QKeySequence::Delete);
    use->setEnabled(ids.size() == 1);
    rename->setEnabled(ids.size() == 1);
    connect(use, &QAction::triggered, this, [this, ids] { Q_EMIT useRequested(ids.front()); });
    connect(rename, &QAction::triggered, this, [this] { edit(currentIndex().siblingAtColumn(Model::Name)); });
    connect(remove, &QAction::triggered, this, [this, ids] { Q_EMIT removeRequested(ids); });
    menu->popup(event->globalPos());
}

void KeysTable::applyMetrics() {
    verticalHeader()->setDefaultSectionSize(metrics::tableRow());
    horizontalHeader()->setFixedHeight(metrics::tableHeader());
    fitColumns();
    viewport()->update();
}

void KeysTable::fitColumns() {
    if (m_sized || !model())
        return;
    const int room = viewport()->width();
    std::array<int, Model::ColumnCount> widths{};
    int total = 0;
    for (int column = 0; column < Model::ColumnCount; ++column) {
        const auto place = static_cast<std::size_t>(column);
        int least = metrics::width(columnWidths[place].least);
        // Words are never cut; names, kids and files may be (ui.md §11).
        if (column != Model::Name && column != Model::Kid && column != Model::Source)
            least = std::max(least, sizeHintForColumn(column));
        widths[place] = std::max(least, room * columnWidths[place].share / 100);
        total += widths[place];
    }
    for (const std::size_t place : {std::size_t{Model::Source}, std::size_t{Model::Kid}, std::size_t{Model::Name}}) {
        const int spare = std::max(0, widths[place] - metrics::width(columnWidths[place].least));
        const int given = std::clamp(total - room, 0, spare);
        widths[place] -= given;
        total -= given;
    }
    m_fitting = true;
    for (int column = 0; column < Model::ColumnCount; ++column)
        setColumnWidth(column, widths[static_cast<std::size_t>(column)]);
    m_fitting = false;
}

} // namespace twb::ui
