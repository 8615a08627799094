// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/request.h"

#include <map>

namespace twb::oauth {

/// One value that a preset asks for.
struct PresetField {
    std::string name;
    std::string label;
    std::string value; ///< default
    std::string hint;
    std::string warnWhenEmpty;
    enum class Privacy : std::uint8_t { Plain, Secret };
    Privacy privacy = Privacy::Plain;
    enum class Need : std::uint8_t { Optional, Required };
    Need need = Need::Optional;
    enum class Check : std::uint8_t { None, Cpf };
    Check check = Check::None;
};

struct PresetAddress {
    std::string label;
    std::string url;
};

/// A request to start from; data of resources/presets (format: README.md there).
struct Preset {
    enum class Kind : std::uint8_t { Token, Call };
    std::string id;
    std::string title;
    std::string summary;
    int order = 0;
    Kind kind = Kind::Token;
    std::vector<PresetField> fields;      ///< for Call
    std::vector<PresetAddress> addresses; ///< for Token
    OAuthRequest request;                 ///< for Token: the defaults
    std::size_t maximumScope = 0;         ///< characters; 0: no limit
    std::string json;                     ///< the text it was read from
};

/// @errors json-…, json-member-missing, json-type
Result<Preset> readPreset(std::string_view json);
/// The presets that are built in, in their order.
const std::vector<Preset>& builtInPresets();
const Preset* findPreset(std::string_view id);

/// Values of the fields; secrets apart.
struct PresetValues {
    std::map<std::string, std::string> plain;
    std::map<std::string, SharedSecret> secret;
};

/// The request of a Call preset; a JWT of `sign` is made anew each time.
/// @errors usage (a required field is empty, a wrong CPF), those of signing
Result<OAuthRequest> fillPreset(const Preset& preset, const PresetValues& values, const Moment& moment);

} // namespace twb::oauth
