// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// Tokens to start from. Read from JSON (resources/profiles/*.json); the format stands in resources/profiles/README.md.
namespace twb::profiles {

/// Which key a template brings along.
struct KeyPlan {
    enum class Kind : std::uint8_t {
        Nothing,
        SampleSecret, ///< `secret`, UTF-8; public, for playing only
        RsaPair,      ///< of `bits`
        EcPair,       ///< on `curve`
        OkpPair       ///< on `curve`
    };
    Kind kind = Kind::Nothing;
    std::string secret;
    int bits = 0;
    std::string curve; ///< name of JWK `crv`
};

struct Template {
    std::string id;
    std::string title;
    std::string summary; ///< sub-line of the row
    std::string icon;    ///< name of ui.md §4
    int order = 0;
    std::string header;  ///< JSON text with generated values still in place
    std::string payload; ///< the same
    KeyPlan key;
    std::map<std::string, std::string> variables; ///< with their defaults
};

/// @errors json-…, json-member-missing, json-type with the member in the detail
Result<Template> readTemplate(std::string_view json);

/// What generated values are made from.
struct FillValues {
    Time now{};
    std::vector<std::string> uuids;               ///< one for each `uuid` in the template, in order; see countUuids
    std::map<std::string, std::string> variables; ///< over the template's defaults
};

/// Header and payload, octet for octet.
struct FilledTemplate {
    std::string header;
    std::string payload;
};

std::size_t countUuids(const Template& from);
/// Replaces generated values: members in their order, no white space, other values untouched.
/// @errors json-member-missing: a variable without a value, too few uuids
Result<FilledTemplate> fill(const Template& from, const FillValues& values);
/// A random UUID, version 4.                                                            (RFC 9562 §5.4)
/// @errors crypto-backend
Result<std::string> makeUuid();

} // namespace twb::profiles
