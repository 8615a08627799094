// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_ring.h"
#include "workbench/worker_pool.h"

#include <memory>
#include <stop_token>

namespace twb::oauth {
class HttpTransport;
}

namespace twb::workbench {

/// What a press on “Fetch” asks for.
struct FetchWish {
    enum class Kind : std::uint8_t {
        KeySet, ///< the text is the address of a JWKS
        Issuer  ///< the text is an issuer: its discovery document tells where its JWKS is
    };
    Kind kind = Kind::KeySet;
    QString text;
};

/// The addresses that a press contacts, whole, in their order (the second only where the first has no document); or why
/// nothing can be contacted. https, and http to this computer only.
struct FetchPlan {
    QStringList addresses;
    QString problem;
    bool possible() const { return !addresses.isEmpty(); }
};
FetchPlan planFetch(const FetchWish& wish);

/// Keys that came from an address.
struct FetchedKeys {
    QString address;
    Time at{};
    AddResult keys;         ///< already in the ring, with the address as their origin
    bool published = false; ///< there are private keys or secrets among them: whoever can read the address has them
};

/// Fetches key sets, only ever because somebody pressed for it. One at a time, on a worker; 4 MB at most, no redirect
/// followed. How long is waited for an answer is the transport's business: NetworkGate follows the settings. GUI
/// thread.
class KeyFetch : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t largest = std::size_t{4} << 20;

    /// @param ring       not owned, outlives this
    /// @param transport  shared with the worker; nullptr: the network (network_library.h)
    explicit KeyFetch(KeyRing* ring, std::shared_ptr<oauth::HttpTransport> transport = nullptr,
                      QObject* parent = nullptr);
    /// Stops; waits some milliseconds for a transport that heeds its stop token.
    ~KeyFetch() override;

    /// Does nothing while one is running or if planFetch() says that it is impossible.
    void start(const FetchWish& wish);
    void stop();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void started();
    void stopped();
    /// A server was asked, whatever it said.
    void contacted(const QString& host, const QDateTime& at);
    void fetched(const twb::workbench::FetchedKeys& keys);
    /// An issuer's document names this address for its keys; it has not been contacted.
    void discovered(const QString& keySetAddress);
    void failed(const QString& sentence);

private:
    struct Answer;
    void take(std::uint64_t serial, std::shared_ptr<Answer> answer);

    KeyRing* m_ring;
    std::shared_ptr<oauth::HttpTransport> m_transport;
    std::stop_source m_stop;
    std::uint64_t m_serial = 0;
    bool m_running = false;
    WorkerPool m_pool{1};
};

} // namespace twb::workbench
