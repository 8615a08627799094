// SPDX-License-Identifier: Apache-2.0
#include "main_window/help_windows.h"

#include "common/fonts.h"
#include "common/metrics.h"
#include "main_window/actions.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace twb::ui {

namespace {

QString text(const char* source) {
    return QCoreApplication::translate("HelpWindows", source);
}

/// Brings the window of that name to the front, or returns a new one for the caller to fill.
QDialog* freshWindow(const char* name, const QString& title, QWidget* parent) {
    if (auto* open = parent->findChild<QDialog*>(QLatin1String(name))) {
        open->raise();
        open->activateWindow();
        return nullptr;
    }
    auto* window = new QDialog(parent);
    window->setObjectName(QLatin1String(name));
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setWindowTitle(title);
    auto* column = new QVBoxLayout(window);
    column->setContentsMargins(metrics::space16, metrics::space16, metrics::space16, metrics::space16);
    column->setSpacing(metrics::space12);
    return window;
}

void addCloseButton(QDialog* window) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, window);
    QObject::connect(buttons, &QDialogButtonBox::rejected, window, &QDialog::close);
    window->layout()->addWidget(buttons);
}

} // namespace

void showShortcutsWindow(const Actions& actions, QWidget* parent) {
    QDialog* window = freshWindow("shortcutsWindow", text("Keyboard shortcuts"), parent);
    if (!window) {
        return;
    }
    auto* table = new QTableWidget(0, 2, window);
    table->setAccessibleName(text("Keyboard shortcuts"));
    table->setHorizontalHeaderLabels({text("Action"), text("Keys")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(metrics::tableRow());
    table->horizontalHeader()->setStretchLastSection(true);
    for (int id = 0; id < static_cast<int>(ActionId::Count); ++id) {
        const QAction* action = actions[static_cast<ActionId>(id)];
        if (action->shortcuts().isEmpty()) {
            continue;
        }
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(actions.label(static_cast<ActionId>(id))));
        table->setItem(row, 1,
                       new QTableWidgetItem(QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)));
    }
    table->setColumnWidth(0, metrics::width(280));
    window->layout()->addWidget(table);
    addCloseButton(window);
    window->resize(metrics::width(520), metrics::height(560));
    window->show();
}

void showAboutWindow(QWidget* parent) {
    QDialog* window = freshWindow("aboutWindow", text("About Token Workbench"), parent);
    if (!window) {
        return;
    }
    auto* title = new QLabel(text("Token Workbench %1").arg(QCoreApplication::applicationVersion()), window);
    title->setFont(fonts::emptyTitle());
    auto* lines = new QLabel(text("Signs, verifies and explains JSON Web Tokens on this computer. Nothing is sent "
                                  "anywhere until you press Send or Fetch.\n\n"
                                  "Made with Qt %1 (LGPL) and OpenSSL 3 (Apache-2.0). Licence: Apache-2.0.")
                                 .arg(QLatin1String(qVersion())),
                             window);
    lines->setWordWrap(true);
    lines->setMinimumWidth(metrics::width(380));
    lines->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    window->layout()->addWidget(title);
    window->layout()->addWidget(lines);
    addCloseButton(window);
    window->show();
}

} // namespace twb::ui
