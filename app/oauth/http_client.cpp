// SPDX-License-Identifier: Apache-2.0
#include "oauth/http_client.h"

#include "oauth/broken_pipe.h"
#include "oauth/curl_faults.h"

#include <algorithm>
#include <charconv>
#include <curl/curl.h>
#include <memory>
#include <mutex>

namespace twb::oauth {
namespace {

/// The transcript keeps what the caps let through and a little more: chunk sizes and headers.
constexpr std::size_t transcriptSlack = std::size_t{256} * 1024;

struct FreeEasy {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeMulti {
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, FreeEasy>;
using Multi = std::unique_ptr<CURLM, FreeMulti>;
using List = std::unique_ptr<curl_slist, FreeList>;

bool initialise() {
    static std::once_flag once;
    static bool ready = false;
    std::call_once(once, [] { ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; });
    return ready;
}

/// What the callbacks write to while a request is under way.
struct Run {
    const HttpRequest& request;
    HttpExchange& exchange;
    std::size_t headerOctets = 0;
    std::size_t receivedOctets = 0;
    bool headersTooLarge = false;
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos) {
        text.remove_suffix(1);
    }
    return text;
}

std::size_t onHeader(char* data, std::size_t, std::size_t octets, void* context) {
    Run& run = *static_cast<Run*>(context);
    run.headerOctets += octets;
    if (run.headerOctets > run.request.limits.headers) {
        run.headersTooLarge = true;
        return 0;
    }
    const std::string_view line(data, octets);
    if (line.starts_with("HTTP/")) { // the final answer counts; what a 100 or a proxy said before it does not
        run.exchange.headers.clear();
        run.exchange.body = WipedText();
        run.exchange.status = 0;
        const std::size_t space = line.find(' ');
        std::string_view rest = space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
        const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), run.exchange.status);
        run.exchange.statusText = trimmed(rest.substr(static_cast<std::size_t>(read.ptr - rest.data())));
    } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
        run.exchange.headers.push_back(
            {std::string(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1)))});
    }
    return octets;
}

std::size_t onBody(char* data, std::size_t, std::size_t octets, void* context) {
    Run& run = *static_cast<Run*>(context);
    std::string& body = run.exchange.body.text;
    const std::size_t room = run.request.limits.body - std::min(body.size(), run.request.limits.body);
    body.append(data, std::min(room, octets));
    if (octets > room) {
        run.exchange.bodyEnd = HttpExchange::BodyEnd::CapReached;
        return 0;
    }
    return octets;
}

/// "SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384": libcurl tells this in no other way.
void readTlsNote(std::string_view text, HttpExchange& exchange) {
    constexpr std::string_view lead = "SSL connection using ";
    if (!text.starts_with(lead)) {
        return;
    }
    text = trimmed(text.substr(lead.size()));
    const std::size_t slash = text.find(" / ");
    exchange.tlsVersion = text.substr(0, slash);
    if (slash != std::string_view::npos) {
        const std::string_view cipher = text.substr(slash + 3);
        exchange.tlsCipher = cipher.substr(0, cipher.find(" / "));
    }
}

int onTrace(CURL*, curl_infotype type, char* data, std::size_t octets, void* context) {
    using Piece = TranscriptPiece;
    Run& run = *static_cast<Run*>(context);
    Piece::Direction direction = Piece::Direction::Received;
    Piece::Part part = Piece::Part::Head;
    switch (type) {
    case CURLINFO_TEXT:
        readTlsNote({data, octets}, run.exchange);
        return 0;
    case CURLINFO_HEADER_OUT:
        direction = Piece::Direction::Sent;
        break;
    case CURLINFO_DATA_OUT:
        direction = Piece::Direction::Sent;
        part = Piece::Part::Body;
        break;
    case CURLINFO_HEADER_IN:
        break;
    case CURLINFO_DATA_IN:
        part = Piece::Part::Body;
        break;
    default:
        return 0;
    }
    if (direction == Piece::Direction::Received) {
        const std::size_t cap = run.request.limits.body + transcriptSlack;
        octets = std::min(octets, cap - std::min(cap, run.receivedOctets));
        run.receivedOctets += octets;
    }
    auto& pieces = run.exchange.transcript;
    if (pieces.empty() || pieces.back().direction != direction || pieces.back().part != part) {
        pieces.push_back({direction, part, WipedText()});
    }
    pieces.back().octets.text.append(data, octets);
    return 0;
}

