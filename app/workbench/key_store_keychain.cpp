// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_store_secrets.h"

#ifdef TWB_HAVE_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace twb::workbench {

#ifdef TWB_HAVE_KEYCHAIN
namespace {

StoreOutcome outcomeOf(QKeychain::Error error, const QString& words) {
    switch (error) {
    case QKeychain::NoError:
        return StoreOutcome::Ok;
    case QKeychain::EntryNotFound:
        return StoreOutcome::NotFound;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return StoreOutcome::Locked;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return StoreOutcome::Missing;
    default:
        break;
    }
    // The Secret Service has no code of its own for these; its words come from D-Bus and are not translated.
    const auto says = [&words](const char* part) { return words.contains(QLatin1String(part), Qt::CaseInsensitive); };
    if (says("was not provided by any .service") || says("autolaunch D-Bus") || says("Could not connect")) {
        return StoreOutcome::Missing;
    }
    return says("locked") || says("dismissed") ? StoreOutcome::Locked : StoreOutcome::Failed;
}

class DesktopSecretStore final : public SecretStore {
public:
    explicit DesktopSecretStore(QString service)
        : m_service(std::move(service)) {}

protected:
    void doWrite(const QString& id, const Secret& secret, Done done) override {
        auto* job = new QKeychain::WritePasswordJob(m_service);
        const ByteView octets = secret.reveal();
        QByteArray copy(reinterpret_cast<const char*>(octets.data()), static_cast<qsizetype>(octets.size()));
        job->setBinaryData(copy);
        start(job, id, [done = std::move(done)](QKeychain::Job*, const StoreAnswer& answer) { done(answer); });
    }

    void doRead(const QString& id, ReadDone done) override {
        auto* reading = new QKeychain::ReadPasswordJob(m_service);
        start(reading, id, [reading, done = std::move(done)](QKeychain::Job*, const StoreAnswer& answer) {
            QByteArray data = reading->binaryData();
            Secret secret(ByteView(reinterpret_cast<const std::uint8_t*>(data.constData()),
                                   static_cast<std::size_t>(data.size())));
            wipeMemory(data.data(), static_cast<std::size_t>(data.size()));
            done(answer, std::move(secret));
        });
    }

    void doRemove(const QString& id, Done done) override {
        start(new QKeychain::DeletePasswordJob(m_service), id,
              [done = std::move(done)](QKeychain::Job*, const StoreAnswer& answer) { done(answer); });
    }

private:
    /// The job deletes itself when it is done; one that never ends dies with the program.
    void start(QKeychain::Job* job, const QString& id,
               std::function<void(QKeychain::Job*, const StoreAnswer&)> finished) {
        job->setInsecureFallback(false);
        job->setKey(id);
        connect(job, &QKeychain::Job::finished, this, [finished = std::move(finished)](QKeychain::Job* ended) {
            const StoreOutcome outcome = outcomeOf(ended->error(), ended->errorString());
            finished(ended, {outcome, outcome == StoreOutcome::Ok ? QString() : ended->errorString()});
        });
        job->start();
    }

    QString m_service;
};

} // namespace

std::unique_ptr<SecretStore> makeDesktopSecretStore(const QString& service) {
    return std::make_unique<DesktopSecretStore>(service);
}

#else

std::unique_ptr<SecretStore> makeDesktopSecretStore(const QString&) {
    return nullptr;
}

#endif

} // namespace twb::workbench
