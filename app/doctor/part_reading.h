// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/reading.h"

/// Parts from octets; used where a payload does not stand in the token as one base64url part.
namespace twb::doctor {

/// A part that is there, with these octets: JSON where they are JSON, text where they are text.
Part readOctets(std::string octets, PartView view);
/// The members of a part that is a JSON object; at most 5000.
std::vector<Claim> readClaims(const Part& part, profiles::ClaimPlace place);
/// Sets payload and claims of a reading.
void setPayload(Reading& reading, std::string octets, PartView view, PayloadSource source);
/// Reads alg, enc, typ and kid from the header.
void readNames(Reading& reading);

} // namespace twb::doctor
