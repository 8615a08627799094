// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string_view>

/// Values of "grant_type" and other names of the protocol that this server understands.
namespace twb::issuer {

namespace grant {
constexpr std::string_view clientCredentials = "client_credentials";                          ///< RFC 6749 §4.4
constexpr std::string_view authorizationCode = "authorization_code";                          ///< RFC 6749 §4.1
constexpr std::string_view refreshToken = "refresh_token";                                    ///< RFC 6749 §6
constexpr std::string_view deviceCode = "urn:ietf:params:oauth:grant-type:device_code";       ///< RFC 8628 §3.4
constexpr std::string_view jwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";         ///< RFC 7523 §2.1
constexpr std::string_view samlBearer = "urn:ietf:params:oauth:grant-type:saml2-bearer";      ///< RFC 7522 §2.1
constexpr std::string_view tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange"; ///< RFC 8693 §2.1
constexpr std::string_view password = "password";                                             ///< RFC 6749 §4.3
inline constexpr std::array all = {clientCredentials, authorizationCode, refreshToken,  deviceCode,
                                   jwtBearer,         samlBearer,        tokenExchange, password};
} // namespace grant

constexpr std::string_view jwtBearerAssertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr std::string_view accessTokenType = "urn:ietf:params:oauth:token-type:access_token";
constexpr std::string_view refreshTokenType = "urn:ietf:params:oauth:token-type:refresh_token";
constexpr std::string_view idTokenType = "urn:ietf:params:oauth:token-type:id_token";
constexpr std::string_view jwtTokenType = "urn:ietf:params:oauth:token-type:jwt";

} // namespace twb::issuer
