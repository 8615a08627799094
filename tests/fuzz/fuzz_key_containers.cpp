// SPDX-License-Identifier: Apache-2.0
// Property: whatever is imported from arbitrary octets (PEM repaired or not, OpenSSH, PKCS#12) can be written as SPKI
// and reads back as the same public key; a repaired text needs no further repair; SSH lines round-trip.
#include "crypto/key_import.h"
#include "crypto/openssh.h"
#include "fuzz/property.h"

using namespace twb;
using namespace twb::fuzz;
using namespace twb::crypto;

namespace {

void checkRoundTrip(const Key& key) {
    const auto spki = writeKey(key, KeyFormat::SpkiDer);
    require(spki.has_value());
    const auto open = readDer(spki->reveal());
    require(open.has_value() && open->key.samePublicKey(key));
    if (const auto line = writeOpenSshPublic(key)) {
        const auto back = readOpenSshPublic(*line);
        require(back.has_value() && back->key.samePublicKey(key));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView octets(data, size);
    if (const auto direct = readOpenSshPrivate(octets)) {
        checkRoundTrip(direct->key);
    }
    const auto import = importKeys(octets, Secret());
    if (!import) {
        require(import.error().where.offset + import.error().where.length <= size);
        return 0;
    }
    require(!import->keys.empty());
    for (const KeyFileEntry& entry : import->keys) {
        checkRoundTrip(entry.key);
    }
    if (!import->repairs.empty()) {
        const auto again = importKeys(import->repairedText.reveal(), Secret());
        require(again.has_value() && again->repairs.empty() && again->keys.size() == import->keys.size());
    }
    return 0;
}
