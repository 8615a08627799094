// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/ascii.h"
#include "base/secret.h"
#include "oauth/http_fault.h"
#include "oauth/url.h"

#include <chrono>
#include <optional>
#include <vector>

namespace twb::oauth {

/// A text that is overwritten when it goes: requests and transcripts hold secrets by nature. What libcurl copies for
/// itself cannot be wiped from here.
struct WipedText {
    std::string text;

    WipedText() = default;
    explicit WipedText(std::string octets)
        : text(std::move(octets)) {}
    WipedText(const WipedText&) = default;
    WipedText(WipedText&&) noexcept = default;
    WipedText& operator=(const WipedText& other) {
        if (this != &other) {
            wipeText(text);
            text = other.text;
        }
        return *this;
    }
    WipedText& operator=(WipedText&& other) noexcept {
        wipeText(text);
        text = std::move(other.text);
        return *this;
    }
    ~WipedText() { wipeText(text); }
};

struct HttpHeader {
    std::string name;
    std::string value;
    friend bool operator==(const HttpHeader&, const HttpHeader&) = default;
};

/// What the connection may trust, and who we say we are.
struct TlsOptions {
    /// Certificates (PEM) to trust besides the system's; empty = the system's alone.
    std::string authorities;
    enum class Identity : std::uint8_t { None, Pem, Pkcs12 };
    Identity identity = Identity::None;
    WipedText certificate; ///< PEM chain, or the octets of a PKCS#12 file
    WipedText key;         ///< PEM; unused for PKCS#12
    WipedText password;    ///< of the key or of the PKCS#12 file; may be empty
};

/// Which proxy is asked. Requests to this computer never go through one.
struct ProxyOptions {
    enum class Kind : std::uint8_t { Environment, None, Own };
    Kind kind = Kind::Environment;
    std::string url; ///< for Own: http://proxy.example:3128
    friend bool operator==(const ProxyOptions&, const ProxyOptions&) = default;
};

struct HttpLimits {
    std::chrono::milliseconds connect{10'000};
    std::chrono::milliseconds total{30'000};
    std::chrono::seconds idle{15};                 ///< without one octet in either direction
    std::size_t body = std::size_t{1} << 20;       ///< octets of the decoded body that are kept; the rest is not read
    std::size_t headers = std::size_t{256} * 1024; ///< octets of all header lines
};

/// A request as a value: what goes over the wire is exactly wireOctets().
struct HttpRequest {
    std::string method = "GET"; ///< a token of RFC 9110 §9.1
    std::string url;
    std::vector<HttpHeader> headers; ///< in their order, after Host; Content-Length is added behind them
    WipedText body;                  ///< octets; an empty body of a POST is sent as Content-Length: 0
    TlsOptions tls;
    ProxyOptions proxy;
    HttpLimits limits;

    /// The first header of that name, without case; nullptr if there is none.
    const HttpHeader* header(std::string_view name) const;
    /// Replaces the first header of that name or appends it.
    void setHeader(std::string_view name, std::string_view value);
};

/// True if a Content-Length is sent: there is a body, or the method means one.                 (RFC 9110 §8.6)
bool hasBody(const HttpRequest& request);

/// The octets of the request as HTTP/1.1 sends them.                                          (RFC 9112 §2)
/// @errors url-invalid, url-not-https, request-invalid (control characters in a header)
Net<std::string> wireOctets(const HttpRequest& request);

/// Where the time went, counted from the start.
struct HttpTiming {
    std::chrono::microseconds nameLookup{0}, connect{0}, tls{0}, firstOctet{0}, total{0};
};

/// One piece of the conversation, in order.
struct TranscriptPiece {
    enum class Direction : std::uint8_t { Sent, Received };
    enum class Part : std::uint8_t { Head, Body };
    Direction direction = Direction::Sent;
    Part part = Part::Head;
    WipedText octets; ///< as they went over the wire (inside TLS): compressed and chunked where the server does that
};

/// What came of a request. With a failure there may still be a status, headers and part of a body.
struct HttpExchange {
    std::optional<HttpFailure> failure;
    int status = 0; ///< 0: no status line came
    std::string statusText;
    std::vector<HttpHeader> headers; ///< of the final answer, in their order
    WipedText body;                  ///< decoded octets, at most limits.body
    enum class BodyEnd : std::uint8_t { Whole, CapReached, Cut };
    BodyEnd bodyEnd = BodyEnd::Whole;
    HttpTiming timing;
    std::string tlsVersion;    ///< "TLSv1.3"; empty without TLS
    std::string tlsCipher;     ///< "TLS_AES_256_GCM_SHA384"
    std::string remoteAddress; ///< "127.0.0.1:8443"
    std::vector<TranscriptPiece> transcript;

    /// The first header of that name, without case; empty if there is none.
    std::string_view header(std::string_view name) const;
    std::vector<std::string_view> headerValues(std::string_view name) const;
    bool answered() const { return status != 0; }
    bool ok() const { return !failure && status >= 200 && status < 300; }
};

/// Compares header names, method names and schemes.

} // namespace twb::oauth
