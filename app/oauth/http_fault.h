// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace twb::oauth {

/// Why no whole answer came. Stable names; the list only ever grows.
///
/// Columns: enumerator, stable name, sentence (what happened and what to do).
// clang-format off
#define TWB_HTTP_FAULTS(X) \
    X(UrlInvalid,        "url-invalid",        "This is no web address. Write it whole, as in https://issuer.example/token.") \
    X(UrlNotHttps,       "url-not-https",      "Only https is used, and http to this computer: anything else would show secrets to the network.") \
    X(RequestInvalid,    "request-invalid",    "The request cannot be sent as it is; correct the part named.") \
    X(HostNotFound,      "host-not-found",     "No address is known for this host. Check the spelling, the network and the VPN.") \
    X(ConnectionFailed,  "connection-failed",  "Nothing answers at this address and port. Check the port, the firewall and the proxy.") \
    X(ConnectionReset,   "connection-reset",   "The other side closed the connection before it had answered.") \
    X(ConnectTimeout,    "connect-timeout",    "No connection within the time limit. A firewall that drops packets looks like this.") \
    X(TotalTimeout,      "total-timeout",      "The answer was not whole within the time limit.") \
    X(IdleTimeout,       "idle-timeout",       "The connection stood still for too long.") \
    X(Cancelled,         "cancelled",          "Stopped on request.") \
    X(AnswerMalformed,   "answer-malformed",   "What came back is not HTTP. Check the port; a proxy or another service may answer there.") \
    X(AnswerCut,         "answer-cut",         "The answer ended before its announced length.") \
    X(AnswerEmpty,       "answer-empty",       "The connection was closed without a single octet of an answer.") \
    X(HeadersTooLarge,   "headers-too-large",  "The headers of the answer are above the cap.") \
    X(EncodingBroken,    "encoding-broken",    "The answer's Content-Encoding cannot be undone.") \
    X(ProxyFailed,       "proxy-failed",       "The proxy does not answer or refuses. Check its address in the settings.") \
    X(TlsExpired,        "tls-expired",        "The server's certificate has expired. Tell its operator, or check the clock of this computer.") \
    X(TlsNotYetValid,    "tls-not-yet-valid",  "The server's certificate is not valid yet. Check the clock of this computer.") \
    X(TlsWrongHost,      "tls-wrong-host",     "The server's certificate is for another host name.") \
    X(TlsSelfSigned,     "tls-self-signed",    "The server's certificate is signed by itself. If it is yours, give it as the CA file.") \
    X(TlsUnknownCa,      "tls-unknown-ca",     "The authority behind the server's certificate is not known here, or an intermediate certificate is missing. Give the authority's certificate as the CA file.") \
    X(TlsRefused,        "tls-refused",        "No encrypted connection could be agreed. Check that the port speaks TLS, and which versions it allows.") \
    X(TlsOwnCertificate, "tls-own-certificate","The client certificate or its key cannot be used: check that they belong together, and the password.") \
    X(TlsClientRefused,  "tls-client-refused", "The server refuses the client certificate, or wants one and got none.") \
    X(TlsCaFile,         "tls-ca-file",        "The CA file holds no certificate that can be read.") \
    X(Internal,          "internal",           "The HTTP library gave up; its own words are in the detail.") \
    X(NetworkOff,        "network-off",        "Network is off (Settings). Nothing was sent.")
// clang-format on

enum class HttpFault : std::uint8_t {
#define TWB_ENUMERATOR(enumerator, name, sentence) enumerator,
    TWB_HTTP_FAULTS(TWB_ENUMERATOR)
#undef TWB_ENUMERATOR
};

/// The kebab-case name, as `twb --json` prints it.
std::string_view name(HttpFault fault);
/// The sentence of the catalogue.
std::string_view sentence(HttpFault fault);

/// A fault with the particulars; never a secret.
struct HttpFailure {
    HttpFault fault{};
    std::string detail;
};

template <typename T>
using Net = tl::expected<T, HttpFailure>;

inline tl::unexpected<HttpFailure> netFail(HttpFault fault, std::string detail = {}) {
    return tl::unexpected<HttpFailure>(HttpFailure{fault, std::move(detail)});
}

} // namespace twb::oauth
