// SPDX-License-Identifier: Apache-2.0
#include "doctor/disclosure_facts.h"

#include "base/base64url.h"
#include "doctor/key_objects.h"
#include "doctor/part_reading.h"
#include "jose/disclosure_digest.h"
#include "jose/sd_jwt_make.h"

#include <algorithm>

namespace twb::doctor {
namespace {

constexpr std::size_t mostRows = 2000; ///< more rows help nobody and would stall the table

/// "~" and "/" in a part of a JSON Pointer.                                                     (RFC 6901 §3)
std::string pointerPart(std::string_view name) {
    std::string text;
    for (const char each : name) {
        text += each == '~' ? "~0" : each == '/' ? "~1" : std::string(1, each);
    }
    return text;
}

bool isReserved(std::string_view name) {
    constexpr std::string_view names[] = {"iss", "aud", "exp", "nbf", "cnf", "vct", "vct#integrity", "status"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

class Lister {
public:
    Lister(const std::vector<jose::Disclosure>& disclosures, std::vector<SelectiveClaim>& out)
        : m_disclosures(disclosures)
        , m_out(out) {}

    void list(const json::Value& value, const std::string& path, bool reserved) {
        if (value.is(json::Type::Object)) {
            value.forEachMember([&](const json::Value& name, const json::Value& member) -> bool {
                const std::string word = name.string().value_or(std::string());
                add(member, path + "/" + pointerPart(word), word, reserved || (path.empty() && isReserved(word)));
                return m_out.size() < mostRows;
            });
        } else if (value.is(json::Type::Array)) {
            std::size_t index = 0;
            value.forEachElement([&](const json::Value& element) {
                if (m_out.size() < mostRows) {
                    add(element, path + "/" + std::to_string(index), "[" + std::to_string(index) + "]", reserved);
                }
                ++index;
            });
        }
    }

private:
    void add(const json::Value& value, const std::string& path, const std::string& name, bool reserved) {
        const auto found = std::find_if(m_disclosures.begin(), m_disclosures.end(),
                                        [&](const jose::Disclosure& one) { return one.path == path; });
        SelectiveClaim claim;
        claim.origin = found != m_disclosures.end() ? ClaimOrigin::Disclosed : ClaimOrigin::Always;
        claim.path = path;
        claim.name = name;
        claim.value = std::string(value.text().substr(0, 200));
        claim.digest = found != m_disclosures.end() ? found->digest : std::string();
        claim.reserved = reserved;
        m_out.push_back(std::move(claim));
        list(value, path, reserved);
    }

    const std::vector<jose::Disclosure>& m_disclosures;
    std::vector<SelectiveClaim>& m_out;
};

std::shared_ptr<SelectiveFacts> factsOf(const jose::SdJwtClaims& claims) {
    auto facts = std::make_shared<SelectiveFacts>();
    json::Tape tape;
    if (tape.parse(claims.payload)) {
        Lister(claims.disclosures, facts->claims).list(tape.root(), {}, false);
    }
    for (const std::string& digest : claims.undisclosed) {
        if (facts->claims.size() < mostRows) {
            facts->claims.push_back({ClaimOrigin::Undisclosed, {}, {}, digest, digest, true});
        }
    }
    facts->disclosures = claims.disclosures.size();
    facts->hash = jose::disclosureHashName(claims.hash);
    facts->undisclosed = claims.undisclosed.size();
    return facts;
}

Result<std::string> octetsOf(const CopyPart& part) {
    if (part.octets != nullptr) {
        return *part.octets;
    }
    auto decoded = base64url::decode(part.encoded != nullptr ? std::string_view(*part.encoded) : std::string_view());
    if (!decoded) {
        return passOn(decoded);
    }
    return std::string(asText(*decoded));
}

} // namespace

std::optional<jose::VerificationReport> judgeSelective(Version& version, const ResolvedKey& key, const Inputs& inputs,
                                                       Time now) {
    auto report = verifySelective(*version.reading, key, inputs, now);
    if (!report) {
        return {};
    }
    auto facts = factsOf(report->claims);
    for (const auto& check : report->checks) {
        facts->checks.push_back({"sd-" + std::string(check.id), outcomeOf(check.outcome), check.detail});
    }
    facts->hasKeyBinding = version.reading->segment('B') != nullptr;
    version.selective = std::move(facts);
    return std::move(report->issuer);
}

std::string compactOf(const Reading& reading) {
    if (reading.encoded->find_first_of("{") == reading.encoded->find_first_not_of(" \t\r\n")) {
        if (auto compact = jose::compactSdJwt(*reading.encoded)) {
            return std::move(*compact);
        }
    }
    return *reading.encoded;
}

namespace {

/// The first key of a text that is no secret.
Result<jose::Jwk> keyOf(SharedKeyField field) {
    const SharedResolvedKey key = resolveKey(std::move(field));
    if (key->keys() == nullptr) {
        return key->facts().problem ? Result<jose::Jwk>(tl::unexpected<Error>(*key->facts().problem))
                                    : fail(ErrorCode::KeyNotFound, "there is no key of the holder");
    }
    const jose::Jwk& jwk = key->keys()->set->entries().front().jwk;
    if (jwk.key.type() == crypto::KeyType::Oct) {
        return fail(ErrorCode::KeyTypeMismatch, "a holder needs a key pair, not a secret");
    }
    return jwk;
}

} // namespace

Result<std::string> confirmationOf(SharedKeyField holder) {
    const auto key = keyOf(std::move(holder));
    if (!key) {
        return passOn(key);
    }
    const auto jwk = jose::writePublicJwk(*key);
    if (!jwk) {
        return passOn(jwk);
    }
    return "{\"jwk\":" + *jwk + "}";
}

Result<std::string> bindPresentation(std::string_view token, const std::vector<std::string>& digests,
                                     const BindingWanted& wanted, SharedKeyField holder, Time now) {
    const auto shown = jose::presentSdJwt(token, digests);
    if (!shown) {
        return passOn(shown);
    }
    const auto key = keyOf(std::move(holder));
    if (!key) {
        return passOn(key);
    }
    jose::KeyBindingRequest request;
    request.nonce = wanted.nonce;
    request.audience = wanted.audience;
    request.issuedAt = now;
    return jose::bindToKey(*shown, request, *key);
}

void addSelectiveRows(Version& version) {
    if (version.selective != nullptr) {
        version.checks.insert(version.checks.end(), version.selective->checks.begin(), version.selective->checks.end());
    }
}

Result<CopySignature> issueCopy(const Copy& copy, const SharedText& input, const ResolvedKey& key) {
    const auto header = octetsOf(copy.header);
    const auto payload = octetsOf(copy.payload);
    if (!header || !payload) {
        return passOn(header ? payload : header);
    }
    const auto document = json::Document::parse(*header);
    if (!document) {
        return fail(ErrorCode::TokenHeader, document.error().detail, document.error().where);
    }
    if (key.keys() == nullptr) {
        return key.facts().problem ? Result<CopySignature>(tl::unexpected<Error>(*key.facts().problem))
                                   : fail(ErrorCode::KeyNotFound, "there is no key to sign with");
    }
    const std::string alg = document->root().find("alg").string().value_or(std::string());
    const std::string kid = document->root().find("kid").string().value_or(std::string());
    const jose::KeySet& set = *key.keys()->set;
    const auto choice = set.choose(kid, alg, jose::KeyPurpose::Sign);
    if (!choice) {
        return passOn(choice);
    }
    jose::Hiding hiding;
    hiding.disclosable = copy.disclosable;
    hiding.decoys = copy.decoys;
    hiding.hash = jose::findDisclosureHash(copy.disclosureHash).value_or(crypto::Hash::Sha256);
    auto issued = jose::issueSdJwt(*header, *payload, hiding, set.entries()[choice->candidates.front()].jwk);
    if (!issued) {
        return passOn(issued);
    }
    CopySignature result;
    result.signingInput = input;
    result.key = key.field();
    result.algorithm = alg;
    result.whole = std::make_shared<const std::string>(std::move(issued->token));
    return result;
}

void showClaimsOf(const Copy& copy, Version& version, const Inputs& inputs, Time now) {
    if (copy.kind != CopyKind::Selective || copy.encoded != nullptr) {
        return;
    }
    const auto header = octetsOf(copy.header);
    const auto payload = octetsOf(copy.payload);
    if (!header || !payload) {
        return;
    }
    auto shown = std::make_shared<Reading>(*version.reading);
    shown->header = readOctets(*header, copy.views.header);
    readNames(*shown);
    setPayload(*shown, *payload, copy.views.payload, PayloadSource::Disclosed);
    version.reading = std::move(shown);
    jose::SdJwtClaims claims;
    claims.payload = *payload;
    claims.hash = jose::findDisclosureHash(copy.disclosureHash).value_or(crypto::Hash::Sha256);
    for (const std::string& pointer : copy.disclosable) {
        jose::Disclosure disclosure;
        disclosure.path = pointer;
        claims.disclosures.push_back(std::move(disclosure));
    }
    version.selective = factsOf(claims);
    version.time = judgeTime(version, inputs.leeway, now);
}

} // namespace twb::doctor
