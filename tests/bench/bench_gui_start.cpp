// SPDX-License-Identifier: Apache-2.0
// Times `token-workbench --exit-after-first-paint` from exec to exit against bare_window, in turn, on an X server of
// its own (Xvfb): wall time, processor time and peak memory, medians of the pairs' ratios.
//
// bench_gui_start [PAIRS | --quick]: at least 15 pairs; expects both programs beside itself. Ends with 77 if there is
// no Xvfb.
#include "bench/harness.h"
#include "bench/process.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace {

using namespace twb::bench;

constexpr int noServer = 77; // ctest: skipped
constexpr double wallTarget = 1.7;
constexpr double memoryTarget = 1.8;

/// An X server that lives as long as this object.
class XServer {
public:
    XServer() {
        std::array<int, 2> ends{};
        if (pipe(ends.data()) != 0) {
            return;
        }
        m_process = fork();
        if (m_process == 0) {
            close(ends[0]);
            const int silence = open("/dev/null", O_WRONLY);
            dup2(silence, STDERR_FILENO);
            const std::string number = std::to_string(ends[1]);
            execlp("Xvfb", "Xvfb", "-displayfd", number.c_str(), "-screen", "0", "1600x1000x24", "-nolisten", "tcp",
                   static_cast<char*>(nullptr));
            _exit(127);
        }
        close(ends[1]);
        // The server picks a free number and writes it when it is ready; without a server the pipe just ends.
        for (char letter = 0; read(ends[0], &letter, 1) == 1 && letter != '\n';) {
            m_display.push_back(letter);
        }
        close(ends[0]);
    }
    ~XServer() {
        if (m_process > 0) {
            kill(m_process, SIGTERM);
            waitpid(m_process, nullptr, 0);
        }
    }
    XServer(const XServer&) = delete;
    XServer& operator=(const XServer&) = delete;

    /// As DISPLAY wants it; empty: there is none.
    std::string display() const { return m_display.empty() ? m_display : ":" + m_display; }

private:
    pid_t m_process = -1;
    std::string m_display;
};

/// A home of its own and nothing of the desktop that happens to run here.
Environment cleanEnvironment(const std::string& display, const std::string& home) {
    Environment clean{"DISPLAY=" + display,  "HOME=" + home,   "XDG_RUNTIME_DIR=" + home,
                      "QT_QPA_PLATFORM=xcb", "LC_ALL=C.UTF-8", "TZ=UTC"};
    for (const std::string& one : ownEnvironment()) {
        if (one.rfind("PATH=", 0) == 0 || one.rfind("LD_LIBRARY_PATH=", 0) == 0) {
            clean.push_back(one);
        }
    }
    return clean;
}

/// The three figures of one side, one row for each run.
struct Side {
    std::string name;
    Arguments arguments;
    std::vector<double> wall{}, cpu{}, memory{};

    void measure(const Environment& environment) {
        const Usage usage = run(arguments, environment, "/dev/null");
        if (usage.status != 0) {
            std::fprintf(stderr, "bench: %s ended with %d\n", arguments[0].c_str(), usage.status);
            std::exit(2);
        }
        wall.push_back(usage.milliseconds);
        cpu.push_back(usage.cpuMilliseconds);
        memory.push_back(usage.residentMegabytes);
    }
};

double medianRatio(const std::vector<double>& ours, const std::vector<double>& floor) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        ratios.push_back(ours[i] / floor[i]);
    }
    return median(std::move(ratios));
}

/// @param target  0: for information only
void report(const char* what, const std::vector<double>& ours, const std::vector<double>& floor, const char* unit,
            double target) {
    const double ratio = medianRatio(ours, floor);
    std::printf("%-24s %9.1f %-3s %9.1f %-3s %7.2f", what, median(ours), unit, median(floor), unit, ratio);
    if (target > 0) {
        std::printf(" %8.2f  %s", target, ratio <= target ? "met" : "MISSED");
    }
    std::printf("\n");
}

} // namespace

int main(int argc, char** argv) {
    const bool quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
    const int pairs = quick ? 1 : std::max(argc > 1 ? std::atoi(argv[1]) : 31, 15);
    const XServer server;
    if (server.display().empty()) {
        std::fprintf(stderr, "bench: no Xvfb, nothing measured (package xvfb)\n");
        return noServer;
    }
    const auto folder = std::filesystem::canonical("/proc/self/exe").parent_path();
    const auto home = std::filesystem::temp_directory_path() / ("bench_gui_start." + std::to_string(getpid()));
    std::filesystem::create_directory(home);
    std::filesystem::permissions(home, std::filesystem::perms::owner_all);
    const Environment environment = cleanEnvironment(server.display(), home);

    Side ours{"token-workbench", {folder / "token-workbench", "--exit-after-first-paint"}};
    Side floor{"bare window", {folder / "bare_window"}};
    for (const Side& side : {ours, floor}) { // into the page cache, and the fonts' cache into the home
        Side first = side;
        first.measure(environment);
    }
    for (int i = 0; i < pairs; ++i) {
        (i % 2 == 0 ? ours : floor).measure(environment);
        (i % 2 == 0 ? floor : ours).measure(environment);
    }
    std::filesystem::remove_all(home);

    std::printf("%-24s %13s %13s %7s %8s\n", "", ours.name.c_str(), floor.name.c_str(), "ratio", "at most");
    report("exec to first paint", ours.wall, floor.wall, "ms", wallTarget);
    report("processor time", ours.cpu, floor.cpu, "ms", 0);
    report("peak resident memory", ours.memory, floor.memory, "MB", memoryTarget);
    return 0;
}
