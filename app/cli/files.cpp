// SPDX-License-Identifier: Apache-2.0
#include "cli/files.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace twb::cli {

namespace {

class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return m_number; }
    bool close() {
        const int number = std::exchange(m_number, -1);
        return number <= STDERR_FILENO || ::close(number) == 0; // standard input stays open
    }

private:
    int m_number;
};

tl::unexpected<Failure> systemFailure(ErrorCode code, const std::string& path, std::string subject) {
    return failure(Error{code, path + ": " + std::strerror(errno), {}}, std::move(subject));
}

} // namespace

Answer<Secret> readFile(const std::string& path, std::string subject) {
    const bool standardInput = path == "-";
    Descriptor file(standardInput ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (file.number() < 0) {
        return systemFailure(ErrorCode::FileUnreadable, path, std::move(subject));
    }
    struct stat facts {};
    if (::fstat(file.number(), &facts) == 0 && S_ISDIR(facts.st_mode)) {
        errno = EISDIR;
        return systemFailure(ErrorCode::FileUnreadable, path, std::move(subject));
    }
    // Grows by hand, so that no copy of a secret stays behind in memory that a vector gave back.
    Bytes octets(facts.st_size > 0 && facts.st_size < 1 << 20 ? static_cast<std::size_t>(facts.st_size) + 1 : 8192);
    std::size_t size = 0;
    for (;;) {
        const ssize_t count = ::read(file.number(), octets.data() + size, octets.size() - size);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            const int fault = errno;
            wipeMemory(octets.data(), octets.size());
            errno = fault;
            return systemFailure(ErrorCode::FileUnreadable, path, std::move(subject));
        }
        if (count == 0) {
            break;
        }
        size += static_cast<std::size_t>(count);
        if (size > maxFileOctets) {
            wipeMemory(octets.data(), octets.size());
            return failure(Error{ErrorCode::InputTooLarge, "more than 64 MB", {}}, std::move(subject));
        }
        if (size == octets.size()) {
            Bytes larger(octets.size() * 2);
            std::memcpy(larger.data(), octets.data(), size);
            wipeMemory(octets.data(), octets.size());
            octets.swap(larger);
        }
    }
    octets.resize(size);
    return Secret(std::move(octets));
}

Answer<void> writeFile(const std::string& path, ByteView octets, Privacy privacy) {
    const auto refuse = [&] { return systemFailure(ErrorCode::FileUnwritable, path, "the output file"); };
    std::string target = path;
    struct stat facts {};
    if (::stat(path.c_str(), &facts) == 0) {
        if (!S_ISREG(facts.st_mode)) { // a pipe or a device takes the octets and stays what it is
            Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
            if (device.number() < 0 || !writeAll(device.number(), asText(octets))) {
                return refuse();
            }
            return {};
        }
        if (char* resolved = ::realpath(path.c_str(), nullptr)) { // a link stays a link
            target = resolved;
            std::free(resolved);
        }
    }
    // O_EXCL beside the target: nobody else's file or link is written through, and the mode holds from the start.
    const std::string temporary = target + ".twb-" + std::to_string(::getpid());
    const mode_t mode = privacy == Privacy::OwnerOnly ? S_IRUSR | S_IWUSR : 0666;
    Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
    if (file.number() < 0) {
        return refuse();
    }
    const bool written = writeAll(file.number(), asText(octets)) && ::fsync(file.number()) == 0 && file.close();
    if (!written || std::rename(temporary.c_str(), target.c_str()) != 0) {
        const int fault = errno;
        ::unlink(temporary.c_str());
        errno = fault;
        return refuse();
    }
    return {};
}

bool writeAll(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

} // namespace twb::cli
