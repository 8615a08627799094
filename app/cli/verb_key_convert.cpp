// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "cli/key_certificate.h"
#include "cli/key_options.h"
#include "cli/key_output.h"
#include "cli/verbs.h"
#include "jose/jwk_certificates.h"

namespace twb::cli {

namespace {

using Kind = OutputFormat::Kind;

/// The certificates that the output is to hold: those that came with the key, or a new one where it is wished, and
/// where the format is nothing without.
Answer<std::vector<crypto::Certificate>> certificatesFor(Session& session, const OutputFormat& format,
                                                         const jose::KeySet& keys, const jose::KeyEntry& entry) {
    const bool wished = session.arguments.has("--subject");
    if (wished && format.kind != Kind::Certificate && format.kind != Kind::Pkcs12 && !session.arguments.has("--x5c")) {
        return usage("--subject makes a certificate, and " + std::string(format.name) + " holds none");
    }
    std::vector<crypto::Certificate> chain;
    if (entry.certificate && !wished) {
        chain = chainOf(keys, entry);
    }
    if (wished || (chain.empty() && format.kind == Kind::Certificate)) {
        auto certificate = makeCertificate(session, entry);
        if (!certificate) {
            return passOn(certificate);
        }
        chain.push_back(std::move(*certificate));
    }
    if (chain.empty() && format.kind == Kind::Pkcs12) {
        session.output.note("no certificate is in the file; Java wants one: --subject makes it");
    }
    return chain;
}

/// The same keys with x5c and x5t#S256.                                                 (RFC 7517 §4.7, §4.9)
Answer<jose::KeySet> withCertificates(const OutputFormat& format, const jose::KeySet& keys,
                                      const std::vector<crypto::Certificate>& chain) {
    if (format.kind != Kind::Jwk && format.kind != Kind::Jwks) {
        return usage("--x5c belongs to jwk and jwks");
    }
    jose::KeySet dressed(keys.origin());
    for (jose::KeyEntry entry : keys.entries()) {
        std::vector<const crypto::Certificate*> certificates;
        for (const crypto::Certificate& certificate : chain) {
            certificates.push_back(&certificate);
        }
        if (certificates.empty() && entry.certificate) {
            certificates.push_back(&*entry.certificate);
        }
        if (certificates.empty()) {
            return failure(Error{ErrorCode::KeyFormatImpossible,
                                 "--x5c needs a certificate, and this key did not come with one; --subject makes it",
                                 {}},
                           "the key");
        }
        entry.jwk.x5c = jose::x5cText(certificates);
        entry.jwk.x5tS256 = quoted(base64url::encode(certificates.front()->sha256));
        dressed.add(std::move(entry));
    }
    return dressed;
}

} // namespace

Answer<Exit> runKeyConvert(Session& session) {
    const std::string* to = session.arguments.value("--to");
    if (to == nullptr) {
        return usage("--to FORMAT is missing");
    }
    const auto format = findFormat(*to);
    if (!format) {
        return passOn(format);
    }
    auto keys = readKeys(session, KeyNeed::Required);
    if (!keys) {
        return passOn(keys);
    }
    const auto password = readProtection(session, **format);
    if (!password) {
        return passOn(password);
    }
    WriteWish wish;
    wish.half = session.arguments.has("--public") ? Half::Public : Half::Private;
    if (*password) {
        wish.password = (*password)->clone();
    }
    // A set converts to a set whole; every other format holds one key.
    if ((*format)->kind != OutputFormat::Kind::Jwks || session.arguments.has("--kid")) {
        auto entry = singleKey(session, *keys);
        if (!entry) {
            return passOn(entry);
        }
        auto chain = certificatesFor(session, **format, *keys, *entry);
        if (!chain) {
            return passOn(chain);
        }
        wish.chain = std::move(*chain);
        jose::KeySet one;
        one.add(std::move(*entry));
        *keys = std::move(one);
    }
    if (session.arguments.has("--x5c")) {
        auto dressed = withCertificates(**format, *keys, wish.chain);
        if (!dressed) {
            return passOn(dressed);
        }
        *keys = std::move(*dressed);
    }
    const auto key = writeAs(**format, *keys, wish);
    if (!key) {
        return passOn(key);
    }
    JsonObject object;
    object.text("format", (*format)->name).boolean("private", key->half == Half::Private);
    remarkLoss(session, **format, keys->entries().front().jwk, object);
    if (auto done = deliver(session, "--out", **format, *key, object); !done) {
        return passOn(done);
    }
    if (session.output.json()) {
        session.output.line(object.finish());
    }
    return Exit::Yes;
}

} // namespace twb::cli
