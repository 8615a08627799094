// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/key_field.h"
#include "doctor/reading.h"
#include "profiles/judge.h"
#include "profiles/library.h"

/// The third fact about a token: what a profile says to it.
namespace twb::doctor {

/// Which profile is asked, and what the person said is right.
struct ProfileInputs {
    profiles::SharedLibrary library; ///< null: the built-in profiles
    /// Id of a profile; `none`; empty: the one that the token looks like.
    std::string choice;
    profiles::Expected expected;
    friend bool operator==(const ProfileInputs&, const ProfileInputs&) = default;
};

/// The rows of ui.md §7, "Profile".
enum class ProfileState : std::uint8_t {
    Empty,       ///< no token
    NoneChosen,  ///< by the person, or because the token looks like none
    NotReadable, ///< neither header nor payload can be read
    NoRules,     ///< the profile has a template only
    Judged
};

struct ProfileFacts {
    ProfileState state = ProfileState::Empty;
    profiles::SharedLibrary library;            ///< keeps `profile` alive
    const profiles::Profile* profile = nullptr; ///< null unless one was chosen
    profiles::ChosenBy by = profiles::ChosenBy::Nothing;
    profiles::Judgement judgement;
    /// For profiles whose documents do not say how the secret is written: every reading under which the signature
    /// fits.
    std::vector<SecretEncoding> secretReadings;
    bool triedSecretReadings = false;
};

/// The profile that counts for a token.
profiles::Choice chooseProfile(const profiles::Library& library, std::string_view choice, const json::Value& header,
                               const json::Value& payload);

/// Judges a reading. Pure; a few microseconds, and four HMACs where readings of the secret are tried.
ProfileFacts judgeProfile(const Reading& reading, const ProfileInputs& inputs, const SharedKeyField& key,
                          profiles::SignatureSeen signature, Time now);

/// The readings of a secret (text, Base64, Base64url, hex) under which a signed token verifies. Empty for other tokens
/// and keys.
std::vector<SecretEncoding> readingsThatVerify(std::string_view token, const Secret& secret);

} // namespace twb::doctor
