// SPDX-License-Identifier: Apache-2.0
// Properties: what a server answers and what people paste is read without a crash; a known secret is in no masked text;
// forms and curl commands that were read once read the same when they are written and read again; metadata of another
// issuer is never trusted.
#include "fuzz/property.h"
#include "oauth/curl_command.h"
#include "oauth/discovery.h"
#include "oauth/masking.h"
#include "oauth/response.h"

using namespace twb;
using namespace twb::fuzz;
using namespace twb::oauth;

namespace {

void readAnswer(std::string_view text) {
    // The first line is the status and the headers of the answer, the rest its body.
    const std::size_t end = std::min(text.find('\n'), text.size());
    HttpExchange exchange;
    exchange.status = end > 0 && text[0] == '4' ? 401 : 200;
    exchange.headers = {{"Content-Type", "application/json"}, {"WWW-Authenticate", std::string(text.substr(0, end))}};
    exchange.body.text = text.substr(end);
    for (const Operation operation : {Operation::Token, Operation::Introspection, Operation::DeviceAuthorization}) {
        const ResponseReading reading = readResponse(exchange, operation, Time());
        require(reading.tokens.size() <= 50);
        for (const FoundToken& token : reading.tokens) {
            require(token.value && !token.value->empty());
        }
    }
}

void pasteCurl(std::string_view text) {
    const auto read = readCurlCommand(text);
    if (!read || !wireOctets(*read)) {
        return;
    }
    static_cast<void>(recogniseRequest(*read));
    BuiltRequest built;
    built.http = *read;
    const auto again = readCurlCommand(curlCommand(built, Secrecy::Revealed));
    require(again.has_value());
    require(again->method == read->method && again->url == read->url && again->body.text == read->body.text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    readAnswer(text);
    pasteCurl(text);
    pasteCurl("curl " + std::string(text));
    static_cast<void>(readHar(text));

    const auto metadata = readMetadata(text, "https://issuer.example");
    require(!metadata || !metadata->trusted || metadata->metadata.issuer == "https://issuer.example");

    const auto form = readForm(text);
    require(readForm(writeForm(form)) == form);
    if (const auto url = parseUrl(text)) {
        require(parseUrl(url->withoutQuery()).has_value());
    }

    const std::string secret = "a secret+that must/never show=4b1d";
    const std::vector<SharedSecret> secrets{shareSecret(secret)};
    const std::string mixed = std::string(text) + secret + std::string(text);
    require(maskAll(mixed, secrets).find(secret) == std::string::npos);
    return 0;
}
