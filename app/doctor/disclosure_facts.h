// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/signature_facts.h"
#include "jose/sd_jwt.h"

/// SD-JWTs in an evaluation.                                                                         (RFC 9901)
namespace twb::doctor {

/// Where a claim comes from.
enum class ClaimOrigin : std::uint8_t {
    Always,     ///< in the open, whatever the holder shows
    Disclosed,  ///< the holder disclosed it
    Undisclosed ///< a digest without disclosure: kept back, or a decoy; nobody can tell
};

struct SelectiveClaim {
    ClaimOrigin origin = ClaimOrigin::Always;
    std::string path;      ///< JSON Pointer; empty for Undisclosed
    std::string name;      ///< last part of the path; of an array "[1]"
    std::string value;     ///< JSON text; of Undisclosed the digest
    std::string digest;    ///< of Disclosed
    bool reserved = false; ///< may not be hidden (iss, exp, cnf …): RFC 9901 §4.1 wants it in the open
};

struct SelectiveFacts {
    std::vector<SelectiveClaim> claims; ///< in the order of the payload, members of members behind them; digests last
    std::vector<CheckRow> checks;       ///< disclosures and key binding
    std::size_t disclosures = 0;
    std::size_t undisclosed = 0;
    bool hasKeyBinding = false;
    std::string hash = "sha-256"; ///< "_sd_alg"
};

/// The compact form of an SD-JWT in any serialization.                                              (RFC 9901 §8)
std::string compactOf(const Reading& reading);

/// The "cnf" of an SD-JWT (RFC 7800 §3.2) for the holder of this key: JSON text with its public half only.
/// @errors those of reading the key; key-type-mismatch for a secret
Result<std::string> confirmationOf(SharedKeyField holder);
/// A presentation with these disclosures (digests), ended by a key binding of the holder.
/// @errors those of jose::presentSdJwt and jose::bindToKey, and of reading the key
Result<std::string> bindPresentation(std::string_view token, const std::vector<std::string>& digests,
                                     const BindingWanted& wanted, SharedKeyField holder, Time now);

/// Sets version.selective; the report is the issuer's. None if the text cannot be taken apart.
std::optional<jose::VerificationReport> judgeSelective(Version& version, const ResolvedKey& key, const Inputs& inputs,
                                                       Time now);
/// Rows of disclosures and key binding behind those of the issuer's token.
void addSelectiveRows(Version& version);

/// Issues a copy: hides what is to be disclosable, and signs.
/// @errors those of jose::issueSdJwt and of choosing a key
Result<CopySignature> issueCopy(const Copy& copy, const SharedText& input, const ResolvedKey& key);
/// An SD-JWT that is out of date: the panes show the copy's own header and claims, not those issued last.
void showClaimsOf(const Copy& copy, Version& version, const Inputs& inputs, Time now);

} // namespace twb::doctor
