// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"

#include <chrono>
#include <functional>
#include <memory>
#include <QObject>
#include <QString>

namespace twb::workbench {

/// How the desktop's secret store answered.
enum class StoreOutcome : std::uint8_t {
    Ok,
    NotFound, ///< the store works, it has no such entry
    Locked,   ///< the user (or the desktop) said no, or it is locked
    Missing,  ///< there is no store on this computer
    Failed,   ///< it answered with an error
    TimedOut, ///< it never answered, as a locked one does whose password box nobody sees
};

struct StoreAnswer {
    StoreOutcome outcome = StoreOutcome::Ok;
    QString detail{}; ///< the store's own words; never a secret
};

/// Where private parts and secrets live between runs: the desktop's secret store, or a fake one in tests. GUI thread.
///
/// Every call is answered exactly once, later, never from within the call: by the store, or after timeout() with
/// TimedOut. No answer comes after this object or after `context` is gone.
class SecretStore : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(const StoreAnswer&)>;
    using ReadDone = std::function<void(const StoreAnswer&, Secret)>;

    explicit SecretStore(QObject* parent = nullptr)
        : QObject(parent) {}

    void write(const QString& id, const Secret& secret, QObject* context, Done done);
    void read(const QString& id, QObject* context, ReadDone done);
    void remove(const QString& id, QObject* context, Done done);

    std::chrono::milliseconds timeout() const { return m_timeout; }
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

Q_SIGNALS:
    /// An answer came after its time was up (the user has typed the password meanwhile, say): worth a new try.
    void answeredLate();

protected:
    /// Answers may come at once, late, or never; the caller of the public functions sees them in order.
    virtual void doWrite(const QString& id, const Secret& secret, Done done) = 0;
    virtual void doRead(const QString& id, ReadDone done) = 0;
    virtual void doRemove(const QString& id, Done done) = 0;

private:
    ReadDone guarded(QObject* context, ReadDone done);

    std::chrono::milliseconds m_timeout = std::chrono::seconds(5);
};

/// The desktop's secret store through QtKeychain (Secret Service, KWallet, Keychain, Credential Manager); never a plain
/// text fallback. nullptr where the program was built without it.
/// @param service  name under which entries stand there
std::unique_ptr<SecretStore> makeDesktopSecretStore(const QString& service);

} // namespace twb::workbench
