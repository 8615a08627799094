// SPDX-License-Identifier: Apache-2.0
#include "doctor/signer_proposal.h"

#include "doctor/key_objects.h"
#include "jose/encryption_table.h"
#include "json/text.h"

#include <algorithm>

namespace twb::doctor {
namespace {

std::string headerOf(std::string_view algorithm, const std::string& kid) {
    std::string text = "{\"alg\":" + json::quote(algorithm);
    return text + (kid.empty() ? std::string() : ",\"kid\":" + json::quote(kid)) + "}";
}

/// dir and ECDH-ES give the content key itself and serve one recipient only; others wrap it.
std::string_view wrapping(const jose::KeyManagement& usual, const crypto::Key& key) {
    using Family = jose::KeyManagementFamily;
    if (usual.family == Family::EcdhEs) {
        return "ECDH-ES+A256KW";
    }
    if (usual.family != Family::Direct) {
        return usual.name;
    }
    const std::size_t octets = key.type() == crypto::KeyType::Oct ? key.secret().size() : 0;
    return octets == 16 ? "A128KW" : octets == 24 ? "A192KW" : octets == 32 ? "A256KW" : "PBES2-HS512+A256KW";
}

/// The keys that are not named yet, each with the algorithm one would offer for it.
template <typename Usual>
std::string propose(const ResolvedKey& key, const std::vector<std::string>& kids, const std::string& algorithm,
                    Usual usual) {
    if (key.keys() != nullptr) {
        for (const jose::KeyEntry& entry : key.keys()->set->entries()) {
            const std::string_view name = usual(entry.jwk.key);
            const bool named = std::find(kids.begin(), kids.end(), entry.jwk.kid) != kids.end();
            if (!name.empty() && !entry.jwk.kid.empty() && !named) {
                const bool says = jose::findAlgorithm(entry.jwk.alg) != nullptr;
                return headerOf(says ? std::string_view(entry.jwk.alg) : name, entry.jwk.kid);
            }
        }
    }
    return headerOf(algorithm, {});
}

} // namespace

std::string proposeSigner(const ResolvedKey& key, const std::vector<std::string>& kids, const std::string& algorithm) {
    return propose(key, kids, algorithm, [](const crypto::Key& one) {
        const jose::Algorithm* usual = jose::usualAlgorithm(one);
        return usual != nullptr ? usual->name : std::string_view();
    });
}

std::string proposeRecipient(const ResolvedKey& key, const std::vector<std::string>& kids,
                             const std::string& algorithm) {
    return propose(key, kids, algorithm, [](const crypto::Key& one) {
        const jose::KeyManagement* usual = jose::usualKeyManagement(one);
        return usual != nullptr ? wrapping(*usual, one) : std::string_view();
    });
}

} // namespace twb::doctor
