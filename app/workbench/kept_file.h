// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <QLockFile>
#include <QString>

/// What the files of the data directory have in common that are written by one program at a time and never lost.
namespace twb::workbench {

/// The right to write a file; kept as long as the object lives.
struct FileClaim {
    std::unique_ptr<QLockFile> lock; ///< also where locking is impossible: then writing will say why
    bool otherProgram = false;       ///< somebody else has it; `lock` is null
};
/// Never waits. Makes the directory.
/// @param name  of the lock's file in the directory
FileClaim claimFile(const QString& directory, const QString& name);

/// A file that cannot be read gets the first free name beside it (“.unreadable-1”) before a new one is written.
void putAside(const QString& path);

} // namespace twb::workbench
