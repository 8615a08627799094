// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_store_secrets.h"

#include <QPointer>
#include <QTimer>

namespace twb::workbench {
namespace {

SecretStore::ReadDone withoutSecret(SecretStore::Done done) {
    return [done = std::move(done)](const StoreAnswer& answer, Secret) { done(answer); };
}

SecretStore::Done withNoSecret(SecretStore::ReadDone done) {
    return [done = std::move(done)](const StoreAnswer& answer) { done(answer, {}); };
}

} // namespace

SecretStore::ReadDone SecretStore::guarded(QObject* context, ReadDone done) {
    struct Call {
        QPointer<SecretStore> store;
        QPointer<QObject> context;
        ReadDone done;
        QTimer* timer = nullptr; // a child of the store
        bool answered = false;
    };
    auto call = std::make_shared<Call>(Call{this, context, std::move(done), new QTimer(this), false});
    auto answer = [call](const StoreAnswer& given, Secret secret) {
        if (!call->store) {
            return;
        }
        if (call->answered) {
            if (given.outcome == StoreOutcome::Ok || given.outcome == StoreOutcome::NotFound) {
                Q_EMIT call->store->answeredLate();
            }
            return;
        }
        call->answered = true;
        call->timer->deleteLater();
        auto shared = std::make_shared<Secret>(std::move(secret));
        QMetaObject::invokeMethod(
            call->store,
            [call, given, shared] {
                if (call->context) {
                    call->done(given, std::move(*shared));
                }
            },
            Qt::QueuedConnection);
    };
    call->timer->setSingleShot(true);
    connect(call->timer, &QTimer::timeout, this, [answer] { answer({StoreOutcome::TimedOut}, {}); });
    call->timer->start(m_timeout);
    return answer;
}

void SecretStore::write(const QString& id, const Secret& secret, QObject* context, Done done) {
    doWrite(id, secret, withNoSecret(guarded(context, withoutSecret(std::move(done)))));
}

void SecretStore::read(const QString& id, QObject* context, ReadDone done) {
    doRead(id, guarded(context, std::move(done)));
}

void SecretStore::remove(const QString& id, QObject* context, Done done) {
    doRemove(id, withNoSecret(guarded(context, withoutSecret(std::move(done)))));
}

} // namespace twb::workbench
