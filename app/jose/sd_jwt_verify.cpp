// SPDX-License-Identifier: Apache-2.0
// The checks of a presentation: issuer, disclosures, key binding.                             (RFC 9901 §7.1, §7.3)
#include "base/base64url.h"
#include "crypto/digest.h"
#include "jose/claims.h"
#include "jose/sd_jwt.h"

#include <algorithm>

namespace twb::jose {

namespace {

class BindingCheck {
public:
    BindingCheck(SdJwtReport& report, const KeyBindingPolicy& binding, std::chrono::seconds leeway, Time now)
        : m_report(report)
        , m_binding(binding)
        , m_leeway(leeway)
        , m_now(now) {}

    void run(const SdJwtParts& parts) {
        if (parts.keyBinding.empty()) {
            const bool required = m_binding.need == KeyBindingPolicy::Need::Required;
            add("kb-present", required ? Outcome::Fail : Outcome::Skipped,
                required ? "a key binding is required and there is none" : "there is no key binding");
            return;
        }
        add("kb-present", Outcome::Pass, "a key binding is there");
        checkSignature(parts.keyBinding);
        const TokenParts binding = readParts(parts.keyBinding);
        const TokenPart* header = binding.find(PartName::Header);
        const TokenPart* payload = binding.find(PartName::Payload);
        json::Tape headerTape;
        json::Tape payloadTape;
        if (header == nullptr || payload == nullptr || !headerTape.parse(asText(header->octets)) ||
            !payloadTape.parse(asText(payload->octets))) {
            add("kb-typ", Outcome::Fail, "the key binding cannot be read");
            return;
        }
        addIf("kb-typ", headerTape.root().find("typ").equals("kb+jwt"), "typ is kb+jwt", "typ must be kb+jwt");
        const json::Value claims = payloadTape.root();
        checkHash(parts, claims);
        checkText("nonce", claims.find("nonce"), m_binding.nonce);
        checkText("aud", claims.find("aud"), m_binding.audience);
        checkIssued(claims);
    }

private:
    void add(std::string_view id, Outcome outcome, std::string detail) {
        m_report.checks.push_back({id, outcome, std::move(detail)});
    }
    void addIf(std::string_view id, bool good, const char* pass, const char* failure) {
        add(id, good ? Outcome::Pass : Outcome::Fail, good ? pass : failure);
    }

    /// With the key that the issuer confirmed.                                                     (RFC 7800 §3.2)
    void checkSignature(std::string_view binding) {
        json::Tape tape;
        if (!tape.parse(m_report.claims.payload)) {
            add("kb-signature", Outcome::Fail, "without sound claims there is no holder's key");
            return;
        }
        const json::Value key = tape.root().find("cnf").find("jwk");
        if (!key.exists()) {
            add("kb-signature", Outcome::Fail, "the issuer's token names no holder's key (cnf.jwk)");
            return;
        }
        auto jwk = readJwk(key);
        if (!jwk) {
            add("kb-signature", Outcome::Fail, "the holder's key cannot be used: " + jwk.error().detail);
            return;
        }
        if (jwk->key.type() == crypto::KeyType::Oct) {
            add("kb-signature", Outcome::Fail, "the holder's key must be a public key");
            return;
        }
        KeySet set(KeySet::Origin::SingleKey);
        KeyEntry entry{std::move(*jwk), "jwk", std::nullopt, {}};
        set.add(std::move(entry));
        VerificationPolicy policy;
        policy.checkTime = VerificationPolicy::CheckTime::No; // its iat has its own check
        const auto report = verifyToken(binding, std::make_shared<const KeySet>(std::move(set)), policy, m_now);
        addIf("kb-signature", report.accepted(), "signed by the holder's key", "not signed by the holder's key");
    }

    void checkHash(const SdJwtParts& parts, const json::Value& claims) {
        const auto digest = crypto::digest(m_report.claims.hash, asBytes(parts.hashed));
        addIf("sd_hash", digest && claims.find("sd_hash").equals(base64url::encode(ByteView(*digest))),
              "it covers this token and these disclosures", "it was made for another token or other disclosures");
    }

