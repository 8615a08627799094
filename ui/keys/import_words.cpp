// SPDX-License-Identifier: Apache-2.0
#include "keys/import_words.h"
#include "workbench/phrases.h"

#include <QCoreApplication>

namespace twb::ui {

namespace {
struct ImportWords {
    Q_DECLARE_TR_FUNCTIONS(ImportWords)
};

int size(qsizetype count) {
    return static_cast<int>(count);
}

/// The first two by name and reason; how many more there are.
QString reasons(const std::vector<workbench::UnreadableKey>& unreadable) {
    constexpr std::size_t named = 2;
    QStringList parts;
    for (std::size_t i = 0; i < std::min(named, unreadable.size()); ++i) {
        QString reason = workbench::problemText(unreadable[i].error);
        while (reason.endsWith(u'.'))
            reason.chop(1);
        parts.append(ImportWords::tr("%1 (%2)").arg(unreadable[i].source, reason));
    }
    if (unreadable.size() > named)
        parts.append(ImportWords::tr("%n more", nullptr, static_cast<int>(unreadable.size() - named)));
    return parts.join(ImportWords::tr(", "));
}
} // namespace

QString keyCount(qsizetype count) {
    return count == 1 ? ImportWords::tr("1 key") : ImportWords::tr("%n keys", nullptr, size(count));
}

QString importSentence(const workbench::ImportReport& report) {
    const qsizetype added = report.keys.added.size();
    const qsizetype there = report.keys.alreadyThere.size();
    const qsizetype joined = report.keys.joined.size();
    const qsizetype unreadable = static_cast<qsizetype>(report.keys.unreadable.size());
    QStringList parts;
    if (added > 0)
        parts.append(added == 1 ? ImportWords::tr("1 key added")
                                : ImportWords::tr("%n keys added", nullptr, size(added)));
    if (joined > 0)
        parts.append(joined == 1 ? ImportWords::tr("1 was completed")
                                 : ImportWords::tr("%n were completed", nullptr, size(joined)));
    if (there > 0)
        parts.append(there == 1 ? ImportWords::tr("1 was already there")
                                : ImportWords::tr("%n were already there", nullptr, size(there)));
    if (report.skipped > 0)
        parts.append(report.skipped == 1 ? ImportWords::tr("1 file is no key")
                                         : ImportWords::tr("%n files are no keys", nullptr, report.skipped));
    if (unreadable > 0)
        parts.append(
            ImportWords::tr("%n not readable: %1", nullptr, size(unreadable)).arg(reasons(report.keys.unreadable)));
    if (parts.isEmpty())
        return report.locked.empty() ? ImportWords::tr("No key found.") : QString();
    return ImportWords::tr("%1.").arg(parts.join(ImportWords::tr(", ")));
}

bool importFailed(const workbench::ImportReport& report) {
    return !report.keys.unreadable.empty() || report.nothing();
}

QString lockedSentence(const workbench::LockedKey& locked) {
    return locked.wrongPassword ? ImportWords::tr("The passphrase does not open %1.").arg(locked.name)
                                : ImportWords::tr("%1 is encrypted.").arg(locked.name);
}

} // namespace twb::ui
