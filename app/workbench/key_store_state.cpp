// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_store.h"

#include <algorithm>

namespace twb::workbench {

KeyStoreState KeyStore::describe() const {
    KeyStoreState state;
    state.busy = m_loading || m_jobRunning || m_saving > 0 || m_saveTimer.isActive();
    state.outcome = m_refusal.outcome;
    state.unread = static_cast<int>(m_unread.size());
    if (m_keeps) {
        state.unkept = static_cast<int>(
            std::count_if(m_ring->entries().begin(), m_ring->entries().end(), [this](const SharedRingEntry& entry) {
                return entry->holds != Holds::Public && !m_stored.contains(entry->id);
            }));
    }
    using Where = KeyStoreState::Where;
    if (m_fileError) {
        state.where = Where::Unreadable;
        state.canRetry = !m_unreadableFile;
        const QString detail = QString::fromStdString(m_fileError->detail);
        state.sentence = m_unreadableFile ? tr("The file of kept keys cannot be read: %1").arg(detail)
                                          : tr("The keys could not be written: %1").arg(detail);
        state.advice = m_unreadableFile
                           ? tr("“Keep on this computer” begins a new file and leaves the old one beside it.")
                           : tr("The keys stay in memory until you quit. Check the folder, then try again.");
        return state;
    }
    if (m_otherProgram) {
        state.sentence = tr("Another window of this program keeps the keys.");
        state.advice = tr("Keys of this window stay in memory until you quit.");
        return state;
    }
    state.where = !m_keeps                                 ? Where::SessionOnly
                  : state.unkept == 0 && state.unread == 0 ? Where::Kept
                                                           : Where::PartlyKept;
    const QString inMemory = tr("Private keys and secrets that are not kept stay in memory until you quit.");
    switch (m_refusal.outcome) {
    case StoreOutcome::Ok:
        state.sentence = m_keeps ? tr("Kept on this computer; private keys and secrets are in the system key store.")
                                 : tr("Kept in memory only.");
        return state;
    case StoreOutcome::NotFound:
        state.sentence = state.unread == 1
                             ? tr("The system key store has lost 1 key of this ring.")
                             : tr("The system key store has lost %1 keys of this ring.").arg(state.unread);
        state.advice = tr("Import them again, or try again after the right key store is open.");
        break;
    case StoreOutcome::Locked:
        state.sentence = tr("The system key store is locked.") + QLatin1Char(' ') + inMemory;
        state.advice = tr("Unlock it, then try again.");
        break;
    case StoreOutcome::Missing:
        state.sentence = tr("The system key store is not available. Keys stay in memory until you quit.");
        state.advice = tr("Start a key store such as GNOME Keyring or KWallet, then try again; or save the keys to "
                          "files with a passphrase.");
        break;
    case StoreOutcome::Failed:
        state.sentence = tr("The system key store refused: %1.").arg(m_refusal.detail) + QLatin1Char(' ') + inMemory;
        state.advice = tr("Try again; if that does not help, save the keys to files with a passphrase.");
        break;
    case StoreOutcome::TimedOut:
        state.sentence = tr("The system key store does not answer.") + QLatin1Char(' ') + inMemory;
        state.advice = tr("It may be locked and waiting for your password. Unlock it, then try again.");
        break;
    }
    state.canRetry = true;
    return state;
}

} // namespace twb::workbench
