// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

/// Where the local issuer answers. The vendors' paths are those of their documents (profiles of the workbench).
namespace twb::issuer::endpoint {

constexpr std::string_view openIdDiscovery = "/.well-known/openid-configuration";      ///< OpenID Connect Discovery §4
constexpr std::string_view oauthDiscovery = "/.well-known/oauth-authorization-server"; ///< RFC 8414 §3
constexpr std::string_view keys = "/jwks";
constexpr std::string_view token = "/token";
constexpr std::string_view authorize = "/authorize";
constexpr std::string_view consent = "/consent";
constexpr std::string_view pushedAuthorization = "/par";                  ///< RFC 9126
constexpr std::string_view deviceAuthorization = "/device_authorization"; ///< RFC 8628
constexpr std::string_view device = "/device";
constexpr std::string_view introspection = "/introspect"; ///< RFC 7662
constexpr std::string_view revocation = "/revoke";        ///< RFC 7009
constexpr std::string_view userInfo = "/userinfo";        ///< OpenID Connect Core §5.3

constexpr std::string_view senseCrypt = "/gen-jwt";
constexpr std::string_view bmp = "/connect/token";
constexpr std::string_view cafSessionTokens = "/bff/session-tokens";
constexpr std::string_view cafConnect = "/oauth2/token";
constexpr std::string_view cafTransactions = "/v1/transactions";

} // namespace twb::issuer::endpoint
