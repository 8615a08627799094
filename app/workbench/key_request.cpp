// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_request.h"

#include "jose/algorithm_table.h"
#include "jose/encryption_table.h"
#include "workbench/qt_text.h"

#include <algorithm>
#include <array>

namespace twb::workbench {
namespace {

using Family = jose::KeyManagementFamily;
using Kind = KeyRequest::Kind;

constexpr std::array<std::size_t, 5> lengths = {16, 24, 32, 48, 64};

crypto::KeyType typeOf(Kind kind) {
    switch (kind) {
    case Kind::Rsa:
        return crypto::KeyType::Rsa;
    case Kind::Ec:
        return crypto::KeyType::Ec;
    case Kind::Okp:
        return crypto::KeyType::Okp;
    case Kind::Secret:
        break;
    }
    return crypto::KeyType::Oct;
}

bool agrees(crypto::Curve curve) {
    return curve == crypto::Curve::X25519 || curve == crypto::Curve::X448;
}

bool signs(const KeyRequest& request, const jose::Algorithm& row) {
    if (row.family == jose::AlgorithmFamily::None || row.keyType != typeOf(request.kind)) {
        return false;
    }
    if (request.kind == Kind::Secret) {
        return static_cast<int>(request.octets) * 8 >= row.minimumBits;
    }
    const crypto::Curve curve = jose::findCurve(request.curve);
    return request.kind == Kind::Rsa || (row.curve == crypto::Curve::None ? !agrees(curve) : row.curve == curve);
}

bool encrypts(const KeyRequest& request, const jose::KeyManagement& row) {
    switch (row.family) {
    case Family::RsaOaep:
    case Family::RsaPkcs1:
        return request.kind == Kind::Rsa;
    case Family::EcdhEs:
    case Family::EcdhEsKeyWrap: {
        const crypto::Curve curve = jose::findCurve(request.curve);
        return (request.kind == Kind::Ec && curve != crypto::Curve::Secp256k1) ||
               (request.kind == Kind::Okp && agrees(curve));
    }
    case Family::AesKeyWrap:
    case Family::AesGcmKeyWrap:
        return request.kind == Kind::Secret && row.wrapOctets == request.octets;
    case Family::Direct:
        return request.kind == Kind::Secret;
    case Family::Pbes2: // is for passwords that people choose
        break;
    }
    return false;
}

} // namespace

bool canHaveCertificate(const KeyRequest& request) {
    return request.kind != Kind::Secret && !agrees(jose::findCurve(request.curve));
}

QStringList algorithmsFor(const KeyRequest& request) {
    QStringList names;
    if (request.use == "enc") {
        for (const jose::KeyManagement& row : jose::allKeyManagement()) {
            if (encrypts(request, row)) {
                names << qString(row.name);
            }
        }
        return names;
    }
    for (const jose::Algorithm& row : jose::allAlgorithms()) {
        if (signs(request, row)) {
            names << qString(row.name);
        }
    }
    return names;
}

std::vector<SecretLength> secretLengths(const std::string& use) {
    std::vector<SecretLength> offered;
    for (const std::size_t octets : lengths) {
        SecretLength length{octets, {}};
        if (use == "enc") {
            for (const jose::KeyManagement& row : jose::allKeyManagement()) {
                const bool wraps = row.family == Family::AesKeyWrap || row.family == Family::AesGcmKeyWrap;
                if (wraps && row.wrapOctets == octets) {
                    length.algorithms << qString(row.name);
                }
            }
            for (const jose::ContentEncryption& row : jose::allContentEncryption()) {
                if (row.method.keyOctets == octets) {
                    length.algorithms << qString(row.name);
                }
            }
        } else {
            for (const jose::Algorithm& row : jose::allAlgorithms()) {
                if (row.family == jose::AlgorithmFamily::Hmac && row.minimumBits == static_cast<int>(octets) * 8) {
                    length.algorithms << qString(row.name);
                }
            }
        }
        if (!length.algorithms.isEmpty()) {
            offered.push_back(std::move(length));
        }
    }
    return offered;
}

} // namespace twb::workbench
