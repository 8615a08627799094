// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/discovery.h"
#include "oauth/presets.h"
#include "workbench/ring_entry.h"

namespace twb::workbench {

/// The addresses of one server, as its metadata names them or as they were typed.
struct EndpointAddresses {
    std::string token;
    std::string authorization;
    std::string device;
    std::string pushed;
    std::string introspection;
    std::string revocation;
    std::string userinfo;
    std::string keys; ///< JWKS

    /// Where a request of that kind goes; empty if not known, and for API calls.
    const std::string& of(oauth::Operation operation) const;
    friend bool operator==(const EndpointAddresses&, const EndpointAddresses&) = default;
};
/// @param route  mTLS aliases where a client certificate is used (RFC 8705 §5).
EndpointAddresses addressesOf(const oauth::ServerMetadata& metadata, oauth::ServerMetadata::Route route);

/// A client certificate from files instead of the key ring. Copies share the octets.
struct CertificateFiles {
    oauth::TlsOptions::Identity identity = oauth::TlsOptions::Identity::None;
    std::string path;                               ///< shown: the names of the files
    std::vector<std::string> paths;                 ///< absolute; kept in presets, where the octets are not
    std::shared_ptr<const oauth::WipedText> octets; ///< PEM with certificate and key, or PKCS#12; nullptr: not read
    oauth::SharedSecret passphrase;
};

/// The public key that the vendor has on file for the client.
struct RegisteredKey {
    std::string name; ///< where it is from: a name of the ring, or its kind and thumbprint
    jose::Jwk key;
};
/// Reads a pasted key: PEM, JWK or JWKS with one key. A private key is reduced to its public half.
/// @errors those of reading keys; usage (several keys, a secret)
Result<std::shared_ptr<const RegisteredKey>> readRegisteredKey(std::string_view text);

/// What stands in the form of the Endpoint workspace. Copies share keys and secrets.
struct EndpointForm {
    std::string presetId = "generic";
    oauth::Operation operation = oauth::Operation::Token;
    std::string issuer;
    std::string url; ///< where the request of `operation` goes
    oauth::Grant grant = oauth::Grant::ClientCredentials;

    /// Authorization code and device code: the whole flow, or only its last step with a code that is there already.
    enum class Flow : std::uint8_t { Whole, LastStep };
    Flow flow = Flow::Whole;
    EndpointAddresses addresses; ///< of the flow's first steps, and of what can be asked about a token
    enum class Push : std::uint8_t { No, Yes };
    Push push = Push::No; ///< the authorization request goes to the PAR endpoint first (RFC 9126)
    enum class Browser : std::uint8_t { Open, ShowAddress };
    Browser browser = Browser::Open;
    int redirectPort = 0; ///< on 127.0.0.1; 0: any free one
    std::string redirectPath = "/callback";
    std::vector<oauth::NameValue> firstExtras; ///< of the authorization or device request

    std::string clientId;
    oauth::ClientMethod method = oauth::ClientMethod::SecretBasic;
    oauth::SharedSecret secret;
    SharedRingEntry key;                                ///< signs the client assertion; nullptr: none chosen
    SharedRingEntry certificate;                        ///< its key and certificate go into TLS; nullptr: none
    CertificateFiles files;                             ///< instead of `certificate`
    SharedRingEntry dpopKey;                            ///< nullptr: bearer tokens
    std::string dpopNonce;                              ///< empty: the server's own is used when it asks for one
    std::shared_ptr<const RegisteredKey> registeredKey; ///< nullptr: not compared
    oauth::AssertionPlan assertion;
    std::string scope;
    std::string resource; ///< one or more, separated by spaces                               (RFC 8707 §2)
    std::string audience;
    std::string authorizationDetails; ///< JSON                                               (RFC 9396)
    enum class Answer : std::uint8_t { Json, Signed };
    Answer answer = Answer::Json;  ///< of an introspection                                    (RFC 9701)
    oauth::SharedSecret jwtSecret; ///< of secrets.json; checks found tokens, is never sent
    oauth::PresetValues values;    ///< of the grant's own fields, or of a Call preset's
    std::vector<oauth::ExtraParameter> extras;
    std::string authorities; ///< PEM to trust besides the system's
    std::string authoritiesPath;
    oauth::ProxyOptions proxy;

    /// True if Send begins a flow of several steps with a person in it.
    bool isFlow() const;
};

/// The fields that a grant needs besides the common ones.
std::vector<oauth::PresetField> fieldsOf(oauth::Grant grant);
/// The fields that the form's operation, grant and flow need.
std::vector<oauth::PresetField> fieldsOf(const EndpointForm& form);

/// The request that the form describes; a JWT of a preset is made anew each time. Of a whole flow: the token request
/// without its code.
/// @errors usage (what is missing), those of fillPreset and of writing the client's key for TLS
Result<oauth::OAuthRequest> requestOf(const EndpointForm& form, const oauth::Moment& moment);

/// The other way round: a pasted request put into a form.
EndpointForm formOf(const oauth::OAuthRequest& request);

} // namespace twb::workbench
