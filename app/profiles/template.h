// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace twb::json {
class Value;
}

/// Tokens to start from: part of a profile (format: resources/profiles/README.md).
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

/// One thing that the person fills in.
struct TemplateField {
    enum class Kind : std::uint8_t {
        Text,
        Cpf,     ///< eleven digits; dots and hyphen are taken off
        Minutes, ///< a whole number
        Seconds, ///< a whole number
        Url,
        Secret ///< not a variable: the secret that signs
    };
    std::string name;
    std::string label;
    Kind kind = Kind::Text;
    std::string initial;
    std::string hint;      ///< what belongs there
    bool optional = false; ///< empty: the member is left out
    std::string emptyWarning;
    int most = 0; ///< of a number; 0: no bound
    std::string mostWarning;
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
    std::vector<TemplateField> fields;

    const TemplateField* field(std::string_view name) const;
};

/// What generated values are made from.
struct FillValues {
    Time now{};
    std::vector<std::string> uuids;               ///< one for each `uuid` in the template, in order; see countUuids
    std::map<std::string, std::string> variables; ///< over the defaults of the fields
};

/// Header and payload, octet for octet.
struct FilledTemplate {
    std::string header;
    std::string payload;
};

std::size_t countUuids(const Template& from);
/// Replaces generated values: members in their order, no white space, other values untouched. A member whose optional
/// field is empty is left out.
/// @errors json-member-missing: a variable without a value, too few uuids; json-type: no whole number where one belongs
Result<FilledTemplate> fill(const Template& from, const FillValues& values);
/// A random UUID, version 4.                                                            (RFC 9562 §5.4)
/// @errors crypto-backend
Result<std::string> makeUuid();
/// `fill` with fresh UUIDs.  @errors of fill and makeUuid
Result<FilledTemplate> fillFresh(const Template& from, Time now, std::map<std::string, std::string> variables);

} // namespace twb::profiles
