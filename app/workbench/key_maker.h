// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "base/secret.h"
#include "crypto/certificate.h"
#include "workbench/key_request.h"

#include <memory>
#include <optional>
#include <QObject>
#include <QString>
#include <stop_token>

namespace twb::workbench {

/// A key that was made, in every form that the window offers. Immutable, shared.
struct MadeKey {
    KeyRequest request;
    std::string kid;
    std::string thumbprint;                         ///< RFC 7638; empty for a secret
    std::string description;                        ///< "RSA key of 2048 bits"
    Secret privatePem;                              ///< PKCS#8; empty for a secret
    Secret privateJwk;                              ///< for a secret: the oct JWK
    std::string publicPem;                          ///< SPKI; empty for a secret
    std::string publicJwk;                          ///< empty for a secret
    Secret secretBase64Url;                         ///< for a secret only
    std::optional<crypto::Certificate> certificate; ///< self-signed, if it was asked for
};
using SharedMadeKey = std::shared_ptr<const MadeKey>;

/// Makes keys on a worker. One at a time; a new start stops the former. Destroying it stops and never waits long (the
/// engine heeds the stop token within some 10 ms). GUI thread.
class KeyMaker : public QObject {
    Q_OBJECT

public:
    explicit KeyMaker(QObject* parent = nullptr);
    ~KeyMaker() override;

    void start(KeyRequest request);
    void stop();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void started();
    void made(twb::workbench::SharedMadeKey key);
    void failed(const QString& sentence);
    void stopped();

private:
    void take(std::uint64_t serial, const Result<SharedMadeKey>& result);

    std::stop_source m_stop;
    std::uint64_t m_serial = 0;
    bool m_running = false;
};

/// The same in the calling thread.
/// @errors those of crypto/generate.h and makeSelfSigned(); jwk and pem writing
Result<SharedMadeKey> makeKey(const KeyRequest& request, std::stop_token stop = {});

} // namespace twb::workbench
