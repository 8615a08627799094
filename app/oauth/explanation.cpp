// SPDX-License-Identifier: Apache-2.0
#include "oauth/explanation.h"

#include <algorithm>
#include <array>

namespace twb::oauth {
namespace {

using State = RequestCheck::State;

struct ErrorRow {
    std::string_view code;
    std::string_view title;
    std::string_view advice;
    /// What cannot be seen from here, most likely first; '|' between.
    std::string_view reasons;
};

// clang-format off
constexpr auto rows = std::to_array<ErrorRow>({
    {"invalid_request", "A parameter is missing, stands twice or is malformed",
     "Compare the parameters with the server's documentation.",
     "Two ways of authentication in one request|A parameter that this server wants besides the standard's|The grant is not allowed for this client (some servers say it so)"},
    {"invalid_client", "The server does not accept the client",
     "Go through the points from the top; those that can be checked here were checked.",
     "The client ID is unknown there, or belongs to another environment|The secret or the public key registered there is another one|The client is registered for another way of authentication"},
    {"invalid_grant", "The code, token or assertion of the grant is not accepted",
     "Get a fresh one and send it once, quickly.",
     "It has expired, was used before, or was revoked|It was issued to another client|redirect_uri differs from the one of the authorization request|code_verifier does not belong to the code_challenge|The DPoP key differs from the first request's"},
    {"unauthorized_client", "The client may not use this grant",
     "Ask the operator to allow the grant for this client.", "The grant is not in the client's registration"},
    {"unsupported_grant_type", "The server does not know this grant",
     "Check the spelling of grant_type and the server's grant_types_supported.", "Another address serves this grant"},
    {"invalid_scope", "A scope is unknown, malformed or more than was granted",
     "Leave the scope out once: the answer then shows what is usual.", "The client is not allowed this scope|Scopes are separated by single spaces"},
    {"invalid_target", "The resource or audience is unknown", "Check resource and audience letter for letter.",
     "The resource is not registered for this client"},
    {"use_dpop_nonce", "The server wants a nonce in the DPoP proof", "Send again: the nonce of this answer is used then.", ""},
    {"invalid_dpop_proof", "The DPoP proof is not accepted", "Check htm, htu, iat, the clock and the key.",
     "htu differs from the address that the server knows itself by (a proxy before it)|jti was used before|The key or its algorithm is not allowed there"},
    {"authorization_pending", "Nobody has confirmed yet", "Open the verification address, enter the code, and ask again after the interval.", ""},
    {"slow_down", "Asked too often", "Wait five seconds longer between questions, from now on.", ""},
    {"expired_token", "The device code has expired", "Begin again with a new code.", ""},
    {"access_denied", "The user or the server refused", "Ask the user, or the operator about the policy.", ""},
    {"unsupported_token_type", "The server does not revoke this kind of token", "Revoke the refresh token instead.", ""},
    {"invalid_token", "The token is not accepted by this resource",
     "Open the token in the editor: exp, aud and iss say whether it can be meant for this address.",
     "It has expired or was revoked|It is meant for another audience or environment|It is bound to a key or a certificate that was not shown"},
    {"insufficient_scope", "The token is good, but does not allow this", "Ask for the scope that the answer names.", ""},
    {"invalid_authorization_details", "authorization_details is not accepted", "Check the types that the server supports.", ""},
    {"invalid_request_object", "The request object is not accepted", "Check its signature, aud and exp.", ""},
    {"login_required", "The user is not signed in", "Leave prompt=none out, or sign in first.", ""},
    {"consent_required", "The user has not agreed yet", "Leave prompt=none out once.", ""},
    {"interaction_required", "The user has to do something", "Leave prompt=none out once.", ""},
    {"server_error", "The server failed", "Try again; if it stays, give the operator the time and the request id.", ""},
    {"temporarily_unavailable", "The server is overloaded or in maintenance", "Try again later.", ""},
    // Without a code of the standards: the status speaks.
    {"http-400", "The server calls the request wrong", "Its own words are in the body.", ""},
    {"http-401", "Not authenticated: no token, or one that is not accepted",
     "401 is about who you are: check that the Authorization header is there, its scheme, and the token's time.",
     "The token is expired, cut or of another environment|The scheme is missing (Bearer) or not wanted here|No token was sent: then the answer names no error"},
    {"http-403", "Authenticated, but not allowed",
     "403 is about what the token may do: a fresh token of the same rights changes nothing. Ask for the scope, role or action.",
     "The token has no permission for this resource|The account or its network address is blocked|The secret of the wrong kind (a mobile key for a server call)"},
    {"http-404", "There is nothing at this address", "Check path and environment; discovery says the right address.", ""},
    {"http-405", "This address does not take this method", "Token endpoints take POST, userinfo GET.", ""},
    {"http-415", "The server wants another Content-Type", "Token endpoints take application/x-www-form-urlencoded, many APIs application/json.", ""},
    {"http-429", "Too many requests", "Wait as long as Retry-After says.", ""},
    {"http-5xx", "The server, or the gateway before it, failed", "Try again; if it stays, give the operator the time and the request id.",
     "Only the operator can see the reason in the server's log"},
    {"http-3xx", "The server sends on to another address", "Redirects are not followed with credentials: put in the final address yourself if you trust it.", ""},
    {"html", "A page came instead of an answer", "The address is that of a page, a login or a gateway: check path and host, and whether a proxy is needed.", ""},
    {"unreadable", "The answer cannot be read", "The notes under the body say where it breaks.", ""},
    {"empty", "The answer is empty",
     "The server says success and sends nothing: check the path; a gateway may answer in the server's place.", ""},
    {"too-long", "The answer is longer than is read",
     "A token's answer has a few kilobytes: this is probably the address of a download or a page. Check path and host.", ""},
    {"other", "The server refused with a code of its own", "Look it up in the server's documentation.", ""},
});
// clang-format on

const ErrorRow* find(std::string_view code) {
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const ErrorRow& each) { return each.code == code; });
    return row == rows.end() ? nullptr : &*row;
}

