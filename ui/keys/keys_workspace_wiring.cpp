// SPDX-License-Identifier: Apache-2.0
// What happens when something is asked for, or when the ring, an import or the store has changed.
#include "common/message_bar.h"
#include "common/theme.h"
#include "common/zones.h"
#include "keys/fetch_bar.h"
#include "keys/import_words.h"
#include "keys/key_detail.h"
#include "keys/keys_list_pane.h"
#include "keys/keys_table.h"
#include "keys/keys_tool_row.h"
#include "keys/keys_workspace.h"
#include "main_window/actions.h"
#include "workbench/clipboard_guard.h"
#include "workbench/key_store.h"
#include "workbench/network_gate.h"
#include "workbench/phrases.h"
#include "workbench/settings.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>

namespace twb::ui {

namespace {
const auto importKey = QStringLiteral("import");
const auto storeKey = QStringLiteral("store");
const auto keepKey = QStringLiteral("keep");
const auto reportKey = QStringLiteral("report");
} // namespace

void KeysWorkspace::connectSignals() {
    connectTools();
    connectList();
    connectDetail();
    connectWork();
    connectFetch();
    connectActions();
}

void KeysWorkspace::connectTools() {
    connect(m_tools, &KeysToolRow::generateRequested, this, &KeysWorkspace::showGenerateWindow);
    connect(m_tools, &KeysToolRow::importRequested, this, &KeysWorkspace::chooseFiles);
    connect(m_tools, &KeysToolRow::pasteRequested, this, &KeysWorkspace::pasteKey);
    connect(m_tools, &KeysToolRow::fetchRequested, this, &KeysWorkspace::showFetchBar);
    connect(m_tools, &KeysToolRow::exportRequested, this, &KeysWorkspace::exportKeys);
    connect(m_tools, &KeysToolRow::showChosen, this, [this](workbench::KeyRingFilter::Show show) {
        m_filter.setShow(show);
        showRing();
    });
    connect(m_tools, &KeysToolRow::searchEdited, this, [this](const QString& text) {
        m_filter.setSearch(text);
        showRing();
    });
    connect(m_tools, &KeysToolRow::searchLeft, this, &KeysWorkspace::focusStart);
    connect(&m_filter, &workbench::KeyRingFilter::countsChanged, this,
            [this] { m_tools->setCounts(m_filter.counts()); });
}

void KeysWorkspace::connectList() {
    connect(&m_list->table(), &KeysTable::selectedKeysChanged, this, &KeysWorkspace::showSelection);
    connect(&m_list->table(), &KeysTable::removeRequested, this, &KeysWorkspace::removeKeys);
    connect(&m_list->table(), &KeysTable::useRequested, this, &KeysWorkspace::useInEditorRequested);
    connect(m_list, &KeysListPane::passphraseEntered, this,
            [this](quint64 handle) { m_import.retry(handle, m_list->takePassphrase(handle)); });
    connect(m_list, &KeysListPane::passphraseRefused, this, [this](quint64 handle) { m_import.forget(handle); });
    connect(m_list, &KeysListPane::stopRequested, this, [this] { m_import.stop(); });
    connect(m_list, &KeysListPane::keepRequested, this, &KeysWorkspace::askToKeep);
    connect(m_list, &KeysListPane::generateRequested, this, &KeysWorkspace::showGenerateWindow);
    connect(m_list, &KeysListPane::importRequested, this, &KeysWorkspace::chooseFiles);
    connect(m_list, &KeysListPane::showAllRequested, this, [this] {
        m_tools->clearSearch();
        m_tools->setShow(workbench::KeyRingFilter::Show::All);
        focusStart();
    });
}

void KeysWorkspace::connectDetail() {
    connect(m_detail, &KeyDetail::kidEdited, this,
            [this](const QString& id, const QString& kid) { apply(m_ring.setKid(id, kid)); });
    connect(m_detail, &KeyDetail::useEdited, this,
            [this](const QString& id, const QString& use) { apply(m_ring.setUse(id, use)); });
    connect(m_detail, &KeyDetail::algEdited, this,
            [this](const QString& id, const QString& alg) { apply(m_ring.setAlg(id, alg)); });
    connect(m_detail, &KeyDetail::copyPrivateRequested, this, &KeysWorkspace::copyPrivate);
    connect(m_detail, &KeyDetail::savePublicRequested, this, [this] {
        const auto entries = selectedEntries();
        if (const Result<std::string> text = publicFile(entries, m_detail->form()))
            m_saver.choosePublic(*text, fileNameFor(entries, KeyHalf::Public, m_detail->form()));
        else
            report(workbench::problemText(text.error()), true);
    });
    connect(m_detail, &KeyDetail::savePrivateRequested, this, [this](const QString& id) {
        if (const workbench::SharedRingEntry entry = m_ring.find(id))
            m_saver.choosePrivate(entry, m_detail->form(), m_detail->takePassphrase());
    });
    connect(m_detail, &KeyDetail::useInEditorRequested, this, &KeysWorkspace::useInEditorRequested);
    connect(m_detail, &KeyDetail::removeRequested, this, &KeysWorkspace::removeKeys);
    connect(m_detail, &KeyDetail::statusMessage, this, &KeysWorkspace::statusMessage);
}

void KeysWorkspace::setDocuments(workbench::DocumentList& documents) {
    m_fit = std::make_unique<workbench::KeyFit>(&documents);
    connect(m_fit.get(), &workbench::KeyFit::answered, m_detail, &KeyDetail::setFittingTokens);
    connect(m_detail, &KeyDetail::tokenChosen, this, &KeysWorkspace::tokenChosen);
    askFit();
}

/// Only while it is seen: what nobody looks at is not computed.
void KeysWorkspace::askFit() {
    if (m_fit) {
        const auto entries = selectedEntries();
        m_fit->ask(isVisible() && entries.size() == 1 ? entries.front() : nullptr);
    }
}

void KeysWorkspace::connectWork() {
    connect(&m_ring, &workbench::KeyRing::changed, this, &KeysWorkspace::showRing);
    connect(&m_import, &workbench::KeyImport::finished, this, &KeysWorkspace::takeReport);
    connect(&m_import, &workbench::KeyImport::busyChanged, m_list, &KeysListPane::setBusy);
    connect(&m_store, &workbench::KeyStore::stateChanged, this, &KeysWorkspace::showStore);
    connect(&m_keyMaker, &workbench::KeyMaker::made, this, &KeysWorkspace::takeMade);
    connect(&m_saver, &KeySaver::reported, this, &KeysWorkspace::report);
    connect(&m_clipboard, &workbench::ClipboardGuard::cleared, this,
            [this] { Q_EMIT statusMessage(tr("The copied secret was taken off the clipboard.")); });
    const auto followDates = [this] { m_detail->setDates(dateStyle(m_settings)); };
    connect(&m_settings, &workbench::Settings::changed, this, followDates);
    followDates();
    connect(&m_theme, &Theme::changed, this, [this] { update(); });
}

void KeysWorkspace::connectFetch() {
    connect(m_fetch, &FetchBar::closed, this, [this] {
        if (m_fetcher)
            m_fetcher->stop();
        m_fetch->hide();
        focusStart();
    });
    connect(m_fetch, &FetchBar::fetchRequested, this, [this] {
        if (!m_fetcher)
            setTransport(std::make_shared<workbench::NetworkGate>(workbench::followNetworkRules(m_settings)));
        m_fetcher->start(m_fetch->wish());
    });
    connect(m_fetch, &FetchBar::stopRequested, this, [this] { m_fetcher->stop(); });
    const auto applyNetwork = [this] {
        m_fetch->setRefusal(m_settings.networkOff() ? tr("Network is off (Settings)") : QString());
    };
    connect(&m_settings, &workbench::Settings::changed, m_fetch, applyNetwork);
    applyNetwork();
}

void KeysWorkspace::setTransport(std::shared_ptr<oauth::HttpTransport> transport) {
    using workbench::KeyFetch;
    m_fetcher = std::make_unique<KeyFetch>(&m_ring, std::move(transport));
    connect(m_fetcher.get(), &KeyFetch::started, m_fetch, [this] { m_fetch->setRunning(true); });
    connect(m_fetcher.get(), &KeyFetch::stopped, m_fetch, [this] { m_fetch->setRunning(false); });
    connect(m_fetcher.get(), &KeyFetch::failed, m_fetch, &FetchBar::showFailure);
    connect(m_fetcher.get(), &KeyFetch::discovered, m_fetch, &FetchBar::showDiscovered);
    connect(m_fetcher.get(), &KeyFetch::contacted, this, &KeysWorkspace::contacted);
    connect(m_fetcher.get(), &KeyFetch::fetched, this, [this](const workbench::FetchedKeys& keys) {
        workbench::ImportReport report;
        report.keys = keys.keys;
        m_fetch->showFetched(keys, importSentence(report));
        const QStringList ids = keys.keys.added + keys.keys.joined + keys.keys.alreadyThere;
        if (!ids.isEmpty())
            selectKey(ids.front());
    });
}

void KeysWorkspace::showFetchBar() {
    m_fetch->show();
    m_fetch->focusField();
}

void KeysWorkspace::connectActions() {
    // The editor serves the same actions while it is the one that is seen.
    connect(m_actions[ActionId::Find], &QAction::triggered, this, [this] {
        if (isVisible())
            m_tools->focusSearch();
    });
    connect(m_actions[ActionId::Undo], &QAction::triggered, this, [this] {
        if (isVisible())
            undoRemove();
    });
}

void KeysWorkspace::showRing() {
    m_tools->setCounts(m_filter.counts());
    m_list->showCount(m_ring.count());
    showSelection();
}

void KeysWorkspace::showSelection() {
    const auto entries = selectedEntries();
    m_detail->setEntries(entries);
    askFit();
    const KeyEntries from = entries.empty() ? KeyEntries(m_ring.entries()) : KeyEntries(entries);
    m_tools->setExportable(offers(from, KeyHalf::Public, KeyForm::Jwks),
                           offers(from, KeyHalf::Public, KeyForm::Certificate));
    Q_EMIT selectionSummaryChanged(selectionSummary());
}

void KeysWorkspace::takeReport(const workbench::ImportReport& result) {
    for (const workbench::LockedKey& locked : result.locked)
        m_list->askPassphrase(locked);
    const QString sentence = importSentence(result);
    if (sentence.isEmpty()) {
        m_list->messages().remove(importKey);
    } else {
        const MessageKind kind = importFailed(result) ? MessageKind::Warning : MessageKind::Info;
        m_list->messages().add(kind, sentence, importKey)->setObjectName(QStringLiteral("importBar"));
        Q_EMIT statusMessage(sentence);
    }
    const QStringList& added = result.keys.added;
    const QStringList& known = result.keys.joined + result.keys.alreadyThere;
    if (!added.isEmpty())
        selectKey(added.front());
    else if (!known.isEmpty())
        selectKey(known.front());
}

void KeysWorkspace::takeMade(const workbench::SharedMadeKey& key) {
    const workbench::AddResult result = m_ring.add(*key, tr("Generated"));
    const QStringList ids = result.added + result.joined + result.alreadyThere;
    if (ids.isEmpty())
        return;
    m_lastMade = ids.front();
    selectKey(m_lastMade);
    if (const workbench::SharedRingEntry entry = m_ring.find(m_lastMade))
        Q_EMIT statusMessage(tr("Generated: %1").arg(entry->name));
}

void KeysWorkspace::showStore() {
    const workbench::KeyStoreState& state = m_store.state();
    m_list->showStore(state, m_store.keeps());
    if (state.advice.isEmpty()) { // nothing to do, nothing to say

        m_list->messages().remove(storeKey);
        return;
    }
    const QString sentence = tr("%1 %2", "sentence, advice").arg(state.sentence, state.advice);
    if (const MessageBar* shown = m_list->messages().find(storeKey); shown && shown->sentence() == sentence)
        return;
    MessageBar* bar = m_list->messages().add(MessageKind::Warning, sentence, storeKey);
    bar->setObjectName(QStringLiteral("storeBar"));
    if (state.canRetry) {
        bar->setActions({tr("Try again")});
        connect(bar, &MessageBar::actionTriggered, this, [this] { m_store.retry(); });
    }
}

void KeysWorkspace::askToKeep() {
    const bool keep = !m_store.keeps();
    MessageBar* bar = m_list->messages().add(
        MessageKind::Info,
        keep ? tr("Public parts go to a file of yours. Private keys and secrets go to the key store of your desktop, "
                  "which encrypts them; without one they stay in memory.")
             : tr("The file and the entries in the key store are deleted. The keys stay here until you quit."),
        keepKey);
    bar->setObjectName(QStringLiteral("keepBar"));
    bar->setIcon(Icon::Lock);
    bar->setActions({keep ? tr("Keep") : tr("Stop keeping"), tr("Cancel")}, MessageBar::Actions::Buttons);
    connect(bar, &MessageBar::actionTriggered, this, [this, keep](int index) {
        if (index == 0)
            m_store.keepOnThisComputer(keep);
    });
}

void KeysWorkspace::removeKeys(const QStringList& ids) {
    const workbench::KeyRing::Removed removed = m_ring.remove(ids);
    if (removed.count() == 0)
        return;
    const QString what = removed.count() == 1 ? removed.entries[0].second->name : keyCount(removed.count());
    MessageBar* bar = m_list->messages().add(MessageKind::Info, tr("%1 removed.").arg(what));
    bar->setObjectName(QStringLiteral("removedBar"));
    bar->setIcon(Icon::Undo);
    bar->setActions({tr("Undo")});
    m_undoOffers.append(bar);
    connect(bar, &MessageBar::actionTriggered, this, [this, removed] {
        m_ring.restore(removed);
        selectKey(removed.entries[0].second->id);
        focusStart();
    });
    focusStart();
}

void KeysWorkspace::undoRemove() {
    while (!m_undoOffers.isEmpty()) {
        const QPointer<MessageBar> bar = m_undoOffers.takeLast();
        if (bar && bar->isEnabled() && !bar->isHidden()) {
            bar->actionButton(0)->click();
            return;
        }
    }
}

void KeysWorkspace::exportKeys(KeyExport what) {
    auto entries = selectedEntries();
    if (entries.empty())
        entries = m_ring.entries();
    const KeyForm form = what == KeyExport::CopyPem || what == KeyExport::SavePem ? KeyForm::Pem
                         : what == KeyExport::SaveCertificates                    ? KeyForm::Certificate
                                                                                  : KeyForm::Jwks;
    const Result<std::string> text = publicText(entries, form);
    if (!text) {
        report(workbench::problemText(text.error()), true);
    } else if (what == KeyExport::CopyJwks || what == KeyExport::CopyPem) {
        QGuiApplication::clipboard()->setText(toText(*text));
        Q_EMIT statusMessage(tr("Copied: the public parts of %1").arg(keyCount(qsizetype(entries.size()))));
    } else {
        m_saver.choosePublic(*text, fileNameFor(entries, KeyHalf::Public, form));
    }
}

void KeysWorkspace::copyPrivate(const QString& id) {
    const workbench::SharedRingEntry entry = m_ring.find(id);
    if (!entry)
        return;
    const KeyForm form = m_detail->form() == KeyForm::Jwk ? KeyForm::Jwk : KeyForm::Pem;
    if (const Result<Secret> text = privateText(*entry, form)) {
        m_clipboard.copySecret(*text);
        Q_EMIT statusMessage(tr("Copied: the private part of %1. It leaves the clipboard by itself.").arg(entry->name));
    } else {
        report(workbench::problemText(text.error()), true);
    }
}

void KeysWorkspace::apply(const Result<void>& result) {
    m_detail->showProblem(result ? QString() : workbench::problemText(result.error()));
}

void KeysWorkspace::report(const QString& sentence, bool failed) {
    if (failed)
        m_list->messages().add(MessageKind::Error, sentence, reportKey)->setObjectName(QStringLiteral("reportBar"));
    else
        Q_EMIT statusMessage(sentence);
}

} // namespace twb::ui
