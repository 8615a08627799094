// SPDX-License-Identifier: Apache-2.0
#include "oauth/curl_faults.h"

namespace twb::oauth {
namespace {

bool says(std::string_view text, std::string_view piece) {
    return text.find(piece) != std::string_view::npos;
}

/// Results of certificate checks, X509_V_ERR_… of <openssl/x509_vfy.h>: stable numbers.
HttpFault tlsFault(long verifyResult, std::string_view words) {
    switch (verifyResult) {
    case 9:
        return HttpFault::TlsNotYetValid;
    case 10:
        return HttpFault::TlsExpired;
    case 18:
        return HttpFault::TlsSelfSigned;
    case 62:
    case 64:
        return HttpFault::TlsWrongHost;
    default:
        break;
    }
    // The host's name is compared by libcurl, after OpenSSL was content.
    return verifyResult == 0 || says(words, "does not match") || says(words, "no alternative certificate subject name")
               ? HttpFault::TlsWrongHost
               : HttpFault::TlsUnknownCa;
}

HttpFault timeoutFault(CURL* handle, const HttpLimits& limits) {
    curl_off_t sent = 0;
    curl_off_t total = 0;
    curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &sent);
    curl_easy_getinfo(handle, CURLINFO_TOTAL_TIME_T, &total);
    const bool connecting = sent == 0 && limits.connect < limits.total;
    return connecting ? HttpFault::ConnectTimeout : HttpFault::TotalTimeout;
}

} // namespace

std::optional<HttpFault> curlFault(CURLcode code, CURL* handle, const CurlRun& run, std::string_view words) {
    const bool clientAlert = says(words, "alert certificate required") || says(words, "alert bad certificate") ||
                             says(words, "alert unknown ca") || says(words, "alert certificate unknown") ||
                             says(words, "alert unsupported certificate") || says(words, "alert certificate expired") ||
                             says(words, "alert access denied");
    switch (code) {
    case CURLE_OK:
        return std::nullopt;
    case CURLE_WRITE_ERROR:
        if (run.headersTooLarge) {
            return HttpFault::HeadersTooLarge;
        }
        return run.exchange.bodyEnd == HttpExchange::BodyEnd::CapReached ? std::nullopt
                                                                         : std::optional(HttpFault::Internal);
    case CURLE_COULDNT_RESOLVE_HOST:
        return HttpFault::HostNotFound;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
        return HttpFault::ProxyFailed;
    case CURLE_COULDNT_CONNECT:
        return HttpFault::ConnectionFailed;
    case CURLE_OPERATION_TIMEDOUT:
        return timeoutFault(handle, run.limits);
    case CURLE_GOT_NOTHING:
        return HttpFault::AnswerEmpty;
    case CURLE_PARTIAL_FILE:
        return HttpFault::AnswerCut;
    case CURLE_UNSUPPORTED_PROTOCOL: // what has no status line is HTTP/0.9, which is refused
    case CURLE_WEIRD_SERVER_REPLY:
        return HttpFault::AnswerMalformed;
    case CURLE_BAD_CONTENT_ENCODING:
        return HttpFault::EncodingBroken;
    case CURLE_PEER_FAILED_VERIFICATION: {
        long verifyResult = 0;
        curl_easy_getinfo(handle, CURLINFO_SSL_VERIFYRESULT, &verifyResult);
        return tlsFault(verifyResult, words);
    }
    case CURLE_SSL_CERTPROBLEM:
        return HttpFault::TlsOwnCertificate;
    case CURLE_SSL_CACERT_BADFILE:
        return HttpFault::TlsCaFile;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
        return clientAlert ? HttpFault::TlsClientRefused : HttpFault::TlsRefused;
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        if (clientAlert) {
            return HttpFault::TlsClientRefused;
        }
        if (says(words, "CONNECT tunnel failed") || says(words, "from proxy after CONNECT")) {
            return HttpFault::ProxyFailed;
        }
        return run.exchange.status != 0 ? HttpFault::AnswerCut : HttpFault::ConnectionReset;
    default:
        return HttpFault::Internal;
    }
}

} // namespace twb::oauth
