// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/reading.h"

#include <string>
#include <vector>

/// Two tokens side by side: “works for Alice, not for Bob”.
namespace twb::doctor {

enum class Difference : std::uint8_t { Same, Changed, OnlyLeft, OnlyRight };

/// How times are compared.
enum class ComparedTimes : std::uint8_t {
    Relative, ///< to iat, or nbf where there is no iat: tokens made at different moments then agree
    AsWritten
};

/// One member of header or payload, nested ones by their path.
struct ComparedMember {
    bool inHeader = false;
    std::string path;        ///< `realm_access.roles`
    std::string left, right; ///< JSON text, or a relative time such as `iat + 300 s`; empty: not there
    Difference difference = Difference::Same;
    friend bool operator==(const ComparedMember&, const ComparedMember&) = default;
};

/// One side as text, with what is to be said of each of its lines.
struct ComparedSide {
    std::string text; ///< indented JSON: `{"header": …, "payload": …}`
    std::vector<Difference> lines;
};

struct Comparison {
    std::vector<ComparedMember> members; ///< of the left in its order, then those that only the right has
    ComparedSide left, right;
    std::size_t differences = 0; ///< among the members
};

/// Compares what two tokens say; signatures are not compared, for they always differ. The order of members makes no
/// difference, that of elements does. A part that is no JSON object has no members and counts as its text. Pure;
/// bounded by the product of the line counts, up to four million, and by their sum beyond.
Comparison compareTokens(const Reading& left, const Reading& right, ComparedTimes times);

} // namespace twb::doctor
