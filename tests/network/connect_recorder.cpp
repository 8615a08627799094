// SPDX-License-Identifier: Apache-2.0
//
// Preloaded into a program: each connect() to an internet address and each name that is looked up becomes a line in
// the file that TWB_CONNECT_LOG names; the call then goes on as it would have.
#include <arpa/inet.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

void record(const char* line) {
    const char* path = std::getenv("TWB_CONNECT_LOG");
    if (path == nullptr) {
        return;
    }
    const int file = ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file >= 0) {
        [[maybe_unused]] const ssize_t written = ::write(file, line, std::strlen(line));
        ::close(file);
    }
}

void recordAddress(const sockaddr* address) {
    char text[INET6_ADDRSTRLEN] = "?";
    char line[128];
    if (address->sa_family == AF_INET) {
        sockaddr_in to{};
        std::memcpy(&to, address, sizeof(to));
        ::inet_ntop(AF_INET, &to.sin_addr, text, sizeof(text));
        std::snprintf(line, sizeof(line), "connect %s %d\n", text, ntohs(to.sin_port));
        record(line);
    } else if (address->sa_family == AF_INET6) {
        sockaddr_in6 to{};
        std::memcpy(&to, address, sizeof(to));
        ::inet_ntop(AF_INET6, &to.sin6_addr, text, sizeof(text));
        std::snprintf(line, sizeof(line), "connect %s %d\n", text, ntohs(to.sin6_port));
        record(line);
    }
}

template <typename Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

int connect(int socket, const sockaddr* address, socklen_t length) {
    static const auto real = next<int (*)(int, const sockaddr*, socklen_t)>("connect");
    if (address != nullptr) {
        recordAddress(address);
    }
    return real(socket, address, length);
}

int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
    static const auto real = next<int (*)(const char*, const char*, const addrinfo*, addrinfo**)>("getaddrinfo");
    const bool number = node != nullptr && std::strspn(node, "0123456789.:abcdef") == std::strlen(node);
    if (node != nullptr && !number) {
        char line[320];
        std::snprintf(line, sizeof(line), "lookup %.255s\n", node);
        record(line);
    }
    return real(node, service, hints, result);
}
}
