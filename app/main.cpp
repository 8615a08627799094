// SPDX-License-Identifier: Apache-2.0
// Composition root: makes the objects, hands them to each other, nothing else.
#include "common/theme.h"
#include "main_window/main_window.h"
#include "main_window/start_options.h"
#include "workbench/document_list.h"
#include "workbench/key_maker.h"
#include "workbench/settings.h"
#include "workbench/template_list.h"

#include <memory>
#include <QApplication>

int main(int argc, char* argv[]) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("token-workbench"));
    QApplication::setApplicationDisplayName(QStringLiteral("Token Workbench"));
    QApplication::setApplicationVersion(QStringLiteral(TWB_VERSION));
    QApplication::setOrganizationName(QStringLiteral("token-workbench"));
    const twb::ui::StartOptions options = twb::ui::StartOptions::read(application.arguments());

    const std::unique_ptr<const twb::Clock> clock = options.makeClock();
    const std::unique_ptr<twb::workbench::Settings> settings = options.makeSettings();
    twb::ui::Theme theme;
    twb::workbench::DocumentList documents({clock.get()});
    twb::workbench::KeyMaker keyMaker;
    const twb::workbench::TemplateList templates;

    theme.apply();
    twb::ui::MainWindow window(documents, *settings, theme, keyMaker, templates);
    options.start(window, documents, templates);
    return QApplication::exec();
}