curl_blob blobOf(const std::string& text) {
    // Not copied by libcurl: the request outlives the transfer, and a copy could not be wiped.
    return {const_cast<char*>(text.data()), text.size(), CURL_BLOB_NOCOPY};
}

void setTls(CURL* handle, const TlsOptions& tls) {
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    if (!tls.authorities.empty()) {
        const curl_blob blob = blobOf(tls.authorities);
        curl_easy_setopt(handle, CURLOPT_CAINFO_BLOB, &blob);
    }
    if (tls.identity == TlsOptions::Identity::None) {
        return;
    }
    const curl_blob certificate = blobOf(tls.certificate.text);
    curl_easy_setopt(handle, CURLOPT_SSLCERT_BLOB, &certificate);
    const bool pem = tls.identity == TlsOptions::Identity::Pem;
    curl_easy_setopt(handle, CURLOPT_SSLCERTTYPE, pem ? "PEM" : "P12");
    if (pem) {
        const curl_blob key = blobOf(tls.key.text.empty() ? tls.certificate.text : tls.key.text);
        curl_easy_setopt(handle, CURLOPT_SSLKEY_BLOB, &key);
        curl_easy_setopt(handle, CURLOPT_SSLKEYTYPE, "PEM");
    }
    // Always set: without it OpenSSL would ask for the passphrase on the terminal.
    curl_easy_setopt(handle, CURLOPT_KEYPASSWD, tls.password.text.c_str());
}

void setProxy(CURL* handle, const ProxyOptions& proxy, const Url& url) {
    if (url.isLoopback() || proxy.kind == ProxyOptions::Kind::None) {
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
    } else if (proxy.kind == ProxyOptions::Kind::Own) {
        curl_easy_setopt(handle, CURLOPT_PROXY, proxy.url.c_str());
    }
    curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

List headerList(const HttpRequest& request) {
    curl_slist* list = nullptr;
    const auto append = [&](const std::string& line) {
        if (curl_slist* const longer = curl_slist_append(list, line.c_str()); longer != nullptr) {
            list = longer;
        }
    };
    for (const HttpHeader& header : request.headers) {
        append(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
    }
    // What libcurl would add of its own accord is left out: the octets are the request's.
    for (const char* const name : {"Accept", "User-Agent", "Content-Type", "Expect", "Accept-Encoding"}) {
        if (request.header(name) == nullptr) {
            append(std::string(name) + ":");
        }
    }
    return List(list);
}

void setRequest(CURL* handle, const HttpRequest& request, const std::string& target) {
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle, CURLOPT_REQUEST_TARGET, target.c_str());
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS, long{CURLPROTO_HTTP | CURLPROTO_HTTPS});
#endif
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
    // Undoes an encoding that the server uses unasked; with "Accept-Encoding:" in the list nothing is asked for.
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
    if (hasBody(request)) {
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.text.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.text.c_str());
    } else if (request.method == "HEAD") {
        curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
    }
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    const HttpLimits& limits = request.limits;
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
}

void setCallbacks(CURL* handle, Run& run, char* words) {
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &run);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, onBody);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &run);
    curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, onTrace);
    curl_easy_setopt(handle, CURLOPT_DEBUGDATA, &run);
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
}

/// Notices a connection on which nothing moves. libcurl's own speed limit averages over several seconds, and counts
/// what was sent.
class StandstillWatch {
public:
    StandstillWatch(CURL* handle, std::chrono::microseconds limit)
        : m_handle(handle)
        , m_limit(limit.count()) {}

    bool standsStill(const Run& run) {
        curl_off_t now = 0;
        curl_off_t sent = 0;
        curl_easy_getinfo(m_handle, CURLINFO_TOTAL_TIME_T, &now);
        curl_easy_getinfo(m_handle, CURLINFO_SIZE_UPLOAD_T, &sent);
        const curl_off_t moved = sent + static_cast<curl_off_t>(run.headerOctets + run.receivedOctets);
        if (moved != m_moved) {
            m_moved = moved;
            m_since = now;
        }
        return now - m_since >= m_limit;
    }

private:
    CURL* m_handle;
    curl_off_t m_limit;
    curl_off_t m_moved = 0;
    curl_off_t m_since = 0;
};

enum class Ending : std::uint8_t { Ran, Stopped, StoodStill };
struct Transfer {
    Ending ending = Ending::Ran;
    CURLcode code = CURLE_OK;
};

