// SPDX-License-Identifier: Apache-2.0
#include "issuer/server_state.h"

#include "base/base64url.h"

namespace twb::issuer {

tl::unexpected<Refusal> refuse(int status, std::string error, Finding finding) {
    std::string description = finding.title + " " + finding.detail;
    return tl::unexpected<Refusal>(Refusal{status, std::move(error), std::move(description), std::move(finding), {}});
}

tl::unexpected<Refusal> serverFault(const Error& error) {
    return refuse(500, "server_error",
                  finding("server-fault", "The issuer could not answer.",
                          error.detail + ". " + std::string(advice(error.code)), std::string(name(error.code))));
}

Response answer(const Refusal& refusal, Note& note) {
    Response response = errorResponse(refusal.status, refusal.error, refusal.description);
    for (const auto& [name, value] : refusal.headers) {
        response.setHeader(name, value);
    }
    note.summary = refusal.error;
    if (refusal.finding) {
        note.summary += ": " + refusal.finding->summary;
        note.finding = refusal.finding;
    }
    return response;
}

const Client* ServerState::findClient(std::string_view id) const {
    for (const Client& client : clients) {
        if (client.id == id) {
            return &client;
        }
    }
    return nullptr;
}

Result<std::string> ServerState::randomText(std::size_t octets) {
    const auto made = random.bytes(octets);
    if (!made) {
        return passOn(made);
    }
    return base64url::encode(*made);
}

bool ServerState::firstUse(std::string_view kind, std::string_view sender, std::string_view identifier, Time now,
                           Time until) {
    std::string key;
    for (const std::string_view piece : {kind, sender, identifier}) {
        key += piece;
        key += '\0';
    }
    if (const Time* known = seen.find(key); known != nullptr && *known > now) {
        return false;
    }
    seen.put(std::move(key), until);
    return true;
}

void ServerState::revokeFamily(std::string_view family) {
    tokens.forEach([&](TokenRecord& record) { record.revoked = record.revoked || record.family == family; });
}

} // namespace twb::issuer
