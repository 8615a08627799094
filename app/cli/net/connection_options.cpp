// SPDX-License-Identifier: Apache-2.0
#include "cli/input.h"
#include "cli/key_options.h"
#include "cli/net/request_options.h"
#include "crypto/pem.h"

namespace twb::cli {
namespace {

using namespace twb::oauth;

Answer<void> readTls(Session& session, TlsOptions& tls) {
    const Arguments& arguments = session.arguments;
    if (const std::string* path = arguments.value("--ca")) {
        const auto octets = readOctets(session, *path, "the CA file");
        if (!octets) {
            return passOn(octets);
        }
        tls.authorities = asText(octets->reveal());
    }
    const std::string* const certificate = arguments.value("--cert");
    if (certificate == nullptr) {
        return arguments.has("--cert-key") ? Answer<void>(usage("--cert-key needs --cert")) : Answer<void>();
    }
    const auto octets = readOctets(session, *certificate, "the client certificate");
    if (!octets) {
        return passOn(octets);
    }
    tls.certificate.text = asText(octets->reveal());
    tls.identity =
        crypto::looksLikePem(tls.certificate.text) ? TlsOptions::Identity::Pem : TlsOptions::Identity::Pkcs12;
    if (const std::string* path = arguments.value("--cert-key")) {
        const auto key = readOctets(session, *path, "the key of the client certificate");
        if (!key) {
            return passOn(key);
        }
        tls.key.text = asText(key->reveal());
    }
    const auto password = readPassword(session);
    if (!password) {
        return passOn(password);
    }
    if (*password) {
        tls.password.text = asText((*password)->reveal());
    }
    return {};
}

} // namespace

Answer<HttpRequest> readConnection(Session& session) {
    HttpRequest base;
    if (const auto done = readTls(session, base.tls); !done) {
        return passOn(done);
    }
    struct Row {
        std::string_view option;
        std::function<void(std::chrono::seconds)> take;
    };
    for (const Row& row : {Row{"--timeout", [&](std::chrono::seconds length) { base.limits.total = length; }},
                           Row{"--connect-timeout", [&](std::chrono::seconds length) { base.limits.connect = length; }},
                           Row{"--idle-timeout", [&](std::chrono::seconds length) { base.limits.idle = length; }}}) {
        const std::string* const text = session.arguments.value(row.option);
        if (text == nullptr) {
            continue;
        }
        const auto length = readDuration(*text, std::string(row.option));
        if (!length) {
            return passOn(length);
        }
        if (length->count() < 1) {
            return usage(std::string(row.option) + " is at least a second");
        }
        row.take(*length);
    }
    base.limits.connect = std::min(base.limits.connect, base.limits.total);
    if (const std::string* proxy = session.arguments.value("--proxy")) {
        base.proxy.kind = *proxy == "none" ? ProxyOptions::Kind::None : ProxyOptions::Kind::Own;
        base.proxy.url = *proxy;
    }
    return base;
}

} // namespace twb::cli
