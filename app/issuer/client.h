// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"
#include "crypto/certificate.h"
#include "jose/jwks.h"

#include <memory>
#include <optional>

namespace twb::issuer {

/// How a client says who it is; the names are those of "token_endpoint_auth_method".  (RFC 8414 §2, RFC 8705 §2)
enum class ClientMethod : std::uint8_t {
    None,
    SecretBasic,
    SecretPost,
    SecretJwt,
    PrivateKeyJwt,
    TlsClientAuth,
    SelfSignedTlsClientAuth
};

std::string_view name(ClientMethod method);
std::optional<ClientMethod> findClientMethod(std::string_view name);

/// The one name by which the certificate of "tls_client_auth" is known.                           (RFC 8705 §2.1.2)
struct CertificateName {
    enum class Kind : std::uint8_t { SubjectDn, Dns, Uri, Ip, Email };
    Kind kind = Kind::SubjectDn;
    std::string text; ///< as it was registered
};

/// A registered client. Cheap to copy; secret and keys are shared and never change.
struct Client {
    enum class Binding : std::uint8_t { Optional, Required }; ///< of tokens to a DPoP key
    /// Strict follows the letter of the BMP Money Plus documents: RS256, one audience, jti, iat, nbf and at most an
    /// hour.
    enum class AssertionRules : std::uint8_t { Standard, Strict };

    std::string id;
    std::vector<ClientMethod> methods; ///< any of them serves
    std::shared_ptr<const Secret> secret{};
    std::shared_ptr<const jose::KeySet> keys{};
    std::vector<std::string> grants{};       ///< values of grant_type
    std::vector<std::string> redirectUris{}; ///< of loopback addresses the port is not compared (RFC 8252 §7.3)
    std::vector<std::string> scopes{};       ///< that may be asked for; empty: any
    Binding dpop = Binding::Optional;
    AssertionRules assertions = AssertionRules::Standard;
    std::optional<CertificateName> certificateName{};
    /// To which the certificate of tls_client_auth has to lead; nullptr: who signed it is not checked.
    std::shared_ptr<const std::vector<crypto::Certificate>> authorities{};

    bool allows(ClientMethod method) const;
    bool allowsGrant(std::string_view grant) const;
};

/// At most so many clients: a list that a person reads.
constexpr std::size_t maximumClients = 200;

/// Reads clients: an array, or an object with "clients", of client metadata.                        (RFC 7591 §2)
///
/// Members: client_id (required), token_endpoint_auth_method (text or list; default client_secret_basic),
/// client_secret, jwks, public_key (PEM text), grant_types (default: client_credentials; authorization_code and
/// refresh_token where redirect_uris are given), redirect_uris, scope, dpop_bound_access_tokens, strict_assertions, and
/// at most one of tls_client_auth_subject_dn, …_san_dns, …_san_uri, …_san_ip, …_san_email. The certificate of
/// self_signed_tls_client_auth is that of a key: x5c or x5t#S256 in jwks, or a certificate as public_key.
/// @errors json-…, json-member-missing, json-type, usage (unknown method, two names of the certificate, the same client
/// twice, too many clients),
///         and what reading the keys says; the detail names the client
Result<std::vector<Client>> readClients(std::string_view json);

/// Authorities for `Client::authorities`: the certificates of a file, PEM or DER.
/// @errors those of reading keys; certificate-invalid (there is none)
Result<std::vector<crypto::Certificate>> readCertificateAuthorities(ByteView file);

/// The clients that are there when nobody chose any: public samples, for this computer only. Their secret is
/// `sampleClientSecret`; "tw-demo-client" has the public half of the key that is handed in.
constexpr std::string_view sampleClientSecret = "local-issuer-sample-secret-0123456789";
std::vector<Client> sampleClients(const jose::Jwk* demoKey);

} // namespace twb::issuer
