// SPDX-License-Identifier: Apache-2.0
// Property: a text that decodes is the only text of its octets (encoding gives it back), any octets survive encoding
// and decoding, and a refusal names a place inside the text.
#include "base/base64url.h"

#include <algorithm>
#include <cstdlib>

using namespace twb;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView octets(data, size);
    const std::string text = base64url::encode(octets);
    require(text.size() == base64url::encodedSize(size));
    const auto back = base64url::decode(text);
    require(back && std::equal(back->begin(), back->end(), octets.begin(), octets.end()));

    const std::string_view given = asText(octets);
    const auto decoded = base64url::decode(given);
    if (decoded) {
        require(decoded->size() == base64url::decodedSize(given.size()));
        require(base64url::encode(*decoded) == given);
    } else {
        require(decoded.error().where.length > 0);
        require(decoded.error().where.offset + decoded.error().where.length <= size);
        require(!decoded.error().detail.empty());
    }
    return 0;
}