Transfer transfer(CURLM* multi, CURL* handle, const Run& run, const std::stop_token& stop) {
    const std::stop_callback wake(stop, [multi] { curl_multi_wakeup(multi); });
    curl_multi_add_handle(multi, handle);
    Transfer result;
    StandstillWatch watch(handle, run.request.limits.idle);
    for (int running = 1; running > 0;) {
        if (stop.stop_requested()) {
            result.ending = Ending::Stopped;
            break;
        }
        if (watch.standsStill(run)) {
            result.ending = Ending::StoodStill;
            break;
        }
        if (curl_multi_perform(multi, &running) != CURLM_OK ||
            (running > 0 && curl_multi_poll(multi, nullptr, 0, 250, nullptr) != CURLM_OK)) {
            result.code = CURLE_FAILED_INIT;
            break;
        }
    }
    int left = 0;
    while (const CURLMsg* const message = curl_multi_info_read(multi, &left)) {
        if (message->msg == CURLMSG_DONE) {
            result.code = message->data.result;
        }
    }
#if LIBCURL_VERSION_NUM >= 0x075700
    if (result.ending == Ending::Stopped) {
        curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L); // does not wait for a name lookup that hangs
    }
#endif
    curl_multi_remove_handle(multi, handle);
    return result;
}

bool holds(std::string_view text, std::string_view piece) {
    return text.find(piece) != std::string_view::npos;
}

void readFacts(CURL* handle, HttpExchange& exchange) {
    const auto time = [&](CURLINFO what) {
        curl_off_t microseconds = 0;
        curl_easy_getinfo(handle, what, &microseconds);
        return std::chrono::microseconds(microseconds);
    };
    exchange.timing = {time(CURLINFO_NAMELOOKUP_TIME_T), time(CURLINFO_CONNECT_TIME_T),
                       time(CURLINFO_APPCONNECT_TIME_T), time(CURLINFO_STARTTRANSFER_TIME_T),
                       time(CURLINFO_TOTAL_TIME_T)};
    const char* address = nullptr;
    long port = 0;
    if (curl_easy_getinfo(handle, CURLINFO_PRIMARY_IP, &address) == CURLE_OK && address != nullptr && *address != 0) {
        curl_easy_getinfo(handle, CURLINFO_PRIMARY_PORT, &port);
        const bool six = holds(address, ":");
        exchange.remoteAddress = (six ? "[" : "") + std::string(address) + (six ? "]:" : ":") + std::to_string(port);
    }
}

HttpExchange failed(HttpFault fault, std::string detail) {
    HttpExchange exchange;
    exchange.failure = HttpFailure{fault, std::move(detail)};
    return exchange;
}

} // namespace

HttpExchange HttpClient::perform(const HttpRequest& request, std::stop_token stop) {
    if (stop.stop_requested()) {
        return failed(HttpFault::Cancelled, {});
    }
    auto octets = wireOctets(request); // the same refusals for a dry run and for the wire
    if (!octets) {
        return failed(octets.error().fault, octets.error().detail);
    }
    wipeText(*octets);
    const auto url = parseUrl(request.url);
    HttpExchange exchange;
    Run run{request, exchange};
    char words[CURL_ERROR_SIZE] = {};
    if (!initialise()) {
        return failed(HttpFault::Internal, "the HTTP library did not start");
    }
    const BrokenPipeGuard noSignal; // outlives the handles: closing a connection writes, too
    const Multi multi(curl_multi_init());
    const Easy handle(curl_easy_init());
    const List headers = headerList(request);
    if (!multi || !handle) {
        return failed(HttpFault::Internal, "out of memory");
    }
    setRequest(handle.get(), request, url->target());
    setTls(handle.get(), request.tls);
    setProxy(handle.get(), request.proxy, *url);
    setCallbacks(handle.get(), run, words);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());

    const Transfer result = transfer(multi.get(), handle.get(), run, stop);
    readFacts(handle.get(), exchange);
    if (result.ending != Ending::Ran) {
        exchange.failure =
            HttpFailure{result.ending == Ending::Stopped ? HttpFault::Cancelled : HttpFault::IdleTimeout, {}};
    } else if (const auto fault =
                   curlFault(result.code, handle.get(), {request.limits, exchange, run.headersTooLarge}, words)) {
        exchange.failure = HttpFailure{*fault, words[0] != 0 ? words : curl_easy_strerror(result.code)};
    }
    if (exchange.failure && exchange.status != 0) {
        exchange.bodyEnd = HttpExchange::BodyEnd::Cut;
    }
    return exchange;
}

} // namespace twb::oauth
