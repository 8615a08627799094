// SPDX-License-Identifier: Apache-2.0
#include "workbench/network_library.h"

#include <QCoreApplication>
#include <QLibrary>

namespace twb::workbench {

namespace {

struct Loaded {
    oauth::HttpTransport* transport = nullptr;
    std::string problem;
};

/// Stays loaded until the program ends: requests may be under way on any thread.
Loaded load() {
    QLibrary library(QCoreApplication::applicationDirPath() + QStringLiteral("/token-workbench-net.so"));
    const auto entry = reinterpret_cast<NetworkLibraryEntry>(library.resolve(networkLibraryEntry));
    return entry == nullptr ? Loaded{nullptr, library.errorString().toStdString()} : Loaded{entry(), {}};
}

} // namespace

oauth::HttpExchange NetworkLibrary::perform(const oauth::HttpRequest& request, std::stop_token stop) {
    static const Loaded loaded = load();
    if (loaded.transport == nullptr) {
        oauth::HttpExchange exchange;
        exchange.failure = oauth::HttpFailure{oauth::HttpFault::Internal, loaded.problem};
        return exchange;
    }
    return loaded.transport->perform(request, std::move(stop));
}

} // namespace twb::workbench
