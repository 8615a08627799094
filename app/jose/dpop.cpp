// SPDX-License-Identifier: Apache-2.0
#include "jose/dpop.h"

#include "base/base64url.h"
#include "crypto/digest.h"
#include "jose/claims.h"
#include "jose/compact.h"

#include <algorithm>

namespace twb::jose {

namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

bool isDpopType(const json::Value& typ) {
    const std::string type = lower(typ.string().value_or(std::string()));
    return type == "dpop+jwt" || type == "application/dpop+jwt";
}

/// A URL as it is compared: scheme and host in lower case, no default port, no query, no fragment, hex digits of
/// escapes in upper case, an empty path as "/".                                            (RFC 3986 §6.2.2, §6.2.3)
std::string comparable(std::string_view url) {
    url = url.substr(0, std::min(url.find_first_of("?#"), url.size()));
    const std::size_t authority = url.find("://");
    if (authority == std::string_view::npos) {
        return std::string(url);
    }
    const std::size_t slash = std::min(url.find('/', authority + 3), url.size());
    std::string text = lower(url.substr(0, slash));
    for (const auto& [scheme, port] : {std::pair<std::string_view, std::string_view>{"https://", ":443"},
                                       std::pair<std::string_view, std::string_view>{"http://", ":80"}}) {
        if (text.starts_with(scheme) && text.ends_with(port)) {
            text.erase(text.size() - port.size());
        }
    }
    const std::string_view path = slash == url.size() ? "/" : url.substr(slash);
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool inEscape = (i >= 1 && path[i - 1] == '%') || (i >= 2 && path[i - 2] == '%');
        text += inEscape && path[i] >= 'a' && path[i] <= 'f' ? static_cast<char>(path[i] - 32) : path[i];
    }
    return text;
}

/// "cnf":{"jkt"} of an access token that is a JWT.                                                          (§6.1)
std::optional<std::string> boundThumbprint(std::string_view accessToken) {
    const TokenParts parts = readParts(accessToken);
    const TokenPart* payload = parts.find(PartName::Payload);
    json::Tape tape;
    if (parts.kind != TokenKind::Jws || payload == nullptr || !payload->isJson ||
        !tape.parse(asText(payload->octets))) {
        return std::nullopt;
    }
    return tape.root().find("cnf").find("jkt").string();
}

/// Goes through the rules of §4.3 in the order in which the rows stand.
class ProofCheck {
public:
    ProofCheck(DpopReport& report, const DpopExpectation& expected, Time now)
        : m_report(report)
        , m_expected(expected)
        , m_now(now) {}

    void run(std::string_view proof) {
        const TokenParts parts = readParts(proof);
        const TokenPart* header = parts.find(PartName::Header);
        const TokenPart* payload = parts.find(PartName::Payload);
        const bool readable = parts.kind == TokenKind::Jws && header != nullptr && payload != nullptr &&
                              m_header.parse(asText(header->octets)).has_value() &&
                              m_claims.parse(asText(payload->octets)).has_value();
        // What cannot be read has no members: every rule then says what it misses.
        const json::Value head = readable ? m_header.root() : json::Value();
        const json::Value claims = readable ? m_claims.root() : json::Value();
        addIf("dpop-typ", isDpopType(head.find("typ")), "typ is dpop+jwt", "typ must be dpop+jwt");
        checkAlgorithm(head.find("alg").string().value_or(std::string()));
        checkKey(proof, head.find("jwk"));
        const std::string jti = claims.find("jti").string().value_or(std::string());
        addIf("jti", !jti.empty(), "it can be told from others", "jti is missing: a replay could not be noticed");
        checkText("htm", claims.find("htm"), m_expected.method);
        checkUrl(claims.find("htu"));
        checkIssued(claims.find("iat"));
        checkAccessToken(claims.find("ath"));
        checkBinding();
        checkNonce(claims.find("nonce"));
    }

private:
    void add(std::string_view id, Outcome outcome, std::string detail) {
        m_report.checks.push_back({id, outcome, std::move(detail)});
    }
    void addIf(std::string_view id, bool good, std::string pass, std::string failure) {
        add(id, good ? Outcome::Pass : Outcome::Fail, good ? std::move(pass) : std::move(failure));
    }

    void checkAlgorithm(const std::string& alg) {
        const Algorithm* row = findAlgorithm(alg);
        const bool asymmetric =
            row != nullptr && row->family != AlgorithmFamily::None && row->family != AlgorithmFamily::Hmac;
        addIf("dpop-alg", asymmetric, alg + " signs with a key pair", "alg must name a signature with a key pair");
    }

