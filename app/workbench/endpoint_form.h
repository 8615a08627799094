// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/presets.h"
#include "workbench/ring_entry.h"

namespace twb::workbench {

/// What stands in the form of the Endpoint workspace. Copies share keys and secrets.
struct EndpointForm {
    std::string presetId = "generic";
    std::string issuer;
    std::string url;
    oauth::Grant grant = oauth::Grant::ClientCredentials;
    std::string clientId;
    oauth::ClientMethod method = oauth::ClientMethod::SecretBasic;
    oauth::SharedSecret secret;
    SharedRingEntry key;         ///< signs the client assertion; nullptr: none chosen
    SharedRingEntry certificate; ///< its key and certificate go into TLS; nullptr: none
    SharedRingEntry dpopKey;     ///< nullptr: bearer tokens
    oauth::AssertionPlan assertion;
    std::string scope;
    std::string resource;
    std::string audience;
    oauth::PresetValues values; ///< of the grant's own fields, or of a Call preset's
    std::vector<oauth::ExtraParameter> extras;
    std::string authorities; ///< PEM to trust besides the system's
};

/// The fields that a grant needs besides the common ones.
std::vector<oauth::PresetField> fieldsOf(oauth::Grant grant);

/// The request that the form describes; a JWT of a preset is made anew each time.
/// @errors usage (what is missing), those of fillPreset and of writing the client's key for TLS
Result<oauth::OAuthRequest> requestOf(const EndpointForm& form, const oauth::Moment& moment);

/// The other way round: a pasted request put into a form.
EndpointForm formOf(const oauth::OAuthRequest& request);

} // namespace twb::workbench
