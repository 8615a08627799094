// SPDX-License-Identifier: Apache-2.0
#include "issuer/client_certificate.h"

#include "base/ascii.h"
#include "base/base64url.h"
#include "crypto/certificate_chain.h"
#include "crypto/digest.h"
#include "issuer/assertion.h"
#include "json/text.h"

#include <algorithm>
#include <arpa/inet.h>

namespace twb::issuer {
namespace {

using NamePart = std::vector<std::pair<std::string, std::string>>; ///< type and value; more than one at "+"

std::string folded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ' || (!out.empty() && out.back() != ' ')) {
            out += lowered(c);
        }
    }
    while (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

int nibble(char c) {
    const char lower = lowered(c);
    return c >= '0' && c <= '9' ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Reads RFC 4514 texts, with the ";" and the spaces around separators of older ones; nullopt if it is none.
std::optional<std::vector<NamePart>> readName(std::string_view text) {
    std::vector<NamePart> parts(1);
    std::string type;
    std::string value;
    bool inValue = false;
    const auto finish = [&] {
        type = folded(type);
        if (!inValue || type.empty()) {
            return false;
        }
        parts.back().emplace_back(std::move(type), folded(value));
        type.clear();
        value.clear();
        inValue = false;
        return true;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        std::string& to = inValue ? value : type;
        if (c == '\\' && i + 1 < text.size()) {
            const int high = nibble(text[i + 1]);
            const int low = i + 2 < text.size() ? nibble(text[i + 2]) : -1;
            const bool octet = high >= 0 && low >= 0;
            to += octet ? static_cast<char>(16 * high + low) : text[i + 1];
            i += octet ? 2 : 1;
        } else if (c == '=' && !inValue) {
            inValue = true;
        } else if (c == ',' || c == ';' || c == '+') {
            if (!finish()) {
                return std::nullopt;
            }
            if (c != '+') {
                parts.emplace_back();
            }
        } else {
            to += c;
        }
    }
    if (!finish()) {
        return std::nullopt;
    }
    for (NamePart& part : parts) {
        std::sort(part.begin(), part.end()); // a part is a set
    }
    return parts;
}

/// The 4 or 16 octets of an address; empty if it is none.
std::string addressOctets(const std::string& text) {
    in_addr four{};
    if (::inet_pton(AF_INET, text.c_str(), &four) == 1) {
        return {reinterpret_cast<const char*>(&four), sizeof four};
    }
    in6_addr sixteen{};
    return ::inet_pton(AF_INET6, text.c_str(), &sixteen) == 1
               ? std::string(reinterpret_cast<const char*>(&sixteen), sizeof sixteen)
               : std::string();
}

std::string_view memberName(CertificateName::Kind kind) {
    switch (kind) {
    case CertificateName::Kind::SubjectDn:
        return "tls_client_auth_subject_dn";
    case CertificateName::Kind::Dns:
        return "tls_client_auth_san_dns";
    case CertificateName::Kind::Uri:
        return "tls_client_auth_san_uri";
    case CertificateName::Kind::Ip:
        return "tls_client_auth_san_ip";
    case CertificateName::Kind::Email:
        break;
    }
    return "tls_client_auth_san_email";
}

tl::unexpected<Finding> unfit(std::string id, std::string title, std::string detail, std::string summary) {
    return tl::unexpected<Finding>(finding(std::move(id), std::move(title), std::move(detail), std::move(summary)));
}

/// Why the certificate is not that of the client, method after method.
std::string difference(const crypto::Certificate& certificate, const Client& client) {
    std::string text = "Its subject is \"" + cleanUtf8(certificate.subject) + "\".";
    if (client.allows(ClientMethod::TlsClientAuth)) {
        text += client.certificateName
                    ? " Registered for tls_client_auth: " + std::string(memberName(client.certificateName->kind)) +
                          " \"" + client.certificateName->text + "\"."
                    : " No name is registered for tls_client_auth: add "
                      "tls_client_auth_subject_dn or one of tls_client_auth_san_….";
    }
    if (client.allows(ClientMethod::SelfSignedTlsClientAuth)) {
        text += client.keys ? " It is none of the certificates in the client's jwks (x5c, x5t#S256)."
                            : " No certificate is registered for self_signed_tls_client_auth: add jwks with x5c.";
    }
    return text;
}

/// The name fits: whether an authority of the client stands behind it, if it has any.
tl::expected<void, Finding> checkSigner(Call& call, const Client& client, const crypto::Certificate& certificate) {
    const std::string holder = "certificate of " + cleanUtf8(certificate.subject);
    if (!client.authorities) {
        call.note.summary += holder + ", who signed it was not checked; ";
        return {};
    }
    const auto why = crypto::chainFault(certificate, call.request.clientChain, *client.authorities, call.now);
    if (!why) {
        return unfit("client-certificate", "The client's certificate cannot be read.", why.error().detail + ".",
                     "unreadable client certificate");
    }
    if (!why->empty()) {
        std::vector<std::string> names;
        for (const crypto::Certificate& authority : *client.authorities) {
            names.push_back("\"" + cleanUtf8(authority.subject) + "\"");
        }
        return unfit(
            "client-certificate-authority", "The client's certificate does not lead to the authority.",
            "It names \"" + cleanUtf8(certificate.issuer) + "\" as its signer; taken for " + client.id +
                " is what leads to " + join(names, ", ") + " (" + *why + "). " +
                (call.request.clientChain.empty() ? "The client sent no certificate between. " : "") +
                "Have it signed there, send the certificates between along with it, or name another authority.",
            "client certificate does not lead to the authority: " + *why);
    }
    call.note.summary += holder + ", signed under the authority; ";
    return {};
}

} // namespace

bool sameDistinguishedName(std::string_view a, std::string_view b) {
    const auto left = readName(a);
    return left && left == readName(b);
}

Result<bool> carriesName(const crypto::Certificate& certificate, const CertificateName& name) {
    using Kind = CertificateName::Kind;
    using Alternative = crypto::AlternativeName;
    if (name.kind == Kind::SubjectDn) {
        return sameDistinguishedName(certificate.subject, name.text);
    }
    const auto list = crypto::alternativeNames(certificate);
    if (!list) {
        return passOn(list);
    }
    const std::string octets = addressOctets(name.text);
    return std::any_of(list->begin(), list->end(), [&](const Alternative& each) {
        switch (name.kind) {
        case Kind::Dns:
            return each.kind == Alternative::Kind::Dns && equalsIgnoringCase(each.octets, name.text);
        case Kind::Uri:
            return each.kind == Alternative::Kind::Uri && each.octets == name.text;
        case Kind::Ip:
            return each.kind == Alternative::Kind::Ip && !octets.empty() && each.octets == octets;
        case Kind::Email:
            return each.kind == Alternative::Kind::Email && each.octets == name.text;
        case Kind::SubjectDn:
            break;
        }
        return false;
    });
}

bool isCertificateOf(const crypto::Certificate& certificate, const jose::KeySet& keys) {
    const std::string thumbprint = json::quote(base64url::encode(certificate.sha256));
    const auto& entries = keys.entries();
    return std::any_of(entries.begin(), entries.end(), [&](const jose::KeyEntry& entry) {
        return (entry.certificate && entry.certificate->der == certificate.der) || entry.jwk.x5tS256 == thumbprint;
    });
}

tl::expected<void, Finding> checkClientCertificate(Call& call, const Client& client) {
    if (!call.overTls()) {
        return unfit("client-tls", "This is not TLS.",
                     client.id +
                         " is registered for a client certificate, which plain HTTP does not carry: send the "
                         "request " +
                         tlsAdvice(call.state) + ".",
                     "client certificates need TLS");
    }
    if (call.request.clientCertificate.empty()) {
        return unfit("client-certificate-missing", "The client showed no certificate.",
                     client.id + " is registered for one; the server asked for it in the handshake.",
                     "no client certificate");
    }
    const auto certificate = crypto::readCertificate(call.request.clientCertificate);
    if (!certificate) {
        return unfit("client-certificate", "The client's certificate cannot be read.", certificate.error().detail + ".",
                     "unreadable client certificate");
    }
    if (client.allows(ClientMethod::SelfSignedTlsClientAuth) && client.keys &&
        isCertificateOf(*certificate, *client.keys)) {
        return {};
    }
    if (client.allows(ClientMethod::TlsClientAuth) && client.certificateName) {
        const auto carries = carriesName(*certificate, *client.certificateName);
        if (!carries) {
            return unfit("client-certificate", "The client's certificate cannot be read.", carries.error().detail + ".",
                         "unreadable client certificate");
        }
        if (*carries && call.now > certificate->notAfter) {
            const std::string ago = spanWords(call.now - certificate->notAfter) + " ago";
            return unfit("client-certificate-expired", "The client's certificate has expired.", "It ended " + ago + ".",
                         "client certificate expired " + ago);
        }
        if (*carries && call.now < certificate->notBefore) {
            return unfit("client-certificate-early", "The client's certificate is not valid yet.",
                         "It begins in " + spanWords(certificate->notBefore - call.now) + ".",
                         "client certificate is not valid yet");
        }
        if (*carries) {
            return checkSigner(call, client, *certificate);
        }
    }
    return unfit("client-certificate", "The certificate is not the one of this client.",
                 difference(*certificate, client), "client certificate does not fit");
}

Result<std::string> certificateThumbprint(const Request& request) {
    if (request.clientCertificate.empty()) {
        return std::string();
    }
    const auto octets = crypto::digest(crypto::Hash::Sha256, request.clientCertificate);
    if (!octets) {
        return passOn(octets);
    }
    return base64url::encode(*octets);
}

std::string tlsAdvice(const ServerState& state) {
    return state.tlsAddress.empty() ? "to an issuer that was started with TLS (twb issuer --tls)"
                                    : "to " + state.tlsAddress;
}

} // namespace twb::issuer
