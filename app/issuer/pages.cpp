// SPDX-License-Identifier: Apache-2.0
#include "issuer/pages.h"

namespace twb::issuer::page {
namespace {

constexpr std::string_view style =
    "<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:3em auto;"
    "padding:0 1em}button,input{font:inherit;padding:.4em 1em}dt{font-weight:600}small{opacity:.75}</style>";

Response whole(int status, std::string_view title, std::string_view body) {
    Response response;
    response.status = status;
    response.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"}};
    response.body = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escapeHtml(title) +
                    "</title>" + std::string(style) + "</head>\n<body><h1>" + escapeHtml(title) + "</h1>\n" +
                    std::string(body) +
                    "\n<p><small>Local issuer of Token Workbench, on this computer only. Nobody's real account is "
                    "involved.</small></p></body></html>\n";
    protect(response);
    return response;
}

} // namespace

void protect(Response& response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    // No form-action: it would also forbid the redirect back to the client after the form.
    response.setHeader("Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
    response.setHeader("Referrer-Policy", "same-origin"); // "no-referrer" would turn the form's Origin into "null"
}

Response message(int status, std::string_view title, std::string_view sentence) {
    return whole(status, title, "<p>" + escapeHtml(sentence) + "</p>");
}

Response question(std::string_view title, std::string_view client, std::string_view user, std::string_view scope,
                  std::string_view action, const std::vector<std::pair<std::string, std::string>>& hidden) {
    std::string body = "<dl><dt>Client</dt><dd>" + escapeHtml(client) + "</dd><dt>Person</dt><dd>" + escapeHtml(user) +
                       "</dd><dt>Scope</dt><dd>" + (scope.empty() ? "none asked for" : escapeHtml(scope)) +
                       "</dd></dl>\n<form method=\"post\" action=\"" + escapeHtml(action) + "\">";
    for (const auto& [name, value] : hidden) {
        body += "<input type=\"hidden\" name=\"" + escapeHtml(name) + "\" value=\"" + escapeHtml(value) + "\">";
    }
    body += "<button name=\"decision\" value=\"allow\">Allow</button> "
            "<button name=\"decision\" value=\"deny\">Deny</button></form>";
    return whole(200, title, body);
}

Response deviceCode(std::string_view action, std::string_view entered, std::string_view problem) {
    std::string body = problem.empty() ? std::string() : "<p role=\"alert\">" + escapeHtml(problem) + "</p>";
    body += "<form method=\"get\" action=\"" + escapeHtml(action) +
            "\"><label>Code that the device shows <input name=\"user_code\" autocomplete=\"off\" autofocus value=\"" +
            escapeHtml(entered) + "\"></label> <button>Continue</button></form>";
    return whole(problem.empty() ? 200 : 400, "Enter the code", body);
}

} // namespace twb::issuer::page
