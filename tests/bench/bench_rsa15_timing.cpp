// SPDX-License-Identifier: Apache-2.0
// Whether the time tells a wrong padding from a wrong tag (Bleichenbacher's question to RSA1_5). Both kinds of spoilt
// token take turns; Welch's t of the two means says whether they differ by more than the noise.
//
// bench_rsa15_timing [--quick]: status 1 if |t| is above 4.5, the usual bound of leakage tests. Not for a machine that
// is busy with other things, and so not in ctest but for --quick, which only looks whether it runs.
#include "base/base64url.h"
#include "bench/harness.h"
#include "crypto/generate.h"
#include "jose/compact.h"
#include "jose/jwe.h"

#include <cstdlib>

using namespace twb;
using namespace twb::bench;

namespace {

void require(bool condition, const char* what) {
    if (!condition) {
        std::fprintf(stderr, "bench: %s\n", what);
        std::abort();
    }
}

struct Mean {
    double mean = 0;
    double variance = 0;
    std::size_t count = 0;
};

/// Of the lower nine tenths: an interrupted turn says nothing about the key.
Mean meanOf(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    times.resize(times.size() * 9 / 10);
    Mean result;
    result.count = times.size();
    for (const double time : times) {
        result.mean += time / static_cast<double>(result.count);
    }
    for (const double time : times) {
        result.variance += (time - result.mean) * (time - result.mean) / static_cast<double>(result.count - 1);
    }
    return result;
}

/// One octet of a part changed, so that it stays base64url.
std::string spoilt(const std::string& token, std::size_t place) {
    std::string changed = token;
    changed[place] = changed[place] == 'A' ? 'B' : 'A';
    return changed;
}

} // namespace

int main(int argc, char** argv) {
    const bool isQuick = argc > 1 && std::string_view(argv[1]) == "--quick";
    const std::size_t turns = isQuick ? 20 : 20'000;
    const auto key = crypto::generateRsa(2048);
    require(key.has_value(), "RSA key");
    jose::Jwk jwk{*key, {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
    auto keys = std::make_shared<jose::KeySet>(jose::KeySet::Origin::SingleKey);
    keys->add(jose::KeyEntry{jwk, "jwk", std::nullopt, {}});
    jose::TokenDecrypter decrypter(std::move(keys));

    // Many tokens of each kind: one ciphertext alone would compare two numbers, not two kinds.
    std::vector<std::string> wrongPadding;
    std::vector<std::string> wrongTag;
    for (int i = 0; i < 64; ++i) {
        const auto made = jose::encryptCompact(R"({"alg":"RSA1_5","enc":"A128CBC-HS256"})", asBytes("secret"), jwk);
        require(made.has_value(), "encryption");
        const std::size_t dot = made->token.find('.');
        wrongPadding.push_back(spoilt(made->token, dot + 40));
        wrongTag.push_back(spoilt(made->token, made->token.rfind('.') + 5));
    }
    std::vector<double> padding;
    std::vector<double> tag;
    for (std::size_t i = 0; i < turns; ++i) {
        // Which kind goes first is decided anew each time, by a bit of a small generator.
        const bool first = (i * 2654435761U >> 13 & 1) != 0;
        for (const bool isPadding : {first, !first}) {
            const std::string& token = (isPadding ? wrongPadding : wrongTag)[i % wrongTag.size()];
            const double begin = cpuNanoseconds();
            const auto opened = decrypter.decrypt(token);
            const double time = cpuNanoseconds() - begin;
            require(!opened && opened.error().code == ErrorCode::DecryptionFailed, "a spoilt token was opened");
            (isPadding ? padding : tag).push_back(time);
        }
    }
    const Mean a = meanOf(std::move(padding));
    const Mean b = meanOf(std::move(tag));
    const double t = (a.mean - b.mean) /
                     std::sqrt(a.variance / static_cast<double>(a.count) + b.variance / static_cast<double>(b.count));
    std::printf(
        "RSA1_5, %zu turns: wrong padding %.0f ns, wrong tag %.0f ns, difference %.0f ns, t = %.2f (bound 4.5)\n",
        turns, a.mean, b.mean, a.mean - b.mean, t);
    return std::isfinite(t) && (isQuick || std::abs(t) <= 4.5) ? 0 : 1;
}
