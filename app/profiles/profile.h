// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/language.h"
#include "profiles/template.h"

#include <optional>

/// What a vendor or a standard expects of a token, as data (format: resources/profiles/README.md).
namespace twb::profiles {

/// How much it matters that a rule is not met. Error: a careful receiver refuses. Info: advice, never a reason to
/// refuse.
enum class Weight : std::uint8_t { Error, Warning, Info };

/// What the value of a member has to be.
enum class ValueKind : std::uint8_t { Any, Text, Number, Date, Boolean, List, Object, TextOrList };
/// What a text has to look like.
enum class ValueFormat : std::uint8_t { None, Cpf, Uuid, Uri, Https, Email };
enum class Presence : std::uint8_t { Required, Recommended, Optional, Forbidden };

/// The ways in which a rule can be broken.
enum class Fault : std::uint8_t {
    Missing,
    Empty,
    Type,
    Format,
    Formatted, ///< a CPF with its dots and hyphen
    Number,    ///< a CPF written as a number
    Value,     ///< none of the values or patterns
    Same,      ///< differs from the member that it must equal
    Expected,  ///< differs from what the person said
    Forbidden,
    Long,    ///< lifetime above the most
    Usual,   ///< lifetime other than the usual
    NoKey,   ///< nobody checked the signature
    Invalid, ///< the signature does not fit
    Count
};
/// `missing`, `empty` …, as profiles write them.
std::string_view name(Fault fault);

/// What becomes of a fault: its weight, and the finding of the doctor that speaks of it (empty: none).
struct FaultPlan {
    Weight weight = Weight::Error;
    std::string finding;
};
using FaultPlans = std::map<Fault, FaultPlan>;

/// What is expected of one member of header or payload.
struct MemberRule {
    std::string name;
    bool inHeader = false;
    Presence presence = Presence::Optional;
    ValueKind kind = ValueKind::Any;
    ValueFormat format = ValueFormat::None;
    /// JSON texts; the value must be one of them. Texts may hold `*` for any characters. A list must hold one of them.
    std::vector<std::string> values;
    bool exact = false; ///< typ is otherwise compared without case and `application/`
    std::string sameAs; ///< a member of the payload with the same value
    std::string field;  ///< the value that the person gave under this name, if any; several: separated by spaces
    std::string whenName, whenValue; ///< the rule counts only if this claim is this text; empty: always
    FaultPlans faults;
    std::string note; ///< words of the profile's author
};

/// exp − iat.
struct LifetimeRule {
    std::optional<std::chrono::seconds> most, usual;
    bool fromNow = false; ///< without iat, the life is counted from now
    FaultPlans faults;
    std::string note;
};

struct SignatureRule {
    FaultPlans faults;
    std::string note;
};

struct Policy {
    std::vector<MemberRule> members; ///< in the order of the report: header first
    std::optional<LifetimeRule> lifetime;
    std::optional<SignatureRule> signature;
    /// The secret may be text, Base64, Base64url or hex, and the document does not say which: all are tried.
    bool triesSecretReadings = false;
};

/// How a token is recognised as one of this profile: all that is given must hold.
struct Match {
    std::vector<std::string> issuers;   ///< with `*`
    std::vector<std::string> types;     ///< without case and `application/`
    std::vector<std::string> audiences; ///< with `*`
    std::vector<std::string> claims;    ///< all present
    std::vector<std::string> any;       ///< at least one present
    std::vector<std::string> without;   ///< none present
    std::vector<std::string> header;    ///< header members, all present
    bool subjectIsIssuer = false;
};

/// One point of an integration checklist.
struct ChecklistPoint {
    std::string id;
    std::string title;
    std::string how;                ///< how to check it where the token does not tell
    std::string titlePt, howPt;     ///< in Portuguese; empty: as above
    std::vector<std::string> rules; ///< ids of rows that decide it; empty: a token cannot tell

    const std::string& titleIn(Language language) const;
    const std::string& howIn(Language language) const;
};

/// What a claim means to this vendor; over the general catalogue.
struct DictionaryEntry {
    std::string name;
    bool inHeader = false;
    std::string title;
    std::string meaning;
    std::string source;
};

/// How a token is handed over.
enum class CopyForm : std::uint8_t { Token, Authorization, Bearer };
/// `X`, `Authorization: X`, `Authorization: Bearer X`.
std::string copyText(CopyForm form, std::string_view token);

/// A file of the vendor with secrets (secrets.json): which of its members goes to which field of the template.
struct SecretsImport {
    std::vector<std::string> recognise;        ///< members that are all there
    std::map<std::string, std::string> fields; ///< member → field
};

struct Profile {
    std::string id;
    std::string title;     ///< `CAF mobile token`
    std::string shortName; ///< `CAF mobile`: in facts; the title if none is given
    std::string summary;   ///< sub-line of the row
    std::string icon;      ///< name of ui.md §4
    std::string source;    ///< where the expectations come from
    int order = 1000;
    bool onFirstPage = false;
    bool isUserOwn = false;
    std::string file;           ///< of the person's own: its name in their folder
    std::vector<Match> matches; ///< one of them is enough
    std::optional<Policy> policy;
    std::optional<Template> start; ///< a token to start from
    std::vector<ChecklistPoint> checklist;
    /// A JSON object with these members is the vendor's plain refusal, no token.
    std::vector<std::string> refusalMembers;
    std::vector<CopyForm> copyForms;
    std::vector<DictionaryEntry> dictionary;
    std::optional<SecretsImport> secretsImport;

    const DictionaryEntry* explain(std::string_view claim, bool inHeader) const;
};

} // namespace twb::profiles
