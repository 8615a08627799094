// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/reading.h"

/// The forms of a token that are not three or five parts between dots; used by readToken().
namespace twb::doctor {

/// JWS and JWE in JSON form: segments are the strings inside the text. False if the text is neither, and nothing was
/// touched then.                                                                     (RFC 7515 §7.2; RFC 7516 §7.2)
bool readJsonForm(Reading& reading, Views views);

/// SD-JWT: the issuer's three parts, disclosures, key binding; the payload shown are the claims with everything
/// disclosed in place, where the disclosures hold. False if the text is none.                          (RFC 9901 §4)
bool readSdJwt(Reading& reading, Views views);

/// What stands otherwise than as base64url of itself: "zip":"DEF" (SMART Health Cards) is inflated, "b64":false
/// (RFC 7797) is taken as it stands, and a payload that is not there is called detached (RFC 7515 App. F).
/// @param mostInflated  octets; what inflates to more stays as it stands in the token
void finishPayload(Reading& reading, Views views, std::size_t mostInflated);

/// A reading of a detached token with the payload that came by another way.
SharedReading withDetached(const SharedReading& reading, const SharedText& payload, PartView view);

/// Header or payload from one segment; what is wrong stands in the part and in the segment.
Part readSegment(std::string_view encoded, Segment& segment, PartView view);

} // namespace twb::doctor
