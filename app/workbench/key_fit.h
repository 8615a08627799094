// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/document_list.h"
#include "workbench/ring_entry.h"
#include "workbench/worker_pool.h"

#include <QPointer>
#include <QTimer>
#include <stop_token>

namespace twb::workbench {

/// A token of an open document that a key has to do with.
struct FittingToken {
    enum class Answer : std::uint8_t {
        Verifies,  ///< the key's signature stands under it
        Opens,     ///< the key decrypts it
        NamesKey,  ///< its header names the key's kid, yet the key does not verify or open it
        CouldServe ///< kind of key and algorithm go together; the signature is another's, or the key cannot tell
    };
    QPointer<TokenDocument> document;
    QString title;
    QString algorithm;
    Answer answer = Answer::CouldServe;
};

/// Tells which tokens of the open documents a key fits: those that it verifies or opens first, then those that it could
/// serve. The version that each document shows is looked at.
///
/// Cryptography runs on a worker; a newer question or a change of the documents drops the older answer. GUI thread.
class KeyFit : public QObject {
    Q_OBJECT

public:
    /// @param documents  not owned, outlives this
    explicit KeyFit(DocumentList* documents, QObject* parent = nullptr);
    ~KeyFit() override;

    /// Asks about this key, and again by itself when tabs come, go or are edited. nullptr: about none.
    void ask(const SharedRingEntry& entry);

Q_SIGNALS:
    /// The answer for the key asked about last; empty if nothing fits.
    void answered(const QString& keyId, const std::vector<twb::workbench::FittingToken>& tokens);

private:
    void follow(int index);
    void askAgain();
    void run();

    DocumentList* m_documents;
    SharedRingEntry m_entry;
    QTimer m_soon;
    std::uint64_t m_serial = 0;
    std::stop_source m_stop;
    WorkerPool m_pool{1};
};

} // namespace twb::workbench
