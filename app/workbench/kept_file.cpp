// SPDX-License-Identifier: Apache-2.0
#include "workbench/kept_file.h"

#include <QDir>
#include <QFile>

namespace twb::workbench {

FileClaim claimFile(const QString& directory, const QString& name) {
    QDir().mkpath(directory);
    FileClaim claim;
    auto file = std::make_unique<QLockFile>(directory + QLatin1Char('/') + name);
    file->setStaleLockTime(0); // only a dead owner makes it stale
    claim.otherProgram = !file->tryLock(0) && file->error() == QLockFile::LockFailedError;
    if (!claim.otherProgram) {
        claim.lock = std::move(file);
    }
    return claim;
}

void putAside(const QString& path) {
    for (int i = 1; i < 100; ++i) {
        const QString aside = path + QStringLiteral(".unreadable-%1").arg(i);
        if (!QFile::exists(aside)) {
            QFile::rename(path, aside);
            return;
        }
    }
}

} // namespace twb::workbench
