// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/library.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>
#include <vector>

namespace twb::workbench {

class TokenDocument;

/// What is left of a profile that was removed, for bringing it back.
struct RemovedProfile {
    std::string id;
    QString title;
    QString path;
    std::string text; ///< the file, octet for octet
};

/// The profiles of the window: built in, and the person's own out of one folder, which is read again by itself when a
/// file in it changes. GUI thread.
class ProfileStore : public QObject {
    Q_OBJECT

public:
    /// @param folder  of the person's own profiles; empty: the built-in ones only, and nothing can be saved
    explicit ProfileStore(const QString& folder = {}, QObject* parent = nullptr);

    const profiles::SharedLibrary& library() const { return m_library; }
    /// Templates of the first-run page, in their order.
    std::vector<profiles::Template> firstPage() const;
    /// Every template, in the order of the profiles.
    std::vector<profiles::Template> allTemplates() const;
    /// The template of that profile, or null.
    const profiles::Template* find(std::string_view id) const;
    QString folder() const { return m_folder; }

    /// Reads the folder again.
    void reload();
    /// "Expect tokens like this": writes a profile made from a token, under an id that no profile has yet.
    /// @return the id.  @errors of profiles::profileFromToken; file-unwritable
    Result<std::string> expectTokensLike(const json::Value& header, const json::Value& payload, const QString& title);
    /// Another title for one of the person's own profiles, shown everywhere. Its id stays, so that whoever chose it
    /// keeps it; every other octet of the file stays, too, but for a "shortName".
    /// @errors file-unreadable: no such profile of theirs, or its file is gone; json-syntax; file-unwritable
    Result<void> rename(std::string_view id, const QString& title);
    /// Deletes the file of one of the person's own profiles. A built-in profile that it stood for is there again.
    /// @errors file-unreadable, file-unwritable
    Result<RemovedProfile> remove(std::string_view id);
    /// Brings a removed profile back. @errors file-unwritable, also where such a file is there meanwhile
    Result<void> restore(const RemovedProfile& removed);

Q_SIGNALS:
    /// Profiles came, went or changed.
    void changed();

private:
    void watch();
    Result<RemovedProfile> readOwn(std::string_view id) const;

    QString m_folder;
    profiles::SharedLibrary m_library;
    QFileSystemWatcher* m_watcher = nullptr; ///< null while there is no folder
    QTimer m_pause;                          ///< an editor writes a file in several steps
};

/// Applies a template to a document; where it wants a key pair, one is made in the background and handed to the
/// document, if that still exists and was not edited otherwise meanwhile (its key fields are still empty).
/// @errors of TokenDocument::applyTemplate
Result<void> startFromTemplate(const profiles::Template& from, TokenDocument* document);
/// The same, with the form of the template in front if it has fields.
Result<void> openTemplate(const profiles::Template& from, TokenDocument* document);

} // namespace twb::workbench
