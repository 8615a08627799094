// SPDX-License-Identifier: Apache-2.0
#include "issuer/grants.h"

namespace twb::issuer {

tl::unexpected<Refusal> invalidGrant(std::string id, std::string title, std::string detail, std::string summary) {
    return refuse(400, "invalid_grant",
                  finding(std::move(id), std::move(title), std::move(detail), std::move(summary)));
}

tl::unexpected<Refusal> missing(std::string_view parameter) {
    return refuse(400, "invalid_request",
                  finding("parameter-missing", std::string(parameter) + " is missing.",
                          "The grant needs this parameter in the body.", std::string(parameter) + " is missing"));
}

/// The scope that is granted: what was asked for, if the client may have it.                         (RFC 6749 §3.3)
Answer<std::string> grantedScope(const Client& client, std::string_view asked) {
    if (asked.empty()) {
        return join(client.scopes, " ");
    }
    for (const std::string& word : words(asked)) {
        if (!client.scopes.empty() && !contains(client.scopes, word)) {
            return refuse(
                400, "invalid_scope",
                finding("scope", "The scope is not allowed.",
                        "\"" + word + "\" is not among those of the client: " + join(client.scopes, " ") + ".",
                        word + " is not allowed"));
        }
    }
    return std::string(asked);
}

/// resource and audience become "aud".                                        (RFC 8707 §2; RFC 8693 §2.1)
Answer<std::vector<std::string>> askedAudience(const Form& form) {
    std::vector<std::string> list = form.all("resource");
    for (const std::string& resource : list) {
        if (resource.find("://") == std::string::npos || resource.find('#') != std::string::npos) {
            return refuse(400, "invalid_target",
                          finding("resource", "resource is no absolute address.",
                                  "\"" + resource + "\" must be a URI with a scheme and without a fragment.",
                                  "resource is " + resource));
        }
    }
    for (std::string& audience : form.all("audience")) {
        list.push_back(std::move(audience));
    }
    return list;
}

} // namespace twb::issuer
