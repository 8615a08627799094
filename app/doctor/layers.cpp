// SPDX-License-Identifier: Apache-2.0
#include "doctor/layers.h"

#include "doctor/unwrap.h"

namespace twb::doctor {
namespace {

constexpr std::size_t mostOctets = std::size_t{1} << 20U;
constexpr std::size_t mostLayers = 8;

bool isToken(TokenKind kind) {
    return kind != TokenKind::Empty && kind != TokenKind::Unknown;
}

} // namespace

SharedReading readInner(const Reading& outer) {
    const Part& payload = outer.payload;
    if (!payload.present || !payload.isText || payload.octets->empty() || payload.octets->size() > mostOctets) {
        return nullptr;
    }
    const bool jsonForm = payload.isObject && (payload.json->root().find("ciphertext").exists() ||
                                               payload.json->root().find("signature").exists() ||
                                               payload.json->root().find("signatures").exists());
    if (!jsonForm && (payload.isJson || !looksLikeToken(*payload.octets))) {
        return nullptr;
    }
    SharedReading inner = readToken(payload.octets, {});
    return isToken(inner->kind) && inner->header.isObject ? inner : nullptr;
}

std::size_t countLayers(const SharedReading& outermost) {
    std::size_t layers = 1;
    for (SharedReading inner = readInner(*outermost); inner != nullptr && layers < mostLayers;
         inner = readInner(*inner)) {
        ++layers;
    }
    return layers;
}

} // namespace twb::doctor
