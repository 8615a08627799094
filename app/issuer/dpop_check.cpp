// SPDX-License-Identifier: Apache-2.0
#include "issuer/dpop_check.h"

#include "base/base64url.h"
#include "jose/dpop.h"

namespace twb::issuer {
namespace {

tl::unexpected<Refusal> refuseProof(Call& call, std::string error, Finding found, bool atResource) {
    const std::string title = found.title;
    auto refusal = refuse(atResource ? 401 : 400, error, std::move(found));
    if (atResource) {
        refusal.value().headers.emplace_back("WWW-Authenticate", "DPoP error=\"" + error + "\"");
    }
    if (const std::string nonce = currentNonce(call); !nonce.empty()) {
        refusal.value().headers.emplace_back("DPoP-Nonce", nonce);
    }
    return refusal;
}

/// A member of the payload of a proof that was verified.
std::string claim(const jose::DpopReport& report, std::string_view name) {
    const auto payload = json::Document::parse(std::string(asText(report.proof.payload)));
    return payload ? payload->root().find(name).string().value_or(std::string()) : std::string();
}

/// 127.0.0.1 and localhost are the same server: the caller's Host decides how it is called.
std::string urlOf(const Call& call, std::string_view path) {
    const std::string_view host = call.request.header("Host");
    return host.empty() ? call.url(path)
                        : (call.overTls() ? "https://" : "http://") + std::string(host) + std::string(path);
}

} // namespace

std::string currentNonce(Call& call) {
    if (call.state.settings.dpopNonce == Settings::DpopNonce::NotAsked) {
        return {};
    }
    const Time* until = call.state.nonces.find(call.state.newestNonce);
    if (until == nullptr || *until - limits::nonceLife / 2 < call.now) {
        auto made = call.state.randomText(16);
        if (!made) {
            return {};
        }
        call.state.newestNonce = *made;
        call.state.nonces.put(std::move(*made), call.now + limits::nonceLife);
    }
    return call.state.newestNonce;
}

Answer<std::string> checkDpop(Call& call, std::string_view path, std::string_view accessToken) {
    const bool atResource = !accessToken.empty();
    const std::string_view proof = call.request.header("DPoP");
    if (proof.empty()) {
        return std::string();
    }
    if (call.request.headerCount("DPoP") > 1) {
        return refuseProof(
            call, "invalid_dpop_proof",
            finding("dpop-twice", "Two DPoP headers.", "One request carries one proof.", "two DPoP headers"),
            atResource);
    }
    jose::DpopExpectation expected;
    expected.method = call.request.method;
    expected.url = urlOf(call, path);
    if (atResource) {
        expected.accessToken = std::string(accessToken);
    }
    const jose::DpopReport report = jose::verifyDpopProof(proof, expected, call.now);
    for (const jose::NamedCheck& check : report.checks) {
        if (check.outcome == jose::Outcome::Fail) {
            return refuseProof(call, "invalid_dpop_proof",
                               finding("dpop-" + std::string(check.id), "The DPoP proof does not hold.",
                                       check.detail + ".", "proof: " + check.detail),
                               atResource);
        }
    }
    if (!report.accepted()) {
        return refuseProof(call, "invalid_dpop_proof",
                           finding("dpop-proof", "The DPoP proof does not hold.", "It could not be checked.",
                                   "proof could not be checked"),
                           atResource);
    }
    if (call.state.settings.dpopNonce == Settings::DpopNonce::Demanded) {
        const std::string nonce = claim(report, "nonce");
        const Time* until = call.state.nonces.find(nonce);
        if (until == nullptr || *until <= call.now) {
            return refuseProof(call, "use_dpop_nonce",
                               finding("dpop-nonce", nonce.empty() ? "The proof has no nonce." : "The nonce is stale.",
                                       "Make the proof anew with the nonce of the header DPoP-Nonce.",
                                       nonce.empty() ? "proof without nonce" : "proof with a stale nonce"),
                               atResource);
        }
    }
    // The proof may be used again after this moment only, when its iat is too old anyway.
    const Time until = call.now + expected.maximumAge + expected.leeway;
    if (!call.state.firstUse("dpop", report.thumbprint, claim(report, "jti"), call.now, until)) {
        return refuseProof(call, "invalid_dpop_proof",
                           finding("dpop-replay", "This proof was used before.",
                                   "Make a new proof with its own jti for each request.", "proof was used before"),
                           atResource);
    }
    return report.thumbprint;
}

} // namespace twb::issuer
