// SPDX-License-Identifier: Apache-2.0
// Properties of JWK, JWKS, certificate maps and everything else that key material may be:
// - keys that were read can be written as JWKs and read back as the same keys;
// - what is read as the key of a pair is never let through as an HMAC secret;
// - a place of an error lies within the text.
#include "fuzz/property.h"
#include "jose/key_material.h"
#include "jose/key_notes.h"

using namespace twb;
using namespace twb::fuzz;
using namespace twb::jose;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView octets(data, size);
    const auto set = readKeyMaterial(octets);
    if (!set) {
        require(set.error().where.offset + set.error().where.length <= size && !set.error().detail.empty());
        return 0;
    }
    bool pairs = false;
    for (const KeyEntry& entry : set->entries()) {
        pairs = pairs || entry.jwk.key.type() != crypto::KeyType::Oct;
        for (const KeyNote& note : keyNotes(entry, Time{})) {
            require(!note.id.empty() && !note.detail.empty());
        }
        const auto written = writeJwk(entry.jwk, entry.jwk.key.isPrivate() ? JwkHalf::Private : JwkHalf::Public);
        require(written.has_value());
        const auto back = readJwk(asText(written->reveal()));
        require(back && back->key.samePublicKey(entry.jwk.key) && back->kid == entry.jwk.kid);
    }
    for (const KeyNote& note : setNotes(*set)) {
        require(!note.id.empty() && !note.detail.empty());
    }
    require(!pairs || !asymmetricKeyText(octets).empty());
    return 0;
}
