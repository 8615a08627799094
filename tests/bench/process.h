// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

/// Starts a program and tells what it took.
namespace twb::bench {

using Arguments = std::vector<std::string>;   ///< the first is the program's path
using Environment = std::vector<std::string>; ///< NAME=value

/// The environment of this program.
inline Environment ownEnvironment() {
    Environment own;
    for (char** one = environ; *one != nullptr; ++one) {
        own.emplace_back(*one);
    }
    return own;
}

/// What a program took from exec to exit.
struct Usage {
    int status = -1;              ///< exit status; -1: it could not be started or was killed
    double milliseconds = 0;      ///< on the wall
    double cpuMilliseconds = 0;   ///< user and system, all threads: neighbours on a shared machine do not count
    double residentMegabytes = 0; ///< at most
};

/// Waits for its end. Standard output goes to the file.
inline Usage run(const Arguments& arguments, const Environment& environment, const std::string& outputTo) {
    const auto pointersTo = [](const std::vector<std::string>& texts) {
        std::vector<char*> pointers;
        for (const std::string& text : texts) {
            pointers.push_back(const_cast<char*>(text.c_str()));
        }
        pointers.push_back(nullptr);
        return pointers;
    };
    std::vector<char*> argumentPointers = pointersTo(arguments);
    std::vector<char*> environmentPointers = pointersTo(environment);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, outputTo.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = 0;
    Usage usage;
    const auto begin = std::chrono::steady_clock::now();
    const int fault = posix_spawn(&child, argumentPointers[0], &actions, nullptr, argumentPointers.data(),
                                  environmentPointers.data());
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    rusage taken{};
    if (fault != 0 || wait4(child, &status, 0, &taken) != child || !WIFEXITED(status)) {
        return usage;
    }
    usage.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    const auto milliseconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    usage.cpuMilliseconds = milliseconds(taken.ru_utime) + milliseconds(taken.ru_stime);
    usage.residentMegabytes = static_cast<double>(taken.ru_maxrss) / 1024;
    usage.status = WEXITSTATUS(status);
    return usage;
}

} // namespace twb::bench
