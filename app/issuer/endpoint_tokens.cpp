// SPDX-License-Identifier: Apache-2.0
// What is asked about tokens that were handed out: introspection, revocation, userinfo, and the vendors' API.
#include "issuer/assertion.h"
#include "issuer/client_authentication.h"
#include "issuer/client_certificate.h"
#include "issuer/dpop_check.h"
#include "issuer/json_object.h"
#include "issuer/token_maker.h"

namespace twb::issuer {
namespace {

std::string describeActive(const ServerState& state, const TokenRecord& record) {
    JsonObject json;
    json.boolean("active", true);
    if (!record.scope.empty()) {
        json.text("scope", record.scope);
    }
    json.text("client_id", record.clientId);
    if (record.subject != record.clientId) {
        json.text("username", record.subject);
    }
    json.text("token_type", record.kind == TokenRecord::Kind::Refresh ? "refresh_token"
                            : record.jkt.empty()                      ? "Bearer"
                                                                      : "DPoP");
    json.number("exp", record.expires.time_since_epoch().count());
    json.number("iat", record.issued.time_since_epoch().count());
    json.text("sub", record.subject);
    if (record.audience.size() == 1) {
        json.text("aud", record.audience.front());
    } else if (!record.audience.empty()) {
        json.list("aud", record.audience);
    }
    json.text("iss", state.issuer).text("jti", record.jti);
    if (const std::string cnf = confirmation(record); !cnf.empty()) {
        json.raw("cnf", cnf);
    }
    return json.finish();
}

/// What "WWW-Authenticate" says at a resource.                                          (RFC 6750 §3, RFC 9449 §7.1)
tl::unexpected<Refusal> challenge(int status, std::string scheme, std::string error, Finding found) {
    auto refusal = refuse(status, error.empty() ? "invalid_token" : error, std::move(found));
    std::string header = std::move(scheme) + " realm=\"local issuer\"";
    if (!error.empty()) {
        header += ", error=\"" + error + "\"";
    }
    refusal.value().headers = {{"WWW-Authenticate", std::move(header)}};
    return refusal;
}

/// The access token of a request to a resource, checked with its binding.
Answer<TokenRecord> presentedToken(Call& call) {
    const std::string_view header = call.request.header("Authorization");
    const std::size_t space = header.find(' ');
    const std::string_view scheme = header.substr(0, space);
    const std::string_view text = space == std::string_view::npos ? std::string_view() : header.substr(space + 1);
    const bool bearer = equalsIgnoringCase(scheme, "Bearer");
    const bool dpop = equalsIgnoringCase(scheme, "DPoP");
    if ((!bearer && !dpop) || text.empty()) {
        return challenge(401, "Bearer", {},
                         finding("resource-no-token", "The request holds no token.",
                                 header.empty()
                                     ? "There is no Authorization header."
                                     : "Authorization must be \"Bearer\" or \"DPoP\", a space and the token.",
                                 header.empty() ? "no Authorization header" : "no Bearer or DPoP token"));
    }
    const std::string name = dpop ? "DPoP" : "Bearer";
    const TokenRecord* record = call.state.tokens.find(text);
    if (record == nullptr || record->kind != TokenRecord::Kind::Access) {
        return challenge(401, name, "invalid_token",
                         finding("resource-unknown", "This token is not known.",
                                 record != nullptr            ? "It is a refresh token; send the access token."
                                 : call.state.keys.made(text) ? "It was signed here, but not as an access token, or it "
                                                                "is long gone."
                                                              : "This issuer did not make it.",
                                 record != nullptr ? "a refresh token" : "unknown token"));
    }
    if (record->revoked || call.now >= record->expires) {
        const std::string why =
            record->revoked ? "was revoked" : "expired " + spanWords(call.now - record->expires) + " ago";
        return challenge(401, name, "invalid_token",
                         finding("resource-ended", "The token is no longer good.", "It " + why + ".", why));
    }
    if (!record->jkt.empty()) {
        if (bearer || call.request.header("DPoP").empty()) {
            return challenge(401, "DPoP", "invalid_token",
                             finding("resource-bound", "The token is bound to a key.",
                                     "Send it as \"Authorization: DPoP\" with a proof in the header DPoP.",
                                     "bound token without proof"));
        }
        const auto jkt = checkDpop(call, call.request.path(), text);
        if (!jkt) {
            return tl::unexpected<Refusal>(jkt.error());
        }
        if (*jkt != record->jkt) {
            return challenge(401, "DPoP", "invalid_token",
                             finding("resource-key", "The proof is made with another key.",
                                     "The token is bound to " + record->jkt + ".", "proof with another key"));
        }
    } else if (dpop) {
        return challenge(401, "DPoP", "invalid_token",
                         finding("resource-unbound", "The token is not bound to a key.",
                                 "Send it as \"Authorization: Bearer\".", "a bearer token sent as DPoP"));
    }
    if (!record->x5t.empty()) {
        const auto x5t = certificateThumbprint(call.request);
        if (!x5t) {
            return serverFault(x5t.error());
        }
        if (*x5t != record->x5t) { // RFC 8705 §3
            const bool none = x5t->empty();
            return challenge(401, name, "invalid_token",
                             finding("resource-certificate", "The token is bound to a client certificate.",
                                     none ? "The request came without one; send it " + tlsAdvice(call.state) + "."
                                          : "The request came with another one; the token is bound to that with the "
                                            "thumbprint " +
                                                record->x5t + ".",
                                     none ? "bound token without its certificate" : "another client certificate"));
        }
    }
    return *record;
}

Answer<Response> introspect(Call& call) {
    const auto client = authenticateClient(call, endpoint::introspection, PublicClients::Refused);
    if (!client) {
        return tl::unexpected<Refusal>(client.error());
    }
    if (!call.form.has("token")) {
        return refuse(400, "invalid_request",
                      finding("parameter-missing", "token is missing.", "It is the token that is asked about.",
                              "token is missing"));
    }
    const TokenRecord* record = call.state.tokens.find(call.form["token"]);
    std::string json = JsonObject().boolean("active", false).finish();
    std::string why = "unknown token";
    if (record != nullptr && call.now < record->expires && !record->revoked && !record->used) {
        json = describeActive(call.state, *record);
        why = "active: true, " + spanWords(record->expires - call.now) + " left";
    } else if (record != nullptr) {
        why = "active: false, " + (record->revoked ? std::string("revoked")
                                   : record->used  ? std::string("used")
                                                   : "expired " + spanWords(call.now - record->expires) + " ago");
    } else {
        why = "active: false, not known here";
    }
    call.note.summary += why;
    if (call.request.header("Accept").find("application/token-introspection+jwt") == std::string_view::npos) {
        return jsonResponse(200, json);
    }
    const std::string payload = JsonObject()
                                    .text("iss", call.state.issuer)
                                    .text("aud", client->id)
                                    .number("iat", call.now.time_since_epoch().count())
                                    .raw("token_introspection", json)
                                    .finish();
    auto token = call.state.keys.sign("token-introspection+jwt", payload, call.state.settings.fault); // RFC 9701 §5
    if (!token) {
        return serverFault(token.error());
    }
    Response response = jsonResponse(200, std::move(token->token));
    response.setHeader("Content-Type", "application/token-introspection+jwt");
    return response;
}

Answer<Response> revoke(Call& call) {
    const auto client = authenticateClient(call, endpoint::revocation, PublicClients::Welcome);
    if (!client) {
        return tl::unexpected<Refusal>(client.error());
    }
    if (!call.form.has("token")) {
        return refuse(400, "invalid_request",
                      finding("parameter-missing", "token is missing.", "It is the token that is to be revoked.",
                              "token is missing"));
    }
    Response done = textResponse(200, {});
    TokenRecord* record = call.state.tokens.find(call.form["token"]);
    if (record == nullptr) {
        call.note.summary += "token not known, nothing to do"; // RFC 7009 §2.2: no error
        return done;
    }
    if (record->clientId != client->id) {
        return refuse(400, "invalid_grant",
                      finding("revoke-client", "The token belongs to another client.",
                              "It was handed out to " + record->clientId + ".", "token of another client"));
    }
    if (record->kind == TokenRecord::Kind::Refresh) {
        call.state.revokeFamily(record->family);
        call.note.summary += "refresh token and what came from it";
    } else {
        record->revoked = true;
        call.note.summary += "access token";
    }
    return done;
}

std::string requestId(Call& call) {
    return call.state.randomText(9).value_or(std::string("request"));
}

} // namespace

Response introspection(Call& call) {
    auto response = introspect(call);
    return response ? std::move(*response) : answer(response.error(), call.note);
}

Response revocation(Call& call) {
    auto response = revoke(call);
    return response ? std::move(*response) : answer(response.error(), call.note);
}

Response userInfo(Call& call) {
    const auto token = presentedToken(call);
    if (!token) {
        return answer(token.error(), call.note);
    }
    JsonObject json;
    json.text("sub", token->subject);
    const auto scopes = words(token->scope);
    if (contains(scopes, "profile")) {
        json.text("name", token->subject).text("preferred_username", token->subject);
    }
    if (contains(scopes, "email")) {
        json.text("email", token->subject + "@example.com").boolean("email_verified", true);
    }
    call.note.summary = "sub " + token->subject;
    return jsonResponse(200, json.finish());
}

Response cafTransactions(Call& call) {
    const auto token = presentedToken(call);
    const std::string id = requestId(call);
    if (!token) {
        Response response = answer(token.error(), call.note);
        const int status = response.status;
        response.body =
            JsonObject().text("requestId", id).text("message", status == 401 ? "Unauthorized" : "Forbidden").finish();
        return response;
    }
    const auto scopes = words(token->scope);
    if (!scopes.empty() && !contains(scopes, "transactions:read")) { // a token without permission for the resource
        call.note.summary = "403: scope is " + token->scope;
        call.note.finding = finding("caf-forbidden", "The token may not do this.",
                                    "Its scope is " + token->scope + "; this resource wants transactions:read.",
                                    "scope is " + token->scope);
        return jsonResponse(403, JsonObject().text("requestId", id).text("message", "Forbidden").finish());
    }
    call.note.summary = "0 transactions";
    return jsonResponse(200, JsonObject().text("requestId", id).raw("items", "[]").number("totalItems", 0).finish());
}

} // namespace twb::issuer
