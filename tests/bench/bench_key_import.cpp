// SPDX-License-Identifier: Apache-2.0
// Large key sets into the key ring: text in, keys read and checked, thumbprints made, entries in the ring. Prints a
// table; exit code 1 if a figure is over its limit (10,000 keys in 2 s, 100 RSA keys in 5 ms). With --quick a tenth of
// the keys and no limit.
#include "base/base64url.h"
#include "crypto/generate.h"
#include "jose/key_material.h"
#include "workbench/key_ring.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <QCoreApplication>
#include <vector>

namespace {

using namespace twb;

/// A public key of a random modulus: reading it costs what a real one costs, making it costs nothing.
std::string rsaJwk(int number) {
    Bytes modulus = *crypto::randomBytes(256);
    modulus.front() |= 0x80;
    modulus.back() |= 1;
    return R"({"kty":"RSA","use":"sig","alg":"RS256","kid":"rsa-)" + std::to_string(number) + R"(","e":"AQAB","n":")" +
           base64url::encode(ByteView(modulus)) + "\"}";
}

std::string ecJwk(int number) {
    const auto key = crypto::generateEc(crypto::Curve::P256);
    jose::Jwk jwk{*key, "ec-" + std::to_string(number), "ES256", "sig", {}, false, {}, {}, {}, {}, {}};
    return *jose::writePublicJwk(jwk);
}

template <typename Make>
std::string setOf(int keys, Make make) {
    std::string text = "{\"keys\":[";
    for (int i = 0; i < keys; ++i) {
        text += (i == 0 ? "" : ",") + make(i);
    }
    return text + "]}";
}

/// Milliseconds of one import; the best of several, as other programs only ever add.
double import(const std::string& text, int keys, int times) {
    double best = 1e9;
    for (int i = 0; i < times; ++i) {
        const FixedClock clock{Time(std::chrono::seconds(1795186800))};
        workbench::KeyRing ring(clock);
        const auto start = std::chrono::steady_clock::now();
        const auto set = jose::readKeyMaterial(asBytes(text));
        if (!set) {
            std::fprintf(stderr, "the set was not read\n");
            std::exit(2);
        }
        ring.add(workbench::draftKeys(*set, QStringLiteral("bench")));
        best =
            std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        if (ring.count() != keys) {
            std::fprintf(stderr, "%d keys came of %d\n", ring.count(), keys);
            std::exit(2);
        }
    }
    return best;
}

bool report(const char* name, double milliseconds, double limit) {
    const bool good = milliseconds <= limit;
    std::printf("%-28s %9.2f ms   limit %7.0f ms   %s\n", name, milliseconds, limit, good ? "ok" : "OVER");
    return good;
}

} // namespace

int main(int argc, char* argv[]) {
    QCoreApplication application(argc, argv);
    const bool quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
    const int many = quick ? 1000 : 10000;
    const std::string rsa = setOf(100, rsaJwk);
    const std::string mixed = setOf(many, [](int i) { return i % 2 == 0 ? rsaJwk(i) : ecJwk(i); });
    const bool small = report("100 RSA keys", import(rsa, 100, quick ? 1 : 20), 5);
    const bool large =
        report(quick ? "1,000 keys, RSA and EC" : "10,000 keys, RSA and EC", import(mixed, many, quick ? 1 : 3), 2000);
    return quick || (small && large) ? 0 : 1;
}
