// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/sentence.h"
#include "profiles/profile.h"
#include "json/tape.h"

namespace twb::profiles {

/// What is known of the signature of the token that is judged.
enum class SignatureSeen : std::uint8_t {
    NoKey,
    NotChecked, ///< there is a key, but no verdict
    Verified,
    Invalid
};

/// The token as it was read. A part that could not be read is no value.
struct TokenFacts {
    json::Value header;
    json::Value payload;
    SignatureSeen signature = SignatureSeen::NoKey;
};

/// What the person said is right, by the name of the field: clientId, peopleId, tokenUrl …
using Expected = std::map<std::string, std::string>;

enum class RuleOutcome : std::uint8_t { Met, NotMet, NotJudged };
/// `met`, `not-met`, `not-judged`.
std::string_view name(RuleOutcome outcome);
/// `error`, `warning`, `info`.
std::string_view name(Weight weight);

struct RuleFault {
    Fault fault;
    Weight weight;
    std::string finding; ///< id of the doctor's catalogue; empty: it has none
    Sentence evidence;   ///< values
};

/// One rule and what the token says to it.
struct RuleRow {
    std::string id; ///< stable: the member's name, `lifetime`, `signature`
    RuleOutcome outcome = RuleOutcome::Met;
    Weight weight = Weight::Info; ///< of the worst fault, where not met
    Sentence sentence;            ///< of rule_words.h; its arguments are names, values and spans
    Sentence detail;              ///< values: what was found
    std::string wanted;           ///< values, where a fault is about one
    std::string note;             ///< words of the profile
    std::vector<RuleFault> faults;
    bool inHeader = false;
    TextRange where{}; ///< of the value in header or payload; empty if it is not there
};

struct Judgement {
    std::vector<RuleRow> rows;
    std::size_t met = 0, notMet = 0, notJudged = 0;
    std::size_t errors = 0, warnings = 0, notes = 0; ///< of notMet
    const RuleRow* row(std::string_view id) const;
};

/// Judges a token by a profile's policy. Pure; linear in the size of the token.
///
/// A payload that cannot be read leaves its rules not judged. Values are compared exactly, octet for octet after
/// unescaping. Dates in milliseconds are not judged here: the doctor speaks of them.
Judgement judge(const Policy& policy, const TokenFacts& token, const Expected& expected, Time now);

/// `*` stands for any number of any characters.
bool matchesPattern(std::string_view text, std::string_view pattern);
/// "5 m", "1 h 30 m", "90 s": the units that are not zero.
std::string durationText(std::int64_t seconds);

} // namespace twb::profiles
