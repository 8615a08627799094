// SPDX-License-Identifier: Apache-2.0
#include "cli/key_certificate.h"

#include <charconv>

namespace twb::cli {

namespace {

/// A name that is sure to be one common name: no `=` and `,`, which divide a subject; at most 64 octets (X.520).
bool isCommonName(std::string_view text) {
    return !text.empty() && text.size() <= 64 && isPrintable(text) &&
           text.find_first_of("=,+\\\"<>;#\r\n\t") == std::string_view::npos;
}

Answer<std::string> subjectOf(const Session& session, const jose::KeyEntry& entry) {
    if (const std::string* given = session.arguments.value("--subject"); given != nullptr) {
        return *given;
    }
    for (const std::string& name : {entry.jwk.kid, entry.label}) {
        if (isCommonName(name)) {
            return name;
        }
    }
    auto print = jose::thumbprint(entry.jwk.key);
    if (!print) {
        return failure(print.error(), "the certificate");
    }
    return *std::move(print);
}

} // namespace

Answer<int> readDays(const Session& session) {
    const std::string* text = session.arguments.value("--days");
    if (text == nullptr) {
        return 365;
    }
    int days = 0;
    const char* end = text->data() + text->size();
    const auto [stop, fault] = std::from_chars(text->data(), end, days);
    if (fault != std::errc{} || stop != end || days < 1 || days > 36500) {
        return usage("--days is a whole number from 1 to 36500");
    }
    return days;
}

Answer<crypto::Certificate> makeCertificate(Session& session, const jose::KeyEntry& entry) {
    const auto days = readDays(session);
    if (!days) {
        return passOn(days);
    }
    const auto subject = subjectOf(session, entry);
    if (!subject) {
        return passOn(subject);
    }
    crypto::CertificateWish wish;
    wish.subject = *subject;
    wish.notBefore = session.clock.now();
    wish.notAfter = wish.notBefore + std::chrono::days(*days);
    auto certificate = crypto::makeSelfSigned(entry.jwk.key, wish);
    if (!certificate) {
        return failure(certificate.error(), "the certificate");
    }
    session.output.note("made a self-signed certificate for " + quoted(certificate->subject) + ", valid until " +
                        formatUtc(certificate->notAfter));
    return *std::move(certificate);
}

} // namespace twb::cli
