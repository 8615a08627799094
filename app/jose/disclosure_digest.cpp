// SPDX-License-Identifier: Apache-2.0
#include "jose/disclosure_digest.h"

#include "base/base64url.h"
#include "crypto/digest.h"

#include <array>
#include <utility>

namespace twb::jose {

namespace {

constexpr std::array<std::pair<crypto::Hash, std::string_view>, 3> hashes{
    {{crypto::Hash::Sha256, "sha-256"}, {crypto::Hash::Sha384, "sha-384"}, {crypto::Hash::Sha512, "sha-512"}}};

} // namespace

std::string_view disclosureHashName(crypto::Hash hash) {
    for (const auto& [known, name] : hashes) {
        if (known == hash) {
            return name;
        }
    }
    return {};
}

std::optional<crypto::Hash> findDisclosureHash(std::string_view name) {
    for (const auto& [hash, known] : hashes) {
        if (known == name) {
            return hash;
        }
    }
    return std::nullopt;
}

Result<std::string> disclosureDigest(crypto::Hash hash, std::string_view characters) {
    const auto made = crypto::digest(hash, asBytes(characters));
    if (!made) {
        return passOn(made);
    }
    return base64url::encode(ByteView(*made));
}

std::string pointerToken(std::string_view name) {
    std::string text;
    for (const char each : name) {
        text += each == '~' ? "~0" : each == '/' ? "~1" : std::string(1, each);
    }
    return text;
}

} // namespace twb::jose
