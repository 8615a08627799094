// SPDX-License-Identifier: Apache-2.0
#include "jose/nested.h"

#include "jose/jws.h"
#include "json/text.h"

namespace twb::jose {

Result<EncryptedToken> signThenEncrypt(std::string_view signedHeader, ByteView payload, const Jwk& signer,
                                       EncryptionRequest request) {
    const auto inner = signCompact(signedHeader, payload, signer);
    if (!inner) {
        return passOn(inner);
    }
    const auto header = JweHeader::read(request.protectedHeader, request.sharedHeader, {});
    if (!header) {
        return passOn(header);
    }
    if (!header->find("cty").exists()) {
        const bool isEmpty = request.protectedHeader.empty();
        auto edited = json::setMember(isEmpty ? "{}" : std::string_view(request.protectedHeader), "cty", "\"JWT\"");
        if (!edited) {
            return passOn(edited);
        }
        request.protectedHeader = std::move(*edited);
    }
    return encryptToken(request, asBytes(*inner));
}

} // namespace twb::jose
