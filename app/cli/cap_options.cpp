// SPDX-License-Identifier: Apache-2.0
#include "cli/cap_options.h"

#include "jose/caps.h"

#include <charconv>

namespace twb::cli {

namespace {

constexpr std::int64_t highestCap = 1'000'000'000; // minutes of work, a gigabyte: who wants more has another problem

/// `usual` if the option was not given.
Answer<std::int64_t> readCap(const Arguments& arguments, std::string_view option, std::int64_t usual) {
    const std::string* const text = arguments.value(option);
    if (text == nullptr) {
        return usual;
    }
    std::int64_t cap = 0;
    const char* const end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, cap);
    if (read.ec != std::errc() || read.ptr != end || cap < 1 || cap > highestCap) {
        return usage(std::string(option) + " is a whole number from 1 to " + std::to_string(highestCap));
    }
    return cap;
}

} // namespace

Answer<jose::JweLimits> readCaps(const Arguments& arguments) {
    jose::JweLimits caps;
    const auto inflated =
        readCap(arguments, "--max-inflated", static_cast<std::int64_t>(jose::JweLimits().inflatedOctets));
    if (!inflated) {
        return passOn(inflated);
    }
    const auto rounds = readCap(arguments, "--max-pbes2-count", jose::JweLimits().pbes2Count);
    if (!rounds) {
        return passOn(rounds);
    }
    caps.inflatedOctets = static_cast<std::size_t>(*inflated);
    caps.pbes2Count = *rounds;
    return caps;
}

std::string_view optionRaising(const Error& error) {
    switch (jose::raisableCap(error)) {
    case jose::RaisableCap::InflatedOctets:
        return "--max-inflated";
    case jose::RaisableCap::Pbes2Count:
        return "--max-pbes2-count";
    case jose::RaisableCap::None:
        break;
    }
    return {};
}

std::string detailWithOption(const Error& error) {
    const std::string_view option = optionRaising(error);
    return option.empty() ? error.detail : error.detail + " (" + std::string(option) + " raises it)";
}

} // namespace twb::cli
