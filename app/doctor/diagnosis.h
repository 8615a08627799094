// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "base/secret.h"
#include "doctor/finding.h"
#include "jose/jwe_form.h"
#include "jose/key_material.h"
#include "profiles/judge.h"
#include "profiles/library.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// The token doctor: what is wrong with a token, and why its signature does not verify.
namespace twb::doctor {

/// What the receiver expects. Empty: not asked for.
struct DiagnosisPolicy {
    std::vector<std::string> issuers;
    std::vector<std::string> audiences;
    std::vector<std::string> algorithms;
    std::string type;
    std::vector<std::string> required; ///< claims
    std::vector<std::string> scopes;
    std::optional<double> maxAge; ///< seconds since iat
    std::string clientId;
    double leeway = 60; ///< seconds
};

/// Reads `{"iss","aud","algs","typ","required","scopes","max_age","client_id","leeway"}`; iss, aud and the lists may be
/// a string or an array of strings; other members are ignored.
/// @errors json-…, json-type
Result<DiagnosisPolicy> readDiagnosisPolicy(std::string_view json);

/// Bounds of the search for the interpretation under which a signature verifies.
struct SearchLimits {
    std::size_t tries = 20000;
    std::chrono::nanoseconds time = std::chrono::seconds(2);
    /// A clock that only goes forward, for the bound of time; without it tries alone bound the search.
    std::function<std::chrono::nanoseconds()> clock;
};

/// A key that the person keeps, tried where the one supplied does not fit.
struct RingKey {
    std::string name;                            ///< for people
    std::shared_ptr<const jose::KeyEntry> entry; ///< never null
};
using SharedRingKeys = std::shared_ptr<const std::vector<RingKey>>;

/// What to diagnose. The texts are not copied and must outlive the call.
struct DiagnosisInputs {
    std::string_view input;                  ///< as pasted
    std::optional<std::string_view> keyText; ///< the key field; nothing: no key was supplied
    jose::SecretEncoding keyEncoding = jose::SecretEncoding::Utf8;
    Time now{};
    std::string profile;             ///< id of a profile; `auto`: the one that the token looks like; empty: none
    profiles::SharedLibrary library; ///< null: the built-in profiles
    profiles::Expected expected;     ///< for the rules of the profile; policy.clientId counts as `clientId`
    DiagnosisPolicy policy;
    /// Further secrets that are tried last, one a line; may be empty.
    std::string_view wordList;
    SharedRingKeys ring; ///< tried after the readings of the key supplied; null: none
    SearchLimits limits;
    jose::JweLimits caps; ///< on what a stranger's token may cost
};

/// About the signature alone.
enum class DiagnosisVerdict : std::uint8_t {
    NotChecked,          ///< no key, no usable key, or no token
    Verified,            ///< exactly as the standard says
    VerifiedDifferently, ///< under another interpretation, which a finding names
    Invalid
};
/// `not-checked`, `verified`, `verified-differently`, `invalid`.
std::string_view name(DiagnosisVerdict verdict);

/// One way of reading key and signature that the search tried, or did not need to try any more.
struct Trial {
    enum class Outcome : std::uint8_t { DoesNotVerify, Verifies, NotNeeded };
    FindingId id; ///< what is reported if it verifies; sig-verified: exactly as supplied
    Outcome outcome = Outcome::DoesNotVerify;
    std::vector<std::size_t> octets; ///< sizes of the secrets that were tried; empty where it is not about a secret
};

/// One of several signatures, checked exactly as the standard says.
struct SignatureVerdict {
    std::string alg, kid; ///< as its headers say
    DiagnosisVerdict verdict = DiagnosisVerdict::NotChecked;
};

struct Diagnosis {
    std::vector<Finding> findings;       ///< in the order of the examination
    std::string token;                   ///< the text that was examined: without what surrounded it
    std::optional<std::string> repaired; ///< the token as the repairs make it; nothing where nothing was repaired
    /// The secret, or the PEM text, that verifies in place of the one supplied; nothing where that one does or none
    /// does. Only for "use this key"; never shown.
    std::optional<Secret> repairedKey;
    jose::SecretEncoding repairedKeyEncoding = jose::SecretEncoding::Utf8; ///< how the field must read repairedKey
    /// kid or thumbprint of the key that verified, empty for a secret.
    std::string keyName;
    DiagnosisVerdict verdict = DiagnosisVerdict::NotChecked;
    /// What the profile says, with its last word on the signature; null where none was asked for or none fits. The
    /// library of the inputs keeps it alive.
    const profiles::Profile* profile = nullptr;
    profiles::ChosenBy profileBy = profiles::ChosenBy::Nothing;
    profiles::Judgement rules;
    std::size_t tries = 0; ///< interpretations that were tried
    /// The readings in the order of the search, one for each kind; empty where nothing was searched.
    std::vector<Trial> trials;
    /// Of the token inside this one, signed or encrypted, with the same key and expectations; null if there is none.
    std::shared_ptr<const Diagnosis> inner;
    /// Of a token in general JSON form: every signature with its own verdict, in order; else empty. The findings speak
    /// of the first that is verified, else of the first.
    std::vector<SignatureVerdict> signatures;
    bool inputCut = false;  ///< the input was above 1 MB: the rest was not read
    bool searchCut = false; ///< the search ended at its bounds, not at its end

    bool has(FindingId id) const;
    /// The worst severity among the findings; nothing without findings.
    std::optional<Severity> worst() const;
};

/// Examines a token.
///
/// Pure: same inputs, same diagnosis (but for the search, where a clock bounds it). Memory is bounded by a small
/// multiple of the input, which is cut off at 1 MB. Any thread; blocks up to limits.time for a signature that does not
/// verify, so that the window calls it on a worker.
/// @param stop  ends the search early; what is known by then comes back, with searchCut.
Diagnosis diagnose(const DiagnosisInputs& inputs, std::stop_token stop = {});

} // namespace twb::doctor
