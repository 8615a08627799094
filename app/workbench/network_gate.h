// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/http_transport.h"

#include <memory>
#include <mutex>
#include <QString>

namespace twb::workbench {

class Settings;

/// What the settings say about every request.
struct NetworkRules {
    bool off = false;          ///< nothing goes out, to this computer neither
    oauth::ProxyOptions proxy; ///< for requests that name none of their own
    std::string authorities;   ///< PEM to trust besides the system's and the request's own
    std::chrono::milliseconds total = oauth::HttpLimits{}.total; ///< for requests with the usual limit
    friend bool operator==(const NetworkRules&, const NetworkRules&) = default;
};

/// The rules in force. Any thread.
class SharedNetworkRules {
public:
    NetworkRules get() const {
        const std::lock_guard lock(m_mutex);
        return m_rules;
    }
    void set(NetworkRules rules) {
        const std::lock_guard lock(m_mutex);
        m_rules = std::move(rules);
    }

private:
    mutable std::mutex m_mutex;
    NetworkRules m_rules;
};

/// Rules that follow the settings as they change. The file of authorities is read with each change; one that cannot be
/// read gives none, and caFileProblem() says so.
std::shared_ptr<const SharedNetworkRules> followNetworkRules(Settings& settings);

/// Why the file cannot serve as extra authorities; empty if it can, or if no file is named.
QString caFileProblem(const QString& path);

/// The network behind the rules: the one place that every request of the window passes.
class NetworkGate final : public oauth::HttpTransport {
public:
    /// @param inner  nullptr: the network (network_library.h)
    explicit NetworkGate(std::shared_ptr<const SharedNetworkRules> rules,
                         std::unique_ptr<oauth::HttpTransport> inner = nullptr);

    /// @errors (in the exchange) network-off, and those of the inner transport
    oauth::HttpExchange perform(const oauth::HttpRequest& request, std::stop_token stop = {}) override;

private:
    std::shared_ptr<const SharedNetworkRules> m_rules;
    std::unique_ptr<oauth::HttpTransport> m_inner;
};

} // namespace twb::workbench
