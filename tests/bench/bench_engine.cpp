// SPDX-License-Identifier: Apache-2.0
// Ratios of the engine to OpenSSL alone, each pair measured in turn in the same run; see harness.h and raw_openssl.h.
//
// bench_engine [--quick | --strict]: --quick only looks whether everything runs; --strict fails if a target is missed.
#include "base/base64url.h"
#include "bench/harness.h"
#include "bench/payloads.h"
#include "bench/raw_openssl.h"
#include "crypto/generate.h"
#include "jose/compact.h"
#include "jose/jws.h"
#include "jose/token_verifier.h"
#include "json/text.h"

#include <cstdlib>
#include <cstring>

using namespace twb;
using namespace twb::bench;

namespace {

constexpr Time now{std::chrono::seconds{1735689800}};

template <typename T>
T require(Result<T> result, const char* what) {
    if (!result) {
        std::fprintf(stderr, "bench: %s: %s\n", what, result.error().detail.c_str());
        std::abort();
    }
    return std::move(*result);
}

void require(bool condition, const char* what) {
    if (!condition) {
        std::fprintf(stderr, "bench: %s\n", what);
        std::abort();
    }
}

jose::Jwk jwk(crypto::Key key) {
    return jose::Jwk{std::move(key), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
}

std::string headerFor(const char* algorithm) {
    return std::string(R"({"alg":")") + algorithm + R"(","typ":"JWT"})";
}

/// A verifier as a service would hold it: one algorithm allowed, issuer and audience checked, times checked.
jose::TokenVerifier verifierFor(const char* algorithm, const crypto::Key& key) {
    auto keys = std::make_shared<jose::KeySet>(jose::KeySet::Origin::SingleKey);
    keys->add(jose::KeyEntry{jwk(key), "jwk", std::nullopt, {}});
    jose::VerificationPolicy policy;
    policy.algorithms = {algorithm};
    policy.issuer = "https://issuer.example";
    policy.audiences = {"api"};
    return jose::TokenVerifier(std::move(keys), std::move(policy));
}

struct Sample {
    std::string token;
    Bytes signature; ///< as the token carries it

    ByteView input() const { return asBytes(std::string_view(token).substr(0, token.rfind('.'))); }
};

Sample sample(const char* algorithm, const crypto::Key& key, std::size_t octets) {
    Sample made;
    made.token = require(jose::signCompact(headerFor(algorithm), asBytes(payload(octets)), jwk(key)), "sign");
    made.signature =
        require(base64url::decode(std::string_view(made.token).substr(made.token.rfind('.') + 1)), "signature");
    return made;
}

void verifyRow(Table& table, const Effort& effort, const char* name, const char* algorithm, const crypto::Key& key,
               std::size_t octets, double target) {
    const Sample token = sample(algorithm, key, octets);
    auto verifier = verifierFor(algorithm, key.publicHalf());
    const auto ours = [&] { require(verifier.verify(token.token, now).accepted(), "the token is not accepted"); };
    if (key.type() == crypto::KeyType::Oct) {
        RawHmac raw(key.secret().reveal());
        table.ratio(name,
                    comparePairs(
                        ours, [&] { require(raw.verify(token.input(), token.signature), "raw HMAC"); }, effort),
                    target);
        return;
    }
    RawSignature raw(key, RawSignature::Use::Verify);
    Bytes signature = token.signature;
    if (key.type() == crypto::KeyType::Ec) {
        // The raw side gets its own signature in DER: converting is the engine's work.
        RawSignature signer(key, RawSignature::Use::Sign);
        signature.resize(512);
        signature.resize(signer.sign(token.input(), signature.data()));
    }
    table.ratio(name,
                comparePairs(
                    ours, [&] { require(raw.verify(token.input(), signature), "raw verification"); }, effort),
                target);
}

void signRow(Table& table, const Effort& effort, const char* name, const char* algorithm, const crypto::Key& key,
             double target) {
    const Sample token = sample(algorithm, key, 150);
    const std::string text = payload(150);
    auto signer = require(jose::TokenSigner::create(headerFor(algorithm), jwk(key)), "signer");
    RawSignature raw(key, RawSignature::Use::Sign);
    std::uint8_t signature[512];
    table.ratio(name,
                comparePairs([&] { keep(require(signer.sign(asBytes(text)), "sign").size()); },
                             [&] { keep(raw.sign(token.input(), signature)); }, effort),
                target);
}

void jsonRows(Table& table, const Effort& effort) {
    json::Tape tape;
    const auto parse = [&](const std::string& text) {
        return measure([&] { require(tape.parse(text).has_value() && tape.duplicates().empty(), "parse"); }, effort);
    };
    const std::string large = payload(1 << 20);
    table.throughput("JSON 1 MB minified", large.size(), parse(large), 400);
    const std::string pretty = json::pretty(tape);
    table.throughput("JSON 1 MB pretty", pretty.size(), parse(pretty), 400);
    std::string flat = "{";
    for (int i = 0; flat.size() < 1 << 20; ++i) {
        flat += "\"claim_" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    }
    flat += "\"last\":0}";
    table.throughput("JSON 1 MB one flat object", flat.size(), parse(flat), 400);
    table.time("JSON payload of 150 octets", parse(payload(150)));
    table.time("JSON header", parse(headerFor("HS256")));
}

void base64urlRows(Table& table, const Effort& effort) {
    for (const std::size_t octets : {std::size_t{150}, std::size_t{65536}, std::size_t{1} << 20}) {
        const std::string plain = payload(octets);
        const std::string text = base64url::encode(plain);
        Bytes out(plain.size());
        std::string encoded(text.size(), '\0');
        const std::string size = octets < 1000 ? "150 B" : octets < 100000 ? "64 KB" : "1 MB";
        const double decode =
            measure([&] { keep(require(base64url::decodeInto(text, out.data()), "decode")); }, effort);
        table.throughput(("base64url decode " + size).c_str(), plain.size(), decode, octets < 1000 ? 0 : 2000);
        const double encode = measure(
            [&] {
                base64url::encodeInto(asBytes(plain), encoded.data());
                keep(encoded);
            },
            effort);
        table.throughput(("base64url encode " + size).c_str(), plain.size(), encode, octets < 1000 ? 0 : 2000);
    }
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view option = argc > 1 ? argv[1] : "";
    const Effort effort = option == "--quick" ? quick : full;

    const crypto::Key secret = crypto::Key::fromSecret(Secret::fromText("example-caf-client-secret-0123456789abcdef"));
    const crypto::Key rsa = require(crypto::generateRsa(2048), "RSA key");
    const crypto::Key p256 = require(crypto::generateEc(crypto::Curve::P256), "P-256 key");

    Table table;
    verifyRow(table, effort, "HS256 verify 150 B", "HS256", secret, 150, 0.45);
    verifyRow(table, effort, "HS256 verify 2 KB", "HS256", secret, 2048, 0.30);
    verifyRow(table, effort, "HS256 verify 64 KB", "HS256", secret, 65536, 0.30);
    verifyRow(table, effort, "RS256 verify 150 B", "RS256", rsa, 150, 0.95);
    verifyRow(table, effort, "RS256 verify 64 KB", "RS256", rsa, 65536, 0.35);
    verifyRow(table, effort, "ES256 verify 150 B", "ES256", p256, 150, 0.97);
    signRow(table, effort, "RS256 sign 150 B", "RS256", rsa, 0.97);
    signRow(table, effort, "ES256 sign 150 B", "ES256", p256, 0.93);
    jsonRows(table, effort);
    base64urlRows(table, effort);
    if (option != "--quick") {
        std::printf("%d of the targets missed\n", table.missed());
    }
    return !table.sound() || (option == "--strict" && table.missed() > 0) ? 1 : 0;
}
