// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_store_secrets.h"

#include <map>
#include <vector>

namespace twb::test {

using workbench::SecretStore;
using workbench::StoreAnswer;
using workbench::StoreOutcome;

using Vault = std::map<QString, std::string>;

/// Keeps secrets in memory and misbehaves on request.
class FakeSecretStore final : public SecretStore {
public:
    enum class Mood { Works, SaysLocked, SaysMissing, SaysFailed, NeverAnswers };
    explicit FakeSecretStore(Vault* vault)
        : m_vault(vault) {
        setTimeout(std::chrono::milliseconds(30));
    }

    Mood mood = Mood::Works;
    int calls = 0;
    std::vector<std::function<void()>> hanging; ///< calls that were never answered: run one to answer it late

protected:
    void doWrite(const QString& id, const Secret& secret, Done done) override {
        std::string text(asText(secret.reveal()));
        answer(std::move(done), [this, id, text] {
            (*m_vault)[id] = text;
            return StoreAnswer{};
        });
    }
    void doRead(const QString& id, ReadDone done) override {
        auto found = std::make_shared<Secret>();
        answer([done = std::move(done), found](const StoreAnswer& given) { done(given, std::move(*found)); },
               [this, id, found] {
                   const auto entry = m_vault->find(id);
                   if (entry == m_vault->end()) {
                       return StoreAnswer{StoreOutcome::NotFound};
                   }
                   *found = Secret::fromText(entry->second);
                   return StoreAnswer{};
               });
    }
    void doRemove(const QString& id, Done done) override {
        answer(std::move(done),
               [this, id] { return StoreAnswer{m_vault->erase(id) > 0 ? StoreOutcome::Ok : StoreOutcome::NotFound}; });
    }

private:
    void answer(Done done, std::function<StoreAnswer()> work) {
        ++calls;
        switch (mood) {
        case Mood::Works:
            done(work());
            return;
        case Mood::SaysLocked:
            done({StoreOutcome::Locked});
            return;
        case Mood::SaysMissing:
            done({StoreOutcome::Missing});
            return;
        case Mood::SaysFailed:
            done({StoreOutcome::Failed, QStringLiteral("out of order")});
            return;
        case Mood::NeverAnswers:
            hanging.push_back([done = std::move(done), work = std::move(work)] { done(work()); });
            return;
        }
    }

    Vault* m_vault;
};

} // namespace twb::test
