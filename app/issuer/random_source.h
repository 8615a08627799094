// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"
#include "crypto/generate.h"

namespace twb::issuer {

/// Where codes, tokens and identifiers come from; tests hand in one that can be foreseen. Called by one thread at a
/// time.
class RandomSource {
public:
    virtual ~RandomSource() = default;
    /// @errors crypto-backend
    virtual Result<Bytes> bytes(std::size_t octets) = 0;
};

class SystemRandom final : public RandomSource {
public:
    Result<Bytes> bytes(std::size_t octets) override { return crypto::randomBytes(octets); }
};

} // namespace twb::issuer
