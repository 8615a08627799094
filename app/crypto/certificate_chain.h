// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/certificate.h"

#include <vector>

namespace twb::crypto {

/// Why a client's certificate does not lead to an authority: signatures, dates, key usage and purpose of each step.
///                                                                                                  (RFC 5280 §6)
/// @param others       DER of certificates that may stand between.
/// @param authorities  trusted as they are, also where one is no root or is the certificate itself.
/// @param at           when it is judged.
/// @return OpenSSL's words, "unable to get local issuer certificate"; empty if it does lead there.
/// @errors certificate-invalid, crypto-backend
Result<std::string> chainFault(const Certificate& certificate, const std::vector<Bytes>& others,
                               const std::vector<Certificate>& authorities, Time at);

} // namespace twb::crypto
