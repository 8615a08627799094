// SPDX-License-Identifier: Apache-2.0
#include "endpoint/extra_table.h"

#include "common/metrics.h"
#include "common/theme.h"

#include <QComboBox>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

namespace twb::ui {

namespace {
constexpr int firstStep = 3; ///< behind body, header, query
constexpr int leastTable = 150;

/// Says in the empty row what it is there for; the word is painted only and never a value.
class NewNameHint : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        if (option->text.isEmpty() && index.row() == index.model()->rowCount() - 1) {
            option->text = ExtraTable::tr("Add name…");
            option->features |= QStyleOptionViewItem::HasDisplay;
            option->palette.setColor(QPalette::Text, color(Role::Text3));
        }
    }
};
} // namespace

ExtraTable::ExtraTable(QWidget* parent)
    : QTableWidget(0, 3, parent) {
    setObjectName(QStringLiteral("endpointExtras"));
    setAccessibleName(tr("Extra parameters"));
    setHorizontalHeaderLabels({tr("Name"), tr("Value"), tr("Sent in")});
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(metrics::tableRow());
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(2, QHeaderView::Fixed);
    horizontalHeader()->resizeSection(2, metrics::width(84));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setEditTriggers(QAbstractItemView::AllEditTriggers);
    setTabKeyNavigation(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMinimumWidth(leastTable); // its columns give way with the form
    setItemDelegateForColumn(0, new NewNameHint(this));
    setExtras({});
    connect(this, &QTableWidget::cellChanged, this, [this] {
        keepOneEmpty();
        Q_EMIT edited();
    });
}

void ExtraTable::addRow(const oauth::ExtraParameter& extra, int where) {
    const int row = rowCount();
    insertRow(row);
    setItem(row, 0, new QTableWidgetItem(QString::fromStdString(extra.name)));
    setItem(row, 1, new QTableWidgetItem(QString::fromStdString(extra.value)));
    auto* place = new QComboBox(this);
    place->addItems({tr("Body"), tr("Header"), tr("Query")});
    if (m_steps == Steps::Several || where == firstStep) {
        place->addItem(tr("First step"));
    }
    place->setCurrentIndex(where);
    place->setAccessibleName(tr("Sent in"));
    place->setFrame(false);
    connect(place, &QComboBox::currentIndexChanged, this, &ExtraTable::edited);
    setCellWidget(row, 2, place);
    updateGeometry();
}

void ExtraTable::setExtras(const std::vector<oauth::ExtraParameter>& extras,
                           const std::vector<oauth::NameValue>& first) {
    const QSignalBlocker quiet(this);
    setRowCount(0);
    for (const oauth::ExtraParameter& extra : extras) {
        addRow(extra, static_cast<int>(extra.place));
    }
    for (const oauth::NameValue& pair : first) {
        addRow({pair.name, pair.value, oauth::ExtraParameter::Place::Body}, firstStep);
    }
    keepOneEmpty();
}

void ExtraTable::keepOneEmpty() {
    const int last = rowCount() - 1;
    const bool room = last >= 0 && item(last, 0)->text().isEmpty() && item(last, 1)->text().isEmpty();
    if (!room) {
        const QSignalBlocker quiet(this);
        addRow({}, 0);
    }
}

void ExtraTable::setSteps(Steps steps) {
    if (steps == m_steps) {
        return;
    }
    m_steps = steps;
    for (int row = 0; row < rowCount(); ++row) {
        auto* place = static_cast<QComboBox*>(cellWidget(row, 2));
        if (steps == Steps::Several && place->count() == firstStep) {
            place->addItem(tr("First step"));
        } else if (steps == Steps::One && place->count() > firstStep && place->currentIndex() != firstStep) {
            place->removeItem(firstStep);
        }
    }
}

int ExtraTable::placeOf(int row) const {
    return static_cast<QComboBox*>(cellWidget(row, 2))->currentIndex();
}

std::vector<oauth::ExtraParameter> ExtraTable::extras() const {
    std::vector<oauth::ExtraParameter> extras;
    for (int row = 0; row < rowCount(); ++row) {
        const QString name = item(row, 0)->text().trimmed();
        if (!name.isEmpty() && placeOf(row) != firstStep) {
            extras.push_back({name.toStdString(), item(row, 1)->text().toStdString(),
                              static_cast<oauth::ExtraParameter::Place>(placeOf(row))});
        }
    }
    return extras;
}

std::vector<oauth::NameValue> ExtraTable::firstExtras() const {
    std::vector<oauth::NameValue> extras;
    for (int row = 0; row < rowCount(); ++row) {
        const QString name = item(row, 0)->text().trimmed();
        if (!name.isEmpty() && placeOf(row) == firstStep) {
            extras.push_back({name.toStdString(), item(row, 1)->text().toStdString()});
        }
    }
    return extras;
}

QSize ExtraTable::sizeHint() const {
    const int rows = qMin(rowCount(), 6);
    return {200, metrics::tableHeader() + rows * metrics::tableRow() + 4};
}

} // namespace twb::ui
