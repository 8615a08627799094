// SPDX-License-Identifier: Apache-2.0
#include "editor/compare_page.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "common/pane_frame.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "common/theme.h"
#include "editor/code_edit.h"
#include "workbench/document_list.h"
#include "workbench/qt_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

namespace twb::ui {

using doctor::Difference;
using workbench::ShownVersion;
using workbench::TokenDocument;

namespace {

constexpr int roleVersion = Qt::UserRole + 1;

LineDifference lineOf(Difference difference) {
    switch (difference) {
    case Difference::Changed:
        return LineDifference::Changed;
    case Difference::OnlyLeft:
        return LineDifference::Removed;
    case Difference::OnlyRight:
        return LineDifference::Added;
    case Difference::Same:
        break;
    }
    return LineDifference::None;
}

/// Sign and word: the sign alone says nothing to a screen reader.
QString wordsOf(Difference difference) {
    switch (difference) {
    case Difference::Changed:
        return ComparePage::tr("≠ different");
    case Difference::OnlyLeft:
        return ComparePage::tr("− left only");
    case Difference::OnlyRight:
        return ComparePage::tr("+ right only");
    case Difference::Same:
        break;
    }
    return ComparePage::tr("= equal");
}

void showSide(CodeEdit* edit, const doctor::ComparedSide& side) {
    edit->setUtf8(QByteArray::fromStdString(side.text));
    QList<LineMark> marks;
    for (std::size_t line = 0; line < side.lines.size(); ++line) {
        if (side.lines[line] != Difference::Same) {
            marks.append(
                {static_cast<int>(line), LineSeverity::None, lineOf(side.lines[line]), wordsOf(side.lines[line])});
        }
    }
    edit->setLineMarks(marks);
}

} // namespace

ComparePage::ComparePage(workbench::DocumentList& documents, QWidget* parent)
    : QWidget(parent)
    , m_documents(documents)
    , m_leftSide(new QComboBox(this))
    , m_rightSide(new QComboBox(this))
    , m_times(new SwitchRow(tr("Times"), this))
    , m_rows(new SwitchRow(tr("Rows shown"), this))
    , m_summary(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::SemiBold, this))
    , m_table(new QTableWidget(this))
    , m_left(new CodeEdit(this))
    , m_right(new CodeEdit(this))
    , m_comparer(this, [this](const workbench::Comparer::SharedComparison& answer) { show(*answer); }) {
    setObjectName(QStringLiteral("comparePage"));
    m_leftSide->setObjectName(QStringLiteral("compareLeftCombo"));
    m_leftSide->setAccessibleName(tr("Left side"));
    m_rightSide->setObjectName(QStringLiteral("compareRightCombo"));
    m_rightSide->setAccessibleName(tr("Right side"));
    m_times->setObjectName(QStringLiteral("compareTimesSwitch"));
    m_times->addChoice(tr("Times from iat"), std::nullopt,
                       tr("Times count from iat, so that tokens made at different moments agree"));
    m_times->addChoice(tr("As written"));
    m_rows->setObjectName(QStringLiteral("compareRowsSwitch"));
    m_rows->addChoice(tr("Differences"));
    m_rows->addChoice(tr("All claims"));
    m_summary->setObjectName(QStringLiteral("compareSummary"));
    m_table->setObjectName(QStringLiteral("compareTable"));
    m_table->setAccessibleName(tr("Claims that differ"));
    m_table->setColumnCount(4);
    m_table->setHorizontalHeaderLabels({tr("Claim"), tr("Left"), tr("Right"), tr("Difference")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->setFrameShape(QFrame::NoFrame);
    m_left->setObjectName(QStringLiteral("compareLeftText"));
    m_left->setAccessibleName(tr("Left token"));
    m_right->setObjectName(QStringLiteral("compareRightText"));
    m_right->setAccessibleName(tr("Right token"));
    for (CodeEdit* edit : {m_left, m_right}) {
        edit->setReadOnly(true);
        edit->setLanguage(CodeLanguage::Json);
    }
    buildLayout();
    connectSignals();
}

void ComparePage::buildLayout() {
    auto* head = new QHBoxLayout;
    head->setSpacing(metrics::space8);
    head->addWidget(m_leftSide, 1);
    head->addWidget(new TextLabel(tr("with"), Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this));
    head->addWidget(m_rightSide, 1);
    head->addSpacing(metrics::space8);
    head->addWidget(m_times);

    auto* claims = new PaneFrame(tr("By claim"), this);
    claims->addControl(m_rows);
    claims->setContent(m_table);
    auto* texts = new QSplitter(Qt::Horizontal, this);
    auto* left = new PaneFrame(tr("Left"), this);
    left->setContent(m_left);
    auto* right = new PaneFrame(tr("Right"), this);
    right->setContent(m_right);
    texts->addWidget(left);
    texts->addWidget(right);
    auto* parts = new QSplitter(Qt::Vertical, this);
    parts->addWidget(claims);
    parts->addWidget(texts);
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);
    for (QSplitter* splitter : {texts, parts}) {
        splitter->setHandleWidth(metrics::gap());
        splitter->setChildrenCollapsible(false);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space8, metrics::space8, metrics::space8, metrics::space8);
    column->setSpacing(metrics::space8);
    column->addLayout(head);
    column->addWidget(m_summary);
    column->addWidget(parts, 1);
}

void ComparePage::connectSignals() {
    connect(m_leftSide, &QComboBox::currentIndexChanged, this, &ComparePage::render);
    connect(m_rightSide, &QComboBox::currentIndexChanged, this, &ComparePage::render);
    connect(m_times, &SwitchRow::currentIndexChanged, this, &ComparePage::render);
    connect(m_rows, &SwitchRow::currentIndexChanged, this, &ComparePage::render);
    connect(&Theme::current(), &Theme::changed, this, &ComparePage::render); // the words' colour is kept in the cells
    // The two texts scroll together.
    connect(m_left->verticalScrollBar(), &QScrollBar::valueChanged, m_right->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(m_right->verticalScrollBar(), &QScrollBar::valueChanged, m_left->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(&Theme::current(), &Theme::changed, this, &ComparePage::render);
    for (auto signal : {&workbench::DocumentList::opened, &workbench::DocumentList::closed}) {
        connect(&m_documents, signal, this, [this] {
            if (isVisible()) {
                fillSides();
                followDocuments();
                render();
            }
        });
    }
}

/// Original and Your copy of every tab that holds a token.
void ComparePage::fillSides() {
    for (QComboBox* side : {m_leftSide, m_rightSide}) {
        const QSignalBlocker quiet(side);
        const QVariant document = side->currentData();
        const QVariant version = side->currentData(roleVersion);
        side->clear();
        for (int index = 0; index < m_documents.count(); ++index) {
            TokenDocument* one = m_documents.at(index);
            for (const ShownVersion which : {ShownVersion::Original, ShownVersion::Copy}) {
                if (which == ShownVersion::Original ? !one->hasOriginal() : !one->hasCopy()) {
                    continue;
                }
                side->addItem(which == ShownVersion::Original ? tr("%1 · Original", "title").arg(one->title())
                                                              : tr("%1 · Your copy", "title").arg(one->title()),
                              QVariant::fromValue(static_cast<QObject*>(one)));
                side->setItemData(side->count() - 1, static_cast<int>(which), roleVersion);
                if (side->itemData(side->count() - 1) == document && static_cast<int>(which) == version.toInt()) {
                    side->setCurrentIndex(side->count() - 1);
                }
            }
        }
    }
}

void ComparePage::open(TokenDocument* document) {
    fillSides();
    const auto find = [this](const TokenDocument* wanted, ShownVersion version) {
        for (int index = 0; index < m_leftSide->count(); ++index) {
            if (m_leftSide->itemData(index).value<QObject*>() == wanted &&
                m_leftSide->itemData(index, roleVersion).toInt() == static_cast<int>(version)) {
                return index;
            }
        }
        return -1;
    };
    const int original = find(document, ShownVersion::Original);
    const int copy = find(document, ShownVersion::Copy);
    const int shown = document->shown() == ShownVersion::Copy ? copy : original;
    // The two versions of this tab; else this tab and another one.
    int left = original;
    int right = copy;
    if (original < 0 || copy < 0) {
        left = shown;
        right = shown;
        for (int index = 0; index < m_leftSide->count() && right == shown; ++index) {
            right = m_leftSide->itemData(index).value<QObject*>() == document ? right : index;
        }
    }
    {
        const QSignalBlocker quietLeft(m_leftSide);
        const QSignalBlocker quietRight(m_rightSide);
        m_leftSide->setCurrentIndex(left);
        m_rightSide->setCurrentIndex(right);
    }
    followDocuments();
    render();
}

bool ComparePage::hasSides() const {
    const auto isThere = [this](const QComboBox* side) {
        for (int index = 0; index < m_documents.count(); ++index) {
            const TokenDocument* one = m_documents.at(index);
            if (side->currentData().value<QObject*>() == one) {
                const bool copy = side->currentData(roleVersion).toInt() == static_cast<int>(ShownVersion::Copy);
                return copy ? one->hasCopy() : one->hasOriginal();
            }
        }
        return false;
    };
    return isThere(m_leftSide) && isThere(m_rightSide);
}

void ComparePage::followDocuments() {
    for (int index = 0; index < m_documents.count(); ++index) {
        connect(m_documents.at(index), &TokenDocument::evaluated, this, &ComparePage::render, Qt::UniqueConnection);
    }
}

void ComparePage::focusStart() {
    m_rightSide->setFocus(Qt::OtherFocusReason);
}

FindTarget ComparePage::findTarget() const {
    CodeEdit* edit = m_right->hasFocus() ? m_right : m_left;
    return {edit->accessibleName(), [edit] { return edit->utf8(); }, [edit] { return edit->selectedRange(); },
            [edit](TextRange range) { edit->selectRange(range); }, [edit] { edit->setFocus(); }};
}

/// Tabs may have come, gone or got a copy meanwhile.
void ComparePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    fillSides();
    followDocuments();
    render();
}

doctor::SharedReading ComparePage::readingOf(const QComboBox* side) const {
    auto* document = qobject_cast<TokenDocument*>(side->currentData().value<QObject*>());
    if (document == nullptr) {
        return nullptr;
    }
    const doctor::Evaluation& evaluation = *document->evaluation();
    const bool copy = side->currentData(roleVersion).toInt() == static_cast<int>(ShownVersion::Copy);
    return copy && evaluation.copy ? evaluation.copy->reading : evaluation.original.reading;
}

void ComparePage::render() {
    if (!isVisible()) {
        return; // showEvent() renders
    }
    const doctor::SharedReading left = readingOf(m_leftSide);
    const doctor::SharedReading right = readingOf(m_rightSide);
    if (left == nullptr || right == nullptr) {
        m_comparer.forget();
        m_summary->setText(tr("Open a second token to compare this one with."));
        m_table->setRowCount(0);
        m_left->setUtf8({});
        m_right->setUtf8({});
        return;
    }
    const auto times =
        m_times->currentIndex() == 0 ? doctor::ComparedTimes::Relative : doctor::ComparedTimes::AsWritten;
    m_comparer.compare(left, right, times);
}

void ComparePage::show(const doctor::Comparison& comparison) {
    const bool same = readingOf(m_leftSide) == readingOf(m_rightSide);
    m_summary->setText(same ? tr("Both sides are the same token: choose another one at the right.")
                       : comparison.differences == 0 ? tr("Header and claims say the same.")
                       : comparison.differences == 1
                           ? tr("1 claim differs.")
                           : tr("%1 claims differ.").arg(static_cast<qulonglong>(comparison.differences)));
    renderTable(comparison);
    showSide(m_left, comparison.left);
    showSide(m_right, comparison.right);
}

void ComparePage::renderTable(const doctor::Comparison& comparison) {
    const bool all = m_rows->currentIndex() == 1;
    m_table->setRowCount(0);
    for (const doctor::ComparedMember& member : comparison.members) {
        if (!all && member.difference == Difference::Same) {
            continue;
        }
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        const QString name =
            (member.inHeader ? tr("header %1").arg(workbench::qString(member.path)) : workbench::qString(member.path));
        const QStringList cells{name, workbench::qString(member.left), workbench::qString(member.right),
                                wordsOf(member.difference)};
        for (int column = 0; column < cells.size(); ++column) {
            auto* cell = new QTableWidgetItem(cells[column]);
            cell->setToolTip(cells[column]);
            if (column == 1 || column == 2) {
                cell->setFont(fonts::mono());
            }
            if (column == 3 && member.difference != Difference::Same) {
                cell->setForeground(color(Role::Warn));
            }
            m_table->setItem(row, column, cell);
        }
        m_table->setRowHeight(row, metrics::tableRow());
    }
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(3, QHeaderView::ResizeToContents);
}

void ComparePage::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), color(Role::Window));
}

} // namespace twb::ui
