// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/request.h"

namespace twb::oauth {

/// A token found in an answer.
struct FoundToken {
    std::string name;    ///< member, by path: "access_token", "data.sessionToken"; "body" for the whole text
    std::string kind;    ///< "jws", "jwe", "sd-jwt", or "opaque"
    std::string header;  ///< JSON, as in the token; empty if opaque or encrypted
    std::string payload; ///< the same
    std::string type;    ///< token_type of the answer: "Bearer", "DPoP"; empty if none
    SharedSecret value;
    std::optional<Time> expires;   ///< from `exp`, else from expires_in
    std::string thumbprintBinding; ///< cnf.jkt or cnf.x5t#S256; empty: a bearer token
};

/// Something about an answer that the standards do not allow or that surprises.
struct ResponseNote {
    enum class Severity : std::uint8_t { Error, Warning, Info };
    Severity severity = Severity::Info;
    std::string id; ///< stable: "html", "token-type-missing", "json-broken" …
    std::string text;
};

/// What an answer says.
struct ResponseReading {
    enum class Shape : std::uint8_t { Empty, Json, Text, Html, Jwt, Binary };
    Shape shape = Shape::Empty;
    std::vector<FoundToken> tokens;
    std::string error;                   ///< code of RFC 6749 §5.2 or 6750 §3.1, wherever it stood
    std::string description;             ///< shown as plain text
    std::string errorUri;                ///< only https addresses; others are in notes
    std::vector<std::string> challenges; ///< WWW-Authenticate, as they came
    std::optional<std::chrono::seconds> expiresIn;
    std::string tokenType;
    std::string scope;
    std::string dpopNonce;      ///< the newest one
    std::string requestId;      ///< requestId or x-request-id, for the vendor's support
    std::optional<bool> active; ///< of an introspection
    // Device authorization and PAR
    std::string deviceCodeUserCode;
    std::string verificationUri;
    std::string verificationUriComplete;
    std::optional<std::chrono::seconds> interval;
    std::string requestUri;
    std::vector<ResponseNote> notes;

    const FoundToken* token(std::string_view name) const;
};

/// Reads an answer; never fails. At most 50 tokens, at most 512 levels deep.
/// @param received  when the answer came, for expires_in.
ResponseReading readResponse(const HttpExchange& exchange, Operation operation, Time received);

/// `WWW-Authenticate: DPoP error="use_dpop_nonce"` taken apart: the value of a parameter, empty if it is not there.
std::string challengeParameter(std::string_view challenge, std::string_view name);

/// A string member of a JSON object; empty if absent or no JSON.
std::string jsonMember(std::string_view json, std::string_view name);

} // namespace twb::oauth
