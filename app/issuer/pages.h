// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/message.h"

/// The few pages that a person sees in the browser. Plain HTML, no script, nothing from elsewhere; every text from
/// outside is escaped.
namespace twb::issuer::page {

/// A page with one sentence.
Response message(int status, std::string_view title, std::string_view sentence);
/// Asks whether a client may act for a person; the form is sent to `action` with the hidden fields and "decision".
Response question(std::string_view title, std::string_view client, std::string_view user, std::string_view scope,
                  std::string_view action, const std::vector<std::pair<std::string, std::string>>& hidden);
/// Asks for the code that a device shows.
Response deviceCode(std::string_view action, std::string_view entered, std::string_view problem);
/// Sets what keeps a page from being framed or from loading anything.
void protect(Response& response);

} // namespace twb::issuer::page
