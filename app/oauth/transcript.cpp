// SPDX-License-Identifier: Apache-2.0
#include "oauth/transcript.h"

#include "json/text.h"

namespace twb::oauth {
namespace {

/// What is confidential in both directions: the request's secrets and every token of the answer.
std::vector<SharedSecret> secretsOf(const Step& step) {
    std::vector<SharedSecret> all = step.built.confidential;
    for (const MadeToken& made : step.built.made) {
        all.push_back(shareSecret(made.token));
    }
    for (const FoundToken& token : step.reading.tokens) {
        all.push_back(token.value);
    }
    return all;
}

std::string shown(std::string_view text, const Step& step, Secrecy secrecy) {
    return secrecy == Secrecy::Revealed ? std::string(text) : maskAll(text, secretsOf(step));
}

/// Keeps UTF-8, replaces every other octet.
std::string readable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xC2 && lead < 0xE0 ? 2
                                   : lead >= 0xE0 && lead < 0xF0 ? 3
                                   : lead >= 0xF0 && lead < 0xF5 ? 4
                                                                 : 0;
        bool sound = length != 0 && at + length <= text.size() && (lead != 0);
        for (std::size_t i = 1; sound && i < length; ++i) {
            sound = (static_cast<unsigned char>(text[at + i]) & 0xC0) == 0x80;
        }
        if (sound && length == 3) { // surrogates and overlong forms
            const auto second = static_cast<unsigned char>(text[at + 1]);
            sound = !(lead == 0xE0 && second < 0xA0) && !(lead == 0xED && second >= 0xA0);
        } else if (sound && length == 4) {
            const auto second = static_cast<unsigned char>(text[at + 1]);
            sound = !(lead == 0xF0 && second < 0x90) && !(lead == 0xF4 && second >= 0x90);
        }
        out += sound ? std::string(text.substr(at, length)) : std::string("\xEF\xBF\xBD");
        at += sound ? length : 1;
    }
    return out;
}

std::string milliseconds(std::chrono::microseconds time) {
    return std::to_string(time.count() / 1000);
}

std::string harHeaders(const std::vector<HttpHeader>& headers, const Step& step, Secrecy secrecy) {
    std::string out = "[";
    for (const HttpHeader& header : headers) {
        std::string value = header.value;
        if (secrecy == Secrecy::Masked) {
            const std::string lead = "GET / HTTP/1.1\n" + header.name + ": ";
            value = shown(lead + value, step, secrecy).substr(lead.size());
        }
        out += (out.size() > 1 ? "," : "") + std::string(R"({"name":)") + json::quote(readable(header.name)) +
               R"(,"value":)" + json::quote(readable(value)) + "}";
    }
    return out + "]";
}

} // namespace

std::vector<TranscriptText> transcriptOf(const Step& step, Secrecy secrecy) {
    std::vector<TranscriptText> texts;
    for (const TranscriptPiece& piece : step.exchange.transcript) {
        if (texts.empty() || texts.back().direction != piece.direction) {
            texts.push_back({piece.direction, {}});
        }
        texts.back().text += piece.octets.text;
    }
    for (TranscriptText& each : texts) {
        std::string text = shown(readable(each.text), step, secrecy);
        wipeText(each.text);
        each.text = std::move(text);
    }
    return texts;
}

std::string transcriptText(const Sent& sent, Secrecy secrecy) {
    std::string out;
    for (const Step& step : sent.steps) {
        for (const TranscriptText& piece : transcriptOf(step, secrecy)) {
            const bool sentPiece = piece.direction == TranscriptPiece::Direction::Sent;
            out += sentPiece ? "=== sent" : "=== received";
            if (!sentPiece) {
                out += " after " + milliseconds(step.exchange.timing.total) + " ms";
            } else if (!step.exchange.tlsVersion.empty()) {
                out += " over " + step.exchange.tlsVersion + ", " + step.exchange.tlsCipher;
            }
            out += " ===\n" + piece.text + "\n";
        }
        if (step.exchange.failure) {
            out += "=== " + std::string(name(step.exchange.failure->fault)) + " ===\n" +
                   std::string(sentence(step.exchange.failure->fault)) + "\n";
        }
    }
    return out;
}

std::string transcriptHar(const Sent& sent, Time started, Secrecy secrecy) {
    std::string entries;
    for (const Step& step : sent.steps) {
        const HttpRequest& request = step.built.http;
        const HttpExchange& answer = step.exchange;
        const std::string time = milliseconds(answer.timing.total);
        entries += std::string(entries.empty() ? "" : ",") + R"({"startedDateTime":")" + formatUtc(started) +
                   R"(","time":)" + time + R"(,"request":{"method":)" + json::quote(request.method) + R"(,"url":)" +
                   json::quote(shown(request.url, step, secrecy)) +
                   R"(,"httpVersion":"HTTP/1.1","cookies":[],"queryString":[],"headers":)" +
                   harHeaders(request.headers, step, secrecy) + R"(,"headersSize":-1,"bodySize":)" +
                   std::to_string(request.body.text.size());
        if (!request.body.text.empty()) {
            const HttpHeader* const type = request.header("Content-Type");
            entries += R"(,"postData":{"mimeType":)" + json::quote(type != nullptr ? type->value : "") + R"(,"text":)" +
                       json::quote(readable(shown(request.body.text, step, secrecy))) + "}";
        }
        entries += R"(},"response":{"status":)" + std::to_string(answer.status) + R"(,"statusText":)" +
                   json::quote(readable(answer.statusText)) + R"(,"httpVersion":"HTTP/1.1","cookies":[],"headers":)" +
                   harHeaders(answer.headers, step, secrecy) + R"(,"content":{"size":)" +
                   std::to_string(answer.body.text.size()) + R"(,"mimeType":)" +
                   json::quote(readable(answer.header("Content-Type"))) + R"(,"text":)" +
                   json::quote(readable(shown(readable(answer.body.text), step, secrecy))) + R"(},"redirectURL":)" +
                   json::quote(readable(answer.header("Location"))) +
                   R"(,"headersSize":-1,"bodySize":-1},"cache":{},"timings":{"send":0,"wait":)" + time +
                   R"(,"receive":0}})";
    }
    return R"({"log":{"version":"1.2","creator":{"name":"Token Workbench","version":"1"},"entries":[)" + entries +
           "]}}";
}

} // namespace twb::oauth
