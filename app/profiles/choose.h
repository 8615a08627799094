// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/profile.h"
#include "json/tape.h"

namespace twb::profiles {

/// Which part of the token told the profile.
enum class ChosenBy : std::uint8_t { Nothing, Person, Issuer, Type, Audience, Shape };
/// ``, `person`, `iss`, `typ`, `aud`, `claims`.
std::string_view name(ChosenBy by);

struct Choice {
    const Profile* profile = nullptr;
    ChosenBy by = ChosenBy::Nothing;
};

/// The profile that a token looks like: by iss before typ before aud before the shape of its claims; among equals the
/// one whose conditions are more, then the first. Nothing if none fits. Parts that could not be read are no values.
Choice choose(std::span<const Profile> profiles, const json::Value& header, const json::Value& payload);

} // namespace twb::profiles
