// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/http_fault.h"

#include <string>
#include <string_view>
#include <vector>

namespace twb::oauth {

/// An absolute http or https address taken apart; every part as it stands in the text (percent signs kept).
///                                                                                              (RFC 3986 §3)
struct Url {
    std::string scheme;     ///< "http" or "https"
    std::string host;       ///< lower case, without the brackets of an IPv6 address
    int port = 0;           ///< of the text, or the scheme's own
    bool portGiven = false; ///< the text names a port other than the scheme's own
    std::string path;       ///< begins with '/'
    std::string query;      ///< without '?'; empty if none
    bool hasQuery = false;  ///< a '?' stands there
    std::string fragment;   ///< without '#'; never sent

    /// What stands in "Host:": host, brackets, and the port where it is not the scheme's own.
    std::string authority() const;
    /// What stands in the request line: path and query.
    std::string target() const;
    /// scheme, authority, path: without query and fragment, as DPoP's htu wants it.          (RFC 9449 §4.2)
    std::string withoutQuery() const;
    /// scheme and authority.
    std::string origin() const;
    /// True for 127.0.0.0/8, ::1 and localhost.
    bool isLoopback() const;
};

/// Reads an address that a request may go to: https, or http to this computer only; no user name in it.
/// @errors url-invalid, url-not-https
Net<Url> parseUrl(std::string_view text);

/// Percent-encodes as forms do: space is '+', letters, digits and `*-._` stay.    (RFC 6749 App. B; WHATWG URL)
std::string formEncode(std::string_view text);
/// The other way round; a '%' without two hex digits stays as it is.
std::string formDecode(std::string_view text);
/// Percent-encodes for a query or a path part: letters, digits and `-._~` stay.               (RFC 3986 §2.3)
std::string percentEncode(std::string_view text);

struct NameValue {
    std::string name;
    std::string value;
    friend bool operator==(const NameValue&, const NameValue&) = default;
};
/// `a=b&c=d` taken apart and decoded; empty pieces are left out.
std::vector<NameValue> readForm(std::string_view text);
std::string writeForm(const std::vector<NameValue>& pairs);
/// Appends pairs to the query of an address, before a fragment.
std::string withQuery(std::string_view url, const std::vector<NameValue>& pairs);

} // namespace twb::oauth
