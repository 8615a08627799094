// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/endpoint_form.h"
#include "workbench/issuer_session.h"

namespace twb::workbench {

/// “Try it with the local issuer”: starts the issuer, makes what the flow of a preset needs (client, key, certificate,
/// token), and fills the form with it. Nothing is sent: the reader presses Send. GUI thread.
class LocalTrial : public QObject {
    Q_OBJECT

public:
    /// @param session, ring  not owned, outlive this.
    LocalTrial(IssuerSession& session, KeyRing& ring, QObject* parent = nullptr);
    ~LocalTrial() override;

    /// For the preset of the form, in the generic one also for a client certificate; its key or certificate is used if
    /// it fits. The issuer's TLS is switched on where it is needed. ready() or failed() follows.
    void prepare(const EndpointForm& form);

Q_SIGNALS:
    void ready(const twb::workbench::EndpointForm& form, const QString& sentence);
    void failed(const QString& sentence);

private:
    void goOn();
    void makeKey();
    void fill();
    void fillCertificate(EndpointForm& form);
    bool chooseKey();
    bool wantsCertificate() const;

    IssuerSession& m_session;
    KeyRing& m_ring;
    std::optional<EndpointForm> m_wish; ///< what is being prepared
    bool m_otherPortTried = false;
    bool m_makingKey = false;
    std::unique_ptr<WorkerPool> m_worker;
};

} // namespace twb::workbench