std::string statusCode(int status) {
    if (status >= 300 && status < 400) {
        return "http-3xx";
    }
    if (status >= 500) {
        return "http-5xx";
    }
    std::string code = "http-" + std::to_string(status);
    return find(code) != nullptr ? code : "http-400";
}

void addOwn(std::vector<RequestCheck>& reasons, std::string_view list) {
    while (!list.empty()) {
        const std::size_t bar = list.find('|');
        reasons.push_back({State::Unknown, "elsewhere", std::string(list.substr(0, bar))});
        list = bar == std::string_view::npos ? std::string_view() : list.substr(bar + 1);
    }
}

bool hasHeader(const BuiltRequest& built, std::string_view name) {
    return built.http.header(name) != nullptr;
}

} // namespace

std::optional<Explanation> explain(const OAuthRequest& request, const BuiltRequest& built, const HttpExchange& exchange,
                                   const ResponseReading& reading, CheckFacts facts) {
    Explanation out;
    if (exchange.failure) {
        out.code = name(exchange.failure->fault);
        out.title = sentence(exchange.failure->fault);
        out.advice = exchange.failure->detail;
        return out;
    }
    const bool success = exchange.status >= 200 && exchange.status < 300;
    const bool broken = std::any_of(reading.notes.begin(), reading.notes.end(), [](const ResponseNote& note) {
        return note.severity == ResponseNote::Severity::Error;
    });
    if (success && reading.error.empty() && !(broken && reading.tokens.empty())) {
        return std::nullopt;
    }
    const ErrorRow* row = find(reading.error);
    if (row == nullptr) {
        out.code = reading.error;
        row = !reading.error.empty()                                                   ? find("other")
              : reading.shape == ResponseReading::Shape::Html && exchange.status < 500 ? find("html")
              : success && exchange.bodyEnd == HttpExchange::BodyEnd::CapReached       ? find("too-long")
              : success && reading.shape == ResponseReading::Shape::Empty              ? find("empty")
              : success                                                                ? find("unreadable")
                        : find(statusCode(exchange.status));
    }
    if (out.code.empty()) {
        out.code = row->code;
    }
    out.title = row->title;
    out.advice = row->advice;
    if (const auto date = parseHttpDate(exchange.header("Date"))) {
        facts.serverTime = *date;
    }
    std::vector<RequestCheck> checked;
    if (request.operation == Operation::ApiCall || request.operation == Operation::Userinfo) {
        if (exchange.status == 401 && !hasHeader(built, "Authorization")) {
            checked.push_back({State::Fail, "no-authorization", "No Authorization header was sent"});
        }
        for (const std::string& challenge : reading.challenges) {
            const std::string scope = challengeParameter(challenge, "scope");
            if (!scope.empty()) {
                checked.push_back({State::Fail, "scope-wanted", "The resource wants the scope " + scope});
            }
            if (challenge.starts_with("DPoP") && !hasHeader(built, "DPoP")) {
                checked.push_back({State::Fail, "dpop-wanted", "The resource wants a DPoP proof"});
            }
        }
    } else {
        checked = checkRequest(request, built, facts);
    }
    // First what was found wrong, then what can be ruled out, then what only others can see.
    std::stable_sort(checked.begin(), checked.end(), [](const RequestCheck& a, const RequestCheck& b) {
        const auto rank = [](State state) {
            return state == State::Fail ? 0 : state == State::Warn ? 1 : state == State::Pass ? 2 : 3;
        };
        return rank(a.state) < rank(b.state);
    });
    out.reasons = std::move(checked);
    addOwn(out.reasons, row->reasons);
    return out;
}

} // namespace twb::oauth
