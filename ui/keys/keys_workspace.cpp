// SPDX-License-Identifier: Apache-2.0
#include "keys/keys_workspace.h"
#include "common/message_bar.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "keys/fetch_bar.h"
#include "keys/generate_key_window.h"
#include "keys/import_words.h"
#include "keys/key_detail.h"
#include "keys/keys_list_pane.h"
#include "keys/keys_table.h"
#include "keys/keys_tool_row.h"
#include "workbench/settings.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

namespace twb::ui {

namespace {
constexpr int narrowWidth = 1120, activityBar = 72, activityBarNarrow = 48;
constexpr int listStart = 840, detailStart = 480, detailBelow = 280;
const auto splitterName = QStringLiteral("keysSplitter");
const auto columnsName = QStringLiteral("keysColumns");

QStringList localFiles(const QMimeData* data) {
    QStringList paths;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    return paths;
}
} // namespace

KeysWorkspace::KeysWorkspace(workbench::KeyRing& ring, workbench::KeyImport& import, workbench::KeyStore& store,
                             workbench::KeyMaker& keyMaker, workbench::ClipboardGuard& clipboard,
                             workbench::Settings& settings, Theme& theme, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_ring(ring)
    , m_import(import)
    , m_store(store)
    , m_keyMaker(keyMaker)
    , m_clipboard(clipboard)
    , m_settings(settings)
    , m_theme(theme)
    , m_actions(actions)
    , m_model(&ring)
    , m_filter(&m_model)
    , m_saver(this)
    , m_tools(new KeysToolRow(this))
    , m_fetch(new FetchBar(ring.clock(), this))
    , m_splitter(new QSplitter(this))
    , m_list(new KeysListPane(m_filter, this))
    , m_detail(new KeyDetail(this)) {
    setObjectName(QStringLiteral("keysWorkspace"));
    setAccessibleName(tr("Keys workspace"));
    setAcceptDrops(true);
    build();
    connectSignals();
    showRing();
    showStore();
    showSelection();
}

KeysWorkspace::~KeysWorkspace() {
    hide(); // an edit that is under way is still taken
    for (QObject* part : {static_cast<QObject*>(m_tools), static_cast<QObject*>(m_list),
                          static_cast<QObject*>(m_detail), static_cast<QObject*>(&m_list->table())})
        disconnect(part, nullptr, this, nullptr);
    disconnect(&m_ring, nullptr, this, nullptr);
    delete m_splitter; // its table shows the models, which are members
}

void KeysWorkspace::build() {
    m_splitter->setObjectName(splitterName);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({metrics::width(listStart), std::max(detailStart, metrics::width(detailStart))});
    auto* around = new QVBoxLayout;
    around->setContentsMargins(metrics::space8, metrics::space8, metrics::space8, metrics::space8);
    around->addWidget(m_splitter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tools);
    column->addWidget(m_fetch);
    m_fetch->hide();
    column->addLayout(around, 1);

    if (const QByteArray state = m_settings.layout(splitterName); !state.isEmpty())
        m_splitter->restoreState(state);
    m_list->table().restoreLayoutState(m_settings.layout(columnsName));
    // tools → filter → search → table → detail (ui.md §8)
    QList<QWidget*> stops = m_tools->focusStops();
    stops.append(m_fetch->focusStops());
    stops.append(&m_list->table());
    stops.append(m_detail->focusStops());
    for (qsizetype i = 1; i < stops.size(); ++i)
        setTabOrder(stops[i - 1], stops[i]);
}

void KeysWorkspace::importPaths(const QStringList& paths) {
    m_import.importPaths(paths);
}

void KeysWorkspace::importText(const QString& text) {
    QByteArray octets = text.toUtf8();
    m_import.importText(Secret::fromText(std::string_view(octets.constData(), static_cast<std::size_t>(octets.size()))),
                        tr("Pasted"));
    wipeMemory(octets.data(), static_cast<std::size_t>(octets.size()));
}

void KeysWorkspace::pasteKey() {
    const QMimeData* held = QGuiApplication::clipboard()->mimeData();
    const QStringList paths = held ? localFiles(held) : QStringList();
    if (!paths.isEmpty())
        importPaths(paths);
    else if (held && !held->text().trimmed().isEmpty())
        importText(held->text());
    else
        report(tr("The clipboard holds no text."), true);
}

void KeysWorkspace::chooseFiles() {
    auto* chooser = new QFileDialog(this, tr("Import keys"));
    chooser->setObjectName(QStringLiteral("importKeysChooser"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFiles);
    connect(chooser, &QFileDialog::filesSelected, this, &KeysWorkspace::importPaths);
    chooser->open();
}

void KeysWorkspace::showGenerateWindow() {
    if (!m_generate) {
        m_generate = new GenerateKeyWindow(m_keyMaker, m_ring.clock(), this);
        m_generate->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_generate, &GenerateKeyWindow::keyChosen, this, [this] {
            if (m_ring.find(m_lastMade))
                Q_EMIT useInEditorRequested(m_lastMade);
        });
    }
    if (!m_generate->isVisible()) {
        m_generate->adjustSize();
        m_generate->move(window()->frameGeometry().center() - m_generate->rect().center());
    }
    m_generate->show();
    m_generate->raise();
    m_generate->activateWindow();
}

void KeysWorkspace::selectKey(const QString& id) {
    if (!m_filter.indexOf(id).isValid()) {
        m_tools->clearSearch();
        m_tools->setShow(workbench::KeyRingFilter::Show::All);
    }
    m_list->table().selectKey(id);
}

void KeysWorkspace::focusStart() {
    m_list->table().setFocus(Qt::OtherFocusReason);
}

void KeysWorkspace::saveLayout() {
    if (m_splitter->orientation() == Qt::Horizontal)
        m_settings.setLayout(splitterName, m_splitter->saveState());
    m_settings.setLayout(columnsName, m_list->table().layoutState());
}

QString KeysWorkspace::selectionSummary() const {
    const qsizetype selected = m_list->table().selectedIds().size();
    return tr("%1 of %2 selected", "1 of 8 keys selected").arg(selected).arg(keyCount(m_ring.count()));
}

std::vector<workbench::SharedRingEntry> KeysWorkspace::selectedEntries() const {
    std::vector<workbench::SharedRingEntry> entries;
    for (const QString& id : m_list->table().selectedIds())
        if (workbench::SharedRingEntry entry = m_ring.find(id))
            entries.push_back(std::move(entry));
    return entries;
}

void KeysWorkspace::dragEnterEvent(QDragEnterEvent* event) {
    if (!localFiles(event->mimeData()).isEmpty() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void KeysWorkspace::dropEvent(QDropEvent* event) {
    const QStringList paths = localFiles(event->mimeData());
    if (!paths.isEmpty())
        importPaths(paths);
    else
        importText(event->mimeData()->text());
    event->acceptProposedAction();
}

void KeysWorkspace::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Window));
    painter.fillRect(QRect(0, m_tools->geometry().bottom(), width(), 1), color(Role::Border));
}

void KeysWorkspace::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    askFit();
}

void KeysWorkspace::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (m_fit)
        m_fit->ask(nullptr);
}

void KeysWorkspace::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // The design counts the window's width; the workspace is narrower by the activity bar.
    const int beside = window() == this ? 0 : width() + activityBar < narrowWidth ? activityBarNarrow : activityBar;
    const bool below = width() + beside < metrics::width(narrowWidth);
    const Qt::Orientation wanted = below ? Qt::Vertical : Qt::Horizontal;
    if (m_splitter->orientation() == wanted)
        return;
    m_splitter->setOrientation(wanted);
    if (below) {
        m_splitter->setSizes(
            {std::max(1, m_splitter->height() - metrics::height(detailBelow)), metrics::height(detailBelow)});
    } else if (!m_splitter->restoreState(m_settings.layout(splitterName))) {
        m_splitter->setSizes({metrics::width(listStart), metrics::width(detailStart)});
    }
}

} // namespace twb::ui
