// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <ctime>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

/// A small timing harness: two things that do the same work take turns within one run, so that the noise of the machine
/// falls on both.
namespace twb::bench {

/// Processor time of this thread in nanoseconds: what neighbours take on a shared machine is not counted.
inline double cpuNanoseconds() {
    timespec moment{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &moment);
    return static_cast<double>(moment.tv_sec) * 1e9 + static_cast<double>(moment.tv_nsec);
}

inline double median(std::vector<double> values) {
    const std::size_t middle = values.size() / 2;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(middle), values.end());
    return values[middle];
}

/// How long to measure.
struct Effort {
    int pairs;          ///< turns of each side
    double nanoseconds; ///< least length of a turn
};

constexpr Effort full{41, 4e6};
constexpr Effort quick{3, 2e4}; ///< only to see that everything runs

/// Stops the compiler from dropping a computation whose result nobody reads.
template <typename T>
inline void keep(const T& value) {
    asm volatile("" : : "r"(&value) : "memory");
}

template <typename F>
double timeTurn(F& f, long repetitions) {
    const double begin = cpuNanoseconds();
    for (long i = 0; i < repetitions; ++i) {
        f();
    }
    return (cpuNanoseconds() - begin) / static_cast<double>(repetitions);
}

template <typename F>
long calibrate(F& f, const Effort& effort) {
    long repetitions = 1;
    for (;;) {
        const double each = std::max(timeTurn(f, repetitions), 1.0);
        if (each * static_cast<double>(repetitions) >= effort.nanoseconds / 2) {
            return std::max(1L, static_cast<long>(effort.nanoseconds / each));
        }
        repetitions *= 4;
    }
}

/// Nanoseconds of one call, the median of all turns.
template <typename F>
double measure(F f, const Effort& effort) {
    const long repetitions = calibrate(f, effort);
    std::vector<double> times;
    for (int i = 0; i < effort.pairs; ++i) {
        times.push_back(timeTurn(f, repetitions));
    }
    return median(std::move(times));
}

struct Pair {
    double ours; ///< nanoseconds of one call
    double raw;
    double ratio; ///< raw / ours, the median of the turns' own ratios: 1 = as fast as OpenSSL alone
};

template <typename Ours, typename Raw>
Pair comparePairs(Ours ours, Raw raw, const Effort& effort) {
    const long oursRepetitions = calibrate(ours, effort);
    const long rawRepetitions = calibrate(raw, effort);
    std::vector<double> oursTimes;
    std::vector<double> rawTimes;
    std::vector<double> ratios;
    for (int i = 0; i < effort.pairs; ++i) {
        double a = 0;
        double b = 0;
        if (i % 2 == 0) {
            a = timeTurn(ours, oursRepetitions);
            b = timeTurn(raw, rawRepetitions);
        } else {
            b = timeTurn(raw, rawRepetitions);
            a = timeTurn(ours, oursRepetitions);
        }
        oursTimes.push_back(a);
        rawTimes.push_back(b);
        ratios.push_back(b / a);
    }
    return {median(std::move(oursTimes)), median(std::move(rawTimes)), median(std::move(ratios))};
}

/// Prints rows as they come and remembers whether all of them were finite.
class Table {
public:
    Table() { std::printf("%-28s %14s %14s %9s %9s  %s\n", "", "ours", "OpenSSL alone", "ratio", "target", ""); }

    void ratio(const char* name, const Pair& pair, double target) {
        std::printf("%-28s %11.0f ns %11.0f ns %9.3f %9.2f  %s\n", name, pair.ours, pair.raw, pair.ratio, target,
                    verdict(pair.ratio, pair.ratio >= target));
    }
    /// @param target  0: for information only
    void throughput(const char* name, std::size_t octets, double nanoseconds, double target) {
        const double megabytes = static_cast<double>(octets) * 1e3 / nanoseconds;
        const char* answer = verdict(megabytes, megabytes >= target);
        if (target > 0) {
            std::printf("%-28s %9.0f MB/s %14s %9s %9.0f  %s\n", name, megabytes, "", "", target, answer);
        } else {
            std::printf("%-28s %9.0f MB/s\n", name, megabytes);
        }
    }
    void time(const char* name, double nanoseconds) {
        verdict(nanoseconds, true);
        std::printf("%-28s %11.0f ns\n", name, nanoseconds);
    }

    /// @param most  nanoseconds that it may take
    void limit(const char* name, double nanoseconds, double most) {
        std::printf("%-28s %11.0f us %14s %9s %6.0f us  %s\n", name, nanoseconds / 1e3, "", "", most / 1e3,
                    verdict(nanoseconds, nanoseconds <= most));
    }

    bool sound() const { return m_sound; }
    int missed() const { return m_missed; }

private:
    const char* verdict(double value, bool met) {
        if (!std::isfinite(value) || value <= 0) {
            m_sound = false;
            return "not a number";
        }
        m_missed += met ? 0 : 1;
        std::fflush(stdout);
        return met ? "met" : "MISSED";
    }

    bool m_sound = true;
    int m_missed = 0;
};

} // namespace twb::bench
