// SPDX-License-Identifier: Apache-2.0
#include "cli/input.h"

#include "cli/files.h"
#include "doctor/unwrap.h"

#include <algorithm>
#include <unistd.h>

namespace twb::cli {

namespace {

bool isCompactText(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.' || c == '~';
    });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(space);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(space) - first + 1);
}

} // namespace

Answer<Secret> readOctets(Session& session, const std::string& path, std::string subject) {
    if (path == "-" && std::exchange(session.standardInputUsed, true)) {
        return usage("standard input can be read only once");
    }
    return readFile(path, std::move(subject));
}

Answer<std::string> readText(Session& session, std::string_view word, std::string subject) {
    if (word != "-" && !word.starts_with('@')) {
        return std::string(word);
    }
    const auto octets = readOctets(session, word == "-" ? "-" : std::string(word.substr(1)), std::move(subject));
    if (!octets) {
        return passOn(octets);
    }
    return std::string(asText(octets->reveal()));
}

Answer<std::string> readInput(Session& session) {
    const auto& plain = session.arguments.plain();
    if (plain.empty() && ::isatty(STDIN_FILENO) == 1) {
        return failure(Error{ErrorCode::InputEmpty, "there is no text", {}}, "the input");
    }
    auto text = readText(session, plain.empty() ? std::string_view("-") : std::string_view(plain.front()), "the input");
    if (text && trimmed(*text).empty()) {
        return failure(
            Error{ErrorCode::InputEmpty, text->empty() ? "it is empty" : "it is nothing but white space", {}},
            "the input");
    }
    return text;
}

Answer<TokenInput> readTokenInput(Session& session) {
    auto text = readInput(session);
    if (!text) {
        return passOn(text);
    }
    // Most texts are a bare token with a line end, and are not worth the search for what surrounds it.
    const std::string_view inner = trimmed(*text);
    if (isCompactText(inner)) {
        return TokenInput{std::string(inner), {}};
    }
    if (inner.starts_with('{') && (inner.find("\"payload\"") != std::string_view::npos ||
                                   inner.find("\"ciphertext\"") != std::string_view::npos)) {
        return TokenInput{std::string(inner), {}};
    }
    doctor::Unwrapped unwrapped = doctor::unwrap(*text);
    TokenInput input{std::move(unwrapped.token), {}};
    for (doctor::UnwrapStep& step : unwrapped.steps) {
        input.removed.push_back(std::move(step.id));
    }
    if (trimmed(input.token).empty()) {
        return failure(Error{ErrorCode::InputEmpty, "nothing is left without quotes and white space", {}}, "the input");
    }
    return input;
}

Answer<Time> readNow(Session& session) {
    const std::string* at = session.arguments.value("--at");
    if (at == nullptr) {
        return session.clock.now();
    }
    const auto time = parseTime(*at);
    if (!time) {
        return failure(time.error(), "--at");
    }
    return *time;
}

Answer<std::chrono::seconds> readDuration(std::string_view text, std::string_view option) {
    const auto duration = parseDuration(text);
    if (!duration) {
        Error error = duration.error();
        error.where = {};
        return failure(std::move(error), std::string(option));
    }
    return *duration;
}

} // namespace twb::cli
