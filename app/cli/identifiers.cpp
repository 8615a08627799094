// SPDX-License-Identifier: Apache-2.0
#include "cli/identifiers.h"

#include "cli/base64.h"
#include "crypto/generate.h"

namespace twb::cli {

Answer<std::string> newUuid() {
    auto octets = crypto::randomBytes(16);
    if (!octets) {
        return failure(octets.error(), "the UUID");
    }
    (*octets)[6] = static_cast<std::uint8_t>(((*octets)[6] & 0x0F) | 0x40); // version 4
    (*octets)[8] = static_cast<std::uint8_t>(((*octets)[8] & 0x3F) | 0x80); // variant 10
    std::string uuid = hexText(*octets);
    for (const std::size_t at : {8U, 13U, 18U, 23U}) {
        uuid.insert(at, "-");
    }
    return uuid;
}

} // namespace twb::cli
