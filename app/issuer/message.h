// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/ascii.h"
#include "base/bytes.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The local authorization server: requests in, responses out, no socket and no clock of its own; the thin HTTP server
/// and the loopback redirect listener stand beside it.
namespace twb::issuer {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// One HTTP request as a value; names of headers are compared without case.
struct Request {
    enum class Channel : std::uint8_t { Plain, Tls };

    std::string method;
    std::string target; ///< path and query as they stood in the request line
    Headers headers{};
    std::string body{};
    Channel channel = Channel::Plain;
    Bytes clientCertificate{};        ///< DER; the client holds its key, who signed it was not looked at. Empty: none
    std::vector<Bytes> clientChain{}; ///< DER of what it sent besides

    std::string_view path() const;
    std::string_view query() const;
    /// The first header of that name, or an empty text.
    std::string_view header(std::string_view name) const;
    std::size_t headerCount(std::string_view name) const;
};

struct Response {
    int status = 200;
    Headers headers{};
    std::string body{};
    std::chrono::milliseconds delay{0}; ///< the fault "slow": to be waited for before anything is sent

    std::string_view header(std::string_view name) const;
    void setHeader(std::string_view name, std::string_view value);
};

/// "OK", "Bad Request" …; empty for numbers nobody uses here.
std::string_view reason(int status);

/// application/json with `Cache-Control: no-store`, as token endpoints must answer.                   (RFC 6749 §5.1)
Response jsonResponse(int status, std::string json);
/// `{"error":…,"error_description":…}`; the description is left out where it is empty.                (RFC 6749 §5.2)
Response errorResponse(int status, std::string_view error, std::string_view description);
Response textResponse(int status, std::string text);

/// Parameters of a query or a form body.                                     (RFC 6749 App. B, the URL standard)
///
/// "+" is a space, `%xx` an octet; octets that are no UTF-8 become U+FFFD. Parameters without a value are treated as
/// if they were absent (RFC 6749 §3.1).
class Form {
public:
    Form() = default;
    /// At most 200 parameters are read (no honest request has 40); more make it malformed.
    static Form parse(std::string_view text);

    /// The first value of that name, or an empty text.
    std::string_view operator[](std::string_view name) const;
    bool has(std::string_view name) const { return !(*this)[name].empty(); }
    std::vector<std::string> all(std::string_view name) const;
    /// A name that stands twice, except those that may ("resource", "audience").      (RFC 8707 §2, RFC 8693 §2.1)
    std::optional<std::string> duplicate() const;
    /// A broken percent escape, or too many parameters.
    bool malformed() const { return m_malformed; }
    const std::vector<std::pair<std::string, std::string>>& items() const { return m_items; }

private:
    std::vector<std::pair<std::string, std::string>> m_items;
    bool m_malformed = false;
};

/// Decodes one form-encoded text; nullopt for a broken percent escape.
std::optional<std::string> formDecode(std::string_view text);
/// Encodes as application/x-www-form-urlencoded does; a space becomes `%20`, which both readings understand.
std::string formEncode(std::string_view text);
/// UTF-8 with U+FFFD for octets that are none.
std::string cleanUtf8(std::string_view text);
/// Text for an HTML page: the five characters that mean something there are escaped.
std::string escapeHtml(std::string_view text);

/// The words of a text separated by spaces, without empty ones.
std::vector<std::string> words(std::string_view text);
std::string join(const std::vector<std::string>& list, std::string_view between);
bool contains(const std::vector<std::string>& list, std::string_view text);

} // namespace twb::issuer