    void checkKey(std::string_view proof, const json::Value& jwk) {
        auto key = jwk.is(json::Type::Object) ? readJwk(jwk) : fail(ErrorCode::JwkInvalid, "jwk is missing");
        if (!key) {
            add("dpop-jwk", Outcome::Fail, "the key in the header cannot be used: " + key.error().detail);
        } else if (key->key.type() == crypto::KeyType::Oct || key->key.isPrivate()) {
            add("dpop-jwk", Outcome::Fail, "the header publishes a secret or private key");
        } else {
            m_report.thumbprint = thumbprint(key->key).value_or(std::string());
            add("dpop-jwk", Outcome::Pass, "thumbprint " + m_report.thumbprint);
        }
        KeySet set(KeySet::Origin::SingleKey);
        if (!m_report.thumbprint.empty()) {
            set.add(KeyEntry{std::move(*key), "jwk", std::nullopt, {}});
        }
        VerificationPolicy policy;
        policy.checkTime = VerificationPolicy::CheckTime::No; // its iat has its own rule
        m_report.keys = std::make_shared<const KeySet>(std::move(set));
        m_report.proof = verifyToken(proof, m_report.keys, policy, m_now);
        addIf("dpop-signature", m_report.proof.accepted(), "signed with the key in its header",
              "not signed with the key in its header");
    }

    void checkText(std::string_view id, const json::Value& value, const std::optional<std::string>& wanted) {
        const auto text = value.string();
        if (!text || text->empty()) {
            add(id, Outcome::Fail, std::string(id) + " is missing or no text");
        } else if (!wanted) {
            add(id, Outcome::Skipped, "is " + *text + "; nothing was asked for");
        } else {
            addIf(id, *text == *wanted, "as asked for", "is " + *text + ", " + *wanted + " was asked for");
        }
    }

    void checkUrl(const json::Value& value) {
        const auto text = value.string();
        if (!text || text->empty()) {
            add("htu", Outcome::Fail, "htu is missing or no text");
        } else if (m_expected.url && comparable(*text) != comparable(*m_expected.url)) {
            add("htu", Outcome::Fail, "is " + *text + ", " + *m_expected.url + " was asked for");
        } else if (text->find_first_of("?#") != std::string::npos) {
            add("htu", Outcome::Warn, "htu is to stand without query and fragment"); // §4.2; servers cut them off
        } else {
            add("htu", m_expected.url ? Outcome::Pass : Outcome::Skipped,
                m_expected.url ? "as asked for" : "is " + *text + "; nothing was asked for");
        }
    }

    void checkIssued(const json::Value& value) {
        const NumericDate issued = readNumericDate(value);
        if (!issued.valid()) {
            add("iat", Outcome::Fail, "iat is missing or no date");
            return;
        }
        const auto now = static_cast<double>(m_now.time_since_epoch().count());
        const auto leeway = static_cast<double>(m_expected.leeway.count());
        const auto oldest = static_cast<double>(m_expected.maximumAge.count());
        if (issued.seconds > now + leeway) {
            add("iat", Outcome::Fail, "made in the future, " + formatUtc(issued.time()));
        } else if (issued.seconds < now - oldest - leeway) {
            add("iat", Outcome::Fail, "older than is allowed, " + formatUtc(issued.time()));
        } else {
            add("iat", Outcome::Pass, "made at " + formatUtc(issued.time()));
        }
    }

    void checkAccessToken(const json::Value& value) {
        if (!m_expected.accessToken) {
            add("ath", Outcome::Skipped,
                value.exists() ? "there is no access token to compare with" : "made for no access token");
            return;
        }
        const auto hash = accessTokenHash(*m_expected.accessToken);
        addIf("ath", hash && value.equals(*hash), "made for this access token",
              value.exists() ? "made for another access token" : "ath is missing: it is made for no access token");
    }

    void checkBinding() {
        std::optional<std::string> wanted = m_expected.thumbprint;
        if (!wanted && m_expected.accessToken) {
            wanted = boundThumbprint(*m_expected.accessToken);
        }
        if (!wanted) {
            add("jkt", Outcome::Skipped,
                m_expected.accessToken ? "the access token names no key" : "no binding was asked for");
        } else {
            addIf("jkt", *wanted == m_report.thumbprint, "the access token is bound to this key",
                  "the access token is bound to another key, " + *wanted);
        }
    }

    void checkNonce(const json::Value& value) {
        if (!m_expected.nonce) {
            add("nonce", Outcome::Skipped, "nothing was asked for");
            return;
        }
        addIf("nonce", value.equals(*m_expected.nonce), "as asked for",
              value.exists() ? "not what was asked for" : "nonce is missing");
    }

    DpopReport& m_report;
    const DpopExpectation& m_expected;
    Time m_now;
    json::Tape m_header, m_claims;
};

} // namespace

bool isDpopProof(std::string_view token) {
    const TokenParts parts = readParts(token);
    const TokenPart* header = parts.find(PartName::Header);
    json::Tape tape;
    return parts.kind == TokenKind::Jws && header != nullptr && header->isJson && tape.parse(asText(header->octets)) &&
           isDpopType(tape.root().find("typ"));
}

bool DpopReport::accepted() const {
    return proof.accepted() &&
           std::ranges::none_of(checks, [](const NamedCheck& check) { return check.outcome == Outcome::Fail; });
}

DpopReport verifyDpopProof(std::string_view proof, const DpopExpectation& expected, Time now) {
    DpopReport report;
    ProofCheck(report, expected, now).run(proof);
    return report;
}

Result<std::string> accessTokenHash(std::string_view accessToken) {
    const auto hash = crypto::digest(crypto::Hash::Sha256, asBytes(accessToken));
    if (!hash) {
        return passOn(hash);
    }
    return base64url::encode(ByteView(*hash));
}

} // namespace twb::jose
