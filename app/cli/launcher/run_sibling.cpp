// SPDX-License-Identifier: Apache-2.0
// The verbs that need the network, as twb has them: each runs twb-net, which lies beside it, with the same words.
#include "cli/verbs.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <unistd.h>
#include <vector>

namespace twb::cli {

namespace {

std::string siblingPath() {
    std::array<char, 4096> path{};
    const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size());
    if (length <= 0 || static_cast<std::size_t>(length) >= path.size()) {
        return "twb-net";
    }
    const std::string_view own(path.data(), static_cast<std::size_t>(length));
    return std::string(own.substr(0, own.rfind('/') + 1)) + "twb-net";
}

/// Becomes twb-net; returns only if that was not possible.
Answer<Exit> runSibling(Session& session) {
    std::string path = siblingPath();
    std::vector<char*> words{path.data()};
    words.insert(words.end(), session.words.begin(), session.words.end());
    words.push_back(nullptr);
    ::execv(path.c_str(), words.data());
    return failure(Error{ErrorCode::FileUnreadable,
                         path + ": " + std::strerror(errno) + "; it holds the verbs that need the network",
                         {}},
                   "twb-net");
}

} // namespace

Answer<Exit> runRequest(Session& session) {
    return runSibling(session);
}
Answer<Exit> runRequestDiscover(Session& session) {
    return runSibling(session);
}
Answer<Exit> runRequestIntrospect(Session& session) {
    return runSibling(session);
}
Answer<Exit> runRequestRevoke(Session& session) {
    return runSibling(session);
}
Answer<Exit> runRequestUserinfo(Session& session) {
    return runSibling(session);
}
Answer<Exit> runRequestCall(Session& session) {
    return runSibling(session);
}
Answer<Exit> runRequestPar(Session& session) {
    return runSibling(session);
}
Answer<Exit> runRequestDevice(Session& session) {
    return runSibling(session);
}
Answer<Exit> runRequestAuthorize(Session& session) {
    return runSibling(session);
}
Answer<Exit> runIssuer(Session& session) {
    return runSibling(session);
}

} // namespace twb::cli
