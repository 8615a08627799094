// SPDX-License-Identifier: Apache-2.0
// Key press to painted frame in the whole window, as app/main.cpp builds it: a token is open, a secret is there and
// each key in the payload signs anew. Prints a table; exit code 1 if a figure is over its limit (16 ms for 10 KB, 50 ms
// for 1 MB, at the 95th percentile), 2 if something does not work at all.
//
// bench_gui_window [--quick] [ROW]: --quick only sees that everything runs; ROW takes the rows whose names begin so.
#include "bench/whole_window.h"

namespace {

using namespace twb::bench;

std::vector<Load> loads() {
    return {
        {"10 KB pretty", indented(manyClaims, 10 * kilobyte), "value", 16},
        {"10 KB minified", manyClaims(10 * kilobyte), "value", 16},
        {"1 MB pretty, nested", indented(payload, megabyte), "Silva", 50},
        {"1 MB minified, nested", payload(megabyte), "Silva", 50},
        {"1 MB pretty, many claims", indented(manyClaims, megabyte), "value", 50},
        {"1 MB minified, many claims", manyClaims(megabyte), "value", 50},
    };
}

struct Times {
    std::vector<double> frame;    ///< key press to painted frame
    std::vector<double> frameCpu; ///< processor time of the GUI thread for that
    std::vector<double> all;      ///< key press to the frame that shows the answer in every pane
    double longest = 0;           ///< processor time of the longest event of the GUI thread
    bool broken = false;
};

/// One key after the other, each when the window rests.
Times typeCalmly(WatchedApplication& application, Program& program, int keys) {
    Times times;
    application.longest = 0;
    for (int key = 0; key < keys; ++key) {
        program.settle(5);
        const int paneFrames = application.paneFrames;
        const std::uint64_t revision = program.document().revision();
        QElapsedTimer timer;
        timer.start();
        const double cpu = cpuNanoseconds();
        program.press(key);
        times.broken |= !waitFor([&] { return application.paneFrames > paneFrames; });
        times.frame.push_back(milliseconds(timer));
        times.frameCpu.push_back((cpuNanoseconds() - cpu) / 1e6);
        times.broken |= program.document().revision() == revision;
        times.broken |= !waitFor([&] { return program.answered == program.document().revision(); });
        // The answer changes the signature: one more frame comes.
        times.broken |= !waitFor([&] { return application.frames > program.framesBefore; });
        times.all.push_back(milliseconds(timer));
    }
    times.longest = application.longest;
    return times;
}

/// A key that is held down: 30 a second, whether or not the window keeps up. The time counts from when a key was due.
Times typeFast(WatchedApplication& application, Program& program, int keys) {
    constexpr double gap = 1000.0 / 30;
    Times times;
    application.longest = 0;
    QElapsedTimer timer;
    timer.start();
    for (int key = 0; key < keys; ++key) {
        const double due = key * gap;
        while (milliseconds(timer) < due) {
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 1);
        }
        const int paneFrames = application.paneFrames;
        program.press(key);
        times.broken |= !waitFor([&] { return application.paneFrames > paneFrames; });
        times.frame.push_back(milliseconds(timer) - due);
    }
    times.longest = application.longest;
    program.settle(200);
    return times;
}

double percentile95(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() * 95 / 100];
}

/// @return whether the row is within its limit.
bool report(const Load& load, const Times& calm, const Times& fast) {
    const double p95 = percentile95(calm.frame);
    const double fastP95 = percentile95(fast.frame);
    const bool met = p95 <= load.limit;
    std::printf("%-28s %7.1f %7.1f %7.1f %9.1f %9.1f %9.1f %6.0f  %s\n", load.name, median(calm.frame), p95,
                percentile95(calm.frameCpu), percentile95(calm.all), fastP95, std::max(calm.longest, fast.longest),
                load.limit, met ? "met" : "MISSED");
    std::fflush(stdout);
    return met;
}

} // namespace

int main(int argc, char** argv) {
    WatchedApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const bool quick = arguments.contains(QStringLiteral("--quick"));
    const QString only = arguments.isEmpty() || arguments.last().startsWith(u'-') ? QString() : arguments.last();
    const int keys = quick ? 3 : 100;
    std::printf("%-28s %7s %7s %7s %9s %9s %9s %6s\n", "milliseconds", "median", "p95", "cpu p95", "all p95",
                "held p95", "longest", "limit");
    bool met = true;
    for (const Load& load : loads()) {
        if (!QString::fromLatin1(load.name).startsWith(only)) {
            continue;
        }
        Program program(application, load);
        const Times calm = typeCalmly(application, program, keys);
        const Times fast = typeFast(application, program, keys);
        if (calm.broken || fast.broken || !program.isSound(load)) {
            std::printf("%-28s a key was lost, or no frame came, or no answer\n", load.name);
            return 2;
        }
        met &= report(load, calm, fast) || quick;
    }
    std::printf(
        "cpu: the GUI thread alone. all: the answer shown in every pane. held: 30 keys a second, from when a key "
        "was due.\nlongest: processor time of one event of the GUI thread.\n");
    return met ? 0 : 1;
}
