// SPDX-License-Identifier: Apache-2.0
#include "cli/files.h"
#include "cli/identifiers.h"
#include "cli/net/request_options.h"
#include "cli/verbs.h"
#include "issuer/local_issuer.h"
#include "jose/key_material.h"

#include <charconv>
#include <condition_variable>
#include <mutex>
#include <unistd.h>

namespace twb::cli {
namespace {

Answer<int> readListeningPort(Session& session, std::string_view option) {
    const std::string* text = session.arguments.value(option);
    if (text == nullptr) {
        return 0;
    }
    int port = 0;
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), port);
    if (fault != std::errc() || end != text->data() + text->size() || port < 0 || port > 65535) {
        return usage(std::string(option) + " is a number from 0 (any free one) to 65535");
    }
    return port;
}

/// The private keys of the file, or a key made for this run.
Answer<std::vector<issuer::IssuerKey>> readIssuerKeys(Session& session) {
    std::vector<issuer::IssuerKey> keys;
    const std::string* path = session.arguments.value("--keys");
    if (path == nullptr) {
        auto made = issuer::makeIssuerKey();
        if (!made) {
            return failure(made.error(), "the key");
        }
        keys.push_back(std::move(*made));
        return keys;
    }
    const auto file = readFile(*path, "the keys");
    if (!file) {
        return passOn(file);
    }
    const auto set = jose::readKeyMaterial(file->reveal());
    if (!set) {
        return failure(set.error(), "the keys");
    }
    if (set->empty() && !set->problems().empty()) {
        return failure(set->problems().front().error, "the keys");
    }
    for (const jose::KeyEntry& entry : set->entries()) {
        keys.push_back({entry.jwk.kid, entry.jwk, issuer::IssuerKey::Publish::Yes});
    }
    return keys;
}

Answer<std::vector<issuer::Client>> readIssuerClients(Session& session) {
    const std::string* path = session.arguments.value("--clients");
    if (path == nullptr) {
        return issuer::sampleClients(nullptr);
    }
    const auto file = readFile(*path, "the clients");
    if (!file) {
        return passOn(file);
    }
    auto clients = issuer::readClients(asText(file->reveal()));
    if (!clients) {
        return failure(clients.error(), "the clients", asText(file->reveal()));
    }
    return std::move(*clients);
}

/// Names the authorities of --client-ca to every client that comes with a certificate of tls_client_auth.
Answer<void> setAuthorities(Session& session, std::vector<issuer::Client>& clients) {
    const std::string* path = session.arguments.value("--client-ca");
    if (path == nullptr) {
        return {};
    }
    const auto file = readFile(*path, "the authority");
    if (!file) {
        return passOn(file);
    }
    auto read = issuer::readCertificateAuthorities(file->reveal());
    if (!read) {
        return failure(read.error(), "the authority");
    }
    const auto shared = std::make_shared<const std::vector<crypto::Certificate>>(std::move(*read));
    bool any = false;
    for (issuer::Client& client : clients) {
        if (client.allows(issuer::ClientMethod::TlsClientAuth)) {
            client.authorities = shared;
            any = true;
        }
    }
    if (!any) {
        return usage("--client-ca is for clients of tls_client_auth; --clients names none");
    }
    return {};
}

Answer<std::chrono::seconds> readLength(Session& session, std::string_view option, std::chrono::seconds otherwise) {
    const std::string* text = session.arguments.value(option);
    if (text == nullptr) {
        return otherwise;
    }
    const auto length = parseDuration(*text);
    if (!length) {
        return failure(length.error(), std::string(option));
    }
    return *length;
}

