// SPDX-License-Identifier: Apache-2.0
#include "profiles/claim_catalogue.h"

#include <algorithm>
#include <array>

namespace twb::profiles {
namespace {

using enum ClaimKind;
constexpr auto H = ClaimPlace::Header;
constexpr auto P = ClaimPlace::Payload;

// Sorted by place, then by name in octet order: findClaim() searches by halving.
// clang-format off
constexpr auto entries = std::to_array<ClaimEntry>({
    {"alg", H, Text, "Algorithm", "How the token is signed or how its key is encrypted. The receiver decides what it accepts; this only says what the sender used.", "RFC 7515, 4.1.1"},
    {"apu", H, Base64Url, "Agreement PartyUInfo", "About the sender, mixed into the agreed key.", "RFC 7518, 4.6.1.2"},
    {"apv", H, Base64Url, "Agreement PartyVInfo", "About the receiver, mixed into the agreed key.", "RFC 7518, 4.6.1.3"},
    {"b64", H, Boolean, "Base64url-encode payload", "false: the payload stands in the token as it is. Must be listed in crit.", "RFC 7797, 3"},
    {"crit", H, List, "Critical", "Header names that a receiver must understand. One that it does not know obliges it to refuse the token.", "RFC 7515, 4.1.11"},
    {"cty", H, Text, "Content type", "What the payload is; JWT if another token stands inside.", "RFC 7515, 4.1.10"},
    {"enc", H, Text, "Content encryption", "How the content is encrypted.", "RFC 7516, 4.1.2"},
    {"epk", H, Object, "Ephemeral public key", "The sender's one-time key for the key agreement.", "RFC 7518, 4.6.1.1"},
    {"iv", H, Base64Url, "Initialization vector", "For wrapping the key with AES-GCM.", "RFC 7518, 4.7.1.1"},
    {"jku", H, Uri, "JWK Set URL", "Where the sender says its keys are. Must never be followed without asking: whoever wrote the token chose it.", "RFC 7515, 4.1.2"},
    {"jwk", H, Object, "JSON Web Key", "The public key, brought along by the token. Proves nothing about who signed.", "RFC 7515, 4.1.3"},
    {"kid", H, Text, "Key ID", "Which key of the sender was used; a hint for the choice among several.", "RFC 7515, 4.1.4"},
    {"p2c", H, Number, "PBES2 count", "Rounds for making a key from a password.", "RFC 7518, 4.8.1.2"},
    {"p2s", H, Base64Url, "PBES2 salt input", "Salt for making a key from a password.", "RFC 7518, 4.8.1.1"},
    {"tag", H, Base64Url, "Authentication tag", "For wrapping the key with AES-GCM.", "RFC 7518, 4.7.1.2"},
    {"typ", H, Text, "Type", "What the whole is: JWT, at+jwt for access tokens, dpop+jwt for DPoP proofs.", "RFC 7515, 4.1.9"},
    {"x5c", H, List, "X.509 certificate chain", "Certificates of the key, the first one's key signs. Trust must come from elsewhere.", "RFC 7515, 4.1.6"},
    {"x5t", H, Base64Url, "X.509 SHA-1 thumbprint", "Digest of the certificate of the key.", "RFC 7515, 4.1.7"},
    {"x5t#S256", H, Base64Url, "X.509 SHA-256 thumbprint", "Digest of the certificate of the key.", "RFC 7515, 4.1.8"},
    {"x5u", H, Uri, "X.509 URL", "Where the sender says its certificate is. Must never be followed without asking.", "RFC 7515, 4.1.5"},
    {"zip", H, Text, "Compression", "DEF: the content was compressed before it was encrypted.", "RFC 7516, 4.1.3"},

    {"acr", P, Text, "Authentication context class", "How strongly the person was authenticated, by a name that both sides agreed on.", "OpenID Connect Core, 2"},
    {"act", P, Object, "Actor", "Who acts on behalf of the subject.", "RFC 8693, 4.1"},
    {"address", P, Object, "Address", "Postal address.", "OpenID Connect Core, 5.1.1"},
    {"amr", P, List, "Authentication methods", "How the person was authenticated: pwd password, otp one-time code, mfa several factors, hwk key in hardware, face, fpt fingerprint …", "OpenID Connect Core, 2; RFC 8176"},
    {"at_hash", P, Base64Url, "Access token hash", "Left half of the digest of the access token that was issued together with this one.", "OpenID Connect Core, 3.1.3.6"},
    {"ath", P, Base64Url, "Access token hash", "Digest of the access token that the DPoP proof goes with.", "RFC 9449, 4.2"},
    {"attemptId", P, Text, "Attempt", "CAF Smart Auth: the attempt that this answer belongs to. Must be the one that was started.", "CAF, signed SDK response"},
    {"aud", P, TextOrList, "Audience", "Whom the token is meant for. A receiver that is not named here must refuse it.", "RFC 7519, 4.1.3"},
    {"auth_time", P, NumericDate, "Time of authentication", "When the person last authenticated. Written as whole seconds since 1970-01-01 00:00 UTC.", "OpenID Connect Core, 2"},
    {"authorization_details", P, List, "Authorization details", "What exactly was allowed.", "RFC 9396, 9.1"},
    {"azp", P, Text, "Authorized party", "The client that the token was issued to.", "OpenID Connect Core, 2"},
    {"birthdate", P, Text, "Date of birth", "As YYYY-MM-DD, or only the year.", "OpenID Connect Core, 5.1"},
    {"c_hash", P, Base64Url, "Code hash", "Left half of the digest of the authorization code.", "OpenID Connect Core, 3.3.2.11"},
    {"client_id", P, Text, "Client", "The client that asked for the token.", "RFC 8693, 4.3"},
    {"cnf", P, Object, "Confirmation", "The key that the sender must prove to hold: jkt for DPoP, x5t#S256 for a client certificate, jwk, kid.", "RFC 7800, 3.1"},
    {"email", P, Text, "E-mail address", "Preferred e-mail address.", "OpenID Connect Core, 5.1"},
    {"email_verified", P, Boolean, "E-mail verified", "The issuer has made sure that the address belongs to the person.", "OpenID Connect Core, 5.1"},
    {"entitlements", P, List, "Entitlements", "What the subject may have.", "RFC 9068, 2.2.3.1"},
    {"events", P, Object, "Security events", "What has happened, by the URI of the kind of event.", "RFC 8417, 2.2"},
    {"exp", P, NumericDate, "Expiration time", "The token must not be accepted at or after this moment. Written as whole seconds since 1970-01-01 00:00 UTC.", "RFC 7519, 4.1.4"},
    {"family_name", P, Text, "Family name", "Surname or last name.", "OpenID Connect Core, 5.1"},
    {"gender", P, Text, "Gender", "Gender of the person.", "OpenID Connect Core, 5.1"},
    {"given_name", P, Text, "Given name", "First name.", "OpenID Connect Core, 5.1"},
    {"groups", P, List, "Groups", "Groups that the subject belongs to.", "RFC 9068, 2.2.3.1"},
    {"htm", P, Text, "HTTP method", "Method of the request that the DPoP proof goes with.", "RFC 9449, 4.2"},
    {"htu", P, Uri, "HTTP address", "Address of the request that the DPoP proof goes with, without query and fragment.", "RFC 9449, 4.2"},
    {"iat", P, NumericDate, "Issued at", "When the token was made. Written as whole seconds since 1970-01-01 00:00 UTC.", "RFC 7519, 4.1.6"},
    {"instance_id", P, Text, "Device instance", "SenseCrypt: the device that the token is bound to. Without it the token fits every device.", "SenseCrypt, gen-jwt"},
    {"isAuthorized", P, Boolean, "Authorised", "CAF Smart Auth: the person was authorised. Look at isNewContext too.", "CAF, signed SDK response"},
    {"isNewContext", P, Boolean, "New context", "CAF Smart Auth: device or place are new; authorise only after further checks.", "CAF, signed SDK response"},
    {"iss", P, Text, "Issuer", "Who made the token; in a CAF mobile token the clientId, in a client assertion the client_id.", "RFC 7519, 4.1.1"},
    {"jti", P, Text, "Token ID", "Unique for each token, so that one can be recognised when it comes again.", "RFC 7519, 4.1.7"},
    {"locale", P, Text, "Language", "Language and region, as pt-BR.", "OpenID Connect Core, 5.1"},
    {"may_act", P, Object, "May act", "Who may act on behalf of the subject.", "RFC 8693, 4.4"},
    {"middle_name", P, Text, "Middle name", "Middle name.", "OpenID Connect Core, 5.1"},
    {"name", P, Text, "Full name", "Name for showing.", "OpenID Connect Core, 5.1"},
    {"nbf", P, NumericDate, "Not before", "The token must not be accepted before this moment. Written as whole seconds since 1970-01-01 00:00 UTC.", "RFC 7519, 4.1.5"},
    {"nickname", P, Text, "Nickname", "Casual name.", "OpenID Connect Core, 5.1"},
    {"nonce", P, Text, "Nonce", "Must be the value that the client sent, so that an answer cannot be used twice.", "OpenID Connect Core, 2"},
    {"peopleId", P, Cpf, "CPF of the person", "CAF: the person that the token is valid for, as eleven digits in a text. Personal data.", "CAF, mobile token"},
    {"phone_number", P, Text, "Telephone number", "As +55 11 91234-5678.", "OpenID Connect Core, 5.1"},
    {"phone_number_verified", P, Boolean, "Telephone verified", "The issuer has made sure that the number belongs to the person.", "OpenID Connect Core, 5.1"},
    {"picture", P, Uri, "Picture", "Address of a picture of the person.", "OpenID Connect Core, 5.1"},
    {"policyId", P, Text, "Policy", "CAF Smart Auth: the policy by which was decided. Must be the one that was configured.", "CAF, signed SDK response"},
    {"preferred_username", P, Text, "User name", "Name by which the person wants to be called. Not unique.", "OpenID Connect Core, 5.1"},
    {"profile", P, Uri, "Profile page", "Address of the person's page.", "OpenID Connect Core, 5.1"},
    {"roles", P, List, "Roles", "Roles of the subject.", "RFC 9068, 2.2.3.1"},
    {"s_hash", P, Base64Url, "State hash", "Left half of the digest of the state value.", "FAPI 1.0 Advanced, 5.1"},
    {"scope", P, Scope, "Scope", "What the token allows, as words separated by spaces.", "RFC 8693, 4.2"},
    {"sid", P, Text, "Session", "Session at the issuer, for logging out.", "OpenID Connect Front-Channel Logout, 3"},
    {"sub", P, Text, "Subject", "Whom the token is about, unique at the issuer; in a client assertion the client_id.", "RFC 7519, 4.1.2"},
    {"toe", P, NumericDate, "Time of event", "When the event happened. Written as whole seconds since 1970-01-01 00:00 UTC.", "RFC 8417, 2.2"},
    {"txn", P, Text, "Transaction", "Transaction that the event belongs to.", "RFC 8417, 2.2"},
    {"updated_at", P, NumericDate, "Last updated", "When the data of the person were last changed. Written as whole seconds since 1970-01-01 00:00 UTC.", "OpenID Connect Core, 5.1"},
    {"vot", P, Text, "Vector of trust", "How far identity and authentication can be trusted.", "RFC 8485, 3.1"},
    {"website", P, Uri, "Web site", "Address of the person's site.", "OpenID Connect Core, 5.1"},
    {"zoneinfo", P, Text, "Time zone", "As America/Sao_Paulo.", "OpenID Connect Core, 5.1"},
});
// clang-format on

constexpr bool before(const ClaimEntry& a, const ClaimEntry& b) {
    return a.place != b.place ? a.place < b.place : a.name < b.name;
}
static_assert(std::is_sorted(entries.begin(), entries.end(), before));

} // namespace

std::span<const ClaimEntry> claimCatalogue() {
    return entries;
}

const ClaimEntry* findClaim(std::string_view name, ClaimPlace place) {
    const ClaimEntry wanted{name, place, Any, {}, {}, {}};
    const auto found = std::lower_bound(entries.begin(), entries.end(), wanted, before);
    return found != entries.end() && found->name == name && found->place == place ? &*found : nullptr;
}

} // namespace twb::profiles
