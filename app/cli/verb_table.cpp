// SPDX-License-Identifier: Apache-2.0
// Long because: one table of all verbs and options, from which help, completion and checks come.
#include "cli/verb_table.h"

#include "cli/verbs.h"
#include "jose/algorithm_table.h"
#include "jose/encryption_table.h"

#include <algorithm>
#include <array>

namespace twb::cli {

namespace {

constexpr auto repeated = OptionSpec::Times::Repeated;

constexpr std::array keyOptionRows{
    OptionSpec{"--key", "FILE",
               "PEM, DER, JWK, JWKS, PKCS#12, OpenSSH; anything else is the secret itself; - is standard input"},
    OptionSpec{"--secret", "TEXT", "a symmetric secret as text (others may see it in the list of processes)"},
    OptionSpec{"--secret-file", "FILE", "a symmetric secret, the file's octets as they are; also from TWB_SECRET"},
    OptionSpec{"--key-encoding", "NAME", "how a secret's text becomes octets: utf8 (default), base64, base64url, hex"},
    OptionSpec{"--password", "TEXT", "for an encrypted key; also from TWB_PASSWORD"},
    OptionSpec{"--password-file", "FILE", "its first line is the password"},
    OptionSpec{"--kid", "ID", "picks a key from a JWKS"},
};

constexpr OptionSpec maxInflated{"--max-inflated", "BYTES",
                                 "most octets that may come out of a compressed payload; default 250000"};
constexpr OptionSpec maxPbes2Count{"--max-pbes2-count", "N", "most iterations of PBES2 (p2c); default 1000000"};

constexpr std::array decodeRows{maxInflated};

constexpr std::array verifyRows{
    OptionSpec{"--alg", "A[,B]", "allow these algorithms only"},
    OptionSpec{"--at", "TIME", "judge as of this moment: Unix seconds or RFC 3339; default now"},
    OptionSpec{"--leeway", "SECONDS", "tolerance of the time checks; default 60"},
    OptionSpec{"--issuer", "S", "iss must be this"},
    OptionSpec{"--audience", "S", "aud must hold this"},
    OptionSpec{"--typ", "S", "typ must be this"},
    OptionSpec{"--require", "CLAIM", "the claim must be there; may be repeated", repeated},
    OptionSpec{"--payload-file", "F", "the payload of a detached token"},
    OptionSpec{"--no-time", "", "make no time checks"},
    OptionSpec{"--nonce", "S", "the key binding of an SD-JWT must be there and carry this nonce; a DPoP proof too"},
    OptionSpec{"--kb-audience", "S", "the key binding of an SD-JWT must be there and be for this audience"},
    OptionSpec{"--htm", "METHOD", "a DPoP proof must be for this HTTP method"},
    OptionSpec{"--htu", "URL", "a DPoP proof must be for this address"},
    OptionSpec{"--access-token", "TEXT|@F", "a DPoP proof must go with this access token: ath, and its cnf.jkt"},
    OptionSpec{"--jkt", "THUMBPRINT", "a DPoP proof must be made by this key"},
    OptionSpec{"--max-age", "SECONDS", "a DPoP proof or a key binding must not be older; default of a proof 300"},
    maxInflated,
};

constexpr std::array signRows{
    OptionSpec{"--alg", "A", "the algorithm, see below"},
    OptionSpec{"--header", "JSON|@F", "the header; default {\"alg\":A,\"typ\":\"JWT\"}; alg is set in it"},
    OptionSpec{"--payload", "TEXT|@F|-", "the payload, signed octet for octet; default {}"},
    OptionSpec{"--set", "NAME=JSON", "sets a claim in the payload's text; may be repeated", repeated},
    OptionSpec{"--expires-in", "5m", "sets exp to so long after now: 90, 90s, 5m, 2h, 1d"},
    OptionSpec{"--not-before", "5m|TIME", "sets nbf to so long after now, or to a moment"},
    OptionSpec{"--iat", "", "sets iat to now"},
    OptionSpec{"--jti", "", "sets jti to a new UUID"},
    OptionSpec{"--form", "FORM", "compact (default), detached, flattened or general"},
    OptionSpec{"--also", "FILE", "a key that signs beside the first, with its usual alg; form general; may be repeated",
               repeated},
    OptionSpec{"--sd", "CLAIM", "hides a claim (name, or JSON Pointer as /nat/1): an SD-JWT; may be repeated",
               repeated},
    OptionSpec{"--decoys", "N", "digests of nothing beside those of hidden claims"},
    OptionSpec{"--sd-hash", "NAME", "sha-256 (default), sha-384 or sha-512"},
    OptionSpec{"--holder", "FILE", "the key to which the SD-JWT is bound (cnf)"},
    OptionSpec{"--profile", "ID", "starts from the template of a profile (see twb profile show ID)"},
    OptionSpec{"--var", "NAME=VALUE", "fills a field of the template; may be repeated", repeated},
    OptionSpec{"--as", "FORM", "token (default), authorization or bearer: as a header line"},
    OptionSpec{"--at", "TIME", "what counts as now: Unix seconds or RFC 3339"},
};

constexpr std::array presentRows{
    OptionSpec{"--show", "CLAIM", "discloses a claim (name, or JSON Pointer as /nat/1); may be repeated", repeated},
    OptionSpec{"--all", "", "discloses everything"},
    OptionSpec{"--nonce", "S", "binds the presentation to the holder's key: what the verifier sent"},
    OptionSpec{"--audience", "S", "binds the presentation to the holder's key: the verifier"},
    OptionSpec{"--alg", "A", "the algorithm of the key binding; default the usual one of the key"},
    OptionSpec{"--form", "FORM", "compact (default), flattened or general"},
    OptionSpec{"--at", "TIME", "what counts as now: Unix seconds or RFC 3339"},
};

constexpr std::array convertFormRows{
    OptionSpec{"--form", "FORM",
               "compact, flattened, general; signed also detached, detached-flattened, detached-general"},
    OptionSpec{"--signature", "N", "which of several signatures to keep, from 1"},
    OptionSpec{"--recipient", "N", "which of several recipients to keep, from 1"},
    OptionSpec{"--payload-file", "F", "the payload of a detached token, to put into it"},
};

constexpr std::array encryptRows{
    OptionSpec{"--alg", "A", "how the content key is protected, see below"},
    OptionSpec{"--enc", "E", "how the content is encrypted, see below"},
    OptionSpec{"--header", "JSON|@F", "the protected header; alg, enc and what they need are set in it"},
    OptionSpec{"--payload", "TEXT|@F|-", "what to encrypt, octet for octet; default {}"},
    OptionSpec{"--zip", "", "compresses before encrypting"},
    OptionSpec{"--form", "FORM", "compact (default), flattened or general (for every key of a set that fits)"},
    OptionSpec{"--p2c", "N", "iterations of PBES2, at most --max-pbes2-count; default 310000"},
    maxPbes2Count,
};

constexpr std::array decryptRows{
    OptionSpec{"--payload-out", "F", "writes the plaintext to a file of mode 600 instead of showing it"},
    maxInflated,
    maxPbes2Count,
};

constexpr std::array generateRows{
    OptionSpec{"--type", "TYPE", "RSA, EC, OKP or oct"},
    OptionSpec{"--bits", "N", "RSA: 2048 to 8192, default 2048; oct: default 256"},
    OptionSpec{"--curve", "C", "EC: P-256 (default) P-384 P-521 secp256k1; OKP: Ed25519 (default) Ed448 X25519 X448"},
    OptionSpec{"--kid", "thumbprint|uuid|TEXT", "the kid of a JWK"},
    OptionSpec{"--alg", "A", "the alg of a JWK; the key must serve it"},
    OptionSpec{"--use", "sig|enc", "the use of a JWK"},
    OptionSpec{"--format", "FORMAT", "default jwk; see below"},
    OptionSpec{"--out", "F", "writes the private key to a file of mode 600 instead of printing it"},
    OptionSpec{"--public-out", "F", "writes the public key to a file"},
    OptionSpec{"--subject", "S", "makes a self-signed certificate, as CN=example,O=Example, for --cert-out and pkcs12"},
    OptionSpec{"--days", "N", "how long the certificate is valid; default 365"},
    OptionSpec{"--cert-out", "F", "writes the certificate to a file"},
    OptionSpec{"--protect", "", "encrypts with the password (pkcs8 formats; pkcs12 always is)"},
    OptionSpec{"--password", "TEXT", "for --protect and pkcs12; also from TWB_PASSWORD"},
    OptionSpec{"--password-file", "FILE", "its first line is the password"},
};

constexpr std::array convertRows{
    OptionSpec{"--to", "FORMAT", "see below"},
    OptionSpec{"--public", "", "writes the public key only"},
    OptionSpec{"--subject", "S", "makes a self-signed certificate, as CN=example,O=Example, for cert-pem and pkcs12"},
    OptionSpec{"--days", "N", "how long the certificate is valid; default 365"},
    OptionSpec{"--x5c", "", "puts the certificate into the JWK, with x5t#S256"},
    OptionSpec{"--protect", "", "encrypts with the password (pkcs8 formats; pkcs12 always is)"},
    OptionSpec{"--out-password", "TEXT",
               "of what is written, where it is another one than that of --key; also from TWB_OUT_PASSWORD"},
    OptionSpec{"--out-password-file", "FILE", "its first line is that password"},
    OptionSpec{"--out", "F", "writes to a file (mode 600 if it is private) instead of printing"},
};

constexpr std::array matchRows{
    OptionSpec{"--with", "B", "the other key, read as --key is"},
};

constexpr std::array diagnoseRows{
    OptionSpec{"--at", "TIME", "judge as of this moment: Unix seconds or RFC 3339; default now"},
    OptionSpec{"--profile", "ID", "also judge by a profile (see twb profiles); auto: by the one that it looks like"},
    OptionSpec{"--var", "NAME=VALUE", "what the profile's rules expect: clientId, peopleId …; may be repeated",
               repeated},
    OptionSpec{"--policy", "JSON|@F", "what is expected: iss aud algs typ required scopes max_age client_id leeway"},
    OptionSpec{"--word-list", "F", "more weak secrets to try, one a line"},
    OptionSpec{"--repair", "", "prints the repaired token alone"},
    OptionSpec{"--report", "md|html|text", "prints a report to hand on instead; keys and secrets never stand in it"},
    OptionSpec{"--language", "en|pt", "of the report"},
    OptionSpec{"--show-personal", "", "does not mask e-mail addresses, CPF, names … in the report"},
    OptionSpec{"--show-signature", "", "does not leave the signature off the report"},
    maxInflated,
    maxPbes2Count,
};

constexpr std::array checklistRows{
    OptionSpec{"--profile", "ID", "whose checklist; default caf-sdk-response"},
    OptionSpec{"--var", "NAME=VALUE", "what is expected: peopleId, policyId, clientId …; may be repeated", repeated},
    OptionSpec{"--report", "html|md|text", "prints a page to hand on instead"},
    OptionSpec{"--language", "en|pt", "of that page"},
    OptionSpec{"--at", "TIME", "judge as of this moment: Unix seconds or RFC 3339; default now"},
};

constexpr std::array requestRows{
    OptionSpec{"--preset", "ID", "generic, heflo, sensecrypt, caf-rest, caf-exchange or caf-oauth; fields by --param"},
    OptionSpec{"--issuer", "URL", "the server, by discovery"},
    OptionSpec{"--token-url", "URL", "the endpoint itself, without discovery"},
    OptionSpec{"--grant", "G", "the grant, see below; default client_credentials"},
    OptionSpec{"--client-id", "ID", "who asks"},
    OptionSpec{"--auth", "METHOD", "how the client proves itself, see below; default: as the key says"},
    OptionSpec{"--alg", "A", "the algorithm of the client assertion; default: the usual one of the key"},
    OptionSpec{"--assertion-audience", "S", "aud of the assertion: token-url (default), issuer or an own text"},
    OptionSpec{"--assertion-typ", "S", "typ of the assertion: JWT (default), client-authentication+jwt or none"},
    OptionSpec{"--assertion-kid", "ID", "kid of the assertion; default the key's own; none leaves it out"},
    OptionSpec{"--assertion-life", "60s", "how long the assertion is valid: 90, 90s, 5m, 2h, 1d"},
    OptionSpec{"--registered", "F", "the public key that the server's operator has: compared with KEY"},
    OptionSpec{"--scope", "S", "scopes, separated by spaces"},
    OptionSpec{"--resource", "U", "resource indicator (RFC 8707); may be repeated", repeated},
    OptionSpec{"--audience", "S", "the parameter audience"},
    OptionSpec{"--param", "N=V", "any parameter of the body, @FILE reads its value; may be repeated", repeated},
    OptionSpec{"--token-param", "N=V", "authorize, device: a parameter of the token request; may be repeated",
               repeated},
    OptionSpec{"--query", "N=V", "a parameter of the address; may be repeated", repeated},
    OptionSpec{"--header", "N=V", "a header; may be repeated", repeated},
    OptionSpec{"--token", "TOKEN|@F", "the token to introspect, revoke, show or call with"},
    OptionSpec{"--url", "URL", "call: the address"},
    OptionSpec{"--method", "M", "call: the HTTP method; default GET, with a body POST"},
    OptionSpec{"--body", "TEXT|@F|-", "call: the body, octet for octet"},
    OptionSpec{"--content-type", "T", "call: the type of the body; default application/json"},
    OptionSpec{"--token-hint", "S", "token_type_hint: access_token or refresh_token"},
    OptionSpec{"--jwt", "", "introspect: ask for a signed answer (RFC 9701)"},
    OptionSpec{"--redirect-port", "N", "authorize: the port of 127.0.0.1 to wait at; default a free one"},
    OptionSpec{"--redirect-path", "P", "authorize: the path of the redirect address; default /callback"},
    OptionSpec{"--browser", "COMMAND",
               "authorize: run with the address; default xdg-open; none prints the address only"},
    OptionSpec{"--par", "", "authorize: push the request first (RFC 9126)"},
    OptionSpec{"--dpop", "KEYFILE", "bind the token to this key (RFC 9449)"},
    OptionSpec{"--cert", "F", "client certificate: PEM, or PKCS#12 (its password by --password)"},
    OptionSpec{"--cert-key", "F", "the key of the client certificate"},
    OptionSpec{"--ca", "F", "certificates (PEM) to trust besides the system's"},
    OptionSpec{"--proxy", "URL", "this proxy instead of the environment's; none uses none"},
    OptionSpec{"--timeout", "30s", "of the whole request"},
    OptionSpec{"--connect-timeout", "10s", "until the connection stands"},
    OptionSpec{"--idle-timeout", "15s", "without one octet in either direction"},
    OptionSpec{"--dry-run", "", "shows the octets and the assertion, sends nothing"},
    OptionSpec{"--curl", "", "shows the request as a curl command, sends nothing"},
    OptionSpec{"--har", "F", "writes the exchange as HAR"},
    OptionSpec{"--reveal", "", "shows secrets and tokens whole"},
    OptionSpec{"--at", "TIME", "what counts as now in assertions: Unix seconds or RFC 3339"},
};

constexpr std::string_view requestHelp =
    "Grants: client_credentials authorization_code refresh_token device_code jwt-bearer saml2-bearer token-exchange\n"
    "        password ciba free, or the value of grant_type\n"
    "Methods: none client_secret_basic client_secret_basic_raw client_secret_post client_secret_jwt private_key_jwt\n"
    "         tls_client_auth self_signed_tls_client_auth\n"
    "The client secret is the KEY of the secret methods. Exit status 1: refused; 3: no answer came.\n";

constexpr std::array issuerRows{
    OptionSpec{"--port", "N", "listens there; default any free port"},
    OptionSpec{"--keys", "JWKS", "private keys to sign with, the first one signs; default a new one"},
    OptionSpec{"--clients", "F", "the clients in JSON, see below; default public samples"},
    OptionSpec{"--tls", "", "listens with TLS, too, on a second port, and asks for client certificates"},
    OptionSpec{"--tls-port", "N", "the port of --tls; default any free port"},
    OptionSpec{"--tls-ca", "F", "writes the certificate made for --tls there, for request --ca"},
    OptionSpec{"--client-ca", "F", "certificates of tls_client_auth must lead to one of these authorities (PEM)"},
    OptionSpec{"--token-life", "5m", "how long tokens live: 90, 90s, 5m, 2h, 1d"},
    OptionSpec{"--fault", "NAME", "answers wrongly on purpose, see below"},
    OptionSpec{"--clock-offset", "1h", "its clock goes so far ahead, or behind with a minus sign"},
    OptionSpec{"--opaque", "", "access tokens are no JWTs"},
    OptionSpec{"--dpop-nonce", "", "demands a nonce in DPoP proofs"},
    OptionSpec{"--consent", "ask|given", "whether a person is asked; default ask"},
    OptionSpec{"--audience", "S", "aud of access tokens; default the issuer"},
    OptionSpec{"--at", "TIME", "its clock stands still there: Unix seconds or RFC 3339"},
    OptionSpec{"--log", "", "tells each request on standard error: time, method, path, status, result"},
};

constexpr std::string_view issuerHelp =
    "Listens on 127.0.0.1 only, prints one line {\"ready\":true,\"issuer\":URL}, stops on SIGINT or SIGTERM.\n"
    "Clients: a list, or {\"clients\":[…]}, of objects with client_id, client_secret, token_endpoint_auth_method, "
    "jwks,\n"
    "         public_key, grant_types, redirect_uris, scope, dpop_bound_access_tokens, strict_assertions,\n"
    "         tls_client_auth_subject_dn or one of tls_client_auth_san_dns …_uri …_ip …_email.\n"
    "With --tls the line also has \"tls\":URL and \"certificate\":PEM; discovery names the URL in "
    "mtls_endpoint_aliases.\n"
    "The name of a client certificate (tls_client_auth) or the certificate itself (x5c in jwks) has to be the "
    "registered\n"
    "         one. Who signed it is checked with --client-ca only, for clients of tls_client_auth.\n"
    "Samples: backend-test with the secret local-issuer-sample-secret-0123456789, and spa-test without one.\n"
    "Faults: correct expired wrong-audience bad-signature unknown-kid key-rotation slow error-500 html\n";

constexpr std::string_view formatsHelp =
    "FORMAT: pkcs1-pem pkcs8-pem sec1-pem spki-pem pkcs1-der pkcs8-der sec1-der spki-der jwk jwks pkcs12\n"
    "        openssh cert-pem secret-base64 secret-base64url secret-hex\n";

constexpr auto noInput = VerbSpec::Input::None;
constexpr auto withInput = VerbSpec::Input::Optional;

constexpr std::array verbRows{
    VerbSpec{"decode",
             "[INPUT]",
             "shows what a token holds; never needs a key",
             withInput,
             false,
             decodeRows,
             runDecode,
             {}},
    VerbSpec{"verify", "[INPUT] KEY [options]", "checks signature, time and what else is asked for", withInput, true,
             verifyRows, runVerify, "Exit status 0 only if the signature is verified and no check failed.\n"},
    VerbSpec{"sign", "--alg A|--profile ID KEY [options]", "makes a token", noInput, true, signRows, runSign, {}},
    VerbSpec{"encrypt", "--alg A --enc E KEY [options]", "makes an encrypted token", noInput, true, encryptRows,
             runEncrypt, "PBES2 takes its password from --password, --password-file or TWB_PASSWORD.\n"},
    VerbSpec{"decrypt", "[INPUT] KEY [options]", "opens an encrypted token", withInput, true, decryptRows, runDecrypt,
             "Every failure of the decryption has the same answer, so that nothing can be learned from it.\n"
             "Exit status 0 only if it was decrypted.\n"},
    VerbSpec{"present", "[INPUT] [KEY] [options]", "shows a part of an SD-JWT, as its holder does", withInput, true,
             presentRows, runPresent, "KEY is the holder's, needed with --nonce and --audience.\n"},
    VerbSpec{"convert",
             "[INPUT] --form FORM",
             "writes a token in another serialization, signed as it was",
             withInput,
             false,
             convertFormRows,
             runConvert,
             {}},
    VerbSpec{"diagnose", "[INPUT] [KEY] [options]", "says what is wrong with a token and why it does not verify",
             withInput, true, diagnoseRows, runDiagnose,
             "Here the key is the text of the key field: --key FILE hands over the file's text as it is.\n"
             "Exit status 1 if a finding is an error.\n"},
    VerbSpec{"profiles",
             "",
             "lists profiles: what vendors and standards expect of a token",
             noInput,
             false,
             {},
             runProfiles,
             "Your own lie in $XDG_DATA_HOME/token-workbench/profiles, or below ~/.local/share.\n"},
    VerbSpec{
        "profile show", "ID", "a profile's policy, template and checklist", withInput, false, {}, runProfileShow, {}},
    VerbSpec{"checklist", "[INPUT] [KEY] [options]", "the integration checklist, with what a token or an answer tells",
             withInput, true, checklistRows, runChecklist,
             "INPUT may be a plain refusal in JSON, too. Exit status 1 if a point is not met.\n"},
    VerbSpec{"key generate", "--type TYPE [options]", "makes a key", noInput, false, generateRows, runKeyGenerate,
             formatsHelp},
    VerbSpec{"key inspect", "KEY", "says what a key is; shows nothing secret", noInput, true, {}, runKeyInspect, {}},
    VerbSpec{"key convert", "KEY --to FORMAT [options]", "writes a key in another format", noInput, true, convertRows,
             runKeyConvert, formatsHelp},
    VerbSpec{"key match",
             "--key A --with B",
             "tells whether both hold the same public key",
             noInput,
             true,
             matchRows,
             runKeyMatch,
             {}},
    VerbSpec{"request", "[options] KEY", "asks a server for a token, by any grant", noInput, true, requestRows,
             runRequest, requestHelp},
    VerbSpec{"request discover", "--issuer URL", "shows what a server says about itself", noInput, true, requestRows,
             runRequestDiscover, requestHelp},
    VerbSpec{"request introspect", "--token T [options] KEY", "asks whether a token is active (RFC 7662)", noInput,
             true, requestRows, runRequestIntrospect, requestHelp},
    VerbSpec{"request revoke", "--token T [options] KEY", "makes a token void (RFC 7009)", noInput, true, requestRows,
             runRequestRevoke, requestHelp},
    VerbSpec{"request userinfo", "--token T [options]", "asks for the claims of the user", noInput, true, requestRows,
             runRequestUserinfo, requestHelp},
    VerbSpec{"request call", "--url URL --token T [options]", "calls an API with a token, as Bearer or DPoP", noInput,
             true, requestRows, runRequestCall, requestHelp},
    VerbSpec{"request par", "[options] KEY", "pushes an authorization request (RFC 9126); its parameters by --param",
             noInput, true, requestRows, runRequestPar, requestHelp},
    VerbSpec{"request device", "[options] KEY", "the device flow: shows the code, waits for the token", noInput, true,
             requestRows, runRequestDevice, requestHelp},
    VerbSpec{"request authorize", "[options] KEY", "the code flow with PKCE, through the browser", noInput, true,
             requestRows, runRequestAuthorize, requestHelp},
    VerbSpec{"issuer", "[options]", "a local authorization server to try things with, on 127.0.0.1", noInput, false,
             issuerRows, runIssuer, issuerHelp},
    VerbSpec{"completion",
             "bash|zsh|fish",
             "prints what the shell reads to complete verbs and options",
             withInput,
             false,
             {},
             runCompletion,
             "In bash: source <(twb completion bash)\n"},
    VerbSpec{"manual", "", "prints the manual page; man -l reads it", noInput, false, {}, runManual, {}},
    VerbSpec{"help", "[VERB]", "this help, or the help of a verb", withInput, false, {}, runHelp, {}},
};

/// A column of names, a column of texts.
void appendRow(std::string& text, std::string_view left, std::string_view right, std::size_t width) {
    text += "  ";
    text += left;
    text.append(left.size() < width ? width - left.size() : 1, ' ');
    text += " ";
    text += right;
    text += "\n";
}

void appendOptions(std::string& text, std::string_view title, std::span<const OptionSpec> options) {
    if (options.empty()) {
        return;
    }
    text += "\n";
    text += title;
    text += ":\n";
    for (const OptionSpec& option : options) {
        std::string left(option.name);
        if (!option.value.empty()) {
            left += " ";
            left += option.value;
        }
        appendRow(text, left, option.help, 28);
    }
}

} // namespace

std::span<const VerbSpec> verbs() {
    return verbRows;
}

std::span<const OptionSpec> keyOptions() {
    return keyOptionRows;
}

const VerbSpec* findVerb(std::string_view name) {
    const auto found = std::ranges::find(verbRows, name, &VerbSpec::name);
    return found == verbRows.end() ? nullptr : &*found;
}

std::string helpText() {
    std::string text = "twb: reads, checks, signs, encrypts and explains JOSE tokens\n\n"
                       "  twb [--json] VERB [options] [INPUT]\n\nVerbs:\n";
    for (const VerbSpec& verb : verbRows) {
        appendRow(text, verb.name, verb.summary, 18);
    }
    text += "\nINPUT is the token itself; @FILE reads a file; - or nothing reads standard input.\n"
            "KEY is given by --key, --secret, --secret-file or TWB_SECRET; see twb help verify.\n"
            "--json prints exactly one JSON object. --version prints the version.\n"
            "Exit status: 0 yes or done; 1 the answer is no; 2 usage, or an input or key that cannot be read;\n"
            "3 network.\n";
    return text;
}

std::string helpText(const VerbSpec& verb) {
    std::string text =
        "twb " + std::string(verb.name) + " " + std::string(verb.synopsis) + "\n\n" + std::string(verb.summary) + "\n";
    if (verb.takesKey) {
        appendOptions(text, "Key", keyOptions());
    }
    appendOptions(text, "Options", verb.options);
    if (verb.run == runSign) {
        text += "\nAlgorithms:\n";
        for (const jose::Algorithm& algorithm : jose::allAlgorithms()) {
            appendRow(text, algorithm.name, std::string(algorithm.description) + "; " + std::string(algorithm.keyNeed),
                      28);
        }
    }
    if (verb.run == runEncrypt) {
        text += "\nKey management (--alg):\n";
        for (const jose::KeyManagement& algorithm : jose::allKeyManagement()) {
            appendRow(text, algorithm.name, std::string(algorithm.description) + "; " + std::string(algorithm.keyNeed),
                      28);
        }
        text += "\nContent encryption (--enc):\n";
        for (const jose::ContentEncryption& encryption : jose::allContentEncryption()) {
            appendRow(text, encryption.name, encryption.description, 28);
        }
    }
    if (!verb.more.empty()) {
        text += "\n" + std::string(verb.more);
    }
    return text;
}

} // namespace twb::cli
