// SPDX-License-Identifier: Apache-2.0
// Property: whatever is read as a key from arbitrary octets can be written as SPKI, and as PKCS#8 if it is private, and
// reads back as the same public key.
#include "crypto/key_file.h"
#include "fuzz/property.h"

using namespace twb;
using namespace twb::fuzz;
using namespace twb::crypto;

namespace {

void checkRoundTrip(const Key& key) {
    const auto spki = writeKey(key, KeyFormat::SpkiDer);
    require(spki.has_value());
    const auto open = readDer(spki->reveal());
    require(open.has_value() && !open->key.isPrivate() && open->key.samePublicKey(key));
    if (key.isPrivate()) {
        const auto pkcs8 = writeKey(key, KeyFormat::Pkcs8Pem);
        require(pkcs8.has_value());
        const auto pair = readPem(asText(pkcs8->reveal()));
        require(pair.has_value() && pair->size() == 1 && pair->front().key.isPrivate() &&
                pair->front().key.samePublicKey(key));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView octets(data, size);
    if (const auto entry = readDer(octets)) {
        checkRoundTrip(entry->key);
    }
    const auto entries = readPem(asText(octets));
    if (!entries) {
        require(entries.error().where.offset + entries.error().where.length <= size);
        return 0;
    }
    for (const KeyFileEntry& entry : *entries) {
        checkRoundTrip(entry.key);
    }
    return 0;
}