    void checkText(std::string_view id, const json::Value& value, const std::optional<std::string>& expected) {
        if (!value.is(json::Type::String)) {
            add(id, Outcome::Fail, std::string(id) + " is missing or no string"); // §4.3: required
        } else if (!expected) {
            add(id, Outcome::Skipped, "nothing was asked for");
        } else {
            addIf(id, value.equals(*expected), "as asked for", "not what was asked for");
        }
    }

    void checkIssued(const json::Value& claims) {
        const NumericDate issued = readNumericDate(claims.find("iat"));
        if (!issued.valid()) {
            add("kb-iat", Outcome::Fail, "iat is missing or no date"); // §4.3: required
            return;
        }
        const auto at = static_cast<double>(m_now.time_since_epoch().count());
        const auto leeway = static_cast<double>(m_leeway.count());
        const auto oldest = static_cast<double>(m_binding.maximumAge.count());
        if (issued.seconds > at + leeway) {
            add("kb-iat", Outcome::Fail, "made in the future");
        } else if (oldest > 0 && issued.seconds < at - oldest - leeway) {
            add("kb-iat", Outcome::Fail, "older than is allowed");
        } else {
            add("kb-iat", Outcome::Pass, "made at " + formatUtc(issued.time()));
        }
    }

    SdJwtReport& m_report;
    const KeyBindingPolicy& m_binding;
    std::chrono::seconds m_leeway;
    Time m_now;
};

/// Dates that the issuer's token alone does not show; the others are checked with it.                    (RFC 9901
/// §7.1)
void checkDisclosedDates(SdJwtReport& report, const VerificationPolicy& policy, Time now) {
    json::Tape tape;
    if (policy.checkTime == VerificationPolicy::CheckTime::No || !tape.parse(report.claims.payload)) {
        return;
    }
    const auto at = static_cast<double>(now.time_since_epoch().count());
    const auto leeway = static_cast<double>(policy.leeway.count());
    const RegisteredClaims claims = readClaims(tape.root());
    for (const Disclosure& disclosure : report.claims.disclosures) {
        if (disclosure.path == "/exp") {
            const bool good = claims.exp.valid() && at < claims.exp.seconds + leeway;
            report.checks.push_back({"exp", good ? Outcome::Pass : Outcome::Fail, good ? "not expired" : "expired"});
        } else if (disclosure.path == "/nbf") {
            const bool good = claims.nbf.valid() && at >= claims.nbf.seconds - leeway;
            report.checks.push_back(
                {"nbf", good ? Outcome::Pass : Outcome::Fail, good ? "valid already" : "not valid yet"});
        }
    }
}

} // namespace

bool SdJwtReport::accepted() const {
    return issuer.accepted() &&
           std::ranges::none_of(checks, [](const SdJwtCheck& check) { return check.outcome == Outcome::Fail; });
}

Result<SdJwtReport> verifySdJwt(std::string_view token, std::shared_ptr<const KeySet> issuerKeys,
                                const VerificationPolicy& policy, const KeyBindingPolicy& binding, Time now) {
    const auto parts = splitSdJwt(token);
    if (!parts) {
        return passOn(parts);
    }
    SdJwtReport report;
    report.issuer = verifyToken(parts->issuerToken, std::move(issuerKeys), policy, now);
    const TokenParts issuer = readParts(parts->issuerToken);
    const TokenPart* payload = issuer.find(PartName::Payload);
    auto claims =
        resolveDisclosures(payload == nullptr ? std::string_view() : asText(payload->octets), parts->disclosures);
    if (claims) {
        report.claims = std::move(*claims);
        report.checks.push_back({"disclosures", Outcome::Pass,
                                 std::to_string(report.claims.disclosures.size()) + " disclosed, " +
                                     std::to_string(report.claims.undisclosed.size()) + " digests kept back"});
    } else {
        report.checks.push_back({"disclosures", Outcome::Fail, claims.error().detail});
    }
    checkDisclosedDates(report, policy, now);
    BindingCheck(report, binding, policy.leeway, now).run(*parts);
    return report;
}

} // namespace twb::jose
