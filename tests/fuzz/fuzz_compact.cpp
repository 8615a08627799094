// SPDX-License-Identifier: Apache-2.0
// Properties: splitting and joining a compact token is the identity; reading, unwrapping and verifying any text answers
// without a crash and never says "verified" to what nobody signed; what we sign verifies, and not with one bit changed.
#include "base/base64url.h"
#include "fuzz/property.h"
#include "jose/compact.h"
#include "jose/jws.h"
#include "jose/key_material.h"
#include "jose/token_verifier.h"

using namespace twb;
using namespace twb::fuzz;
using namespace twb::jose;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Time now(std::chrono::seconds(1735689600));
    static const auto keys = std::make_shared<const KeySet>(
        *readSecretText("a secret that no fuzzer will ever guess: 4b1d", SecretEncoding::Utf8));
    static TokenVerifier verifier(keys, {});

    if (const auto parts = splitCompact(text)) {
        require(joinCompact(parts->header, parts->payload, parts->signature) == text);
        require(text.starts_with(parts->signingInput));
    }
    const TokenParts shown = readParts(text);
    for (const TokenPart& part : shown.parts) {
        require(part.range.offset + part.range.length <= text.size());
        require(!part.problem || part.problem->where.offset <= text.size());
        // A sound part is exactly its octets.
        require(part.problem || base64url::encode(part.octets) == text.substr(part.range.offset, part.range.length));
    }
    const Unwrapped once = unwrap(text);
    require(once.token.size() <= text.size());

    require(verifier.verify(text, now).verdict() != Verdict::Verified);
    const VerificationReport report = verifyToken(text, keys, {}, now);
    require(report.rows.size() == checkCount && !report.accepted());

    // Any octets can be a payload; any text may stand in the header.
    const Jwk& key = keys->entries().front().jwk;
    auto token = signCompact(R"({"alg":"HS256"})", ByteView(data, size), key);
    require(token.has_value());
    const Verification& good = verifier.verify(*token, now);
    require(good.verdict() == Verdict::Verified && asText(good.payload()) == text);
    char& last = token->at(size % 20 + token->rfind('.') + 1);
    last = last == 'A' ? 'B' : 'A';
    require(verifier.verify(*token, now).verdict() == Verdict::Invalid);
    if (const auto odd = signCompact(text, ByteView(data, 0), key)) {
        require(verifier.verify(*odd, now).verdict() == Verdict::Verified);
    }
    return 0;
}
