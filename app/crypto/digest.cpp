// SPDX-License-Identifier: Apache-2.0
#include "crypto/digest.h"

#include "crypto/backend.h"

namespace twb::crypto {

Result<Bytes> digest(Hash hash, ByteView octets) {
    const EVP_MD* algorithm = fetchedDigest(hash);
    if (algorithm == nullptr) {
        return backendFailure("the digest is not available");
    }
    Bytes out(hashOctets(hash));
    unsigned int size = 0;
    if (EVP_Digest(octets.data(), octets.size(), out.data(), &size, algorithm, nullptr) != 1 || size != out.size()) {
        return backendFailure("the digest could not be computed");
    }
    return out;
}

} // namespace twb::crypto