Answer<issuer::Settings> readIssuerSettings(Session& session) {
    using issuer::Settings;
    Settings settings = Settings::samples();
    const auto life = readLength(session, "--token-life", settings.tokenLife);
    const auto offset = readLength(session, "--clock-offset", settings.clockOffset);
    if (!life || !offset) {
        return passOn(!life ? life : offset);
    }
    if (life->count() < 1) {
        return usage("--token-life is at least a second");
    }
    settings.tokenLife = *life;
    settings.clockOffset = *offset;
    if (const std::string* name = session.arguments.value("--fault")) {
        const auto fault = issuer::findFault(*name);
        if (!fault) {
            return usage("there is no fault \"" + *name + "\"; see twb help issuer");
        }
        settings.fault = *fault;
    }
    if (const std::string* consent = session.arguments.value("--consent")) {
        if (*consent != "ask" && *consent != "given") {
            return usage("--consent is ask or given");
        }
        settings.consent = *consent == "given" ? Settings::Consent::Given : Settings::Consent::Ask;
    }
    settings.audience = session.arguments.text("--audience");
    settings.tokenForm = session.arguments.has("--opaque") ? Settings::TokenForm::Opaque : Settings::TokenForm::Jwt;
    settings.dpopNonce =
        session.arguments.has("--dpop-nonce") ? Settings::DpopNonce::Demanded : Settings::DpopNonce::NotAsked;
    return settings;
}

/// `2026-11-20T18:07:12.345Z POST /token 200 1 token, EdDSA, 5 min`; what was sent stands in it as its path alone.
void logExchange(const issuer::Exchange& exchange) {
    const std::string text = formatUtcPrecise(exchange.at) + " " + exchange.method + " " + exchange.path + " " +
                             std::to_string(exchange.status) + " " + exchange.summary;
    writeAll(STDERR_FILENO, (isPrintable(text) ? text : quoted(text)) + "\n");
}

/// Blocks until somebody wants the program to end.
void waitFor(const std::stop_token& stop) {
    std::mutex lock;
    std::condition_variable_any never;
    std::unique_lock guard(lock);
    never.wait(guard, stop, [] { return false; });
}

} // namespace

Answer<Exit> runIssuer(Session& session) {
    const std::stop_token stop = interruption(); // before there are threads that would get the signal
    issuer::LocalIssuer::Start start;
    if (session.arguments.has("--tls")) {
        start.tls = issuer::LocalIssuer::Start::Tls::On;
    }
    for (const char* option : {"--tls-port", "--tls-ca", "--client-ca"}) {
        if (session.arguments.has(option) && start.tls == issuer::LocalIssuer::Start::Tls::Off) {
            return usage(std::string(option) + " goes with --tls, which is not there");
        }
    }
    const auto port = readListeningPort(session, "--port");
    const auto tlsPort = port ? readListeningPort(session, "--tls-port") : port;
    if (!tlsPort) {
        return passOn(tlsPort);
    }
    auto settings = readIssuerSettings(session);
    if (!settings) {
        return passOn(settings);
    }
    auto clients = readIssuerClients(session);
    if (!clients) {
        return passOn(clients);
    }
    if (const auto known = setAuthorities(session, *clients); !known) {
        return passOn(known);
    }
    auto keys = readIssuerKeys(session);
    if (!keys) {
        return passOn(keys);
    }
    std::optional<FixedClock> still;
    if (const std::string* at = session.arguments.value("--at")) {
        const auto moment = parseTime(*at);
        if (!moment) {
            return failure(moment.error(), "--at");
        }
        still.emplace(*moment);
    }
    start.port = *port;
    start.tlsPort = *tlsPort;
    start.settings = std::move(*settings);
    start.clients = std::move(*clients);
    start.keys = std::move(*keys);
    if (session.arguments.has("--log")) {
        start.onExchange = logExchange;
    }
    const std::string* certificateFile = session.arguments.value("--tls-ca");
    issuer::SystemRandom random;
    issuer::LocalIssuer running(still ? static_cast<const Clock&>(*still) : session.clock, random);
    const auto address = running.start(std::move(start));
    if (!address) {
        return failure(address.error(), "the issuer");
    }
    JsonObject ready;
    ready.boolean("ready", true).text("issuer", *address);
    if (!running.tlsAddress().empty()) {
        ready.text("tls", running.tlsAddress()).text("certificate", running.tlsCertificate());
    }
    if (certificateFile != nullptr) {
        const auto written = writeFile(*certificateFile, asBytes(running.tlsCertificate()), Privacy::Public);
        if (!written) {
            return passOn(written);
        }
    }
    session.output.line(ready.finish());
    if (!session.output.flush()) {
        return Exit::Unusable; // nobody learned the address
    }
    waitFor(stop);
    running.stop();
    return Exit::Yes;
}

} // namespace twb::cli
