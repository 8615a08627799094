// SPDX-License-Identifier: Apache-2.0
// Properties of the JSON serializations and of SD-JWTs:
// - taking apart, verifying, resolving and converting any text answers without a crash, and never with "verified";
// - a conversion keeps the verdict, and what can be converted there can be converted back;
// - claims that are hidden come back whole, and a presentation shows what was asked for.
#include "base/base64url.h"
#include "fuzz/property.h"
#include "jose/conversion.h"
#include "jose/dpop.h"
#include "jose/key_material.h"
#include "jose/sd_jwt_make.h"
#include "json/text.h"

using namespace twb;
using namespace twb::fuzz;
using namespace twb::jose;

namespace {

constexpr Time moment{std::chrono::seconds{1'700'000'000}};

const std::shared_ptr<const KeySet>& keys() {
    static const auto set =
        std::make_shared<const KeySet>(*readSecretText("0123456789abcdef0123456789abcdef", SecretEncoding::Utf8));
    return set;
}

const Jwk& key() {
    return keys()->entries().front().jwk;
}

void readAnything(std::string_view text) {
    if (const auto token = readJsonToken(text)) {
        require(!token->signatures.empty());
    }
    if (const auto reports = verifyJsonToken(text, keys(), {}, moment)) {
        for (const VerificationReport& report : *reports) {
            require(report.verdict != Verdict::Verified); // no seed is signed with this key
        }
    }
    require(!verifyDpopProof(text, {}, moment).accepted() || isDpopProof(text));
    if (const auto compact = compactSdJwt(text)) {
        (void)splitSdJwt(*compact);
    }
    if (const auto report = verifySdJwt(text, keys(), {}, {}, moment)) {
        require(!report->accepted());
    }
}

void convertAnything(std::string_view text) {
    for (const JwsForm form : {JwsForm::Compact, JwsForm::Flattened, JwsForm::General, JwsForm::DetachedCompact}) {
        const auto there = convertJws(text, {form, std::nullopt, std::nullopt});
        if (there && form != JwsForm::DetachedCompact) {
            const auto general = convertJws(*there, {JwsForm::General, std::nullopt, std::nullopt});
            require(general.has_value() || form == JwsForm::Compact);
            if (general) {
                require(readJsonToken(*general).has_value());
            }
        }
    }
    for (const JweFormKind form : {JweFormKind::Compact, JweFormKind::Flattened, JweFormKind::General}) {
        if (const auto there = convertJwe(text, form)) {
            require(readJweForm(*there).has_value());
        }
    }
}

/// The text as payload: signed in each form, and as claims if it is a JSON object.
void makeSomething(std::string_view text) {
    const auto general =
        signJson({JsonSigner{key(), R"({"alg":"HS256"})", {}}, JsonSigner{key(), {}, R"({"alg":"HS256"})"}},
                 asBytes(text), JsonForm::General);
    require(general.has_value());
    const auto reports = verifyJsonToken(*general, keys(), {}, moment);
    require(reports && reports->size() == 2);
    for (const VerificationReport& report : *reports) {
        require(report.verdict == Verdict::Verified && asText(report.payload) == text);
    }
    json::Tape tape;
    if (!tape.parse(text) || !tape.root().is(json::Type::Object) || tape.root().size() == 0) {
        return;
    }
    Hiding hiding;
    hiding.decoys = text.size() % 3;
    tape.root().forEachMember([&](json::Value name, json::Value) {
        std::string pointer = "/";
        for (const char each : name.string().value_or(std::string())) {
            pointer += each == '~' ? "~0" : each == '/' ? "~1" : std::string(1, each);
        }
        hiding.disclosable.push_back(std::move(pointer));
        return hiding.disclosable.size() < 3;
    });
    const auto issued = issueSdJwt(R"({"alg":"HS256"})", text, hiding, key());
    if (!issued) {
        return; // a name twice, a claim that must not be hidden
    }
    const auto report = verifySdJwt(issued->token, keys(), {}, {}, moment);
    require(report && report->claims.undisclosed.size() >= hiding.decoys);
    json::Tape resolved;
    require(resolved.parse(report->claims.payload).has_value());
    require(resolved.root().size() == tape.root().size());
    const auto digests = digestsAt(report->claims, {hiding.disclosable.front()});
    require(digests && presentSdJwt(issued->token, *digests).has_value());
    const auto json = jsonSdJwt(issued->token, JsonForm::Flattened);
    require(json && compactSdJwt(*json) == issued->token);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    readAnything(text);
    convertAnything(text);
    makeSomething(text);
    return 0;
}
