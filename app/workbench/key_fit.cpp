// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_fit.h"

#include "doctor/reading.h"
#include "jose/encryption_table.h"
#include "jose/jwe.h"
#include "jose/token_verifier.h"

#include <algorithm>
#include <optional>
#include <QCoreApplication>

namespace twb::workbench {
namespace {

using Answer = FittingToken::Answer;

/// What one document shows, as values that a worker may hold.
struct Shown {
    QPointer<TokenDocument> document; ///< not looked at by the worker
    QString title;
    doctor::SharedText text;
    std::string algorithm, kid;
    bool encrypted = false;
};

std::optional<Answer> judgeSignature(const Shown& token, const std::shared_ptr<const jose::KeySet>& keys, Time now) {
    const jose::Algorithm* algorithm = jose::findAlgorithm(token.algorithm);
    const jose::Jwk& jwk = keys->entries().front().jwk;
    if (algorithm == nullptr || !jose::fits(jwk.key, *algorithm)) {
        return {};
    }
    if (jose::verifyToken(*token.text, keys, {}, now).verdict == jose::Verdict::Verified) {
        return Answer::Verifies;
    }
    return !token.kid.empty() && token.kid == jwk.kid ? Answer::NamesKey : Answer::CouldServe;
}

std::optional<Answer> judgeEncryption(const Shown& token, const std::shared_ptr<const jose::KeySet>& keys,
                                      const std::stop_token& stop) {
    const jose::KeyManagement* algorithm = jose::findKeyManagement(token.algorithm);
    const jose::Jwk& jwk = keys->entries().front().jwk;
    // Passwords take long and are no keys of the ring by their kind.
    if (algorithm == nullptr || algorithm->family == jose::KeyManagementFamily::Pbes2 || stop.stop_requested()) {
        return {};
    }
    if (jwk.key.isPrivate() && jose::decryptToken(*token.text, keys)) {
        return Answer::Opens;
    }
    const bool serves = std::any_of(
        jose::allContentEncryption().begin(), jose::allContentEncryption().end(),
        [&](const jose::ContentEncryption& row) { return jose::checkFits(jwk.key, *algorithm, row).has_value(); });
    if (!serves) {
        return {};
    }
    return !token.kid.empty() && token.kid == jwk.kid ? Answer::NamesKey : Answer::CouldServe;
}

std::vector<FittingToken> judge(const std::vector<Shown>& shown, const SharedRingEntry& entry, Time now,
                                const std::stop_token& stop) {
    auto set = std::make_shared<jose::KeySet>(jose::KeySet::Origin::SingleKey);
    set->add(entry->key);
    const std::shared_ptr<const jose::KeySet> keys = std::move(set);
    std::vector<FittingToken> found;
    for (const Shown& token : shown) {
        if (stop.stop_requested()) {
            return {};
        }
        const auto answer = token.encrypted ? judgeEncryption(token, keys, stop) : judgeSignature(token, keys, now);
        if (answer) {
            found.push_back({token.document, token.title, QString::fromStdString(token.algorithm), *answer});
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const FittingToken& a, const FittingToken& b) { return a.answer < b.answer; });
    return found;
}

} // namespace

KeyFit::KeyFit(DocumentList* documents, QObject* parent)
    : QObject(parent)
    , m_documents(documents) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(std::chrono::milliseconds(120)); // typing is one question, not one for each key press
    connect(&m_soon, &QTimer::timeout, this, &KeyFit::run);
    for (int i = 0; i < documents->count(); ++i) {
        follow(i);
    }
    connect(documents, &DocumentList::opened, this, [this](int index) {
        follow(index);
        askAgain();
    });
    connect(documents, &DocumentList::closed, this, &KeyFit::askAgain);
}

KeyFit::~KeyFit() {
    m_stop.request_stop();
}

void KeyFit::ask(const SharedRingEntry& entry) {
    if (entry != m_entry) {
        m_entry = entry;
        askAgain();
    }
}

void KeyFit::follow(int index) {
    TokenDocument* document = m_documents->at(index);
    connect(document, &TokenDocument::evaluated, this, &KeyFit::askAgain, Qt::UniqueConnection);
    connect(document, &TokenDocument::shownChanged, this, &KeyFit::askAgain, Qt::UniqueConnection);
    connect(document, &TokenDocument::titleChanged, this, &KeyFit::askAgain, Qt::UniqueConnection);
}

void KeyFit::askAgain() {
    m_stop.request_stop();
    ++m_serial;
    if (m_entry) {
        m_soon.start();
    } else {
        m_soon.stop();
    }
}

void KeyFit::run() {
    std::vector<Shown> shown;
    for (int i = 0; i < m_documents->count(); ++i) {
        TokenDocument* document = m_documents->at(i);
        const doctor::SignatureFacts& facts = document->shownVersion().signature;
        if (!document->isEmpty() && !facts.algorithm.empty()) {
            const bool encrypted = document->shownVersion().reading->kind == doctor::TokenKind::Jwe;
            shown.push_back(
                {document, document->title(), document->shownText(), facts.algorithm, facts.kid, encrypted});
        }
    }
    m_stop = std::stop_source();
    const Time now = m_documents->count() > 0 ? m_documents->at(0)->now() : Time{};
    m_pool.start([guard = QPointer<KeyFit>(this), serial = m_serial, shown = std::move(shown), entry = m_entry, now,
                  stop = m_stop.get_token()] {
        auto found = std::make_shared<std::vector<FittingToken>>(judge(shown, entry, now, stop));
        // The application object outlives every window; whether this one still lives is asked in its own thread.
        QCoreApplication* application = QCoreApplication::instance();
        if (application == nullptr) {
            return;
        }
        QMetaObject::invokeMethod(
            application,
            [guard, serial, found, id = entry->id] {
                if (guard && serial == guard->m_serial) {
                    Q_EMIT guard->answered(id, *found);
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace twb::workbench
