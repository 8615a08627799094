// SPDX-License-Identifier: Apache-2.0
// How long a diagnosis takes: an ordinary token, a search that finds nothing, a megabyte of text.
//
// bench_doctor [--quick | --strict]
#include "base/base64url.h"
#include "bench/harness.h"
#include "doctor/diagnosis.h"
#include "jose/jws.h"

#include <cstdlib>

using namespace twb;
using namespace twb::bench;

namespace {

constexpr Time now{std::chrono::seconds{1767225600}};
constexpr std::string_view secret = "a7Xk2-9fQ_tTz1LmWv5RbN8cYs4DjHu0EoGqPi3KxVn6ZyMe";

std::string token() {
    const jose::Jwk key{crypto::Key::fromSecret(Secret::fromText(secret)), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
    const auto made = jose::signCompact(
        R"({"alg":"HS256","typ":"JWT"})",
        asBytes(R"({"iss":"https://id.test/","sub":"erika","aud":"api","iat":1767225560,"exp":1767226460,"jti":"1"})"),
        key);
    if (!made) {
        std::abort();
    }
    return *made;
}

double diagnosisOf(std::string_view input, std::string_view key, doctor::DiagnosisVerdict wanted,
                   const Effort& effort) {
    doctor::DiagnosisInputs inputs;
    inputs.input = input;
    inputs.keyText = key;
    inputs.now = now;
    return measure(
        [&] {
            const doctor::Diagnosis diagnosis = doctor::diagnose(inputs);
            if (diagnosis.verdict != wanted || diagnosis.searchCut) {
                std::fprintf(stderr, "bench: another diagnosis than wanted\n");
                std::abort();
            }
        },
        effort);
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view option = argc > 1 ? argv[1] : "";
    const Effort effort = option == "--quick" ? quick : full;
    const std::string good = token();
    // Another key that is no example of any documentation: every interpretation is tried in vain.
    constexpr std::string_view other = "Zq8-VnT_3rLwKx7JmYb2HcGd9FsEp5RaQ1uOi6TzXyC4NkWv";
    std::string claims = "{\"sub\":\"" + std::string(700'000, 'x') + "\"}";
    const std::string large = base64url::encode(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url::encode(claims) +
                              "." + std::string(43, 'A');
    const std::string words = [] {
        std::string text;
        while (text.size() < 1'000'000) {
            text += "lorem ipsum dolor sit amet ";
        }
        return text;
    }();
    using Verdict = doctor::DiagnosisVerdict;
    Table table;
    table.limit("ordinary token, verified", diagnosisOf(good, secret, Verdict::Verified, effort), 0.3e6);
    table.limit("HS256 search in vain", diagnosisOf(good, other, Verdict::Invalid, effort), 50e6);
    table.limit("1 MB of words", diagnosisOf(words, other, Verdict::NotChecked, effort), 100e6);
    // The search hashes the text once for each key that it tries: without a key the megabyte alone is measured.
    doctor::DiagnosisInputs inputs;
    inputs.input = large;
    inputs.now = now;
    table.limit("1 MB token", measure([&] { keep(doctor::diagnose(inputs).findings.size()); }, effort), 100e6);
    if (option != "--quick") {
        std::printf("%d of the targets missed\n", table.missed());
    }
    return !table.sound() || (option == "--strict" && table.missed() > 0) ? 1 : 0;
}
