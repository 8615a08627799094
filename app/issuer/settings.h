// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"
#include "profiles/template.h"

#include <memory>
#include <optional>

namespace twb::issuer {

/// What the server does wrong on purpose.
enum class Fault : std::uint8_t {
    None,
    ExpiredTokens, ///< exp lies in the past when the token is handed out
    WrongAudience,
    BadSignature, ///< the last octets of the signature are changed
    UnknownKid,   ///< the header names a key that is not among those served
    KeyRotation,  ///< each token is signed with a key made for it; the newest two are served
    SlowAnswers,  ///< `Settings::slowness` before each answer
    Error500,     ///< at every endpoint but discovery and keys
    Html          ///< a page of HTML with status 200 where JSON was asked for
};

/// The stable name ("correct", "expired" …), and back.
std::string_view name(Fault fault);
std::optional<Fault> findFault(std::string_view name);

/// What the vendors' stand-ins know. Values of samples: public, for this computer only.
struct VendorSettings {
    std::shared_ptr<const Secret> senseCryptApiKey;
    std::shared_ptr<const Secret> senseCryptMobileApiKey;
    std::shared_ptr<const Secret> senseCryptJwtSecret; ///< octets, as used for HS256
    std::chrono::seconds senseCryptLife{300};          ///< "jwt_expire_seconds"
    std::string cafClientId;
    std::shared_ptr<const Secret> cafClientSecret; ///< UTF-8, as used for HS256

    static VendorSettings samples();
};

/// Everything that can be chosen while the server runs.
struct Settings {
    enum class TokenForm : std::uint8_t { Jwt, Opaque };
    enum class DpopNonce : std::uint8_t { NotAsked, Demanded };
    enum class Consent : std::uint8_t { Ask, Given }; ///< Given: the authorization endpoint answers at once

    std::chrono::seconds tokenLife{300};
    std::chrono::seconds refreshLife{86400};
    std::chrono::seconds codeLife{60}; ///< RFC 6749 §4.1.2 allows ten minutes at most and wants it short
    std::chrono::seconds deviceLife{600};
    std::chrono::seconds deviceInterval{5}; ///< RFC 8628 §3.2
    std::chrono::seconds clockOffset{0};    ///< added to the clock that is handed in
    std::chrono::milliseconds slowness{5000};
    Fault fault = Fault::None;
    TokenForm tokenForm = TokenForm::Jwt;
    DpopNonce dpopNonce = DpopNonce::NotAsked;
    Consent consent = Consent::Ask;
    /// Accepted in assertions besides issuer, token endpoint and the endpoint that is called.
    std::vector<std::string> acceptedAudiences{};
    /// "aud" of access tokens where the request names neither resource nor audience; empty: the issuer itself.
    std::string audience{};
    /// Members of its payload that the server does not set itself are put into access tokens.
    std::optional<profiles::Template> claims{};
    std::string userName = "alice"; ///< of the grant "password", the consent page and userinfo
    std::shared_ptr<const Secret> userPassword{};
    VendorSettings vendors{};

    static Settings samples();
};

/// What `Settings::samples` and `VendorSettings::samples` use; shown in the window and in the README.
constexpr std::string_view sampleUserPassword = "local-issuer-sample-password";
constexpr std::string_view sampleApiKey = "local-issuer-api-key";
constexpr std::string_view sampleMobileApiKey = "local-issuer-mobile-api-key";
constexpr std::string_view sampleJwtSecret = "local-issuer-sensecrypt-jwt-secret-0123456789";
constexpr std::string_view sampleCafClientId = "61b0c0ffee0000000000c1d1";
constexpr std::string_view sampleCafClientSecret = "example-caf-client-secret-0123456789abcdef";

} // namespace twb::issuer
