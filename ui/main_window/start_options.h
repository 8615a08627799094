// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"

#include <memory>
#include <optional>
#include <QSize>
#include <QString>
#include <QStringList>

namespace twb::workbench {
class DocumentList;
class Settings;
class ProfileStore;
class TokenDocument;
} // namespace twb::workbench

namespace twb::ui {

class MainWindow;

/// What the command line of the window asks for: files to open, and the switches by which pictures are made and the
/// start is measured.
struct StartOptions {
    QStringList files;
    QString templateId;        ///< --template: starts with this template
    bool templateForm = false; ///< --template-form: with its form in front
    QString theme;             ///< --theme light|dark: set as in the View menu
    QStringList keyFiles;      ///< --key FILE: what fills the key fields
    int layer = 0;             ///< --layer N: this layer of a nested token is opened
    QString workspace;         ///< --workspace editor|keys|endpoint|issuer|settings: shown first
    QString renderTo;          ///< --render FILE: writes a picture of the window and ends
    std::optional<QSize> size;
    std::optional<int> zoom; ///< --zoom PERCENT: set as in the Settings
    std::optional<Time> at;  ///< --at TIME: the clock stands still there
    bool exitAfterFirstPaint = false;

    /// Ends the program with status 2 and a sentence for an argument that it does not know.
    static StartOptions read(const QStringList& arguments);

    std::unique_ptr<const Clock> makeClock() const;
    /// The user's settings; for pictures and measurements fresh ones that are never written.
    std::unique_ptr<workbench::Settings> makeSettings() const;
    /// Shows the window and does what was asked for.
    /// The person's own profiles; none while a picture is made, which is the same on every computer.
    QString profileFolder() const;
    void start(MainWindow& window, workbench::DocumentList& documents, workbench::ProfileStore& profileStore) const;

private:
    void fillKeys(workbench::TokenDocument& document) const;
};

} // namespace twb::ui
