// SPDX-License-Identifier: Apache-2.0
// Times `twb verify` from exec to exit against bare_hmac with the same token, in turn; wall time, medians.
//
// bench_cli_start [PAIRS]: at least 21 pairs; expects twb and bare_hmac beside itself.
#include "bench/harness.h"
#include "bench/process.h"

#include <cstdlib>
#include <filesystem>

namespace {

// shared with the tests: HS256 of the CAF sample, `exp` 1735689900
constexpr const char* secret = "example-caf-client-secret-0123456789abcdef";

using namespace twb::bench;

double milliseconds(const Arguments& arguments) {
    const Usage usage = run(arguments, ownEnvironment(), "/dev/null");
    if (usage.status != 0) {
        std::fprintf(stderr, "bench: %s ended with %d\n", arguments[0].c_str(), usage.status);
        std::exit(2);
    }
    return usage.milliseconds;
}

std::string firstLine(const std::string& path) {
    std::string line;
    if (std::FILE* file = std::fopen(path.c_str(), "r")) {
        for (int c = std::fgetc(file); c != EOF && c != '\n'; c = std::fgetc(file)) {
            line.push_back(static_cast<char>(c));
        }
        std::fclose(file);
    }
    return line;
}

} // namespace

int main(int argc, char** argv) {
    const int pairs = std::max(argc > 1 ? std::atoi(argv[1]) : 61, 21);
    const auto folder = std::filesystem::canonical("/proc/self/exe").parent_path();
    const std::string twb = folder / "twb";
    const std::string bare = folder / "bare_hmac";

    // The token is made by twb itself, so that this file needs no copy of it.
    const std::string made = std::filesystem::temp_directory_path() / ("bench_cli_start." + std::to_string(getpid()));
    const int signedStatus = run({twb, "sign", "--alg", "HS256", "--secret", secret, "--payload",
                                  R"({"iss":"61b0c0ffee0000000000c1d1","peopleId":"11144477735","exp":1735689900})"},
                                 ownEnvironment(), made)
                                 .status;
    const std::string token = firstLine(made);
    std::filesystem::remove(made);
    if (signedStatus != 0 || token.empty()) {
        std::fprintf(stderr, "bench: twb sign ended with %d\n", signedStatus);
        return 2;
    }

    const Arguments ours{twb, "verify", token, "--secret", secret, "--alg", "HS256", "--at", "1735689800"};
    const Arguments floor{bare, token, secret};
    milliseconds(ours); // both into the page cache
    milliseconds(floor);
    std::vector<double> oursTimes;
    std::vector<double> floorTimes;
    std::vector<double> ratios;
    for (int i = 0; i < pairs; ++i) {
        const double a = milliseconds(i % 2 == 0 ? ours : floor);
        const double b = milliseconds(i % 2 == 0 ? floor : ours);
        oursTimes.push_back(i % 2 == 0 ? a : b);
        floorTimes.push_back(i % 2 == 0 ? b : a);
        ratios.push_back(oursTimes.back() / floorTimes.back());
    }
    const double ratio = median(ratios);
    std::printf("twb verify %.2f ms, bare C++ with OpenSSL %.2f ms, ratio %.3f (target at most 1.25): %s\n",
                median(oursTimes), median(floorTimes), ratio, ratio <= 1.25 ? "met" : "MISSED");
    return 0;
}
