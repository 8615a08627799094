// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstddef>

/// Everything that could grow, with the reason for its bound. Beyond a bound the oldest entry goes.
namespace twb::issuer::limits {

constexpr std::size_t codes = 500;           ///< each lives a minute
constexpr std::size_t tokens = 5000;         ///< some kilobytes each: 20 MB at worst
constexpr std::size_t pendingConsents = 100; ///< pages open in a browser at the same time
constexpr std::size_t pushedRequests = 200;  ///< each lives a minute
constexpr std::size_t devices = 100;
constexpr std::size_t seenIdentifiers = 5000;      ///< jti of assertions and proofs, kept until they expire
constexpr std::size_t nonces = 50;                 ///< DPoP nonces that are still good
constexpr std::chrono::seconds requestUriLife{60}; ///< RFC 9126 §2.2: 5 to 600 seconds
constexpr std::chrono::seconds consentLife{600};   ///< a person reads the page
constexpr std::chrono::seconds nonceLife{300};
constexpr std::chrono::seconds leeway{30};             ///< between two clocks on one computer and its containers
constexpr std::chrono::seconds longestAssertion{3600}; ///< of strict assertions; BMP's own examples reach an hour

constexpr std::size_t headOctets = 65536;      ///< request line and headers
constexpr std::size_t bodyOctets = 1048576;    ///< a PAR with a large request object stays far below
constexpr std::size_t assertionOctets = 65536; ///< a JWT with a certificate chain in its header
constexpr std::size_t connections = 64;        ///< at the same time; more are closed at once
constexpr std::size_t requestsPerConnection = 100;
constexpr std::chrono::milliseconds requestTime{5000}; ///< from the first octet of a request to its last
constexpr std::chrono::milliseconds idleTime{5000};    ///< between two requests

} // namespace twb::issuer::limits
