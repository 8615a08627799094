// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/session.h"
#include "jose/sd_jwt.h"

#include <optional>

namespace twb::cli {

/// The compact form of an SD-JWT in any serialization; nullopt for other tokens.                    (RFC 9901 §4, §8)
std::optional<std::string> asSdJwt(std::string_view token);

/// `[{"path","name","value","digest","salt"}]`; name is null for an element of an array.
std::string disclosuresJson(const jose::SdJwtClaims& claims);

/// A claim as people name it on the command line: a JSON Pointer, or the bare name of an outermost claim.
std::string claimPointer(std::string_view text);

/// What `decode` adds for an SD-JWT: "claims", "disclosures", "undisclosed", "key_binding", or "sd_jwt_error".
void addSdJwt(JsonObject& object, std::string_view compact);
/// The same for people.
void printSdJwt(Output& output, std::string_view compact);

} // namespace twb::cli
