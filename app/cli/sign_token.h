// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/key_options.h"

namespace twb::cli {

enum class SignForm { Compact, Detached, Flattened, General };

/// `--form`.  @errors usage
Answer<SignForm> readSignForm(const Session& session);

/// What is to be signed, and how.
struct SignRequest {
    std::string alg;
    std::string header; ///< JSON text
    std::string payload;
    SignForm form = SignForm::Compact;
};

/// True for the options that make an SD-JWT: --sd, --decoys, --sd-hash, --holder.
bool wantsSdJwt(const Session& session);

/// Signs with the key of the key options, and with those of --also; hides claims where that is asked for.
/// @errors usage, those of readKeys, and of the signing itself
Answer<std::string> makeToken(Session& session, const SignRequest& request);

} // namespace twb::cli
