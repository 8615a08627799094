// SPDX-License-Identifier: Apache-2.0
#include "oauth/http_message.h"

#include <algorithm>

namespace twb::oauth {
namespace {

/// A token of RFC 9110 §5.6.2.
bool isToken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (lowered(c) >= 'a' && lowered(c) <= 'z') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

bool isFieldValue(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

} // namespace

const HttpHeader* HttpRequest::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const HttpHeader& each) { return equalsIgnoringCase(each.name, name); });
    return found == headers.end() ? nullptr : &*found;
}

void HttpRequest::setHeader(std::string_view name, std::string_view value) {
    for (HttpHeader& each : headers) {
        if (equalsIgnoringCase(each.name, name)) {
            each.value = value;
            return;
        }
    }
    headers.push_back({std::string(name), std::string(value)});
}

bool hasBody(const HttpRequest& request) {
    return !request.body.text.empty() || request.method == "POST" || request.method == "PUT" ||
           request.method == "PATCH";
}

Net<std::string> wireOctets(const HttpRequest& request) {
    const auto url = parseUrl(request.url);
    if (!url) {
        return tl::unexpected<HttpFailure>(url.error());
    }
    if (!isToken(request.method)) {
        return netFail(HttpFault::RequestInvalid, "the method is no HTTP method");
    }
    const HttpHeader* const host = request.header("Host");
    std::string out = request.method + " " + url->target() +
                      " HTTP/1.1\r\nHost: " + (host != nullptr ? host->value : url->authority()) + "\r\n";
    for (const HttpHeader& header : request.headers) {
        if (!isToken(header.name)) {
            return netFail(HttpFault::RequestInvalid, "a header's name is empty or has characters that names have not");
        }
        if (!isFieldValue(header.value)) {
            return netFail(HttpFault::RequestInvalid, "the header " + header.name + " holds a control character");
        }
        if (equalsIgnoringCase(header.name, "Content-Length") || equalsIgnoringCase(header.name, "Transfer-Encoding")) {
            return netFail(HttpFault::RequestInvalid, "the header " + header.name + " is made from the body");
        }
        if (&header != host) {
            out += header.name + (header.value.empty() ? ":" : ": ") + header.value + "\r\n";
        }
    }
    if (hasBody(request)) {
        out += "Content-Length: " + std::to_string(request.body.text.size()) + "\r\n";
    }
    out += "\r\n" + request.body.text;
    return out;
}

std::string_view HttpExchange::header(std::string_view name) const {
    for (const HttpHeader& each : headers) {
        if (equalsIgnoringCase(each.name, name)) {
            return each.value;
        }
    }
    return {};
}

std::vector<std::string_view> HttpExchange::headerValues(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const HttpHeader& each : headers) {
        if (equalsIgnoringCase(each.name, name)) {
            values.push_back(each.value);
        }
    }
    return values;
}

} // namespace twb::oauth
